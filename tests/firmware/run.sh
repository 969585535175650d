#!/bin/sh
# run.sh FIRMWARE PLOGCAT TABLE EXPECTED QEMU...: runs the firmwares in the folder FIRMWARE with the command QEMU and compares
# what plogcat reads with the file EXPECTED. Times depend on the compiler, so they only have to rise within a boot.
set -u
firmware=$1 plogcat=$2 table=$3 expected=$4
shift 4
. "$(dirname "$0")/../verdict.sh"

# qemu SEED ELF QEMU...: runs a firmware until it exits; SEED is where cold.c takes its noise from.
qemu() {
    seed=$1 elf=$2
    shift 2
    rm -f "$firmware"/*.bin
    (cd "$firmware" && "$@" -device "loader,addr=0x21000000,data=$seed,data-len=4" -kernel "$elf" 2>console.txt)
}

# reads DUMP: plogcat reads DUMP without a complaint, and says what it reads from standard input.
reads() {
    "$plogcat" -t "$table" "$firmware/$1" >"$firmware/$1.txt" || { cat "$firmware/$1.txt"; return 1; }
    without_times <"$firmware/$1.txt" >"$firmware/seen.txt"
    diff -u - "$firmware/seen.txt"
}

qemu 0 motor.elf "$@"; verdict 'the demo ends by itself'
reads motor.bin <"$expected"; verdict 'boot 2 drains the last words of boot 1'
times_rise <"$firmware/motor.bin.txt"; verdict 'times rise'

for seed in 1 2 3 4 5 6 7 8; do
    qemu $seed cold.elf "$@"; verdict "noise $seed in RAM at power-on: the firmware ends"
    reads motor.bin <"$expected"; verdict "noise $seed in RAM at power-on: drained"
    grep '^boot 1 ' "$expected" | reads crash.bin; verdict "noise $seed in RAM at power-on: found in a dump after the crash"
    reads end.bin <"$expected"; verdict "noise $seed in RAM at power-on: found in a dump after draining"
done

qemu 0 series.elf "$@"; verdict 'two crashes in a row: the firmware ends'
"$plogcat" -t "$table" "$firmware/motor.bin" >"$firmware/series.txt"; verdict 'two crashes in a row: drained'
[ "$(awk '{ print $2 }' "$firmware/series.txt" | uniq | tr '\n' ' ')" = '1 2 3 ' ]; verdict 'three boots in a row count up'
[ "$(grep -c '  motor_fault  ' "$firmware/series.txt")" -eq 2 ]; verdict 'both crashes are told'

qemu 0 silicon.elf "$@"; verdict 'with the cycle counter as its clock: the firmware ends'
table=$firmware/gen/motor.json
reads motor.bin <"$expected"; verdict 'with the cycle counter as its clock: drained'

conclude
