#!/bin/sh
# flight.sh FOLDER PLOGCAT EXPECTED QEMU...: runs the flight controller's firmware in FOLDER, and compares what plogcat reads with EXPECTED.
set -u
folder=$1 plogcat=$(realpath "$2") expected=$(realpath "$3")
. "$(dirname "$0")/../verdict.sh"
shift 3

cd "$folder" || exit 1
rm -f flight.bin
"$@"; verdict 'the firmware ends'
"$plogcat" --elf flight.elf flight.bin >flight.txt; verdict 'plogcat finds nothing wrong'
grep -v '  plog\.crash  ' flight.txt | without_times | diff -u "$expected" -; verdict 'the second boot drains what the first one logged'
sed -E 's/\.c:[0-9]+/.c/g' flight.txt |
    grep -q 'fault: invalid state, pc 0x00000000 .*: 0x00000000, estimate (main.c), attitude_loop (main.c), fly (main.c, inlined), main (main.c), Reset_Handler (startup.c)$'
verdict 'the crash tells where it was'
arm-none-eabi-nm flight.elf | grep -q '^2001c000 . plog_region_start$'; verdict 'the ring is at its address'
conclude
