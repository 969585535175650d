#!/bin/sh
# run.sh PLOGEN WORK WARNINGS: check.c on each core whose port has calls of its own, as compilers may turn it: optimized or not, across
# files, with short instructions or without, and with what else changes a log function.
set -u
plogen=$1 work=$2 warnings=$3
cd "$(dirname "$0")" || exit 1
. ../verdict.sh

ring='buffer 1K overwrite;'

# build OPTIONS COMPILER FLAGS...: for the core that was chosen.
build() {
    options=$1
    shift
    { cat leaf.plog; echo "target $target; optimize speed; $options"; } >"$out/leaf.plog"
    link="-nostdlib -Wl,--gc-sections,--no-warn-rwx-segments,--defsym=FLASH=$flash,--defsym=RAM=$ram -T $out/leaf.ld -T ../bench/device.ld"
    "$plogen" "$out/leaf.plog" -o "$out" &&
        "$@" $core $warnings -Wno-pedantic -I ../../runtime -I "$out" -ffreestanding check.c $link -o "$out/leaf.elf"
}

# apart FLAGS...: a RISC-V compiler with -flto that makes a debugger's data, and a link that does not.
apart() {
    riscv64-unknown-elf-gcc -flto -g -c "$@" && mv "$out/leaf.elf" "$out/leaf.o" &&
        riscv64-unknown-elf-gcc -flto -g0 -Os $core "$out/leaf.o" $link -o "$out/leaf.elf"
}

# leaf NAME OPTIONS COMPILER FLAGS...
leaf() {
    name=$1
    shift
    build "$@"; verdict "$target, $name: compiles without a warning"
    timeout 20 $emulator -nographic -monitor none -serial none -kernel "$out/leaf.elf"; verdict "$target, $name: every record is as it was logged"
}

# everywhere COMPILER FLAGS...: what does not depend on the core.
everywhere() {
    for level in -O0 -O1 -O2 -O3 -Os '-Os -flto'; do
        leaf "$level" "$ring" "$@" $level
    done
    leaf 'no lock' "$ring lock none;" "$@" -Os
    leaf 'drop' 'buffer 1K drop;' "$@" -Os
    leaf 'count' "$ring count;" "$@" -Os
    leaf 'check8' "$ring integrity check8;" "$@" -Os
    leaf 'check16' "$ring integrity check16;" "$@" -O2
    leaf 'no short instructions' "$ring" "$@" -Os $long
}

# choose TARGET FLASH RAM
choose() {
    target=$1 flash=$2 ram=$3
    out=$work/$1
    mkdir -p "$out"
}

choose riscv32 0x80000000 0x80100000
emulator='qemu-system-riscv32 -bios none -M virt' long=-march=rv32im_zicsr
core='-march=rv32imac_zicsr -mabi=ilp32' everywhere riscv64-unknown-elf-gcc
core='-march=rv32imac_zicsr -mabi=ilp32' leaf 'compiled with -g, linked without' "$ring" apart -Os
core='-march=rv32imafc_zicsr -mabi=ilp32f' leaf 'floats in registers' "$ring" riscv64-unknown-elf-gcc -Os
core='-march=rv32emc_zicsr -mabi=ilp32e' leaf '16 registers' "$ring" riscv64-unknown-elf-gcc -Os

choose riscv64 0x80000000 0x80100000
emulator='qemu-system-riscv64 -bios none -M virt' long=-march=rv64im_zicsr
core='-march=rv64imac_zicsr -mabi=lp64 -mcmodel=medany' everywhere riscv64-unknown-elf-gcc

choose xtensa-lx106 0x40100000 0x3ffc0000
emulator='qemu-system-xtensa -M lx60-nommu -cpu lx106 -semihosting' long=-mno-longcalls
core=-mlongcalls everywhere xtensa-lx106-elf-gcc
conclude
