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

# half_moved FROM TO: the dump as it is when a reset comes while the first crash is moved: the next block, of 292 bytes, is marked with what is lost with it.
half_moved() {
    place=0
    while [ "$(od -An -tu2 -j $((place * 292 + 6)) -N 2 "$1")" -ne 1 ]; do
        place=$((place + 1))
    done
    place=$(((place + 1) % 7))
    bytes=$(($(od -An -tu2 -j $((place * 292)) -N 2 "$1") - 20))
    cp "$1" "$2"
    printf "\\$(printf %o $((bytes % 256)))\\$(printf %o $((128 + bytes / 256)))" | dd of="$2" bs=1 seek=$((place * 292)) conv=notrunc 2>/dev/null
}

# lost: the bytes that plogcat says are lost.
lost() {
    sed -n 's/.*plog\.lost  \([0-9]*\) bytes.*/\1/p' "$seen"
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
    before=$(lost)
    half_moved "$work/full.bin" "$work/moving.bin"
    read_out moving && kept; verdict "$integrity: a dump while it is moved is read without a complaint"
    [ "$(lost)" -eq $((before + bytes)) ]; verdict "$integrity: and what that costs is counted"
    read_out healthy; verdict "$integrity: plogcat reads the ring of a healthy program"
    ! grep -q '^boot 1 ' "$seen"; verdict "$integrity: the first crash was overwritten then"
    grep -q '^boot 42 (software) ' "$seen" && ! grep -q 'plog\.loop' "$seen"; verdict "$integrity: an orderly reset is no crash"
done

conclude
