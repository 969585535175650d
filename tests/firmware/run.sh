#!/bin/sh
# run.sh FIRMWARE PLOGCAT TABLE EXPECTED QEMU...: runs the firmwares in the folder FIRMWARE with the command QEMU and compares
# what plogcat reads with the file EXPECTED. Times depend on the compiler, so they only have to rise within a boot.
set -u
firmware=$1 plogcat=$2 table=$3 expected=$4
shift 4
passed=0 failed=0

# verdict NAME: after the command that decides.
verdict() {
    if [ $? -eq 0 ]; then
        passed=$((passed + 1))
    else
        echo "FAILED: $1"
        failed=$((failed + 1))
    fi
}

# qemu SEED ELF QEMU...: runs a firmware until it exits; SEED is where cold.c takes its noise from.
qemu() {
    seed=$1 elf=$2
    shift 2
    rm -f "$firmware/motor.bin" "$firmware/ram.bin"
    (cd "$firmware" && "$@" -device "loader,addr=0x21000000,data=$seed,data-len=4" -kernel "$elf")
}

# reads DUMP TEXT: plogcat reads DUMP without a complaint, and says TEXT.
reads() {
    "$plogcat" -t "$table" "$firmware/$1" >"$firmware/$1.txt" || return 1
    sed -E 's/  [0-9]+\.[0-9]+  /  TIME  /' "$firmware/$1.txt" | diff -u "$2" -
}

times_rise() {
    awk '{ match($0, /[0-9]+\.[0-9]+/); time = substr($0, RSTART, RLENGTH) + 0
           if ($2 == boot && time < last) { print "time falls: " $0; bad = 1 }
           boot = $2; last = time }
         END { exit bad || NR == 0 }' "$firmware/$1.txt"
}

qemu 0 motor.elf "$@"; verdict 'the demo ends by itself'
reads motor.bin "$expected"; verdict 'boot 2 drains the last words of boot 1'
times_rise motor.bin; verdict 'times rise'

for seed in 1 2 3 4 5 6 7 8; do
    qemu $seed cold.elf "$@"; verdict "noise $seed in RAM at power-on: the firmware ends"
    reads motor.bin "$expected"; verdict "noise $seed in RAM at power-on: drained"
    reads ram.bin "$expected"; verdict "noise $seed in RAM at power-on: found in a dump of all RAM"
done

qemu 0 series.elf "$@"; verdict 'two crashes in a row: the firmware ends'
"$plogcat" -t "$table" "$firmware/motor.bin" >"$firmware/series.txt"; verdict 'two crashes in a row: drained'
[ "$(awk '{ print $2 }' "$firmware/series.txt" | uniq | tr '\n' ' ')" = '1 2 3 ' ]; verdict 'three boots in a row count up'
[ "$(grep -c '  motor_fault  ' "$firmware/series.txt")" -eq 2 ]; verdict 'both crashes are told'

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
