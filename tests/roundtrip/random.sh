#!/bin/sh
# random.sh TOOLS SEED: one random spec. plogen takes it, what it writes compiles without a warning as C99 and C++11 for
# this machine and for a Cortex-M3, and the round trip is right. The files stay in TOOLS/tests/roundtrip/random/SEED if not.
set -eu
tools=$1 seed=$2
here=$(dirname "$0")
folder=$tools/tests/roundtrip/random/$seed
warn='-Wall -Wextra -Wconversion -Wshadow -pedantic -Werror'
arm="${ARM_GCC:-arm-none-eabi-gcc} -mcpu=cortex-m3 -mthumb"

rm -rf "$folder"
mkdir -p "$folder/arm"
"$tools/tests/roundtrip/make_spec" "$seed" linux >"$folder/p.plog"
"$tools/tests/roundtrip/make_spec" "$seed" cortex-m3 >"$folder/arm/p.plog"

# One in eight with the sanitizers, which take long to compile.
[ $((seed % 8)) -eq 0 ] && language=sanitized || language=c99
# What compilers warn of depends on how far they look.
case $((seed % 5)) in 0) level=0 ;; 1) level=g ;; 2) level=1 ;; 3) level=s ;; 4) level=3 ;; esac
result=$("$here/run.sh" "$tools" "$folder/p.plog" "$folder" $language chunks "$seed") || { printf '%s\n' "$result"; exit 1; }
# shellcheck disable=SC2086
{
    ${CXX:-c++} -std=c++11 -x c++ -O$level $warn -I runtime -c "$folder/p.c" -o "$folder/p.cpp.o"
    "$tools/plogen" "$folder/arm/p.plog" -o "$folder/arm" 2>/dev/null
    $arm -std=c99 -O$level $warn -I runtime -c "$folder/arm/p.c" -o "$folder/arm/p.o"
}
rm -rf "$folder"
printf '%s\n' "$result"
