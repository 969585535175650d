#!/bin/sh
# silence.sh FOLDER PLOGCAT TABLE QEMU...: every beat is shown at the time silence.c logged it, however long it was silent before.
set -u
folder=$1 plogcat=$2 table=$3
shift 3
. "$(dirname "$0")/../verdict.sh"

(cd "$folder" && rm -f silence.bin && "$@" -kernel silence.elf 2>console.txt); verdict 'the firmware ends by itself'
"$plogcat" -t "$table" -o json "$folder/silence.bin" >"$folder/silence.txt"; verdict 'plogcat reads it'

# The ring holds the newest beats; each must be at the sum of all that passed before it.
awk -F'[:,}]' '
    BEGIN {
        count = split("0 1 2 3 4 5 40 4000", quarters, " ")
        for (n = 0; n < 64; n++) {
            ticks += quarters[n % count + 1] * 1073741824 + 7
            expected[n] = ticks
        }
    }
    /"event":"beat"/ {
        match($0, /"ticks":[0-9]+/); seen = substr($0, RSTART + 8, RLENGTH - 8)
        match($0, /"n":[0-9]+/); n = substr($0, RSTART + 4, RLENGTH - 4)
        beats++
        if (seen + 0 != expected[n]) { printf "beat %d at %s, not %.0f\n", n, seen, expected[n]; bad = 1 }
    }
    END { exit bad || beats < 20 }
' "$folder/silence.txt"; verdict 'every beat has its time'

conclude
