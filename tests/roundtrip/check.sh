#!/bin/sh
# check.sh TOOLS FIRST_SEED SEEDS [SPEC...]: round trips for every SPEC and for SEEDS random specs, and for some of these on other cores, too.
# Prints each one that fails, with the command that runs it again, how many random ones ran on which core, and "N passed, N failed".
set -u
tools=$1 seed=$2 seeds=$3
shift 3
here=$(dirname "$0")
out=$tools/tests/roundtrip
passed=0 failed=0

# round_trip LABEL COMMAND...
round_trip() {
    label=$1
    shift
    if result=$("$@" 2>&1); then
        echo "$label: $(printf '%s\n' "$result" | tail -n 1)"
        passed=$((passed + 1))
    else
        printf '%s\n' "$label: FAILED" "$result" "run it again: $*"
        failed=$((failed + 1))
    fi
}

round_trip "blocks" "$here/blocks.sh" "$tools/plogen" "$out/blocks"
round_trip "texts" "$here/texts/run.sh" "$tools" "$out/texts"

for spec in "$@"; do
    name=$(basename "$spec" .plog)
    round_trip "$name, C99, drained" "$here/run.sh" "$tools" "$spec" "$out/$name" c99 chunks 1
    # The same with room for all, so that the file of the ring holds every record.
    mkdir -p "$out/$name/wide"
    sed 's/^buffer *[0-9K]*/buffer 4M/' "$spec" >"$out/$name/wide/$name.plog"
    round_trip "$name, C++11, ring file" \
        "$here/run.sh" "$tools" "$out/$name/wide/$name.plog" "$out/$name/wide" c++11 image 2
done

# variant NAME SED: everything.plog with other options.
variant() {
    mkdir -p "$out/$1"
    sed "$2" "$here/specs/everything.plog" >"$out/$1/everything.plog"
    round_trip "everything, $1" "$here/run.sh" "$tools" "$out/$1/everything.plog" "$out/$1" c99 chunks 3
}
if [ $# -gt 0 ]; then
    variant small-drop 's/overwrite/drop/; s/^clock.*/clock none;/; s/^count;/optimize size;/'
    # What "level" leaves out may be larger than a block.
    variant ticks 's/^buffer.*/buffer 600 overwrite;/; s/^clock.*/clock tick 1kHz;/; s/^count;/optimize speed;\nlevel warn;/; s/^filter.*//'
fi

last=$((seed + seeds)) before=$failed m3=0 avr=0
while [ "$seed" -lt "$last" ]; do
    round_trip "seed $seed" "$here/random.sh" "$tools" "$seed"
    if [ $((seed % 6)) -eq 0 ]; then
        round_trip "seed $seed, Cortex-M3" "$here/device.sh" "$tools" cortex-m3 "$seed"
        m3=$((m3 + 1))
    fi
    if [ $((seed % 12)) -eq 0 ]; then
        round_trip "seed $seed, AVR" "$here/device.sh" "$tools" avr-atmega1284p "$seed"
        avr=$((avr + 1))
    fi
    seed=$((seed + 1))
done
echo "random: specs=$seeds cortex-m3=$m3 avr=$avr failed=$((failed - before))"

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
