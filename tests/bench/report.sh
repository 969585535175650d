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

# One of the exact figures.
figure() {
    awk -v name="$1" '$1 == name { print $2 }' "$build/figures.txt"
}

flash() {
    for call in $sites; do
        figure "m3.site.$call.$1"
    done
    figure "m3.flash.$1"
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
row 'plogen, each into an open block' $once "$(sum $once)"
row 'plogen; overwrites oldest, average' $many "$(sum $many)"
peers instructions

echo
echo "Cortex-M3 flash in bytes (-Os): one call of each kind; the library for setup and the nine calls"
row '' none u8 u32 '2 x i16' str8 u64 blob16 library
row 'plogen, optimize size' $(flash size)
row 'plogen, optimize speed' $(flash speed)
peers flash

echo
echo "Instructions for one call with the interrupt lock, overwriting, on average with the change of blocks (gcc -Os)"
row '' none u8 u32=5 DEADBEEF '2 x i16' str8 u64 f32 blob16
for core in m3 m0 m33 rv32 lx106 m3-size; do
    row "plogen, $core" $(for call in $calls; do figure "$core.$call.average"; done)
done

echo
printf '%-70s %6s %6s  %s\n' '' goal now 'best peer'
grep '^[a-z]' "$here/goals.txt" | while IFS='|' read -r name what goal peer; do
    printf '%-70s %6s %6s %s\n' "${what# }" "${goal# }" "$(figure "${name% }")" "$peer"
done

echo
echo "Cortex-M3 flash in bytes of the log functions of 10, 100 and 1,000 messages of a u32 each"
for kind in size speed; do
    row "plogen, optimize $kind" $(for count in 10 100 1000; do figure "m3.messages.$count.$kind"; done)
done
