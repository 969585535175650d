#!/bin/sh
# figures.sh BUILD: prints the figures that repeat exactly: NAME VALUE, a line each; less is better.
set -eu
build=$1

cat "$build/device/figures.txt"
awk '$1 ~ /^once_/ { once += $2 } $1 ~ /^many_/ { many += $2 }
     END { printf "x86-64.nine %d\nx86-64.nine.average %.1f\n", once, many / 10000 }' "$build/instructions.txt"
for kind in size speed; do
    elf=$build/$kind/flash.elf
    echo "m3.flash.$kind" "$(arm-none-eabi-size -A "$elf" |
        awk '$1 ~ /^\.(text|rodata|data|init_array|ARM\.exidx)/ { s += $2 } END { print s }')"
    echo "m3.flash.u32.$kind" $((0x$(arm-none-eabi-nm -S "$elf" | awk '$4 == "log_u32_value" { print $2 }')))
    echo "m3.ram.$kind" $((0x$(arm-none-eabi-nm -S "$elf" | awk '$4 == "plog_states" { print $2 }')))
done
