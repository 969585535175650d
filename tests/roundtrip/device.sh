#!/bin/sh
# device.sh TOOLS TARGET SEED: the round trip of a random spec on an emulated core, cortex-m3 or avr-atmega1284p: what is logged there, plogcat prints here.
# Each message is a program of its own on the AVR, which has no room for all. Its clocks have 32 bits, its pointers 16, and its double is a float.
set -eu
tools=$1 target=$2 seed=$3
here=$(dirname "$0")
out=$tools/tests/roundtrip
folder=$out/$target/$seed
warn='-Wall -Wextra -Wconversion -Wshadow -pedantic -Werror'

case $target in
cortex-m3) compile="${ARM_GCC:-arm-none-eabi-gcc} -mcpu=cortex-m3 -mthumb --specs=rdimon.specs -fno-short-enums -Wl,--no-enum-size-warning" ;; # enums may have values beyond their constants
avr-*) compile="avr-gcc -mmcu=${target#avr-}" ;;
esac
compile="$compile -std=gnu99 -Os -ffunction-sections -fdata-sections -I runtime -I $here -I $folder"

# program NAME MAKE_CALLS_OPTION...: its calls, which are only compiled to be right.
program() {
    name=$1
    shift
    "$out/make_calls" -l "${level:-trace}" -n 4 -s "$seed" "$@" "$folder/p.json" "$folder/$name.c" "$folder/$name.expected"
    # shellcheck disable=SC2086
    case $target in
    cortex-m3) $compile -w "$folder/p.o" "$folder/$name.c" "$here/mps2.c" -T "$folder/p.ld" -T "$here/mps2.ld" \
        -Wl,--gc-sections,--no-warn-rwx-segments -o "$folder/$name.elf" ;;
    avr-*) $compile -w "$folder/p.o" "$folder/$name.c" -T "$folder/p.ld" -Wl,--gc-sections -o "$folder/$name.elf" ;;
    esac
}

# run NAME
run() {
    case $target in
    cortex-m3) timeout 60 qemu-system-arm -M mps2-an385 -nographic -monitor none -serial none \
        -semihosting-config enable=on,target=native,arg=p,arg=chunks,arg="$folder/$1.bin" -kernel "$folder/$1.elf" ;;
    avr-*) timeout 60 "$out/simulate" "$folder/$1.elf" "$folder/$1.bin" >"$folder/$1.simavr" ;;
    esac
}

# compare NAME
compare() {
    "$tools/plogcat" -t "$folder/p.json" -o json "$folder/$1.bin" >"$folder/$1.printed"
    "$out/compare" "$folder/$1.expected" <"$folder/$1.printed"
}

rm -rf "$folder"
mkdir -p "$folder"
"$out/make_spec" "$seed" "$target" >"$folder/p.plog"
"$tools/plogen" "$folder/p.plog" -o "$folder" 2>"$folder/p.plogen"
level=$(sed -n 's/^level *\([a-z]*\);.*/\1/p' "$folder/p.plog")
# shellcheck disable=SC2086
$compile -std=c99 $warn -c "$folder/p.c" -o "$folder/p.o"
if [ "$target" = cortex-m3 ]; then
    program all
    run all
    compare all
else
    messages=$(grep -c '"level":' "$folder/p.json")
    i=0
    while [ "$i" -lt "$messages" ]; do
        program "$i" -i 16 -m "$i"
        run "$i"
        compare "$i" >"$folder/result" || { cat "$folder/result"; exit 1; }
        i=$((i + 1))
    done
    echo "$messages messages, the last: $(tail -n 1 "$folder/result")"
fi
rm -rf "$folder"
