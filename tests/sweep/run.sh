#!/bin/sh
# run.sh PLOGEN JUDGE PLUGIN SIMULATE WORK WARNINGS share|all: builds the workload for each core, mode and lock, resets it after every instruction, and lets the judge
# look at what is left. "all" recovers from each state; "share" from a part of them.
set -u
plogen=$1 judge=$2 plugin=$3 simulate=$4 work=$5 warnings=$6 extent=$7
cd "$(dirname "$0")" || exit 1
. ../verdict.sh
runtime=../../runtime motor=../../examples/motor

case $extent in
all)   first=1 second=20 limit=900 ;;
share) first=100 second=20 limit=60 ;;
esac

# enter NAME MACHINE TARGET FLASH RAM FLAGS...: says what is built next, with which tools, and where it runs.
enter() {
    name=$1 machine=$2 target=$3 flash=$4 ram=$5 buffer=1K
    shift 5
    flags=$* link='-nostartfiles' load=
    case $target in
    cortex-m*)
        tools=arm-none-eabi emulator=qemu-system-arm files=cortex_m.c
        flags="-mcpu=$target -mthumb --specs=nano.specs $flags"
        ;;
    riscv32)
        tools=riscv64-unknown-elf emulator=qemu-system-riscv32 load='-bios none' files=riscv.c
        flags="--specs=picolibc.specs -msmall-data-limit=0 $flags"
        ;;
    xtensa-lx106)
        tools=xtensa-lx106-elf emulator=qemu-system-xtensa load='-cpu lx106' files='lx106.c ../ports-small/lx106.S'
        flags="-mlongcalls -ffreestanding $flags" link='-nostdlib -Wl,--no-warn-rwx-segments'
        ;;
    avr-*)
        tools=avr emulator= files=avr.c buffer=504 link=
        flags="-mmcu=${target#avr-} $flags"
        ;;
    esac
}

# The board's own linker script, with its addresses; avr-gcc has one.
linker_script() {
    case $target in
    avr-*) ;;
    xtensa-*) cat ../ports-small/lx106.ld ;;
    *) sed "s/\(FLASH.*ORIGIN = \).*/\1$flash, LENGTH = 64K/; s/\(RAM .*ORIGIN = \).*/\1$ram, LENGTH = 16K/" $motor/link.ld ;;
    esac
}

# build MODE OPTIONS: the firmware.
build() {
    drop=0 scripts="-T $out/sweep.ld"
    [ "$1" = drop ] && drop=1
    { cat sweep.plog; echo "target $target; buffer $buffer $1; $2"; } >"$out/sweep.plog"
    linker_script >"$out/link.ld"
    [ -s "$out/link.ld" ] && scripts="$scripts -T $out/link.ld"
    "$plogen" "$out/sweep.plog" -o "$out" &&
        $tools-gcc -std=c99 $flags $warnings -Os -ffunction-sections -fdata-sections -I . -I $runtime -I "$out" -DSWEEP_DROP=$drop \
            workload.c $files "$out/sweep.c" $link -Wl,--gc-sections $scripts -lgcc -o "$out/firmware.elf"
}

address() {
    $tools-nm "$out/firmware.elf" | awk -v name="$1" '$3 == name { print "0x" $1 }'
}

# Runs the firmware, with the options of what sweeps it. What that saw goes to file descriptor 3.
run() {
    case $target in
    avr-*) timeout $limit "$simulate" "$out/firmware.elf" "$1" ;;
    *)
        timeout $limit $emulator -M "$machine" -nographic -monitor none -serial none $load -kernel "$out/firmware.elf" \
            -plugin "$plugin,$1,entry=${entry:-$(address _start)}"
        ;;
    esac
}

# sweep MODE [OPTIONS]: one kind of ring on the core entered.
sweep() {
    set -- "$1" "${2:-}"
    case_name=$(echo "$name $1 $2" | sed 's/lock //; s/;//g; s/ *$//; s/  */-/g')
    out=$work/$case_name
    mkdir -p "$out"
    build "$1" "$2"; verdict "$case_name: builds"
    begin=$(address plog_region_start) size=$(($(address plog_region_end) - $(address plog_region_start)))
    entry=$(address Reset_Handler)
    run "ring=$begin,size=$size,journal=$(address journal),end=$(address sweep_end),first=$first,second=$second,out=/dev/fd/3" 3>&1 >&2 |
        "$judge" "$out/sweep.json" $size "$case_name"
    verdict "$case_name: nothing is lost, nothing false is shown"
}

# Each core, in both modes; then the other locks and layouts, on one core.
enter m0 microbit cortex-m0 0x00000000 0x20000000
sweep overwrite
sweep drop
enter m3 mps2-an385 cortex-m3 0x00000000 0x20000000
sweep overwrite
sweep drop
sweep overwrite 'lock basepri 64;'
sweep overwrite 'lock none;'
sweep overwrite 'lock user;'
sweep overwrite 'count;'
sweep overwrite 'optimize size;'
enter m33 mps2-an505 cortex-m33 0x10000000 0x38000000
sweep overwrite
sweep drop
enter rv32 virt riscv32 0x80000000 0x80100000 -march=rv32imac -misa-spec=2.2 -mabi=ilp32
sweep overwrite
sweep drop
enter avr - avr-atmega328p - -
sweep overwrite
sweep drop
enter lx106 lx60-nommu xtensa-lx106 - -
sweep overwrite
sweep drop
conclude
