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

# goal TEXT GOAL FIGURE: one line of the table of goals.
goal() {
    printf '%-74s %8s %8s\n' "$1" "$2" "$(figure "$3")"
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
row 'plogen; overwrites oldest' $once "$(sum $once)"
row 'plogen, with the change of blocks, average' $many "$(sum $many)"
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
for core in m3 m0 m33 rv32 m3-size; do
    row "plogen, $core" $(for call in $calls; do figure "$core.$call.average"; done)
done

echo
printf '%-74s %8s %8s\n' '' goal now
goal 'x86-64 instructions, nine calls' 320 x86-64.nine
goal 'Cortex-M3 instructions, no argument, average' 25 m3.none.average
goal 'Cortex-M3 instructions, u32 = 5, average' 29 m3.u32.average
goal 'Cortex-M3 instructions, 2 x i16, average' 50 m3.two_i16.average
goal 'Cortex-M3 instructions, 8-character string, average' 68 m3.str8.average
goal 'Cortex-M3 instructions, blob of 16 bytes, average' 40 m3.blob16.average
goal 'Cortex-M3 instructions with interrupts masked, longest u32 of any length' 44 m3.masked.scalar
goal 'Cortex-M3 instructions with interrupts masked, u64' 90 m3.masked.u64
goal 'Cortex-M3 instructions with interrupts masked, a block is opened' - m3.masked.block
goal 'Cortex-M3 instructions, attach at boot, 16 blocks' 500 m3.attach
goal 'Cortex-M3 stack in bytes, longest u32' 32 m3.stack
goal 'Cortex-M3 flash in bytes, setup and nine calls, optimize size' 950 m3.flash.size
goal 'Cortex-M3 flash in bytes, setup and nine calls, optimize speed' 1400 m3.flash.speed
goal 'Cortex-M3 flash in bytes, log function of a u32, optimize size' 32 m3.flash.u32.size
goal 'Cortex-M3 flash in bytes, log function of a u32, optimize speed' 88 m3.flash.u32.speed
goal 'Cortex-M3 flash in bytes, a call of a u32' 6 m3.site.u32.size
goal 'Cortex-M3 flash in bytes, a call that the level leaves out' 0 m3.site.off.size
goal 'Cortex-M3 instructions of a call that the filter holds back' 4 m3.filtered
goal 'Cortex-M3 instructions more with integrity check8, u32 = 5' 8 m3.check8.u32
goal 'Cortex-M3 RAM in bytes beyond the ring, without plog_tick' 20 m3.ram.size
goal 'AVR cycles of relay(on), into an open block' - avr.relay
goal 'AVR cycles of sensor_lost(channel), into an open block' - avr.sensor_lost
goal 'AVR cycles of sensor_lost(channel), average' - avr.sensor_lost.average
goal 'AVR flash in bytes, thermostat: setup and log functions' 1536 avr.flash
goal 'AVR flash in bytes, thermostat: with plog_tick() and plog_drain()' - avr.flash.read
goal 'Share of the ring that is records, percent, 256 bytes' 72 share.256
goal 'Share of the ring that is records, percent, 2 KiB' 87 share.2K
goal 'Share of the ring that is records, percent, 16 KiB' 92 share.16K

echo
echo "Cortex-M3 flash in bytes of the log functions of 10, 100 and 1,000 messages of a u32 each"
for kind in size speed; do
    row "plogen, optimize $kind" $(for count in 10 100 1000; do figure "m3.messages.$count.$kind"; done)
done
