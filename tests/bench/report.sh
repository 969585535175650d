#!/bin/sh
# report.sh BUILD: prints what plogen's code costs, from the programs in BUILD, beside the peers' figures.
set -eu
build=$1
here=$(dirname "$0")
calls='none u8 u32 deadbeef two_i16 str8 u64 f32 blob16'
sites='none u8 u32 two_i16 str8 u64 blob16'

# row NAME NUMBER...: one line of a table with its sum; flash tables have no sum
row() {
    printf '%-42s' "$1"
    shift
    printf ' %8s' "$@"
    echo
}

sum() {
    echo "$@" | awk '{ for (i = 1; i <= NF; i++) s += $i; print s }'
}

peers() {
    grep "^$1 |" "$here/peers.txt" | while IFS='|' read -r table name figures; do
        [ "$1" = flash ] || figures="$figures $(sum $figures)"
        row "${name# }" $figures
    done
}

# The instructions of NAME once_ or many_ for all calls, each divided by the number of times it was called.
instructions() {
    for call in $calls; do
        awk -v name="$1_$call" -v times="$2" -v digits="$3" \
            '$1 == name { printf "%.*f\n", digits, $2 / times }' "$build/instructions.txt"
    done
}

size_of() {
    arm-none-eabi-nm -S "$1" | awk -v name="$2" '$4 == name { print $2 }'
}

# Flash of ELF that is not the bench's own.
library() {
    arm-none-eabi-size -A "$1" |
        awk '$1 ~ /^\.(text|rodata|data|init_array|ARM\.exidx)/ { s += $2 } END { print s }'
}

flash() {
    for call in $sites; do
        echo $((0x$(size_of "$build/$1/sites.o" "three_$call") - 0x$(size_of "$build/$1/sites.o" "two_$call")))
    done
    library "$build/$1/flash.elf"
}

echo "Bytes in RAM for one record, time included"
row '' none u8 u32=5 DEADBEEF '2 x i16' str8 u64 f32 blob16 sum
bytes=$("$build/bytes")
row plogen $bytes "$(sum $bytes)"
peers bytes

echo
echo "x86-64 instructions for one call (gcc -O2, callees and return included)"
row '' none u8 u32=5 DEADBEEF '2 x i16' str8 u64 f32 blob16 sum
once=$(instructions once 1 0)
many=$(instructions many 10000 1)
row 'plogen; overwrites oldest' $once "$(sum $once)"
row 'plogen, with the change of blocks, average' $many "$(sum $many)"
peers instructions

echo
echo "Cortex-M3 flash in bytes (-Os): one call of each kind; the library for setup and the nine calls"
row '' none u8 u32 '2 x i16' str8 u64 blob16 library
row 'plogen, optimize size' $(flash size)
row 'plogen, optimize speed' $(flash speed)
peers flash
