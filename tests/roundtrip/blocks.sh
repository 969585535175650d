#!/bin/sh
# blocks.sh PLOGEN FOLDER: whatever the buffer, a block holds the largest record, and there are two or more.
set -eu
plogen=$1 folder=$2
count=0
mkdir -p "$folder"

# number KEY: of the table's "ring"
number() {
    sed -n "/\"ring\"/,/}/s/.*\"$1\": \([0-9]*\).*/\1/p" "$folder/p.json"
}

# blocks TARGET LENGTH BUFFER
blocks() {
    echo "project p; target $1; buffer $3 overwrite; info x(v: bytes[$2]);" | "$plogen" - -o "$folder" 2>/dev/null || return 0
    block=$(number block) header=$(number header) blocks=$(number blocks)
    if [ $((block - header)) -lt $(($2 + 1)) ] || [ "$blocks" -lt 2 ] || [ $((block * blocks)) -gt "$3" ]; then
        echo "target $1, a record of $(($2 + 1)) bytes, buffer $3: $blocks blocks of $block bytes"
        exit 1
    fi
    count=$((count + 1))
}

for length in 1 50 60 70 80 90 100; do
    for buffer in 150 200 230 248 249 252 256 260 300 500; do
        blocks avr-atmega328p $length $buffer
    done
done
for length in 1 200 16000 21000 30000 32000 32730; do
    for buffer in 4095 32768 65504 65520 65532 65536 65540 70000 98296 98304 131072 4194304; do
        blocks linux $length $buffer
    done
done
[ "$count" -gt 80 ]
echo "$count buffers cut right"
