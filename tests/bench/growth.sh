#!/bin/sh
# growth.sh PLOGEN BUILD: prints the flash on a Cortex-M3 of the log functions of specs with more and more messages of one u32 each, without
# the runtime that they share: a line each, its name, its value.
set -eu
plogen=$1 build=$2
here=$(dirname "$0")

for kind in size speed; do
    for count in 10 100 1000; do
        awk -v count=$count -v kind=$kind 'BEGIN {
            print "project bench; target cortex-m3; buffer 2K overwrite; clock user 1MHz; optimize " kind ";"
            for (i = 0; i < count; i++)
                print "info message_" i "(v: u32) \"{v}\";"
        }' | "$plogen" - -o "$build"
        arm-none-eabi-gcc -mcpu=cortex-m3 -mthumb -Os -ffunction-sections -fdata-sections -I runtime -I "$build" \
            -c "$here/library.c" -o "$build/library.o"
        echo "m3.messages.$count.$kind" "$(arm-none-eabi-size -A "$build/library.o" |
            awk '$1 ~ /^\.text\.log_/ { s += $2 } END { print s }')"
    done
done
