#!/bin/sh
# run.sh PLOGEN PLOGCAT WORK WARNINGS TRUTH: on each board, a thousand stacks at random instructions. What plogcat --elf shows is compared with what an
# emulator's plugin saw of the calls and returns.
set -u
plogen=$1 plogcat=$2 work=$3 warnings=$4 truth=$5
cd "$(dirname "$0")" || exit 1
. ../verdict.sh

runtime=../../runtime motor=../../examples/motor
samples=1050

# enter NAME MACHINE TARGET FLASH RAM FLAGS...: says what is built next, with which tools, and where it runs.
enter() {
    name=$1 machine=$2 target=$3 out=$work/$1
    case $target in
    cortex-m*) tools=arm-none-eabi emulator=qemu-system-arm load= files=cortex_m.c core=arm ;;
    riscv*) tools=riscv64-unknown-elf emulator=qemu-system-$target load='-bios none' files=riscv.c core=riscv ;;
    esac
    mkdir -p "$out"
    { cat samples.plog; echo "target $target;"; } >"$out/samples.plog"
    sed "s/\(FLASH.*ORIGIN = \).*/\1$4, LENGTH = 64K/; s/\(RAM .*ORIGIN = \).*/\1$5, LENGTH = 16K/" $motor/link.ld >"$out/link.ld"
    shift 5
    flags=$*
    "$plogen" "$out/samples.plog" -o "$out"
}

# build ELF SOURCES...
build() {
    elf=$out/$1
    shift
    $tools-gcc -Os -fomit-frame-pointer $flags -std=c99 $warnings -g -ffunction-sections -fdata-sections -I . -I $runtime -I $motor \
        -I "$out" "$@" $files "$out/samples.c" $motor/semihosting.c -nostartfiles -Wl,--gc-sections,--fatal-warnings -T "$out/samples.ld" \
        -T "$out/link.ld" -o "$elf"
}

# board NAME...: as enter.
board() {
    enter "$@"
    build firmware.elf -DSAMPLES=${samples}u app.c workload.c; verdict "$name: compiles"
    run; verdict "$name: ends"
    "$plogcat" --elf "$elf" -o json "$out/samples.bin" >"$out/log.json"; verdict "$name: plogcat needs no table and finds nothing wrong"
    awk -v helper="$(($helper))" -v end="$(($helper + 18))" -f compare.awk "$out/truth.txt" "$out/log.json"; verdict "$name: every chain is the true one"
}

# chain CASE PATTERN: the functions that are shown for a case, without where they are; "?" is what is not verified from there on.
chain() {
    build "$1.elf" -DCASE="$1" cases.c && run && "$plogcat" --elf "$elf" "$out/samples.bin" >"$out/log.txt"
    seen=$(sed -n 's/.*  plog\.\(crash\|trace\)  .*sp 0x[0-9a-f]*[:,] //p' "$out/log.txt" | sed -E 's/ \([^ ,)]+(, inlined)?\)/\1/g; s/\[unverified\]/?/')
    case $seen in $2) ;; *) echo "$seen"; false ;; esac
    verdict "$name: $1"
}

# cases TAIL END SAVED: what stands on the stack of a tail call, and behind main; SAVED is a pattern of what is not verified where a frame's register
# is saved by any function that is called.
cases() {
    end=$2
    chain LEAF "crash_in_leaf, run, main$end"
    chain TAIL "crash_in_leaf, $1run, main$end"
    chain ALLOCA "crash_in_leaf, crashes, has_alloca, $3run, main*"
    chain BEHIND_ALLOCA "crash_in_leaf, uses_registers, has_alloca, *run, main*"
    chain INLINED "crash_in_leaf, is_inlined, inlined, has_inlined, run, main$end"
    chain NULL_CALL "0x00000000, call, run, main$end"
    chain WILD_CALL "0xa0000000, call, run, main$end"
    chain SMASHED '0xa0000000, [?] *'
    chain DEEP 'crash_in_leaf, deep, *deep, cut'
    chain NORETURN "never_returns, run, main$end"
    chain TRACE "run, main$end"
}

# What a debugger likes better: each function has a register for its frame.
debug_cases() {
    flags="$flags -O0"
    chain LEAF "crash_in_leaf, run, main$end"
    chain ALLOCA "crash_in_leaf, crashes, has_alloca, run, main$end"
    chain BEHIND_ALLOCA "crash_in_leaf, uses_registers, has_alloca, run, main$end"
    chain DEEP 'crash_in_leaf, deep, *deep, cut'
    chain TRACE "run, main$end"
}

# What only a Cortex-M has: an interrupt in an interrupt, another stack.
cortex_m_cases() {
    chain INTERRUPT 'crash_in_leaf, in_interrupt, waits, run, main, Reset_Handler'
    chain NESTED 'crash_in_leaf, in_nested_interrupt, board_interrupt, in_interrupt, waits, run, main, Reset_Handler'
    chain TASK 'crash_in_leaf, is_inlined, inlined, has_inlined, [?] *'
    chain IN_TASK 'crash_in_leaf, in_interrupt, [?] *' # what it interrupted is on the other stack
}

# The address of a function; on Arm its symbol has bit 0 set, which nm leaves out.
address() {
    $tools-nm "$elf" | awk -v name="$1" '$3 == name { print "0x" $1 }'
}

run() {
    rm -f "$out/samples.bin" "$out/truth.txt"
    helper=$(address __gnu_thumb1_case_uqi)
    helper=${helper:-0xFFFFFFFF}
    (cd "$out" && timeout 120 "$emulator" -M "$machine" -nographic -monitor none -serial none $load -icount shift=6,sleep=off,align=off \
        -plugin "$truth,reset=$(address Reset_Handler),handler=$(address plog_watchdog_warning),helper=$helper,out=truth.txt,core=$core" \
        -semihosting-config enable=on,target=native -kernel "$elf")
}

# On an M0, the compiler's helper that reads jump tables (18 bytes) is called, but goes elsewhere than its return address says, and has no unwind information.
board m3   mps2-an385 cortex-m3 0x00000000 0x20000000 -mcpu=cortex-m3 -mthumb --specs=nano.specs
board m0   microbit   cortex-m0 0x00000000 0x20000000 -mcpu=cortex-m0 -mthumb --specs=nano.specs
board rv32 virt       riscv32   0x80000000 0x80100000 -march=rv32imac -misa-spec=2.2 -mabi=ilp32 -msmall-data-limit=0 --specs=picolibc.specs

enter m3 mps2-an385 cortex-m3 0x00000000 0x20000000 -mcpu=cortex-m3 -mthumb --specs=nano.specs
cases '' ', Reset_Handler' ''
debug_cases
enter m3 mps2-an385 cortex-m3 0x00000000 0x20000000 -mcpu=cortex-m3 -mthumb --specs=nano.specs
cortex_m_cases
$tools-objcopy -O binary "$elf" "$out/whole.bin" && $tools-objcopy -R .plog_table "$elf" "$out/without.elf" &&
    $tools-objcopy -O binary "$out/without.elf" "$out/without.bin" && cmp "$out/whole.bin" "$out/without.bin"
verdict 'the table takes no memory of the target'
"$plogcat" -t "$out/samples.json" --elf "$out/without.elf" "$out/samples.bin" 2>&1 >"$out/log.txt" | grep -q 'carries no table' &&
    grep -q 'unverified. 0x' "$out/log.txt"
verdict 'an ELF without a table is not used'
"$plogcat" -t "$out/samples.json" --elf "$out/firmware.elf" "$out/samples.bin" 2>&1 >"$out/log.txt" | grep -q 'is of another build' &&
    grep -q 'unverified. 0x' "$out/log.txt"
verdict 'an ELF of another build is not used'
"$plogcat" -t "$out/samples.json" --elf "$work/m0/firmware.elf" "$out/samples.bin" 2>&1 >"$out/log.txt" | grep -q 'is for schema' &&
    grep -q 'unverified. 0x' "$out/log.txt"
verdict 'an ELF of another schema is not used'
enter m0 microbit cortex-m0 0x00000000 0x20000000 -mcpu=cortex-m0 -mthumb --specs=nano.specs
cases 'jumps, ' ', Reset_Handler' '' # ARMv6-M has no jump that reaches far enough
cortex_m_cases
enter m4 mps2-an386 cortex-m4 0x00000000 0x20000000 -mcpu=cortex-m4 -mthumb -mfpu=fpv4-sp-d16 -mfloat-abi=hard --specs=nano.specs
chain FLOATS 'crash_in_leaf, in_interrupt, waits_with_floats, run, main, Reset_Handler'
enter rv32 virt riscv32 0x80000000 0x80100000 -march=rv32imac -misa-spec=2.2 -mabi=ilp32 -msmall-data-limit=0 --specs=picolibc.specs
cases '' ', board_main' ''
chain INTERRUPT 'crash_in_leaf, in_interrupt, on_timer, [?] run, main, board_main' # the core keeps where it came in a register only: waits() is missing
chain NESTED 'crash_in_leaf, in_nested_interrupt, on_software, [?] in_interrupt, on_timer, run, main, board_main' # and board_interrupt()
debug_cases
flags="$flags -Wl,--defsym=plog_ram_end=0x80100004" # no word of the stack is looked at
chain LEAF 'crash_in_leaf, run, [?] ...'
"$plogcat" --elf "$elf" -o json "$out/samples.bin" | grep -q '"room":0,.*"verified":true}\],"verified":false,"cut":false'; verdict "$name: JSON, too, tells that callers are missing"
conclude
