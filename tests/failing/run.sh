#!/bin/sh
# run.sh PLOGEN PRELOAD WORK PLOGCAT SAMPLES: each allocation of plogen fails once, then each call that writes, and each that opens or reads; over outputs that are
# there, and in a folder that is not. It says so, ends with 1, and leaves the outputs as they were, and no other file. Then each allocation of plogcat and of the libraries
# it uses, and each call that opens or reads: it says so and ends with 2. And both where a disk is full, or a file larger than it may be.
set -u
plogen=$1 preload=$2 work=$3 plogcat=$4 samples=$5
. "$(dirname "$0")/../verdict.sh"
spec=tests/roundtrip/specs/motor.plog

rm -rf "$work"
mkdir -p "$work"
sed 's/"motor/"old motor/' "$spec" >"$work/motor.plog"
"$plogen" "$work/motor.plog" -o "$work/out" -MD && mv "$work/out" "$work/old"
"$plogen" "$spec" -o "$work/out" -MD && mv "$work/out" "$work/good"

# before THERE: the folder of the outputs, with the old ones ("old") or not there ("none").
before() {
    rm -rf "$work/out"
    [ "$1" = none ] || cp -r "$work/old" "$work/out"
}

# as_before THERE: of a folder that was not there an empty one may be left.
as_before() {
    if [ "$1" = none ]; then
        [ ! -d "$work/out" ] || [ -z "$(ls -A "$work/out")" ]
    else
        diff -r "$work/old" "$work/out" >&2
    fi
}

# each KIND THERE: until there is none left to fail. The diagnostic itself is a write, too, so only what was to be written must be told of.
each() {
    at=0 told=0
    while at=$((at + 1)); [ "$at" -lt 2000 ]; do
        before "$2"
        FAIL=$1 FAIL_AT=$at LD_PRELOAD=$preload "$plogen" "$spec" -o "$work/out" -MD 2>"$work/told" 9>"$work/failed"
        status=$?
        [ -s "$work/failed" ] || break
        if [ $status -eq 0 ]; then # it could do without, as stdio without a buffer
            diff -r "$work/good" "$work/out" >&2 || { echo "$1 $at: the outputs are not right"; return 1; }
            continue
        fi
        told=$((told + 1))
        [ $status -eq 1 ] || { echo "$1 $at: status $status"; return 1; }
        grep -q 'error: ' "$work/told" || { echo "$1 $at: nothing is said"; return 1; }
        as_before "$2" || { echo "$1 $at: the outputs are not as they were"; return 1; }
    done
    echo "$1, outputs: $2: $((at - 1)) failures, $told told"
    [ "$told" -gt 0 ] && [ $status -eq 0 ]
}

# each_decoding KIND ARGUMENT...: until there is none left to fail. Where plogcat can do without, it shows the same.
each_decoding() {
    kind=$1 at=0 told=0
    shift
    "$plogcat" "$@" >"$work/good.txt" 2>"$work/told"
    while at=$((at + 1)); [ "$at" -lt 4000 ]; do
        FAIL=$kind FAIL_AT=$at LD_PRELOAD=$preload "$plogcat" "$@" >"$work/shown" 2>"$work/told" 9>"$work/failed"
        status=$?
        [ -s "$work/failed" ] || break
        [ $status -eq 0 ] && cmp -s "$work/good.txt" "$work/shown" && continue
        told=$((told + 1))
        [ $status -eq 2 ] || { echo "plogcat $*, $kind $at: status $status"; return 1; }
        grep -q '^plogcat: ' "$work/told" || { echo "plogcat $*, $kind $at: nothing is said"; return 1; }
    done
    echo "plogcat $*, $kind: $((at - 1)) failures, $told told"
    [ "$told" -gt 0 ] && [ $status -eq 0 ]
}

# full_disk ARGUMENT...: is told, not swallowed.
full_disk() {
    "$plogcat" "$@" >/dev/full 2>"$work/told"
    [ $? -eq 2 ] && grep -q '^plogcat: ' "$work/told"
}

# small_file THERE: no file may be larger than 512 bytes.
small_file() {
    before "$1"
    (ulimit -f 1; exec "$plogen" "$spec" -o "$work/out" -MD 2>"$work/told")
    [ $? -eq 1 ] && grep -q 'error: cannot write .*: File too large' "$work/told" && as_before "$1"
}

# small_shown ARGUMENT...: nor may what plogcat prints. Its text of a sample is shorter, that of eight is not.
small_shown() {
    (ulimit -f 1; exec "$plogcat" "$@" >"$work/shown" 2>"$work/told")
    [ $? -eq 2 ] && grep -q '^plogcat: ' "$work/told"
}

# small_disk: plogen's outputs do not fit a file system of so many pages, or just do.
small_disk() {
    unshare --map-root-user --mount sh -c '
        plogen=$1 spec=$2 old=$3 disk=$4
        for pages in 5 6 7 8 9; do
            mount -t tmpfs -o size=$((4 * pages))k none "$disk" && cp "$old"/* "$disk" || exit 3
            "$plogen" "$spec" -o "$disk" 2>"$old.told"
            status=$?
            if [ $status -eq 0 ]; then
                fitted=1
            elif [ $status -ne 1 ] || ! grep -q "error: cannot write .*: No space left on device" "$old.told" || ! diff -r "$old" "$disk" >&2; then
                exit 1
            else
                refused=1
            fi
            umount "$disk"
        done
        [ -n "$fitted" ] && [ -n "$refused" ]' sh "$plogen" "$spec" "$work/old" "$work/disk"
}

for there in old none; do
    each memory $there; verdict "every allocation, outputs: $there"
    each disk $there; verdict "everything that writes, outputs: $there"
    each files $there; verdict "everything that opens and reads, outputs: $there"
    small_file $there; verdict "a file that may not be so large, outputs: $there"
done
mkdir -p "$work/disk"
if unshare --map-root-user --mount true 2>/dev/null; then
    small_disk; verdict 'a disk that is full'
else
    echo 'a disk that is full: left out, this machine lets nobody mount one'
fi
for format in text json; do
    for sample in dump stream; do
        each_decoding memory -t "$samples/motor.json" -o $format "$samples/$sample.bin"; verdict "every allocation of plogcat: $sample, $format"
        each_decoding files -t "$samples/motor.json" -o $format "$samples/$sample.bin"; verdict "everything that plogcat opens and reads: $sample, $format"
        full_disk -t "$samples/motor.json" -o $format "$samples/$sample.bin"; verdict "plogcat, a full disk: $sample, $format"
        small_shown -t "$samples/motor.json" -o $format $(yes "$samples/$sample.bin" | head -n 8); verdict "plogcat, an output that may not be so large: $sample, $format"
    done
done
conclude
