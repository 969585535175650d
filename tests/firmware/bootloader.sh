#!/bin/sh
# bootloader.sh FOLDER PLOGCAT EXPECTED QEMU...: runs the three images that share a ring, in FOLDER. Three times one of them drains, to one
# file: first the bootloader, then the bootloader what the application could not, then the application after its update.
set -u
folder=$1 plogcat=$2 expected=$3
shift 3
. "$(dirname "$0")/../verdict.sh"

rm -f "$folder/ring.bin"
(cd "$folder" && "$@"); verdict 'the updated application ends by itself'
"$plogcat" -t "$folder/gen" "$folder/ring.bin" >"$folder/ring.txt"; verdict 'plogcat finds nothing wrong'
without_times <"$folder/ring.txt" | diff -u "$expected" -; verdict 'every record was drained, once, and is decoded with its own table'
"$plogcat" -t "$folder/gen/application_v2.json" "$folder/ring.bin" >"$folder/v2.txt" 2>"$folder/v2.err"; [ $? -eq 1 ]
verdict 'without the other tables: exit status 1'
without_times <"$folder/v2.txt" >"$folder/v2.seen" && tail -n 3 "$expected" | diff -u - "$folder/v2.seen"
verdict 'and only the records of that version are shown'
conclude
