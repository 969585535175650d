#!/bin/sh
# run.sh FOLDER PLOGCAT QEMU...: after forty crashes the first one is there, and the newest records; what comes after plog_healthy() is a ring as ever.
set -u
folder=$1 plogcat=$2
shift 2
. "$(dirname "$0")/../verdict.sh"

# read_out NAME: the dump NAME.bin as text, in $seen.
read_out() {
    seen=$work/$1.txt
    "$plogcat" --elf "$work/loop.elf" "$work/$1.bin" >"$seen"
}

# kept: the first crash is there, once.
kept() {
    grep -q '^boot 1 .*  plog\.crash  .*: first_crash (main.c' "$seen" && [ "$(grep -c '^boot 1 .*  plog\.crash  ' "$seen")" -eq 1 ] \
        || { cat "$seen"; false; }
}

for integrity in none check16; do
    work=$folder/$integrity
    (cd "$work" && rm -f ./*.bin && "$@" -kernel loop.elf 2>console.txt); verdict "$integrity: the firmware ends by itself"
    read_out loop; verdict "$integrity: plogcat reads the ring without a complaint"
    kept; verdict "$integrity: the first crash is there after forty"
    grep -q '^boot 41 (fault) .*  plog\.loop  40 boots in a row crashed$' "$seen"; verdict "$integrity: the row is told"
    tail -n 1 "$seen" | grep -q '^boot 41 .*  working  step 40$'; verdict "$integrity: and the newest record is there"
    read_out full && kept; verdict "$integrity: the first crash is there when the ring has gone round again"
    tail -n 1 "$seen" | grep -q '^boot 41 .*  working  step 499$'; verdict "$integrity: and the newest record"
    read_out healthy; verdict "$integrity: plogcat reads the ring of a healthy program"
    ! grep -q '^boot 1 ' "$seen"; verdict "$integrity: the first crash was overwritten then"
    grep -q '^boot 42 (software) ' "$seen" && ! grep -q 'plog\.loop' "$seen"; verdict "$integrity: an orderly reset is no crash"
done

conclude
