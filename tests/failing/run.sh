#!/bin/sh
# run.sh PLOGEN PRELOAD WORK: each allocation of plogen fails once, then each write, close and rename. It says so, ends with 1, and leaves the
# outputs as they were, and no other file.
set -u
plogen=$1 preload=$2 work=$3
. "$(dirname "$0")/../verdict.sh"
spec=tests/roundtrip/specs/motor.plog

rm -rf "$work"
mkdir -p "$work/old" "$work/out"
sed 's/"motor/"old motor/' "$spec" >"$work/motor.plog"
"$plogen" "$work/motor.plog" -o "$work/old"

# each KIND: until it succeeds. The diagnostic itself is a write, too, so only what was to be written must be told of.
each() {
    at=0
    while at=$((at + 1)); [ "$at" -lt 2000 ]; do
        rm -rf "$work/out"
        cp -r "$work/old" "$work/out"
        FAIL=$1 FAIL_AT=$at LD_PRELOAD=$preload "$plogen" "$spec" -o "$work/out" 2>"$work/told"
        status=$?
        [ $status -ne 0 ] || break
        [ $status -eq 1 ] || { echo "$1 $at: status $status"; return 1; }
        grep -q 'error: ' "$work/told" || { echo "$1 $at: nothing is said"; return 1; }
        diff -r "$work/old" "$work/out" >&2 || { echo "$1 $at: the outputs are not as they were"; return 1; }
    done
    echo "$1: $((at - 1)) failures"
    [ "$at" -gt 1 ]
}

each memory; verdict 'every allocation'
each disk; verdict 'every write, close and rename'
conclude
