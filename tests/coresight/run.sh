#!/bin/sh
# run.sh PLOGEN PLOGCAT WORK WARNINGS PLUGIN: the log's clock by DWT's cycle counter, and its line through the ITM, on cores whose emulator has neither: the plugin adds them.
set -u
plogen=$1 plogcat=$2 work=$3 warnings=$4 plugin=$5
cd "$(dirname "$0")" || exit 1
. ../verdict.sh

runtime=../../runtime motor=../../examples/motor

# core NAME MACHINE FLASH RAM OBJECT
core() {
    out=$work/$1
    mkdir -p "$out"
    { cat coresight.plog; echo "target $1;"; } >"$out/coresight.plog"
    sed "s/\(FLASH.*ORIGIN = \).*/\1$3, LENGTH = 64K/; s/\(RAM .*ORIGIN = \).*/\1$4, LENGTH = 64K/" $motor/link.ld >"$out/link.ld"
    "$plogen" "$out/coresight.plog" -o "$out" &&
        arm-none-eabi-gcc -mcpu="$1" -mthumb --specs=nano.specs -std=c99 $warnings -Os -I . -I "$out" -I $runtime -I $motor main.c $motor/semihosting.c \
            $motor/startup.c $runtime/plog_itm.c "$out/coresight.c" -nostartfiles -ffunction-sections -fdata-sections -Wl,--gc-sections,--fatal-warnings \
            -T "$out/coresight.ld" -T "$out/link.ld" -o "$out/firmware.elf"
    verdict "$1: compiles"
    (cd "$out" && timeout 60 qemu-system-arm -M "$2" -nographic -monitor none -serial none -semihosting-config enable=on,target=native \
        -plugin "$plugin,core=$5,count=0xFFFF0000,port=1,out=itm.bin" -kernel firmware.elf)
    verdict "$1: runs"
    "$plogcat" -t "$out/coresight.json" -o json "$out/itm.bin" >"$out/log.json"
    verdict "$1: plogcat finds nothing wrong in what came out of the port"
    # What lies between two readings of the counter lies between the times of their records, but for the few instructions between reading and logging.
    sed -n 's/.*"ticks":\([0-9]*\),.*"event":"beat".*"cycles":\([0-9]*\).*/\1 \2/p' "$out/log.json" |
        awk 'NR > 1 { read = ($2 - last + 4294967296) % 4294967296; logged = $1 - time; wraps += $2 < last
                      if (logged < read - 300 || logged > read + 300) { print "after " read " cycles, " logged " ticks"; bad = 1 } }
             { last = $2; time = $1 }
             END { print NR " records, " wraps " wraps, " time " ticks"; exit bad || NR != 60 || wraps != 1 || time < 1000000 }'
    verdict "$1: the records' times are those of the counter, beyond a wrap"
}

core cortex-m3 mps2-an385 0x00000000 0x20000000 /machine/armv7m
core cortex-m4 mps2-an386 0x00000000 0x20000000 /machine/armv7m
core cortex-m7 mps2-an500 0x00000000 0x20000000 /machine/armv7m
core cortex-m33 mps2-an505 0x10000000 0x38000000 /machine/iotkit/cluster0/armv7m0
core cortex-m55 mps3-an547 0x00000000 0x30000000 /machine/iotkit/cluster0/armv7m0
conclude
