#!/bin/sh
# bootloader.sh FOLDER PLOGCAT TABLE EXPECTED QEMU...: runs the two images that share a ring, in FOLDER. Three times one of them
# drains, to one file: first the bootloader, then the bootloader what the application could not, then the application.
set -u
folder=$1 plogcat=$2 table=$3 expected=$4
shift 4
. "$(dirname "$0")/../verdict.sh"

rm -f "$folder/shared.bin"
(cd "$folder" && "$@"); verdict 'the application ends by itself'
"$plogcat" -t "$table" "$folder/shared.bin" >"$folder/shared.txt"; verdict 'plogcat finds nothing wrong'
without_times <"$folder/shared.txt" | diff -u "$expected" -; verdict 'every record was drained, once'
conclude
