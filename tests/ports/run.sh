#!/bin/sh
# run.sh PLOGEN PLOGCAT WORK WARNINGS: for each board, generates and compiles the log and the application, lets it crash in QEMU and
# compares what plogcat reads with ports.expected. Times depend on the compiler, so they only have to rise within a boot.
# QEMU has no M0+ and no M23: an M0 and an M33 run their instructions.
set -u
plogen=$1 plogcat=$2 work=$3 warnings=$4
cd "$(dirname "$0")" || exit 1
. ../verdict.sh

runtime=../../runtime motor=../../examples/motor

# enter NAME MACHINE TARGET FLASH RAM FLAGS...: says what is built next, with which tools, and where it runs.
enter() {
    name=$1 machine=$2 target=$3 flash=$4 ram=$5
    out=$work/$name
    mkdir -p "$out"
    shift 5
    case $target in
    cortex-m*)
        tools=arm-none-eabi emulator=qemu-system-arm load=
        flags="-mcpu=$target -mthumb --specs=nano.specs $*" files="cortex_m.c $motor/startup.c"
        ;;
    riscv*)
        tools=riscv64-unknown-elf emulator=qemu-system-$target load='-bios none'
        flags="--specs=picolibc.specs -msmall-data-limit=0 $*" files=riscv.c
        ;;
    esac
}

# link.ld is the example's, with this board's addresses. Every board has so much of both.
linker_script() {
    sed "s/\(FLASH.*ORIGIN = \).*/\1$1, LENGTH = 64K/; s/\(RAM .*ORIGIN = \).*/\1$2, LENGTH = 16K/" $motor/link.ld
}

# compile SOURCES...: with the flags that the caller has set.
compile() {
    "$@" $flags $warnings -Os -ffunction-sections -fdata-sections -I . -I $runtime -I $motor -I "$out"
}

# build OPTIONS SOURCES...: the firmware, with these options in the spec.
build() {
    { cat ports.plog; echo "target $target; $1"; } >"$out/ports.plog"
    shift
    linker_script "$flash" "$ram" >"$out/link.ld"
    "$plogen" "$out/ports.plog" -o "$out" &&
        compile $tools-g++ -std=c++11 -x c++ -c "$out/ports.c" -o "$out/cxx.o" &&
        compile $tools-gcc -std=c99 "$@" $motor/semihosting.c "$out/ports.c" -nostartfiles \
            -Wl,--gc-sections,--fatal-warnings -T "$out/ports.ld" -T "$out/link.ld" -o "$out/firmware.elf"
}

run() {
    rm -f "$out"/*.bin
    (cd "$out" && timeout 60 "$emulator" -M "$machine" -nographic -monitor none -serial none $load \
        -icount shift=6,sleep=off,align=off -semihosting-config enable=on,target=native -kernel firmware.elf)
}

# two_wraps RATE: the last interrupt comes at SysTick's second wrap, the rate being in MHz.
two_wraps() {
    awk -v rate="$1" '/ interrupt 3$/ { wraps = $3 * rate * 1e6 / 2 ^ 24 } END { exit wraps < 2 || wraps > 2.001 }'
}

# board CLOCK NAME...: as enter.
board() {
    clock=$1
    shift
    enter "$@"
    case $clock in tick*) ticks=-DAPP_TICKS ;; *) ticks= ;; esac
    build "clock $clock;" -DBOARD="\"$name\"" $ticks app.c $files; verdict "$name: compiles as C99 and as C++11 without a warning"
    run; verdict "$name: crashes and ends"
    "$plogcat" -t "$out/ports.json" "$out/$name.bin" >"$out/log.txt"; verdict "$name: plogcat finds nothing wrong"
    without_times <"$out/log.txt" | diff -u ports.expected -; verdict "$name: every record is there"
    times_rise <"$out/log.txt"; verdict "$name: times rise"
    case "$clock $target" in cycles*cortex-m*) two_wraps "${clock#cycles }" <"$out/log.txt"; verdict "$name: SysTick has gone round its 24 bits twice" ;; esac
}

# basepri NAME...: as enter.
basepri() {
    enter "$@"
    build 'clock user 1MHz; lock basepri 0x40;' basepri.c $motor/startup.c; verdict "$name: compiles"
    run; verdict "$name: priority 0x20 comes through the lock, 0x80 waits"
}

# strings OPTIMIZE NAME...: as enter.
strings() {
    kind=$1
    shift
    enter "$@"
    { cat strings.plog; echo "target $target; optimize $kind;"; } >"$out/strings.plog"
    linker_script "$flash" "$ram" >"$out/link.ld"
    "$plogen" "$out/strings.plog" -o "$out" &&
        compile $tools-gcc -std=c99 strings.c $motor/startup.c $motor/semihosting.c "$out/strings.c" -nostartfiles \
            -Wl,--gc-sections,--fatal-warnings -T "$out/strings.ld" -T "$out/link.ld" -o "$out/firmware.elf"; verdict "$name: compiles"
    run; verdict "$name: strings of every length are as they should be"
}

board 'cycles 16MHz' m0     microbit   cortex-m0     0x00000000 0x20000000
board 'cycles 16MHz' m0plus microbit   cortex-m0plus 0x00000000 0x20000000
board 'tick 1kHz'    m3     mps2-an385 cortex-m3     0x00000000 0x20000000
board 'tick 1kHz'    m4     mps2-an386 cortex-m4     0x00000000 0x20000000
board 'tick 1kHz'    m7     mps2-an500 cortex-m7     0x00000000 0x20000000
board 'tick 1kHz'    cached mps2-an500 cortex-m7     0x00000000 0x20000000 -DPLOG_CACHED=1
board 'cycles 20MHz' m23    mps2-an505 cortex-m23    0x10000000 0x38000000
board 'tick 1kHz'    m33    mps2-an505 cortex-m33    0x10000000 0x38000000
board 'tick 1kHz'    m55    mps3-an547 cortex-m55    0x00000000 0x30000000
board 'cycles 1GHz'  rv32   virt       riscv32       0x80000000 0x80100000 -march=rv32imac -misa-spec=2.2 -mabi=ilp32
board 'cycles 1GHz'  rv64   virt       riscv64       0x80000000 0x80100000 -march=rv64imac -misa-spec=2.2 -mabi=lp64 -mcmodel=medany

strings speed strings-m3      mps2-an385 cortex-m3 0x00000000 0x20000000
strings size  strings-m3-size mps2-an385 cortex-m3 0x00000000 0x20000000
strings speed strings-m0      microbit   cortex-m0 0x00000000 0x20000000

basepri basepri-m3  mps2-an385 cortex-m3  0x00000000 0x20000000
basepri basepri-m4  mps2-an386 cortex-m4  0x00000000 0x20000000
basepri basepri-m7  mps2-an500 cortex-m7  0x00000000 0x20000000
basepri basepri-m33 mps2-an505 cortex-m33 0x10000000 0x38000000
conclude
