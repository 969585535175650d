#!/bin/sh
# run.sh PLOGEN JUDGE PLUGIN SIMULATE WORK WARNINGS share|all: builds the workload for each core, mode and lock, resets it after every instruction, and lets the judge
# look at what is left. Each state that the workload leaves is decoded. With "all", each fifth is recovered from, too, and of the states that those recoveries
# leave each 200th, each time others; with "share" fewer.
set -u
plogen=$1 judge=$2 plugin=$3 simulate=$4 work=$5 warnings=$6 extent=$7
cd "$(dirname "$0")" || exit 1
. ../verdict.sh
. ./cores.sh

case $extent in
all)   first=5 second=200 limit=900 ;;
share) first=100 second=20 limit=60 ;;
esac

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
    build "$1" "$2" workload.c; verdict "$case_name: builds"
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
sweep overwrite 'integrity check16;'
enter m3 mps2-an385 cortex-m3 0x00000000 0x20000000
sweep overwrite
sweep drop
sweep overwrite 'lock basepri 64;'
sweep overwrite 'lock none;'
sweep overwrite 'lock user;'
sweep overwrite 'count;'
sweep overwrite 'optimize size;'
sweep overwrite 'integrity check16;'
sweep drop 'integrity check16;'
enter m33 mps2-an505 cortex-m33 0x10000000 0x38000000
sweep overwrite
sweep drop
sweep overwrite 'integrity check16;'
enter rv32 virt riscv32 0x80000000 0x80100000 -march=rv32imac -misa-spec=2.2 -mabi=ilp32
sweep overwrite
sweep drop
sweep overwrite 'integrity check16;'
enter avr - avr-atmega328p - -
sweep overwrite
sweep drop
sweep overwrite 'integrity check16;'
enter lx106 lx60-nommu xtensa-lx106 - -
sweep overwrite
sweep drop
sweep overwrite 'integrity check16;'
conclude
