#!/bin/sh
# keyboard.sh FOLDER PLOGCAT EXPECTED QEMU...: runs the keyboard's firmware in FOLDER, and compares what plogcat reads with EXPECTED.
set -u
folder=$1 plogcat=$(realpath "$2") expected=$(realpath "$3")
. "$(dirname "$0")/../verdict.sh"
shift 3

cd "$folder" || exit 1
rm -f keyboard.bin
"$@"; verdict 'the firmware ends'
"$plogcat" -t gen/keyboard.json keyboard.bin >keyboard.txt; verdict 'plogcat finds nothing wrong'
without_times <keyboard.txt | diff -u "$expected" -; verdict 'the second boot drains what the first one logged'
times_rise <keyboard.txt; verdict 'times rise'
[ "$("$plogcat" -t gen/keyboard.json -o json keyboard.bin | grep -c '"flow":{"key":3}')" -eq 2 ]
verdict 'a key is followed from the matrix to the report'
conclude
