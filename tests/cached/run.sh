#!/bin/sh
# run.sh PLOGEN PLOGCAT WORK WARNINGS: the MPU code of docs/TARGETS.md, word for word but for the ring's address, run on cores that have a data cache.
set -u
plogen=$1 plogcat=$2 work=$3 warnings=$4
cd "$(dirname "$0")" || exit 1
. ../verdict.sh

runtime=../../runtime motor=../../examples/motor page=../../docs/TARGETS.md

# mpu FROM: the code behind the line of the page that begins so.
mpu() {
    awk -v from="$1" 'index($0, from) { found = 1 } found && /^       (MPU->|  |__)/ { print; code = 1; next } code && !/^       / { exit }' "$page"
}

# runs CORE MACHINE RAM FROM: RAM has 8K, and behind them the ring in place of the page's.
runs() {
    core=$1 machine=$2 ram=$3 out=$work/$1
    mkdir -p "$out"
    ring=${ram%????}2000
    { cat cached.plog; echo "target $core; buffer 4K overwrite at $ring;"; } >"$out/cached.plog"
    mpu "$4" | sed "s/0x24000/${ring%000}/" >"$out/mpu.inc"
    sed "s/\(RAM .*ORIGIN = \).*/\1$ram, LENGTH = 8K/" $motor/link.ld >"$out/link.ld"
    "$plogen" "$out/cached.plog" -o "$out" &&
        arm-none-eabi-gcc -mcpu="$core" -mthumb --specs=nano.specs -std=c11 $warnings -Os -g -ffunction-sections -fdata-sections -I $runtime -I $motor \
            -I "$out" main.c "$out/cached.c" $motor/semihosting.c -nostartfiles -Wl,--gc-sections,--fatal-warnings -T "$out/cached.ld" \
            -T "$out/link.ld" -o "$out/cached.elf"
    verdict "$core: the page's code compiles"
    (cd "$out" && rm -f cached.bin && timeout 20 qemu-system-arm -M "$machine" -nographic -monitor none -serial none \
        -semihosting-config enable=on,target=native -kernel cached.elf 2>console.txt); verdict "$core: the firmware ends by itself"
    "$plogcat" --elf "$out/cached.elf" "$out/cached.bin" >"$out/seen.txt"; verdict "$core: the ring in the region is read"
    for boot in 1 2; do
        grep -q "^boot $boot .*  plog\.crash  fault: instruction access violation, pc ${ring%000}[0-9a-f]*0 lr " "$out/seen.txt" ||
            { cat "$out/seen.txt"; false; }
        verdict "$core: boot $boot: the region is there, and code is not to be executed in it"
    done
}

runs cortex-m7 mps2-an500 0x20000000 'ARMv7-M, for a ring'
runs cortex-m55 mps3-an547 0x30000000 'ARMv8-M (M55)'
conclude
