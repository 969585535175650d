#!/bin/sh
# run.sh PLOGEN PLOGCAT OUT WARN: builds the two firmwares, crashes them in their simulators, and compares what plogcat reads.
set -u
plogen=$1 plogcat=$2 out=$3 warn=$4
here=$(dirname "$0")
. "$here/../verdict.sh"

avr="-mmcu=atmega328p -DF_CPU=16000000UL -Os -ffunction-sections -fdata-sections $warn -I runtime"
lx106="-mlongcalls -Os -g -ffreestanding -ffunction-sections -fdata-sections $warn -I runtime"

# thermostat FLOOD NAME [FOLDER]: builds the AVR firmware as NAME.elf, from what plogen wrote to FOLDER.
thermostat() {
    avr-gcc -std=c99 $avr -I "${3:-$out}" -DFLOOD="$1" "${3:-$out}/thermostat.c" "$here/thermostat.c" \
        -T "${3:-$out}/thermostat.ld" -Wl,--gc-sections -o "$out/$2.elf"
}

# sensor_node LOSES NAME: builds the lx106 firmware as NAME.elf.
sensor_node() {
    xtensa-lx106-elf-gcc -std=c99 $lx106 -DLOSES="$1" -I "$out" "$out/sensor_node.c" "$here/sensor_node.c" "$here/lx106.S" \
        -T "$out/sensor_node.ld" -T "$here/lx106.ld" -nostdlib -Wl,--gc-sections,--no-warn-rwx-segments -lgcc \
        -o "$out/$2.elf"
}

# emulate NAME: runs an lx106 firmware; leaves what it drained in NAME.bin, and the RTC memory in NAME.rtc.
emulate() {
    timeout 120 qemu-system-xtensa -M lx60-nommu -cpu lx106 -nographic -monitor none -serial none -semihosting \
        -kernel "$out/$1.elf" >"$out/$1.bin" 2>"$out/$1.rtc"
}

# simulate NAME [STEP]: runs the AVR firmware; leaves drained.bin, and the ring in ring.bin.
simulate() {
    name=$1
    shift
    "$out/simulate" "$out/$name.elf" "$out/drained.bin" "$out/ram.bin" "$@" >"$out/simavr.txt" 2>&1 \
        || { cat "$out/simavr.txt"; return 1; }
    start=$(avr-nm "$out/$name.elf" | awk '$3 == "plog_region_start" { print $1 }')
    tail -c +$((0x$start - 0x800100 + 1)) "$out/ram.bin" | head -c 252 >"$out/ring.bin"
}

# reads PROJECT DUMP EXPECTED: plogcat reads DUMP without a complaint, and says what is in the file EXPECTED.
reads() {
    "$plogcat" -t "$out/$1.json" "$out/$2" >"$out/$2.txt" || return 1
    without_times <"$out/$2.txt" | diff -u "$3" -
}

# crash_reads NAME EXPECTED: the same for an lx106 firmware and its ELF, which has the table. What the stack still holds of earlier calls
# is not compared, only the way to the crash, in its order.
crash_reads() {
    "$plogcat" --elf "$out/$1.elf" "$out/$1.bin" >"$out/$1.txt" || return 1
    without_times <"$out/$1.txt" | sed -E 's/0x4[0-9a-f]{7}/CODE/g; s/0x3ffc[0-9a-f]{4}/STACK/; s/[a-z_0-9]+ \(plog[a-z_]*\.[ch]:[0-9]+(, inlined)?\), //g; s/:[0-9]+\)/:LINE)/g' |
        diff -u "$2" -
}

# After a flood: the newest setpoints in a row up to the reset, then boot 2, and nothing else but what was overwritten. The row
# ends no sooner than the row of a run that was reset before this one did.
in_a_row() {
    "$plogcat" -t "$out/thermostat.json" "$out/drained.bin" >"$out/flood.txt" || return 1
    awk -v least="$last" '
        /plog.damage/ { bad = "damage" }
        $5 == "setpoint" && $7 != 205 { if (seen && $7 != seen + 1) bad = "gap before " $7; seen = $7 }
        /boot 2 .* plog.boot/ { again = 1 }
        END { if (!again) bad = "no boot 2"
              if (seen < least) bad = "lost " least
              if (bad) { print bad; exit 1 }
              print seen }' "$out/flood.txt" >"$out/last.txt" || { cat "$out/last.txt" "$out/flood.txt"; return 1; }
    last=$(cat "$out/last.txt")
}

# Logs while it is reset at every 29th instruction, over some twenty records and a block's end.
resets_anywhere() {
    last=0 step=6000
    while [ $step -lt 7600 ]; do
        simulate flood $step && in_a_row || { echo "reset after $step instructions"; return 1; }
        step=$((step + 29))
    done
}

# dropped DUMP: how many records the full ring had dropped.
dropped() {
    "$plogcat" -t "$out/drop/thermostat.json" "$out/$1" | sed -n 's/.*plog.lost  \([0-9]*\) records dropped.*/\1/p'
}

# A count of two bytes or more is stored while the reset comes: it is the old one or the new one. From 255 to 256, that is: the second
# boot drops three records more.
drops_are_counted() {
    low=50000 high=250000
    while [ $((high - low)) -gt 1 ]; do
        middle=$(((low + high) / 2))
        simulate drop "$middle" && count=$(dropped drained.bin) || return 1
        if [ "$count" -lt 259 ]; then low=$middle; else high=$middle; fi
    done
    for step in $(seq $((low - 25)) $((low + 25))); do
        simulate drop "$step" && count=$(dropped drained.bin) && [ "$(dropped ring.bin)" = "$count" ] || return 1
        [ "$count" -eq 258 ] || [ "$count" -eq 259 ] || { echo "$count dropped, reset after $step instructions"; return 1; }
    done
}

# compiles COMPILER FLAGS... : every variant of the thermostat's or the node's spec, without a warning.
compiles() {
    for spec in "$out"/variant/*.plog; do
        "$plogen" -o "$out/variant" "$spec" && "$@" -I "$out/variant" -c "${spec%.plog}.c" -o "$out/variant.o" \
            || { echo "$spec"; return 1; }
    done
}

# variants SPEC: the spec with other options.
variants() {
    rm -rf "$out/variant"
    mkdir "$out/variant"
    cp "$here/$1.plog" "$out/variant/plain.plog"
    sed 's/overwrite/drop/' "$here/$1.plog" >"$out/variant/drop.plog"
    sed 's/^clock.*/clock none; optimize speed;/' "$here/$1.plog" >"$out/variant/speed.plog"
    sed 's/^clock.*/clock user 1MHz; lock user; optimize size;/' "$here/$1.plog" >"$out/variant/user.plog"
    sed 's/^buffer *[0-9]*K*/buffer 1K/; s/^clock/crash_loop 3; clock/' "$here/$1.plog" >"$out/variant/loop.plog"
    sed 's/^clock/lock none; filter runtime; clock/' "$here/$1.plog" >"$out/variant/filter.plog"
}

"$plogen" -o "$out" "$here/thermostat.plog" && thermostat 0 thermostat && thermostat 1 flood; verdict 'ATmega328P: builds'
simulate thermostat; verdict 'ATmega328P: the firmware ends'
reads thermostat drained.bin "$here/thermostat.expected"; verdict 'ATmega328P: drained after a watchdog reset'
reads thermostat ring.bin "$here/thermostat.expected"; verdict 'ATmega328P: found in RAM'
last=100; simulate flood && in_a_row; verdict 'ATmega328P: a watchdog reset in the middle of logging'
resets_anywhere; verdict 'ATmega328P: a reset at any instruction'

mkdir -p "$out/drop"
sed 's/overwrite/drop/' "$here/thermostat.plog" >"$out/drop/thermostat.plog"
"$plogen" -o "$out/drop" "$out/drop/thermostat.plog" && thermostat 1 drop "$out/drop"; verdict 'ATmega328P: builds with a ring that drops'
drops_are_counted; verdict 'ATmega328P: a reset while a drop is counted'

"$plogen" -o "$out" "$here/sensor_node.plog" && sensor_node 0 keeps && sensor_node 1 loses; verdict 'lx106: builds'
emulate keeps; verdict 'lx106: the firmware ends'
crash_reads keeps "$here/sensor_node.expected"; verdict 'lx106: drained after an exception and a reset'
"$plogcat" --elf "$out/keeps.elf" "$out/keeps.rtc" >"$out/rtc.txt" && grep -q '^boot 1 .* out_of_heap ' "$out/rtc.txt" && grep -q '^boot 1 .* plog.crash  fault: misaligned' "$out/rtc.txt"
verdict 'lx106: the backup is read as it stands in its memory'
emulate loses; verdict 'lx106: the firmware that loses its RAM ends'
crash_reads loses "$here/backup.expected"; verdict 'lx106: restored from the backup, once; a damaged one is said'

variants thermostat
compiles avr-gcc -std=c99 $avr; verdict 'avr-gcc: no warning in C99'
compiles avr-g++ -std=c++11 -x c++ $avr; verdict 'avr-g++: no warning in C++11'
variants sensor_node
compiles xtensa-lx106-elf-gcc -std=c99 $lx106; verdict 'xtensa-lx106-elf-gcc: no warning in C99'
compiles xtensa-lx106-elf-g++ -std=c++11 -x c++ $lx106; verdict 'xtensa-lx106-elf-g++: no warning in C++11'

conclude
