#!/bin/sh
# interrupts.sh PLOGEN ORDER INTERRUPTER INTERRUPT_AVR WORK WARNINGS EVERY [ONLY]: interrupts each call of the log before each EVERYth of its instructions.
set -u
plogen=$1 order=$2 plugin=$3 simulate=$4 work=$5 warnings=$6 every=$7 only=${8:-}
cd "$(dirname "$0")" || exit 1
. ../verdict.sh
. ./cores.sh

limit=900 # seconds of a row; idle the longest takes two minutes

# Runs the firmware, with the options of what interrupts it.
run() {
    case $target in
    avr-*) limited "$simulate" "$out/firmware.elf" "$1" ;;
    *)
        limited $emulator -M "$machine" -nographic -monitor none -serial none $load -kernel "$out/firmware.elf" -singlestep \
            -plugin "$plugin,$1,core=$object,line=$line"
        ;;
    esac
}

# full OBJECT LINE MODE OPTIONS FLAGS...: on the core entered; before each call the ring is filled with records that nobody has drained.
full() {
    full=1
    interrupt "$@" -DSWEEP_FILL=75u
    full=0
}

full=0
apart=1 # of so many instructions one is interrupted, where all would take too long

# interrupt OBJECT LINE MODE OPTIONS FLAGS...: on the core entered.
interrupt() {
    object=$1 line=$2 mode=$3 options=$4
    shift 4
    case_name=$(echo "interrupt-$name $line $mode $options $([ "$full" -eq 0 ] || echo full)" | sed 's/lock //; s/;//g; s/ *$//; s/  */-/g')
    wanted || return 0
    out=$work/$case_name
    mkdir -p "$out"
    if [ "$every" -gt 1 ]; then
        step=$every
        [ "$full" -eq 0 ] || step=$((17 * step)) # so many records take longer than all the rest
        [ "$name" != avr ] || step=$((3 * step)) # it takes many more instructions for the same
    else
        step=$apart
    fi
    case $options in *backtrace*) set -- "$@" -DSWEEP_TRACES=1 ;; esac
    build "$mode" "$options" interrupted.c -DSWEEP_STEP=${step}u "$@"; verdict "$case_name: builds"
    begin=$(address plog_region_start) size=$(($(address plog_region_end) - $(address plog_region_start)))
    run "interrupts=$(address interrupts),ring=$begin,size=$size,end=$(address sweep_end),step=$step,out=$out"; verdict "$case_name: comes to its end"
    "$order" "$out/sweep.json" "$case_name: every=$step" "$out" $size $full; verdict "$case_name: nothing is lost, nothing false is shown"
}

enter m0 microbit cortex-m0 0x00000000 0x20000000
interrupt /machine/nrf51/armv6m 0 overwrite ''
interrupt /machine/nrf51/armv6m 0 drop ''
interrupt /machine/nrf51/armv6m nmi overwrite '' -DSWEEP_NMI=1 -DPLOG_NMI=1
apart=11
full /machine/nrf51/armv6m 0 overwrite 'count;'
full /machine/nrf51/armv6m 0 drop ''
apart=1
enter m3 mps2-an385 cortex-m3 0x00000000 0x20000000
interrupt /machine/armv7m 0 overwrite ''
interrupt /machine/armv7m 0 drop ''
interrupt /machine/armv7m 0 overwrite 'lock basepri 64;'
interrupt /machine/armv7m 0 overwrite 'optimize size;'
interrupt /machine/armv7m 0 overwrite 'integrity check16;'
interrupt /machine/armv7m 0 overwrite 'integrity ecc;'
interrupt /machine/armv7m 0 drop 'integrity check16;'
interrupt /machine/armv7m 0 drop 'integrity ecc;'
interrupt /machine/armv7m 0 overwrite 'lock basepri 64; count; integrity check8;'
interrupt /machine/armv7m 0 overwrite 'keep error 408;' -DSWEEP_SPOILS=0
interrupt /machine/armv7m 0 overwrite 'backtrace 6;'
interrupt /machine/armv7m 0 overwrite 'cores 2;' -DSWEEP_CORES=2
interrupt /machine/armv7m nmi overwrite 'cores 2;' -DSWEEP_CORES=2 -DSWEEP_OTHER=1 # which no lock of the first core holds off
full /machine/armv7m 0 overwrite 'count;'
full /machine/armv7m 0 drop ''
interrupt /machine/armv7m nmi overwrite '' -DSWEEP_NMI=1 -DPLOG_NMI=1
interrupt /machine/armv7m nmi overwrite 'lock basepri 64;' -DSWEEP_NMI=1 -DPLOG_NMI=1
enter m33 mps2-an505 cortex-m33 0x10000000 0x38000000
interrupt /machine/iotkit/cluster0/armv7m0 0 overwrite ''
interrupt /machine/iotkit/cluster0/armv7m0 nmi overwrite '' -DSWEEP_NMI=1 -DPLOG_NMI=1
enter rv32 virt riscv32 0x80000000 0x80100000 -march=rv32imac -misa-spec=2.2 -mabi=ilp32
interrupt cpu 3 overwrite ''
interrupt cpu 3 drop 'integrity check16;'
enter avr - avr-atmega328p - -
interrupt - int0 overwrite ''
apart=5
interrupt - int0 drop ''
apart=97
full - int0 drop ''
apart=1
enter lx106 lx60-nommu xtensa-lx106 - -
interrupt '/machine/unattached/non-qdev-gpio[0]' self overwrite ''
conclude
