#!/bin/sh
# run.sh PLOGEN PLOGCAT WORK WARNINGS: on each board, crashes in every way in QEMU, and compares the trace with the functions the program
# came through. They are known by the test, and found in the ELF.
set -u
plogen=$1 plogcat=$2 work=$3 warnings=$4
cd "$(dirname "$0")" || exit 1
. ../verdict.sh

runtime=../../runtime motor=../../examples/motor

# build TARGET FLASH RAM FLAGS...: $layout is a change of the linker script, $mode of the ring's.
build() {
    target=$1 flash=$2 ram=$3
    shift 3
    { sed "s/overwrite;/${mode:-&}/" crash.plog; echo "target $target; clock user 1MHz;"; } >"$out/crash.plog"
    sed "$layout; s/\(FLASH.*ORIGIN = \).*/\1$flash, LENGTH = 64K/; s/\(RAM .*ORIGIN = \).*/\1$ram, LENGTH = 16K/" $motor/link.ld \
        >"$out/link.ld"
    "$plogen" "$out/crash.plog" -o "$out" &&
        $tools-g++ "$@" -std=c++11 -x c++ -DPLOG_CMSIS_HANDLERS=1 $warnings -Os -I $runtime -I "$out" -c "$out/crash.c" -o "$out/cxx.o" &&
        $tools-gcc "$@" -std=c99 $warnings -Os -g -fomit-frame-pointer -ffunction-sections -fdata-sections -I . -I $runtime \
            -I $motor -I "$out" app.c $files $motor/semihosting.c -nostartfiles -Wl,--gc-sections,--fatal-warnings \
            -T "$out/crash.ld" -T "$out/link.ld" -o "$elf"
}

# crash SCENARIO: runs it; the log is in $out/log.txt.
crash() {
    place=$($tools-nm "$elf" | awk '$3 == "scenario" { print "0x" $1 }')
    rm -f "$out/crash.bin" "$out/log.txt"
    (cd "$out" && timeout 20 "$emulator" -M "$machine" -nographic -monitor none -serial none $load \
        -semihosting-config enable=on,target=native -device "loader,addr=$place,data=$1,data-len=4" -kernel "$elf" \
        2>console.txt) || return 1
    "$plogcat" -t "$out/crash.json" "$out/crash.bin" >"$out/log.txt"
}

# The functions that pc, lr, ra or a0, and the candidates lie in, in this order: one line.
functions() {
    grep -E '  plog\.(crash|trace)  ' "$out/log.txt" | grep -oE '(pc |(lr|ra|a0) |unverified. |, )0x[0-9a-f]+' | sed 's/^pc .*/&+2/; s/.*0x/0x/' |
        while read -r address; do
            printf '0x%x\n' $(($address - 2)) # within the call; pc is where it is
        done | ${tools:+$tools-}addr2line -f -e "$elf" | awk 'NR % 2 { printf "%s ", $1 }'
}

# chain NAME FUNCTION...: whether these are among the candidates, in this order.
chain() {
    what=$1
    shift
    seen=$(functions)
    echo "$seen" | grep -q "$(printf '%s .*' "$@")" || { echo "$what: $seen"; cat "$out/log.txt"; false; }
    verdict "$what"
}

# places: the function that is fatal is known by its address, and by the ELF with its line.
places() {
    set -- $(sed -n 's/.*  fatal  gave_up  gave up  called before //p' "$out/log.txt")
    $tools-addr2line -fi -e "$elf" "$(printf '0x%x' $(($1 - 2)))" | grep -qx give_up; verdict "$name: what is fatal tells where"
    "$plogcat" --elf "$elf" "$out/crash.bin" | grep -q '  fatal  gave_up  gave up  called in give_up (app.c:[0-9]*)$'
    verdict "$name: what is fatal tells in which line"
}

# shows NAME PATTERN: whether the crash's line has it.
shows() {
    grep -E "  plog\.(crash|trace|reset)  " "$out/log.txt" | grep -qE "$2" || { echo "$1"; cat "$out/log.txt"; false; }
    verdict "$1"
}

# "backtrace 0" and no such option are the same to the byte, and leave nothing in the code.
none() {
    out=$work/none
    rm -rf "$out"
    mkdir -p "$out/left_out" "$out/zero"
    grep -v backtrace crash.plog | sed 's/^project.*/& target cortex-m3; clock user 1MHz;/' >"$out/left_out/crash.plog"
    { cat "$out/left_out/crash.plog"; echo 'backtrace 0;'; } >"$out/zero/crash.plog"
    for with in left_out zero; do
        "$plogen" "$out/$with/crash.plog" -o "$out/$with/gen"
        arm-none-eabi-gcc -mcpu=cortex-m3 -mthumb -std=c99 -Os -I $runtime -c "$out/$with/gen/crash.c" -o "$out/$with/crash.o"
        verdict "without a trace ($with), it compiles"
    done
    diff -r "$out/left_out/gen" "$out/zero/gen"; verdict 'backtrace 0 changes no byte of what is generated'
    ! grep -qi 'backtrace\|plog_crash' -r "$out/zero/gen"; verdict 'nothing generated speaks of crashes then'
    ! arm-none-eabi-nm "$out/zero/crash.o" | grep -v ' plog_needs_' | grep -i 'crash\|fault\|backtrace\|panic\|captured\|kept'; verdict 'and there is no such symbol'
}

none
. ./boards.sh
. ./signals.sh
. ./handlers.sh
each_board
linux
arm64 -O0
arm64 -O2 -mbranch-protection=standard # return addresses are signed
riscv64 -static -O0
riscv64 -static -O2 -march=rv64g # calls of 4 bytes alone
riscv64 -pie -O2
handlers
conclude
