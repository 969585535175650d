#!/bin/sh
# run.sh PLOGEN PLOGCAT PROBE WORK: a firmware drains its log in QEMU, over each line, while an interrupt logs; what plogcat reads at
# the line's other end is all that was logged, each record once.
set -u
plogen=$1 plogcat=$2 probe=$3 work=$4
cd "$(dirname "$0")" || exit 1
. ../verdict.sh

warnings='-Wall -Wextra -Wconversion -Wshadow -pedantic -Werror'
runtime=../../runtime motor=../../examples/motor
mkdir -p "$work"
{ cat ../runtime/ring.plog; echo 'buffer 8K overwrite; clock none; count;'; } | sed 's/^target .*/target cortex-m3;/' >"$work/ring.plog"
"$plogen" "$work/ring.plog" -o "$work" && seq -f 'mark %.0f' 0 2999 >"$work/expected"; verdict 'plogen'

# build NAME RAM SOURCES...: the firmware.
build() {
    name=$1 ram=$2
    shift 2
    sed "s/\(RAM .*ORIGIN = \).*/\1$ram, LENGTH = 64K/" $motor/link.ld >"$work/link.ld"
    arm-none-eabi-gcc -mcpu=cortex-m3 -mthumb --specs=nano.specs -std=c99 -Os -ffunction-sections -fdata-sections $warnings \
        -I $runtime -I $motor -I "$work" -DTO_"$name" firmware.c "$@" "$work/ring.c" $motor/startup.c $motor/semihosting.c \
        -nostartfiles -Wl,--gc-sections,--fatal-warnings -T "$work/ring.ld" -T "$work/link.ld" -o "$work/$name.elf"
}

# run NAME OPTIONS...
run() {
    name=$1
    shift
    (cd "$work" && timeout 60 qemu-system-arm -nographic -monitor none -icount shift=6,sleep=off,align=off "$@" -kernel "$name.elf")
}

host=enable=on,target=native

# shows_all FILE
shows_all() {
    "$plogcat" -t "$work/ring.json" "$1" >"$work/log.txt" && sed -n 's/.*  mark  //p' "$work/log.txt" | diff -q "$work/expected" - >/dev/null
}

build UART 0x20000000; verdict 'UART: compiles'
run UART -M mps2-an385 -serial file:uart.bin -semihosting-config $host; verdict 'UART: all is drained, nothing lost'
shows_all "$work/uart.bin"; verdict 'UART: all is shown once, with text between'
grep -qa '> ' "$work/uart.bin"; verdict 'UART: there is text between'

rm -f "$work/file.bin"
build FILE 0x20000000 $runtime/plog_semihosting.c; verdict 'semihosting: compiles'
run FILE -M mps2-an385 -serial none -semihosting-config $host; verdict 'semihosting: all is drained, nothing lost'
shows_all "$work/file.bin"; verdict 'semihosting: all is shown once'
size=$(stat -c %s "$work/file.bin")
run FILE -M mps2-an385 -serial none -semihosting-config $host && [ "$(stat -c %s "$work/file.bin")" -gt "$((size + size / 2))" ]
verdict 'semihosting: the next run is appended'

build CONSOLE 0x20000000 $runtime/plog_semihosting.c; verdict 'console: compiles'
run CONSOLE -M mps2-an385 -serial none -semihosting-config $host >"$work/console.bin"
verdict 'console: all is drained, nothing lost'
shows_all "$work/console.bin"; verdict 'console: all is shown once'

# The probe reads and writes the RAM of the running machine: a file that both have mapped.
build RTT 0x21000000 $runtime/plog_rtt.c; verdict 'RTT: compiles'
arm-none-eabi-objcopy -O binary "$work/RTT.elf" "$work/flash.bin"
! grep -qa 'SEGGER' "$work/flash.bin"; verdict 'RTT: the id is not in flash'
rm -f "$work/ram.bin" && truncate -s 16M "$work/ram.bin"
"$probe" "$work/ram.bin" "$work/rtt.bin" 0x21000000 >"$work/found" &
pid=$!
run RTT -M mps2-an385,memory-backend=ram -object memory-backend-file,id=ram,size=16M,mem-path=ram.bin,share=on -serial none \
    -semihosting-config $host
[ $? -le 1 ]; verdict 'RTT: all is drained'
kill $pid; wait $pid; verdict 'RTT: the probe finds the control block'
"$plogcat" -t "$work/ring.json" -o json "$work/rtt.bin" >"$work/log.json"; verdict 'RTT: no frame is damaged or missing'
sed -n 's/.*"event":"mark","text":"mark \([0-9]*\)".*/\1/p' "$work/log.json" | sort -nuc; verdict 'RTT: records are shown once, in order'
lost=$(sed -n 's/.*"event":"plog.lost".*"records":\([0-9]*\).*/\1/p' "$work/log.json" | awk '{ n += $1 } END { print n + 0 }')
[ $(($(grep -c '"event":"mark"' "$work/log.json") + lost)) -eq 3000 ]; verdict 'RTT: what is not shown is counted as lost'
address=$(arm-none-eabi-nm "$work/RTT.elf" | sed -n 's/ . _SEGGER_RTT$//p')
[ "0x$address" = "$(cat "$work/found")" ]; verdict 'RTT: the control block is _SEGGER_RTT'

# What is not called costs nothing: just as much flash and RAM as if it were not in the runtime.
build NOTHING 0x20000000; verdict 'without a line: compiles'
rm -rf "$work/runtime" && cp -R $runtime "$work/runtime" && : >"$work/runtime/plog_frame.c"
cp "$work/NOTHING.elf" "$work/with.elf"
(runtime=$work/runtime && build NOTHING 0x20000000); verdict 'without plog_frame.c: compiles'
arm-none-eabi-size -A "$work/with.elf" | grep -v '^/\|elf' >"$work/with" && arm-none-eabi-size -A "$work/NOTHING.elf" | grep -v elf | diff "$work/with" -
verdict 'a line that is not used costs nothing'
# The lines compile for the other cores they are for, and as C++.
riscv='riscv64-unknown-elf-gcc --specs=picolibc.specs -march=rv32imac -misa-spec=2.2 -mabi=ilp32 -std=c99'
for compile in "$riscv" 'arm-none-eabi-gcc -mcpu=cortex-m0 -mthumb -std=c99' 'arm-none-eabi-g++ -mcpu=cortex-m33 -mthumb -std=c++11 -x c++'; do
    for line in rtt semihosting itm; do
        case $line$compile in itmriscv* | itm*m0*) continue ;; esac
        $compile $warnings -O2 -c $runtime/plog_$line.c -o "$work/line.o"; verdict "plog_$line.c: $compile"
    done
done
conclude
