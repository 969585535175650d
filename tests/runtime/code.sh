#!/bin/sh
# code.sh PLOGEN FOLDER: what the compilers make of the runtime and the generated code. No warning in any C and C++, with each
# option; the version checks; code that is left out. FOLDER is for what is written.
set -u
plogen=$1 folder=$2
. tests/verdict.sh
mkdir -p "$folder"

warnings='-Wall -Wextra -Wconversion -Wshadow -pedantic -Werror'

# generate NAME TARGET OPTIONS: ring.plog for another target, with more options.
generate() {
    { sed "s/^target .*/target $2;/" tests/runtime/ring.plog; echo "$3"; } >"$folder/ring.plog"
    "$plogen" "$folder/ring.plog" -o "$folder/$1"
}

# compiles COMPILER STANDARD NAME FLAGS...: ring.c of NAME, without a warning.
compiles() {
    compiler=$1 standard=$2 name=$3
    shift 3
    $compiler "-std=$standard" "$@" $warnings -I runtime -c "$folder/$name/ring.c" -o "$folder/$name/ring.o"
    verdict "$compiler -std=$standard $* of $name"
}

# Every standard looks at it; one of each language also optimizes, for the warnings that come from there.
on_host() {
    generate "$1" linux "$2"
    verdict "plogen of $1"
    for standard in c99 c11 c17 c2x; do
        compiles gcc $standard "$1" -fsyntax-only
    done
    for standard in c++11 c++14 c++17 c++20; do
        compiles "g++ -x c++" $standard "$1" -fsyntax-only
    done
    compiles gcc c99 "$1" -O2
    compiles "g++ -x c++" c++11 "$1" -O1
}

on_cortex() {
    generate "$1" cortex-m3 "$2"
    verdict "plogen of $1"
    compiles "arm-none-eabi-gcc -mcpu=cortex-m3 -mthumb" c99 "$1" -Os
    compiles "arm-none-eabi-g++ -mcpu=cortex-m3 -mthumb -x c++" c++11 "$1" -O2
}

on_riscv() {
    riscv='-march=rv32imac -mabi=ilp32 -misa-spec=2.2 -ffreestanding'
    generate "$1" riscv32 "$2"
    verdict "plogen of $1"
    compiles "riscv64-unknown-elf-gcc $riscv" c99 "$1" -Os
    compiles "riscv64-unknown-elf-g++ $riscv -x c++" c++11 "$1" -O1
}

on_host plain    'buffer 1K overwrite; clock none; lock none;'
on_host drop     'buffer 1K drop; clock ns;'
on_host count    'buffer 1K overwrite; clock user 1MHz; count; lock user;'
on_host size     'buffer 1K overwrite; clock ns; optimize size; count;'
on_host filtered 'buffer 1K drop; clock none; filter runtime; level warn; optimize size;'

on_host inlined  'buffer 1K overwrite; clock none; filter runtime; level info;'

on_cortex m3-plain   'buffer 2K overwrite; clock none; lock none;'
on_cortex m3-cycles  'buffer 2K overwrite; clock cycles 72MHz;'
on_cortex m3-tick    'buffer 2K drop; clock tick 1kHz; lock basepri 0x40;'
on_cortex m3-count   'buffer 2K overwrite; clock user 1MHz; lock user; count;'
on_cortex m3-size    'buffer 2K overwrite; clock cycles 72MHz; optimize size; count;'
on_cortex m3-filter  'buffer 2K drop; clock none; filter runtime; level info; optimize size;'
on_cortex m3-inlined 'buffer 2K drop; clock none; filter runtime; level info;'

on_riscv rv32-plain  'buffer 2K overwrite; clock user 1MHz;'
on_riscv rv32-drop   'buffer 2K drop; clock user 1MHz;'
on_riscv rv32-size   'buffer 2K drop; clock user 1MHz; optimize size;'

# says TEXT COMMAND...: the command fails, and says so.
says() {
    text=$1
    shift
    ! "$@" >"$folder/said" 2>&1 && grep -qF "$text" "$folder/said"
    verdict "says: $text"
}

# other_runtime N: a runtime of that version.
other_runtime() {
    rm -rf "$folder/runtime"
    cp -R runtime "$folder/runtime"
    sed -i "s/^#define PLOG_RUNTIME .*/#define PLOG_RUNTIME $1/" "$folder/runtime/plog.h"
}

ring=$folder/plain/ring.c
other_runtime 0
says 'needs a newer runtime: take the runtime/ folder that came with your plogen' gcc -I "$folder/runtime" -c "$ring" -o /dev/null
other_runtime 99
says 'is older than this runtime: run plogen again' gcc -I "$folder/runtime" -c "$ring" -o /dev/null

# other_generated N: generated code of that version, without the header's own check.
other_generated() {
    sed "s/^#define PLOG_GENERATED .*/#define PLOG_GENERATED $1/" "$ring" >"$folder/other.c"
}

other_generated 0
says 'is older than this runtime: run plogen again' gcc -I runtime -I "$folder/plain" -c "$folder/other.c" -o /dev/null
other_generated 99
says 'is newer than this runtime: take the runtime/ folder' gcc -I runtime -I "$folder/plain" -c "$folder/other.c" -o /dev/null

says 'leave it out of your build, and add that file' gcc -include runtime/plog.h -c -x c runtime/plog.c -o /dev/null
says 'but this compiler is for another core' gcc -I runtime -c "$folder/m3-plain/ring.c" -o /dev/null

# What the level leaves out has no code and no text, and calls of it compile to nothing.
compiles gcc c99 filtered -O2
! nm "$folder/filtered/ring.o" | grep -qE 'log_(byte|none|number|fine|motor_speed)'
verdict 'functions below the level are left out'
nm "$folder/filtered/ring.o" | grep -q 'T log_mark'
verdict 'functions at the level are there'
printf '#include "ring.h"\nvoid call(void) { log_fine(1); log_motor_speed(2); }\n' >"$folder/call.c"
gcc -O1 -I runtime -I "$folder/filtered" -c "$folder/call.c" -o "$folder/call.o" && [ -z "$(nm -u "$folder/call.o")" ]
verdict 'calls below the level call nothing'
objcopy -O binary "$folder/plain/ring.o" "$folder/ring.bin" && ! grep -aqE 'mark \{|fine \{|speed \{' "$folder/ring.bin"
verdict 'texts are not in what is loaded'

# However it is optimized, it writes the same bytes.
generate bytes-speed linux 'buffer 1K overwrite; clock none; lock none;'
generate bytes-size linux 'buffer 1K overwrite; clock none; lock none; optimize size;'
for kind in speed size; do
    for level in 0 2 s; do
        gcc -std=c11 -D_GNU_SOURCE "-O$level" -I runtime -I "$folder/bytes-$kind" tests/runtime/bytes.c -o "$folder/bytes" &&
            "$folder/bytes" >"$folder/$kind.$level" && cmp "$folder/speed.0" "$folder/$kind.$level"
        verdict "the bytes of optimize $kind at -O$level"
    done
done

conclude
