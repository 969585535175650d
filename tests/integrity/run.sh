#!/bin/sh
# run.sh BUILD FOLDER WARN FACTOR QEMU...: "integrity check8", "check16" and "ecc". Damage, FACTOR times (see damage.c), the ring's own records, and firmwares in
# their simulators. Without QEMU... damage alone.
set -u
build=$1 folder=$2 warn=$3 factor=$4
shift 4
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
        "$out/write" "$out/images.bin" && "$folder/damage" "$out/damage.json" "$out/images.bin" "$factor"
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

# spoil FILE PLACE...: other bytes there.
spoil() {
    spoilt=$1
    shift
    for place; do
        byte=$(od -An -tu1 -j "$place" -N 1 "$spoilt")
        printf "\\$(printf %03o $((byte ^ 171)))" | dd of="$spoilt" bs=1 seek="$place" conv=notrunc 2>/dev/null
    done
}

# What a crash leaves in the demo's ring is sealed: with some bytes spoilt, header and all, it says the same, and how many they were.
mended() {
    with ecc "$here/own.plog" && cc -std=c99 -D_GNU_SOURCE $warn -Os -I runtime -I "$out" "$here/own.c" "$out/own.c" -o "$out/own"
    verdict 'ecc: compiles'
    rm -f "$out/own.ring"
    (ulimit -c 0; "$out/own" "$out/own.ring") 2>"$out/shell.txt"
    "$plogcat" -t "$out/own.json" "$out/own.ring" >"$out/seen.txt"; verdict 'ecc: plogcat has nothing to complain of'
    cp "$out/own.ring" "$out/spoilt.ring"
    spoil "$out/spoilt.ring" 0 4 5 13 23 40 41
    # All blocks before have no header yet; the crash's is found by another ring's, behind.
    "$plogcat" -t "$out/own.json" "$out/spoilt.ring" >/dev/null 2>&1; [ $? -eq 2 ]; verdict 'ecc: without any header there is no ring'
    cp "$out/own.ring" "$out/spoilt.ring"
    spoil "$out/spoilt.ring" 30 31 32 40 41 50
    "$plogcat" -t "$out/own.json" "$out/spoilt.ring" >"$out/mended.txt"; verdict 'ecc: spoilt bytes are no damage'
    grep -q 'plog.corrected  [1-6] bytes of the block at offset 0 corrected' "$out/mended.txt"; verdict 'ecc: it says how many'
    grep -v 'plog.corrected' "$out/mended.txt" | diff "$out/seen.txt" -; verdict 'ecc: what a crash left is corrected'
    (ulimit -c 0; "$out/own" "$out/own.ring") 2>"$out/shell.txt"
    "$plogcat" -t "$out/own.json" "$out/own.ring" >"$out/seen.txt"; verdict 'ecc: the next boot goes on in the sealed block'
    [ "$(grep -c plog.crash "$out/seen.txt")" -eq 2 ]; verdict 'ecc: both crashes'
}

# With "keep" there are two rings, and the crash seals what is being filled in both.
mended_both() {
    with ecc "$here/own.plog" && echo 'keep error 2K;' >>"$out/own.plog" && "$plogen" "$out/own.plog" -o "$out" &&
        cc -std=c99 -D_GNU_SOURCE $warn -Os -I runtime -I "$out" "$here/own.c" "$out/own.c" -o "$out/own"
    verdict 'ecc and keep: compiles'
    rm -f "$out/own.ring"
    (ulimit -c 0; "$out/own" "$out/own.ring") 2>"$out/shell.txt"
    "$plogcat" -t "$out/own.json" "$out/own.ring" >"$out/seen.txt"; verdict 'ecc and keep: plogcat has nothing to complain of'
    grep -q 'hello 3' "$out/seen.txt" && grep -q plog.crash "$out/seen.txt"; verdict 'ecc and keep: both rings'
    kept=$(awk '/"block":/ { block = $2 } /"rings":/ { rings = 1 } rings && /"blocks":/ { print block * $2; exit }' "$out/own.json") # where the second ring starts
    cp "$out/own.ring" "$out/spoilt.ring"
    spoil "$out/spoilt.ring" 4 9 10 30 31 41 $((kept + 30)) $((kept + 33)) $((kept + 50))
    "$plogcat" -t "$out/own.json" "$out/spoilt.ring" >"$out/mended.txt"; verdict 'ecc and keep: spoilt bytes are no damage'
    grep -q 'plog.corrected  6 bytes of the block at offset 0 corrected' "$out/mended.txt" &&
        grep -q "plog.corrected  3 bytes of the block at offset $kept corrected" "$out/mended.txt"; verdict 'ecc and keep: corrected in both'
    grep -v 'plog.corrected' "$out/mended.txt" | diff "$out/seen.txt" -; verdict 'ecc and keep: what was there is shown'
}

# A ring of which one block cannot be corrected, and the first block's header is spoilt.
parity() {
    with ecc "$here/damage.plog" &&
        cc -std=c99 -D_GNU_SOURCE $warn -O2 -I runtime -I "$out" "$here/write.c" "$out/damage.c" -o "$out/write" &&
        "$out/write" "$out/images.bin" && "$folder/parity" "$out/damage.json" "$out/images.bin"
    verdict 'ecc: parity'
    tail -c 4096 "$out/images.bin" >"$out/last.bin"
    "$plogcat" -t "$out/damage.json" "$out/last.bin" >"$out/last.txt"; verdict 'ecc: a full ring'
    { head -c 1000 "$plogcat"; cat "$out/last.bin"; head -c 5000 "$plogcat"; } >"$out/dump.bin"
    spoil "$out/dump.bin" 1000 1005 1009 1010 1011
    "$plogcat" -t "$out/damage.json" "$out/dump.bin" >"$out/dump.txt"; verdict 'ecc: a spoilt first header in a larger dump'
    grep -v 'plog.corrected' "$out/dump.txt" | diff "$out/last.txt" -; verdict 'ecc: all of the ring is found'
}

if [ $# -eq 0 ]; then
    damage check8
    damage check16
    parity
    conclude
    exit
fi
parity
mended
mended_both
for check in check8 check16; do
    damage $check
    own $check ''
    own $check 'optimize size;'
    avr $check
done
firmware ecc -Os "$@"
firmware check16 -O2 "$@"

conclude
