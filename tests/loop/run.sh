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

# ring KEY: a number of the ring's, from the table.
ring() {
    sed -n "s/.*\"$1\": *\([0-9][0-9]*\).*/\1/p" "$work/loop.json" | head -n 1
}

# first_crash DUMP: the place of the block that boot 1 opened.
first_crash() {
    place=0
    while [ "$(od -An -tu2 -j $((place * $(ring block) + 6)) -N 2 "$1")" -ne 1 ]; do
        place=$((place + 1))
    done
    echo $place
}

# half_moved FROM TO: the dump as it is when a reset comes while the first crash is moved: the next block is marked with what is lost with it,
# and has no parity any more.
half_moved() {
    at=$((($(first_crash "$1") + 1) % $(ring blocks) * $(ring block)))
    bytes=$(($(od -An -tu2 -j $at -N 2 "$1") % 16384 - 20)) # without the bit of a sealed block
    cp "$1" "$2"
    printf "\\$(printf %o $((bytes % 256)))\\$(printf %o $((128 + bytes / 256)))" | dd of="$2" bs=1 seek=$at conv=notrunc 2>/dev/null
    parity=$((($(ring block) + 143) / 144 * 16))
    [ $integrity != ecc ] || dd if=/dev/zero of="$2" bs=1 seek=$((at + $(ring block) - parity)) count=$parity conv=notrunc 2>/dev/null
}

# spoilt FROM TO: with eight wrong bytes in the block of the first crash.
spoilt() {
    cp "$1" "$2"
    printf '\125\252\125\252\125\252\125\252' | dd of="$2" bs=1 seek=$(($(first_crash "$1") * $(ring block) + 60)) conv=notrunc 2>/dev/null
}

# lost: the bytes that plogcat says are lost.
lost() {
    sed -n 's/.*plog\.lost  \([0-9]*\) bytes.*/\1/p' "$seen"
}

for integrity in none check16 ecc; do
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

read_out full && cp "$seen" "$work/whole.txt"
spoilt "$work/full.bin" "$work/spoilt.bin"
read_out spoilt && kept; verdict 'ecc: what is damaged in the first crash is corrected where it was moved to'
grep -q '  plog\.corrected  [78] bytes ' "$seen" && grep -v '  plog\.corrected  ' "$seen" | diff "$work/whole.txt" -; verdict 'ecc: and told'

conclude
