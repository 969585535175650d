#!/bin/sh
# interrupts.sh PLOGEN ORDER INTERRUPTER WORK WARNINGS share|all: interrupts each call of the log before each of its instructions, or with "share" before every twentieth.
set -u
plogen=$1 order=$2 plugin=$3 work=$4 warnings=$5 extent=$6
cd "$(dirname "$0")" || exit 1
. ../verdict.sh
. ./cores.sh

case $extent in
all)   step=1 limit=600 ;;
share) step=20 limit=60 ;;
esac

# interrupt OBJECT LINE OPTIONS FLAGS...: on the core entered.
interrupt() {
    object=$1 line=$2 options=$3
    shift 3
    case_name=$(echo "interrupt-$name $line $options" | sed 's/lock //; s/;//g; s/ *$//; s/  */-/g')
    out=$work/$case_name
    mkdir -p "$out"
    build overwrite "$options" interrupted.c -DSWEEP_STEP=${step}u "$@"; verdict "$case_name: builds"
    timeout $limit $emulator -M "$machine" -nographic -monitor none -serial none $load -kernel "$out/firmware.elf" -singlestep \
        -plugin "$plugin,interrupts=$(address interrupts),end=$(address sweep_end),core=$object,line=$line,out=$out/stream" 2>"$out/points"
    points=$(sed -n 's/^points=//p' "$out/points")
    "$order" "$out/sweep.json" "$case_name" "$out/stream" ${points:-0 0}
    verdict "$case_name: nothing is lost, nothing false is shown"
}

enter m0 microbit cortex-m0 0x00000000 0x20000000
interrupt /machine/nrf51/armv6m 0 ''
enter m3 mps2-an385 cortex-m3 0x00000000 0x20000000
interrupt /machine/armv7m 0 ''
interrupt /machine/armv7m 0 'lock basepri 64;'
interrupt /machine/armv7m 0 'optimize size;'
interrupt /machine/armv7m nmi '' -DSWEEP_NMI=1 -DPLOG_NMI=1
enter m33 mps2-an505 cortex-m33 0x10000000 0x38000000
interrupt /machine/iotkit/cluster0/armv7m0 0 ''
enter rv32 virt riscv32 0x80000000 0x80100000 -march=rv32imac -misa-spec=2.2 -mabi=ilp32
interrupt cpu 3 ''
conclude
