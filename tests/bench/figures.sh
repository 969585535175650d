#!/bin/sh
# figures.sh BUILD: prints the figures that repeat exactly: NAME VALUE, a line each. Less is better, but of share.
set -eu
build=$1

for part in device avr share growth; do
    cat "$build/$part/figures.txt"
done
awk '$1 ~ /^once_/ { once += $2 } $1 ~ /^many_/ { many += $2 }
     END { printf "x86-64.nine %d\nx86-64.nine.average %.1f\n", once, many / 10000 }' "$build/instructions.txt"
echo bytes.nine "$("$build/bytes" | awk '{ for (i = 1; i <= NF; i++) s += $i; print s }')"

# size_of FILE SYMBOL
size_of() {
    echo $((0x$(arm-none-eabi-nm -S "$1" | awk -v name="$2" '$4 == name { print $2 }')))
}

# site KIND CALL
site() {
    echo $(($(size_of "$build/$1/sites.o" "three_$2") - $(size_of "$build/$1/sites.o" "two_$2")))
}

echo m3.site.u32.filter "$(site filter u32)"
for kind in irq-size irq-speed size speed; do
    elf=$build/$kind/flash.elf
    echo "m3.flash.$kind" "$(arm-none-eabi-size -A "$elf" |
        awk '$1 ~ /^\.(text|rodata|data|init_array|ARM\.exidx)/ { s += $2 } END { print s }')"
    echo "m3.flash.u32.$kind" "$(size_of "$elf" log_u32_value)"
done
for kind in size speed; do
    for call in none off u8 u32 two_i16 str8 u64 blob16; do
        echo "m3.site.$call.$kind" "$(site "$kind" "$call")"
    done
    echo "m3.ram.$kind" "$(size_of "$build/$kind/flash.elf" plog_states)"
done
