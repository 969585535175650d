#!/bin/sh
# faults.sh PLOGEN CRASHES FAULTER WORK WARNINGS EVERY [ONLY]: a fault in the place of each EVERYth instruction of each call of the log; and a second one in the place of each EVERYth
# instruction of the first one's handler, which then comes at a few places.
set -u
plogen=$1 crashes=$2 plugin=$3 work=$4 warnings=$5 every=$6 only=${7:-}
cd "$(dirname "$0")" || exit 1
. ../verdict.sh
. ./cores.sh

limit=300 # seconds of a row; idle the longest takes 20

# fault FIRST SECOND OBJECT OPTIONS [MODE [FILL]]: on the core entered. SECOND is "-", undefined or nmi. FILL records, none of them drained, fill the ring before
# each call.
fault() {
    first=$1 second=$2 object=$3 options=$4 mode=${5:-overwrite} fill=${6:-0}
    step=$every between=0
    [ "$fill" -eq 0 ] || step=$((10 * every + 91)) # so many records take longer than all the rest
    if [ "$second" != - ]; then # the first instructions of a handler matter most
        step=$((every < 13 ? every : 13)) between=$((every < 200 ? 2999 : 5999))
    fi
    case_name=$(echo "fault-$name $first $second $options ${5:-} ${6:+full}" | sed 's/ -//; s/lock //; s/;//g; s/ *$//; s/  */-/g')
    wanted || return 0
    out=$work/$case_name
    mkdir -p "$out"
    buffer=2K
    build "$mode" "backtrace 6; warn faulted(n: u32, at: u32, when: u64, check: u32); $options" faulted.c -DFAULTS_STEP=${step}u \
        -DFAULTS_APART=${between}u -DFAULTS_FILL=${fill}u -DBOARD_NMI=plog_watchdog_warning
    verdict "$case_name: builds"
    again=
    case $target in
    riscv32) handler=$(address plog_trap_handler) ;;
    xtensa-*) handler=$(($(address vectors) + 0x50)) again=$(($(address vectors) + 0x70)) ;; # the vectors themselves: lx106.S
    *) handler=$(address plog_fault_handler) ;;
    esac
    limited $emulator -M "$machine" -accel tcg,tb-size=32 -nographic -monitor none -serial none $load -kernel "$out/firmware.elf" -singlestep \
        -plugin "$plugin,faults=$(address faults),end=$(address sweep_end),handler=$handler,again=${again:-$handler},warning=$(
            address plog_watchdog_warning),core=$object,first=$first,second=$second,step=$step,out=$out/stream,places=$out/places,clears=$out/clears" 2>"$out/points"
    points=$(sed -n 's/^points=//p' "$out/points")
    "$crashes" "$out/sweep.json" "$case_name: every=$step" "$out/stream" "$out/places" "$out/clears" ${points:-0 0 0 0 0 0} $between
    verdict "$case_name: nothing is lost, nothing false is shown"
}

enter m0 microbit cortex-m0 0x00000000 0x20000000
fault undefined - /machine/nrf51/armv6m ''
fault nmi - /machine/nrf51/armv6m ''
fault undefined nmi /machine/nrf51/armv6m ''
enter m3 mps2-an385 cortex-m3 0x00000000 0x20000000
fault undefined - /machine/armv7m ''
fault undefined - /machine/armv7m '' drop
fault undefined - /machine/armv7m 'count;' overwrite 150
fault undefined - /machine/armv7m '' drop 150
fault undefined - /machine/armv7m 'integrity check16;'
fault undefined - /machine/armv7m 'integrity ecc;'
fault undefined - /machine/armv7m 'keep error 680;'
fault undefined - /machine/armv7m 'cores 2;'
fault undefined - /machine/armv7m 'crash_loop 2;'
fault undefined - /machine/armv7m 'optimize size;'
fault undefined - /machine/armv7m 'optimize size; lock none;'
fault nmi - /machine/armv7m ''
fault undefined nmi /machine/armv7m ''
fault undefined nmi /machine/armv7m 'keep error 680;'
fault undefined undefined /machine/armv7m 'lock basepri 64;'
enter m33 mps2-an505 cortex-m33 0x10000000 0x38000000
fault undefined - /machine/iotkit/cluster0/armv7m0 ''
fault nmi - /machine/iotkit/cluster0/armv7m0 ''
fault undefined nmi /machine/iotkit/cluster0/armv7m0 ''
fault undefined undefined /machine/iotkit/cluster0/armv7m0 'lock basepri 64;'
enter rv32 virt riscv32 0x80000000 0x80100000 -march=rv32imac -misa-spec=2.2 -mabi=ilp32
fault undefined - riscv ''
fault undefined - riscv '' drop
fault undefined undefined riscv ''
enter lx106 lx60-nommu xtensa-lx106 - -
fault undefined - xtensa ''
fault undefined - xtensa 'integrity check16;' drop
fault undefined undefined xtensa ''
conclude
