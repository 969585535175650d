#!/bin/sh
# avr.sh PLOGEN BUILD: prints what the thermostat costs on an ATmega328P: a line for each figure, its name, its value. Needs BUILD/cycles.
set -eu
plogen=$1 build=$2
here=$(dirname "$0")

"$plogen" "$here/../ports-small/thermostat.plog" -o "$build"
for calls in 0 1 2; do
    avr-gcc -std=c99 -mmcu=atmega328p -Os -ffunction-sections -fdata-sections -I runtime -I "$build" -DCALLS=$calls "$here/avr.c" \
        "$build/thermostat.c" -T "$build/thermostat.ld" -Wl,--gc-sections -o "$build/calls$calls.elf"
done

address() { avr-nm "$build/calls1.elf" | awk -v name="$1" '$3 == name { print $1 }'; }

# flash CALLS: bytes without main()
flash() {
    main=$(avr-nm -S "$build/calls$1.elf" | awk '$4 == "main" { print $2 }')
    avr-size -A "$build/calls$1.elf" |
        awk -v main=$((0x$main)) '$1 == ".text" || $1 == ".data" { s += $2 } END { print s - main }'
}

"$build/cycles" "$build/calls1.elf" "$(address log_relay)" "$(address log_sensor_lost)" "$(address log_setpoint)" >"$build/cycles.txt"
awk 'BEGIN { split("relay sensor_lost setpoint", call) }
    $1 == "cycles" { name = call[++calls]; printf "avr.%s %d\navr.%s.average %s\n", name, $2, name, $3 }' "$build/cycles.txt"
echo avr.flash $(($(flash 1) - $(flash 0)))
echo avr.flash.read $(($(flash 2) - $(flash 0)))
