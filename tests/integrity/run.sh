#!/bin/sh
# run.sh BUILD FOLDER WARN QEMU...: "integrity check8" and "check16". Damage, the ring's own records, and firmwares in their simulators.
set -u
build=$1 folder=$2 warn=$3
shift 3
here=$(dirname "$0")
. "$here/../verdict.sh"
plogen=$build/plogen plogcat=$build/plogcat

# with CHECK SPEC: a copy of the spec with that integrity, and what plogen makes of it, in $out.
with() {
    out=$folder/$1/$(basename "$2" .plog)
    mkdir -p "$out"
    { cat "$2"; echo "integrity $1;"; } >"$out/$(basename "$2")"
    "$plogen" "$out/$(basename "$2")" -o "$out"
}

# damage CHECK: the share of damage that goes through, and whether it is little enough.
damage() {
    with "$1" "$here/damage.plog" &&
        cc -std=c99 -D_GNU_SOURCE $warn -O2 -I runtime -I "$out" "$here/write.c" "$out/damage.c" -o "$out/write" &&
        "$out/write" "$out/images.bin" && "$folder/damage" "$out/damage.json" "$out/images.bin"
    verdict "$1: damage"
}

# own CHECK OPTIONS: what the ring itself logs, in two runs of a program that aborts.
own() {
    with "$1" "$here/own.plog" && echo "$2" >>"$out/own.plog" && "$plogen" "$out/own.plog" -o "$out" &&
        cc -std=c99 -D_GNU_SOURCE $warn -Os -I runtime -I "$out" "$here/own.c" "$out/own.c" -o "$out/own"
    verdict "$1 $2: compiles"
    rm -f "$out/own.ring"
    (ulimit -c 0; "$out/own" "$out/own.ring"; "$out/own" "$out/own.ring") 2>"$out/shell.txt"
    "$plogcat" -t "$out/own.json" "$out/own.ring" >"$out/seen.txt"; verdict "$1 $2: plogcat has nothing to complain of"
    sed -E 's/^boot [12] \([a-z]*\)|^boot [12]//; s/^ +[0-9.]+ +//; s/schema.*//; s/(trace|crash)  .*/\1/' "$out/seen.txt" >"$out/shown.txt"
    cat "$here/own.expected" "$here/own.expected" | diff - "$out/shown.txt"; verdict "$1 $2: every record of the ring's own"
}

# firmware CHECK: the demo on a Cortex-M3, with a HardFault and a reset, says what it says without a check.
firmware() {
    with "$1" examples/motor/motor.plog &&
        arm-none-eabi-gcc -mcpu=cortex-m3 -mthumb $2 -ffunction-sections -fdata-sections -std=c99 $warn -I runtime -I "$out" \
            -I examples/motor -nostartfiles --specs=nano.specs -Wl,--gc-sections,--fatal-warnings -T "$out/motor.ld" \
            -T examples/motor/link.ld examples/motor/*.c "$out/motor.c" -o "$out/motor.elf"
    verdict "Cortex-M3, $1 $2: builds"
    shift 2
    rm -f "$out/motor.bin"
    (cd "$out" && "$@" -kernel motor.elf 2>console.txt); verdict "Cortex-M3, ${out#"$folder"/}: the firmware ends"
    "$plogcat" -t "$out/motor.json" "$out/motor.bin" >"$out/motor.txt" && without_times <"$out/motor.txt" | diff tests/firmware/motor.expected -
    verdict "Cortex-M3, ${out#"$folder"/}: drained"
}

# avr CHECK: the thermostat of tests/ports-small, likewise.
avr() {
    with "$1" tests/ports-small/thermostat.plog &&
        avr-gcc -std=c99 -mmcu=atmega328p -DF_CPU=16000000UL -Os -ffunction-sections -fdata-sections $warn -I runtime -I "$out" \
            -DFLOOD=0 "$out/thermostat.c" tests/ports-small/thermostat.c -T "$out/thermostat.ld" -Wl,--gc-sections \
            -o "$out/thermostat.elf" &&
        "$build/tests/ports-small/simulate" "$out/thermostat.elf" "$out/drained.bin" "$out/ram.bin" >"$out/simavr.txt" 2>&1
    verdict "ATmega328P, $1: builds and ends"
    for dump in drained ram; do
        # What the interrupt logs while boot 2 drains is not of interest.
        "$plogcat" -t "$out/thermostat.json" "$out/$dump.bin" >"$out/$dump.txt" &&
            without_times <"$out/$dump.txt" | head -n 8 | diff tests/ports-small/thermostat.expected -
        verdict "ATmega328P, $1: $dump"
    done
}

for check in check8 check16; do
    damage $check
    own $check ''
    own $check 'optimize size;'
    avr $check
done
firmware check8 -Os "$@"
firmware check16 -O2 "$@"

conclude
