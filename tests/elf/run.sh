#!/bin/sh
# run.sh PLOGEN PLOGCAT WORK WARNINGS TRUTH: on each board, a thousand stacks at random instructions. What plogcat --elf shows is compared with what an
# emulator's plugin saw of the calls and returns.
set -u
plogen=$1 plogcat=$2 work=$3 warnings=$4 truth=$5
cd "$(dirname "$0")" || exit 1
. ../verdict.sh

runtime=../../runtime motor=../../examples/motor
samples=1000

# board NAME MACHINE TARGET FLASH RAM FLAGS...
board() {
    name=$1 machine=$2 target=$3 out=$work/$1 elf=$work/$1/firmware.elf
    case $target in
    cortex-m*) tools=arm-none-eabi emulator=qemu-system-arm load= files=cortex_m.c core=arm ;;
    riscv*) tools=riscv64-unknown-elf emulator=qemu-system-$target load='-bios none' files=riscv.c core=riscv ;;
    esac
    mkdir -p "$out"
    { cat samples.plog; echo "target $target;"; } >"$out/samples.plog"
    sed "s/\(FLASH.*ORIGIN = \).*/\1$4, LENGTH = 64K/; s/\(RAM .*ORIGIN = \).*/\1$5, LENGTH = 16K/" $motor/link.ld >"$out/link.ld"
    shift 5
    "$plogen" "$out/samples.plog" -o "$out" &&
        $tools-gcc "$@" -std=c99 $warnings -DSAMPLES=${samples}u -Os -g -fomit-frame-pointer -ffunction-sections -fdata-sections -I . \
            -I $runtime -I $motor -I "$out" app.c workload.c $files "$out/samples.c" $motor/semihosting.c -nostartfiles \
            -Wl,--gc-sections,--fatal-warnings -T "$out/samples.ld" -T "$out/link.ld" -o "$elf"
    verdict "$name: compiles"
    run; verdict "$name: ends"
    "$plogcat" --elf "$elf" -o json "$out/samples.bin" >"$out/log.json"; verdict "$name: plogcat needs no table and finds nothing wrong"
    awk -f compare.awk "$out/truth.txt" "$out/log.json"; verdict "$name: every chain is the true one"
}

# The address of a function; on Arm its symbol has bit 0 set, which nm leaves out.
address() {
    $tools-nm "$elf" | awk -v name="$1" '$3 == name { print "0x" $1 }'
}

run() {
    rm -f "$out/samples.bin" "$out/truth.txt"
    (cd "$out" && timeout 60 "$emulator" -M "$machine" -nographic -monitor none -serial none $load -icount shift=6,sleep=off,align=off \
        -plugin "$truth,reset=$(address Reset_Handler),handler=$(address plog_watchdog_warning),out=truth.txt,core=$core" \
        -semihosting-config enable=on,target=native -kernel "$elf")
}

# On an M0, the compiler's function that reads jump tables is called, but goes elsewhere than its return address says, and has no unwind information.
board m3   mps2-an385 cortex-m3 0x00000000 0x20000000 -mcpu=cortex-m3 -mthumb --specs=nano.specs
board m0   microbit   cortex-m0 0x00000000 0x20000000 -mcpu=cortex-m0 -mthumb --specs=nano.specs -fno-jump-tables
board rv32 virt       riscv32   0x80000000 0x80100000 -march=rv32imac -misa-spec=2.2 -mabi=ilp32 -msmall-data-limit=0 --specs=picolibc.specs
conclude
