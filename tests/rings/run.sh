#!/bin/sh
# run.sh PLOGEN PLOGCAT WORK WARNINGS: what is kept outlives a flood of other records, and plogcat prints all rings' records as one, in order.
set -u
plogen=$1 plogcat=$2 work=$3 warnings=$4
cd "$(dirname "$0")" || exit 1
. ../verdict.sh

runtime=../../runtime motor=../../examples/motor

# generate NAME OPTIONS: kept.plog with these into WORK/NAME.
generate() {
    mkdir -p "$work/$1"
    { cat kept.plog; echo "$2"; } >"$work/$1/kept.plog"
    "$plogen" "$work/$1/kept.plog" -o "$work/$1"
}

# show NAME FILE OPTIONS...: what plogcat prints of WORK/NAME/FILE.
show() {
    "$plogcat" -t "$work/$1/kept.json" "$work/$1/$2"
}

# errors_are FIRST LAST FILE: the errors in plogcat's text are these, in this order.
errors_are() {
    seq "$1" "$2" >"$work/expected"
    awk '/  error  bad  / { print $NF }' "$3" | diff "$work/expected" -
}

host() {
    generate host 'target linux; buffer 8K overwrite; keep error 1K; clock user 1MHz; optimize size; lock none;' &&
        cc -std=c11 $warnings -O2 -pthread -I "$work/host" -I $runtime flood.c -o "$work/host/flood"
    verdict "host: compiles"
    for what in order ties fits over; do
        rm -f "$work/host/$what.ring"
        "$work/host/flood" $what "$work/host/$what.ring" >"$work/host/$what.errors" && show host $what.ring >"$work/host/$what.txt"
        verdict "host, $what: runs, and plogcat finds nothing wrong"
    done

    # n counts all records in the order in which they were logged.
    awk '/plog/ { next } $NF != n++ { print "out of order: " $0; bad = 1 } / [0-9.]+~ / { print "marked: " $0; bad = 1 }
         END { exit bad || n != 100 }' "$work/host/order.txt"
    verdict "host, order: the rings' records come in the order of their times, and no order is called unknown"
    # Where it falls, the line is marked. Unmarked lines of one time are of one ring.
    awk '/plog/ { next }
         { marked = $4 ~ /~$/; marks += marked; time = $4; sub(/~/, "", time); total++ }
         !marked && $NF < n { print "falls unmarked: " $0; bad = 1 }
         !marked && time == last && $5 != level { print "a tie that is not marked: " $0; bad = 1 }
         { n = $NF; last = time; level = $5 }
         END { exit bad || marks == 0 || total != 100 }' "$work/host/ties.txt"
    verdict "host, ties: an order that the time does not tell is marked"

    errors=$(cat "$work/host/fits.errors")
    [ "$errors" -gt 50 ] && errors_are 0 $((errors - 1)) "$work/host/fits.txt"
    verdict "host, fits: every error that fits is there behind a million infos"
    ! grep -q 'that are kept' "$work/host/fits.txt" && grep -q '[0-9] bytes overwritten before they were drained$' "$work/host/fits.txt"
    verdict "host, fits: what was lost is told for the ring that lost it"
    errors=$(cat "$work/host/over.errors")
    first=$(awk '/  error  bad  / { print $NF; exit }' "$work/host/over.txt")
    [ "$first" -gt 0 ] && errors_are "$first" $((errors - 1)) "$work/host/over.txt" && grep -q 'drained, of those that are kept$' "$work/host/over.txt"
    verdict "host, over: one error more evicts the oldest block of its own ring, and that is told"
}

m3() {
    generate m3 'target cortex-m3; buffer 2K overwrite; keep error 512; clock user 1MHz;' &&
        arm-none-eabi-gcc -mcpu=cortex-m3 -mthumb --specs=nano.specs -std=c99 $warnings -Os -I "$work/m3" -I $runtime -I $motor firmware.c \
            $motor/semihosting.c $motor/startup.c "$work/m3/kept.c" -nostartfiles -Wl,--gc-sections,--fatal-warnings \
            -T "$work/m3/kept.ld" -T $motor/link.ld -o "$work/m3/firmware.elf" &&
        (cd "$work/m3" && timeout 60 qemu-system-arm -M mps2-an385 -nographic -monitor none -serial none \
            -semihosting-config enable=on,target=native -kernel firmware.elf)
    verdict "m3: compiles and runs"
    for what in image stream; do
        show m3 $what.bin >"$work/m3/$what.txt"
        verdict "m3, $what: plogcat finds nothing wrong"
        errors_are 0 11 "$work/m3/$what.txt"
        verdict "m3, $what: the errors are there behind 20,000 infos"
        times_rise <"$work/m3/$what.txt"
        verdict "m3, $what: times rise"
        [ "$(grep -c 'plog.boot' "$work/m3/$what.txt")" -eq 2 ] && grep -q '^boot 2 (software)  0.000000  -  plog.boot' "$work/m3/$what.txt"
        verdict "m3, $what: each boot is shown once, with the cause that only one ring has"
    done
    "$plogcat" --clear --yes "$work/m3/image.bin" && [ "$(tr -d '\000' <"$work/m3/image.bin" | wc -c)" -eq 0 ]
    verdict "m3: --clear knows several rings for a ring"
}

threads() {
    out=$work/threads
    mkdir -p "$out"
    { cat cores.plog; echo 'target linux; buffer 64K overwrite; clock ns; cores 4; keep error 16K;'; } >"$out/cores.plog"
    "$plogen" "$out/cores.plog" -o "$out" &&
        cc -std=c11 $warnings -O2 -pthread -I "$out" -I $runtime threads.c "$out/cores.c" -o "$out/threads" &&
        cc -std=c11 $warnings -O1 -g -fsanitize=thread -Wno-tsan -pthread -I "$out" -I $runtime threads.c "$out/cores.c" -o "$out/race"
    verdict "threads: compiles"
    for program in threads race; do
        rm -f "$out/ring"
        "$out/$program" "$out/ring" "$out/stream"
        verdict "$program: nothing is overwritten, and no race is seen"
        "$plogcat" -t "$out/cores.json" "$out/stream" >"$out/$program.txt"
        verdict "$program: plogcat finds nothing wrong"
        awk -v writers=8 -v each=4000 -f in_order.awk "$out/$program.txt"
        verdict "$program: each thread's records are there, once and in order"
        [ "$(grep -c '  plog.boot  ' "$out/$program.txt")" -eq 1 ] && grep -q '  plog.lost  1 record could not be written$' "$out/$program.txt"
        verdict "$program: the boot is shown once, and what came before the start is counted"
    done
}

# two_cores NAME TARGET FLASH RAM COMPILER SOURCES EMULATOR...: both cores of a board. COMPILER and SOURCES are lists of words. $more is added to the spec.
two_cores() {
    name=$1 out=$work/$1 target=$2 flash=$3 ram=$4 compiler=$5 sources=$6
    shift 6
    mkdir -p "$out"
    { cat cores.plog; echo "target $target; buffer 64K overwrite; clock user 1MHz; cores 2; keep error 4K; $more"; } >"$out/cores.plog"
    sed "s/\(FLASH.*ORIGIN = \).*/\1$flash, LENGTH = 64K/; s/\(RAM .*ORIGIN = \).*/\1$ram, LENGTH = 256K/" $motor/link.ld >"$out/link.ld"
    "$plogen" "$out/cores.plog" -o "$out" &&
        $compiler -std=c99 $warnings -Os -I "$out" -I $runtime -I $motor two_cores.c $sources $motor/semihosting.c "$out/cores.c" -nostartfiles \
            -Wl,--gc-sections,--fatal-warnings -T "$out/cores.ld" -T "$out/link.ld" -o "$out/firmware.elf" &&
        rm -f "$out/image.bin" &&
        (cd "$out" && timeout 60 "$@" -nographic -monitor none -serial none -semihosting-config enable=on,target=native -kernel firmware.elf)
    verdict "$name: compiles, and both cores run"
    "$plogcat" -t "$out/cores.json" "$out/image.bin" >"$out/log.txt"
    verdict "$name: plogcat finds nothing wrong"
    refused=$(sed -n 's/^boot 1 core 1 .*plog.lost  \([0-9]*\) records* could not be written$/\1/p' "$out/log.txt")
    grep -v '^boot 2' "$out/log.txt" | awk -v writers=2 -v each=3000 -v refused="$refused" -f in_order.awk && [ -n "$refused" ]
    verdict "$name: each core's records are there, in order; those from before the start are counted"
    [ "$(awk '/^boot 1 / && $4 != core { core = $4; turns++ } END { print turns }' "$out/log.txt")" -gt 100 ]
    verdict "$name: they come in turns"
    [ "$(grep -c '  plog.boot  ' "$out/log.txt")" -eq 2 ] && grep -q '^boot 2 (software) core 0  0.000000  -  plog.boot' "$out/log.txt"
    verdict "$name: each boot is shown once"
}

host
m3
threads
# The size of a block.
block_of() {
    sed -n 's/.*"block": *\([0-9]*\).*/\1/p' "$out/cores.json" | head -n 1
}

both_m33() {
    two_cores "$1" cortex-m33 0x10000000 0x38000000 'arm-none-eabi-gcc -mcpu=cortex-m33 -mthumb --specs=nano.specs' "two_m33.c $motor/startup.c" \
        qemu-system-arm -M mps2-an521
}

more=
both_m33 m33
more='integrity ecc;' both_m33 m33-ecc
cp "$out/log.txt" "$out/whole.txt"
for block in 0 40 150; do # of different cores
    printf '\245\132\074' | dd of="$out/image.bin" bs=1 seek=$((block * $(block_of) + 100)) conv=notrunc 2>/dev/null
done
"$plogcat" -t "$out/cores.json" "$out/image.bin" >"$out/mended.txt"
grep -v '  plog\.corrected  ' "$out/mended.txt" | diff "$out/whole.txt" - >"$out/diff.txt" && [ "$(grep -c '  plog\.corrected  ' "$out/mended.txt")" -eq 3 ]
verdict 'm33-ecc: what was damaged in the rings of both cores is corrected'
more=
two_cores rv32 riscv32 0x80000000 0x80100000 \
    'riscv64-unknown-elf-gcc -march=rv32imac -misa-spec=2.2 -mabi=ilp32 -msmall-data-limit=0 --specs=picolibc.specs' two_harts.c \
    qemu-system-riscv32 -M virt -bios none -smp 2
conclude
