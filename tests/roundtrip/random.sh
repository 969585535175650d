#!/bin/sh
# random.sh TOOLS SEED: one random spec. plogen takes it, what it writes compiles without a warning as C99 and C++11 for
# this machine, and as C99 for a program on it without an operating system, a Cortex-M3 and an AVR, and the round trip is right. The files stay in
# TOOLS/tests/roundtrip/random/SEED if not.
set -eu
tools=$1 seed=$2
here=$(dirname "$0")
folder=$tools/tests/roundtrip/random/$seed
warn='-Wall -Wextra -Wconversion -Wshadow -pedantic -Werror'

# compiles TARGET COMPILER...: the spec for another target.
compiles() {
    target=$1
    shift
    mkdir -p "$folder/$target"
    "$tools/tests/roundtrip/make_spec" "$seed" "$target" >"$folder/$target/p.plog"
    "$tools/plogen" "$folder/$target/p.plog" -o "$folder/$target" 2>/dev/null
    # shellcheck disable=SC2086
    "$@" -O$level $warn -I runtime -c "$folder/$target/p.c" -o "$folder/$target/p.o"
}

rm -rf "$folder"
mkdir -p "$folder"
"$tools/tests/roundtrip/make_spec" "$seed" linux >"$folder/p.plog"

# One in eight with the sanitizers, which take long to compile.
[ $((seed % 8)) -eq 0 ] && language=sanitized || language=c99
# What compilers warn of depends on how far they look.
case $((seed % 5)) in 0) level=0 ;; 1) level=g ;; 2) level=1 ;; 3) level=s ;; 4) level=3 ;; esac
result=$("$here/run.sh" "$tools" "$folder/p.plog" "$folder" $language chunks "$seed") || { printf '%s\n' "$result"; exit 1; }
# shellcheck disable=SC2086
${CXX:-c++} -std=c++11 -x c++ -O$level $warn -I runtime -c "$folder/p.c" -o "$folder/p.cpp.o"
compiles host "${CC:-cc}" -std=c99
compiles cortex-m3 "${ARM_GCC:-arm-none-eabi-gcc}" -mcpu=cortex-m3 -mthumb -std=c99
compiles avr-atmega1284p avr-gcc -mmcu=atmega1284p -std=c99
rm -rf "$folder"
printf '%s\n' "$result"
