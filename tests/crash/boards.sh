# The boards and what happens on each; run.sh sources this.

# cortex_m NAME MACHINE TARGET FLASH RAM FLAGS...
cortex_m() {
    name=$1 machine=$2 core=$3
    out=$work/$name tools=arm-none-eabi emulator=qemu-system-arm files='cortex_m.c cortex_m_kinds.c' load=
    mkdir -p "$out"
    elf=$out/firmware.elf
    rm -f "$elf"
    flash=$4 ram=$5
    shift 5
    build "$core" "$flash" "$ram" -mcpu="$core" -mthumb --specs=nano.specs "$@"
    verdict "$name: compiles as C99 and as C++11 without a warning"
    [ -f "$elf" ] && ${cases:-every_cortex_m}
}

# riscv NAME TARGET FLAGS...
riscv() {
    name=$1 machine=virt core=$2
    out=$work/$name tools=riscv64-unknown-elf emulator=qemu-system-$core files='riscv.c riscv_kinds.c' load='-bios none'
    mkdir -p "$out"
    elf=$out/firmware.elf
    rm -f "$elf"
    shift 2
    build "$core" 0x80000000 0x80100000 --specs=picolibc.specs -msmall-data-limit=0 -misa-spec=2.2 "$@"
    verdict "$name: compiles as C99 and as C++11 without a warning"
    interrupted= # where it came is not on the stack
    [ -f "$elf" ] && ${cases:-every_board}
}

# The lx106 has no C library, and start-up code of its own.
lx106() {
    name=lx106 machine=lx60-nommu out=$work/lx106 tools=xtensa-lx106-elf emulator=qemu-system-xtensa load='-cpu lx106'
    mkdir -p "$out"
    elf=$out/firmware.elf
    rm -f "$elf"
    { cat crash.plog; echo "target xtensa-lx106; clock user 1MHz;"; } >"$out/crash.plog"
    "$plogen" "$out/crash.plog" -o "$out" &&
        $tools-g++ -mlongcalls -std=c++11 -x c++ $warnings -Os -ffreestanding -I $runtime -I "$out" -c "$out/crash.c" -o "$out/cxx.o" &&
        $tools-gcc -mlongcalls -std=c99 $warnings -Os -g -ffreestanding -ffunction-sections -fdata-sections -DINTERRUPTS -I . -I $runtime \
            -I $motor -I "$out" app.c xtensa.c xtensa_kinds.c ../ports-small/lx106.S -nostdlib -Wl,--gc-sections,--fatal-warnings,--no-warn-rwx-segments \
            -T "$out/crash.ld" -T ../ports-small/lx106.ld -lgcc -o "$elf"
    verdict 'lx106: compiles as C99 and as C++11 without a warning'
    interrupted= # where it came is not on the stack
    constant='text at 0x' # constants are in RAM, where they may have been changed
    [ -f "$elf" ] && every_board
    unset constant
}

layout=
all='middle outer workload main'

# A stack at the lower end of RAM, from where it can grow into nothing. The code begins at 1K: addr2line takes what the linker dropped for code from 0 on.
overflow() {
    layout='s/[*](\.text /. += 1K; &/; s/_estack = .*/_estack = ORIGIN(RAM) + 4K;/; s/_sdata = ./. = . + 4K; &/; s/LOADADDR(.data)/& + 4K/' name=$1
    elf=$out/overflow.elf
    rm -f "$elf"
    build "$core" "$2" "$3" -mcpu="$core" -mthumb --specs=nano.specs -Wl,--defsym=plog_ram_start="$3"
    layout=
    crash 9; chain "$name: overflow" recurse recurse recurse recurse
    shows "$name: overflow is cut" ', cut$'
    elf=$out/firmware.elf
}

# What every core can do.
every_board() {
    crash 1; chain "$name: undefined instruction" $all
    shows "$name: undefined instruction, its registers" '^boot 1 .*  fault.*, pc 0x'
    grep -q '^boot 2 (fault) ' "$out/log.txt"; verdict "$name: the next boot knows that it was a fault"
    crash 3; chain "$name: call of null" call $all
    crash 4; chain "$name: wild call" call $all
    crash 5; chain "$name: leaf" leaf innermost $all
    crash 6; chain "$name: in an interrupt" app_interrupt innermost $interrupted $all
    crash 7; chain "$name: smashed stack" outer workload main
    crash 10; chain "$name: asked for" innermost $all
    grep -q '  went_on  ' "$out/log.txt"; verdict "$name: and the program goes on"
    crash 11; chain "$name: panic" middle outer workload main
    shows "$name: panic tells where" '  panic: text at 0x[0-9a-f]{8}, called before 0x'
    "$plogcat" --elf "$elf" "$out/crash.bin" | grep -q "  panic: ${constant-the innermost panics}.*, called in innermost (app.c:[0-9]*)"
    verdict "$name: panic tells what and in which line"
    grep -q '^boot 2 (panic) ' "$out/log.txt"; verdict "$name: the next boot knows that it was a panic"
    crash 12; chain "$name: assert" middle outer workload main
    "$plogcat" --elf "$elf" "$out/crash.bin" | grep -q "  assert: ${constant-sink == 12345u}.*, called in innermost (app.c:[0-9]*)"
    verdict "$name: assert tells what and in which line"
    crash 21; places
    trampled
    crash 17; chain "$name: before the start" innermost middle outer workload main
    grep -q '^boot 1 .*  plog\.crash  ' "$out/log.txt"; verdict "$name: before the start: in a boot of its own"
    crash 19; chain "$name: from a handler in C" innermost $all
    crash 15; chain "$name: watchdog" middle outer workload main
    shows "$name: watchdog by name" '  watchdog'
}

# On every Cortex-M.
every_cortex_m() {
    interrupted=board_interrupt # its address stands on the stack behind that of its caller
    every_board
    crash 18; chain "$name: in a nested interrupt" app_interrupt board_interrupt innermost $all
    crash 20; chain "$name: on a task's stack" innermost middle outer workload
}

# kind NUMBER CAUSE: a kind of fault, of kinds.h, and how it is told.
kind() {
    crash "$1"; shows "$name: $2" "  fault: $2[,:]"
}

# On every Cortex-M with fault status registers.
cortex_m_kinds() {
    data=$($tools-nm "$elf" | awk '$3 == "guarded" { print $1 }')
    kind 100 "data access violation at 0x$(printf %08x $((0x$data + 4)))"
    kind 101 'instruction access violation'
    kind 102 "data access violation at .*, memory fault while entering an exception"
    kind 103 'division by zero'
    kind 104 'unaligned access'
    kind 105 'no coprocessor'
    kind 106 'invalid return from an exception'
    kind 107 'undefined instruction'
}

# On every RISC-V.
riscv_kinds() {
    words=$($tools-nm "$elf" | awk '$3 == "words" { print $1 }')
    callee=$($tools-nm "$elf" | awk '$3 == "call_environment" { print $1 }')
    kind 120 "load address misaligned at 0x0*$(printf %x $((0x$words + 1)))"
    kind 121 'instruction access fault at 0x0*18000000'
    kind 122 'store access fault at 0x0*18000000'
    kind 123 'breakpoint'
    kind 124 'environment call from machine mode'
    kind 125 "load page fault at 0x$words"
    kind 126 "store page fault at 0x$words"
    kind 127 "instruction page fault at 0x$callee"
    kind 128 'environment call from user mode'
}

# A second crash, in what logs the first one: it is told, whatever room there is, and the next boot knows.
crash_twice() {
    crash 14; told_twice "$name: crashed twice"
    crash 22; told_twice "$name: crashed twice, in a full block"
    grep -q '^boot 1  ?  .* lockup$' "$out/log.txt"; verdict "$name: crashed twice, in a full block: its time is not known"
    crash 23; told_twice "$name: crashed twice, before the start"
}

# told_twice NAME
told_twice() {
    shows "$1" '^boot 1 .*  about to reset: lockup$'
    grep -q '^boot 2 (lockup) ' "$out/log.txt" && ! grep -q '  plog\.crash  ' "$out/log.txt"; verdict "$1: the next boot knows"
}

# What differs little from another board.
like_another() {
    crash 1; chain "$name: undefined instruction" innermost $all
    crash 5; chain "$name: leaf" leaf innermost $all
    trampled
    $twice
}

trampled() {
    crash 13; chain "$name: trampled state" $all
    [ "$(grep -c '^boot 1 ' "$out/log.txt")" -ge 3 ]; verdict "$name: trampled state: what was logged before is there, in the same boot"
}

each_board() {
    cortex_m m3 mps2-an385 cortex-m3 0x00000000 0x20000000
    crash 1; shows 'm3: undefined instruction by name' 'fault: undefined instruction, pc'
    crash 2; chain 'm3: bad pointer' $all
    shows 'm3: bad pointer by name' 'fault: precise data bus error at 0xa0000000, pc'
    crash 16; chain 'm3: in a log function' plog_put_characters innermost $all
    crash 3; shows 'm3: null call by name' 'fault: invalid state, pc 0x00000000 lr'
    overflow m3 0x00000000 0x20000000
    crash 8; shows 'm3: bad stack pointer' 'bus error while entering an exception'
    crash_twice
    crash 24; told_twice "$name: a handler calls the log's twice"
    cortex_m_kinds
    riscv rv32 riscv32 -march=rv32imac -mabi=ilp32
    crash 1; shows 'rv32: undefined instruction by name' 'fault: illegal instruction, pc'
    crash 2; chain 'rv32: bad pointer' $all
    shows 'rv32: bad pointer by name' 'fault: load access fault at 0x18000000, pc'
    crash 16; chain 'rv32: in a log function' plog_put_characters innermost $all
    crash 8; shows 'rv32: bad stack pointer' 'fault: store access fault at 0x18000000, pc'
    crash_twice
    crash 24; told_twice "$name: a handler calls the log's twice"
    riscv_kinds
    crash 19; shows 'rv32: what a handler in C tells' 'fault: illegal instruction, pc 0x'
    cortex_m m0 microbit cortex-m0 0x00000000 0x20000000
    crash 24; told_twice "$name: a handler calls the log's twice"
    cortex_m m33 mps2-an505 cortex-m33 0x10000000 0x38000000
    crash 1; shows 'm33: undefined instruction by name' 'fault: undefined instruction, pc'
    crash_twice
    cortex_m_kinds
    kind 108 'instruction bus error'
    kind 109 'stack overflow'
    kind 110 'invalid branch out of the secure state'
    kind 111 'security violation, sp .*'
    kind 112 'invalid entry to the secure state'
    lx106
    crash 1; shows 'lx106: undefined instruction by name' 'fault: illegal instruction, pc'
    crash 2; shows 'lx106: bad pointer by name' 'fault: bus address error at 0x18000000, pc'
    crash 3; shows 'lx106: null call by name' 'fault: bus address error while fetching an instruction at 0x00000000, pc 0x00000000 a0'
    crash 16; chain 'lx106: in a log function' plog_put_characters innermost $all
    crash 8; shows 'lx106: bad stack pointer' 'fault: bus address error at 0x18000000, pc'
    crash_twice
    crash 19
    kind 140 'system call'
    kind 141 'misaligned access at 0x.*'
    crash 19; shows 'lx106: what that handler tells' 'fault: store prohibited at 0x18000000, pc'
    crash 2
    "$plogcat" --elf "$elf" "$out/crash.bin" | grep -q ': innermost (app.c:[0-9]*), \[unverified\] .*middle (app.c:[0-9]*), .*outer (app.c:[0-9]*), '
    verdict 'lx106: functions by the ELF, marked as not verified'
    cases=like_another twice=crash_twice
    riscv rv64 riscv64 -march=rv64imac -mabi=lp64 -mcmodel=medany
    cortex_m m4 mps2-an386 cortex-m4 0x00000000 0x20000000 -mfpu=fpv4-sp-d16 -mfloat-abi=hard
    cortex_m m7 mps2-an500 cortex-m7 0x00000000 0x20000000
    cortex_m m55 mps3-an547 cortex-m55 0x00000000 0x30000000
    twice= # a fault within HardFault, which is all there is, stops the core
    cortex_m m23 mps2-an505 cortex-m23 0x10000000 0x38000000
    cases=trampled # a ring that drops has the boot in its state, too
    for mode in 'drop;' 'drop; keep error 1K;'; do
        cortex_m "m3 ${mode%;}" mps2-an385 cortex-m3 0x00000000 0x20000000
    done
    mode=
}
