#!/bin/sh
# watchdog.sh FOLDER PLOGCAT QEMU...: a hung loop is told by the watchdog's warning, and where even that hangs, what was logged before outlives the reset.
set -u
folder=$1 plogcat=$2
shift 2
. "$(dirname "$0")/../verdict.sh"

# Time goes by instructions, so that the second timeout does not come before the record is written because the host is busy.
(cd "$folder" && rm -f watchdog.bin && "$@" -icount shift=4,sleep=off -kernel watchdog.elf 2>console.txt); verdict 'the firmware ends by itself'
"$plogcat" --elf "$folder/watchdog.elf" "$folder/watchdog.bin" >"$folder/seen.txt"; verdict 'plogcat reads it'

# steps BOOT: whether all steps of the boot are there.
steps() {
    [ "$(grep -c "^boot $1 .*  step  step [0-3]\$" "$folder/seen.txt")" -eq 4 ] || { cat "$folder/seen.txt"; false; }
}

steps 1; verdict 'fed in time, the watchdog keeps still'
grep -q '^boot 1 .*  plog\.crash  watchdog, pc .*: wait_for_bus (watchdog.c:[0-9]*), control (watchdog.c:[0-9]*), main ' "$folder/seen.txt"
verdict 'its warning tells where the loop hangs, each frame proved'
grep -q '^boot 1 .*  about to reset: watchdog$' "$folder/seen.txt"; verdict 'and what comes'
grep -q '^boot 2 (watchdog) .*  started  start 2$' "$folder/seen.txt"; verdict 'the next boot knows that it was the watchdog'
grep -q '^boot 2 (watchdog) .*  plog\.crash  fault: undefined instruction, pc .*: fault (watchdog.c:[0-9]*), control ' "$folder/seen.txt"; verdict 'a fault is told'
grep -q '^boot 3 (fault) .*  started  start 3$' "$folder/seen.txt"; verdict 'and not what comes while it waits for the watchdog'
steps '3 (fault)'; verdict 'where the warning hangs as well, what was logged before is there'
grep -q '^boot 4  .*  started  start 4$' "$folder/seen.txt" && [ "$(grep -c '  plog\.crash  ' "$folder/seen.txt")" -eq 2 ]
verdict 'after the reset at the second timeout'

conclude
