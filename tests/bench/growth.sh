#!/bin/sh
# growth.sh PLOGEN BUILD: prints the flash on a Cortex-M3 of the log functions of specs with more and more messages of one u32 each, without
# the runtime that they share, and that of the nine calls on a Cortex-M0 with its own clock, of 24 bits: a line each, its name, its value.
set -eu
plogen=$1 build=$2
here=$(dirname "$0")

# flash CORE: of the log functions in BUILD/bench.c
flash() {
    arm-none-eabi-gcc -mcpu="$1" -mthumb -Os -ffunction-sections -fdata-sections -I runtime -I "$build" -c "$here/library.c" -o "$build/library.o"
    arm-none-eabi-size -A "$build/library.o" | awk '$1 ~ /^\.text\.log_/ { s += $2 } END { print s }'
}

for kind in size speed; do
    for count in 10 100 1000; do
        awk -v count=$count -v kind=$kind 'BEGIN {
            print "project bench; target cortex-m3; buffer 2K overwrite; clock user 1MHz; optimize " kind ";"
            for (i = 0; i < count; i++)
                print "info message_" i "(v: u32) \"{v}\";"
        }' | "$plogen" - -o "$build"
        echo "m3.messages.$count.$kind" "$(flash cortex-m3)"
    done
done
{ sed '/^clock /d; /^lock /d' "$here/calls.plog"; echo 'target cortex-m0; clock cycles 16MHz; lock irq; optimize speed;'; } |
    "$plogen" - -o "$build"
echo m0.flash.cycles "$(flash cortex-m0)"
