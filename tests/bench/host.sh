#!/bin/sh
# host.sh BUILD PLOGEN PLOGCAT: how fast the two programs on the host are, and how that grows. Times are the best of a few runs of the same
# machine at the same time, so only their ratios can be compared between machines.
set -eu
build=$1 plogen=$2 plogcat=$3
best=$build/best
work=$build/host
mkdir -p "$work"

# A command that fails ends this: what best says is taken into a variable first.
cpu() {
    taken=$("$best" "$@")
    echo "${taken%% *}"
}
ratio() { awk -v a="$1" -v b="$2" -v digits="$3" 'BEGIN { printf "%.*f", digits, a / b }'; }

. "$(dirname "$0")/host_inputs.sh"

# decode NAME TABLE FORMAT: records a second, and the memory
decode() {
    records=$("$plogcat" -t "$2" "$work/$1.bin" | wc -l)
    taken=$("$best" 3 "$plogcat" -t "$2" -o "$3" "$work/$1.bin")
    echo "$taken" | awk -v records="$records" '{ printf "%.2f %d\n", records / $1 / 1000, $3 }'
}

echo
echo "plogen: milliseconds of processor time against the messages of a spec. Goal: 1,000 in 10, 10,000 in 100. 1,000 in flatcc 5 to 15, protoc-c 30, barectf 1,165"
printf '%10s %8s %14s\n' messages ms 'us a message'
for count in 1 1000 2000 4000 8000 10000; do
    spec "$count" >"$work/big$count.plog"
    ms=$(cpu 5 "$plogen" "$work/big$count.plog" -o "$work/big")
    printf '%10s %8s %14s\n' "$count" "$ms" "$(ratio "$ms" "$count" 4 | awk '{ printf "%.1f", $1 * 1000 }')"
done

echo
echo "Compiling a file that includes the header of 1,000 messages, goal 1.3; ratio to"
: >"$work/empty.c"
printf '#include <stdbool.h>\n#include <stddef.h>\n#include <stdint.h>\n' >"$work/standard.c"
echo '#include "big1000.h"' >"$work/includes.c"
{ cat "$work/standard.c"; grep '^void.*;' "$work/big/big1000.h"; } >"$work/bare.c"
for file in empty standard bare includes; do
    cpu 15 "${CC:-cc}" -O2 -I runtime -I "$work/big" -c "$work/$file.c" -o "$work/$file.o" >"$work/$file.ms"
done
includes=$(cat "$work/includes.ms")
printf '  an empty file %s, the same standard headers alone %s, 1,000 bare declarations without a header %s\n' \
    "$(ratio "$includes" "$(cat "$work/empty.ms")" 2)" "$(ratio "$includes" "$(cat "$work/standard.ms")" 2)" \
    "$(ratio "$includes" "$(cat "$work/bare.ms")" 2)"
# By compilers whose standard headers are shorter.
for compiler in "${CC:-cc} -ffreestanding" 'arm-none-eabi-gcc -mcpu=cortex-m3 -mthumb'; do
    for file in empty includes; do
        cpu 25 $compiler -O2 -I runtime -I "$work/big" -c "$work/$file.c" -o "$work/$file.o" >"$work/$file.ms"
    done
    printf '  an empty file, %s: %s\n' "$compiler" "$(ratio "$(cat "$work/includes.ms")" "$(cat "$work/empty.ms")" 2)"
done

echo
echo "plogcat: million records a second on one core, goal 12 (bread 3.2, babeltrace2 1.5, defmt-print 0.6), and memory, goal 32 MiB"
printf '%-28s %8s %8s %8s\n' '64 MB drained' text JSON KiB
streams 64000000
for name in nine motor; do
    table=$(ls "$work/$name"/*.json)
    text=$(decode "$name" "$table" text)
    json=$(decode "$name" "$table" json)
    printf '%-28s %8s %8s %8s\n' "$([ $name = nine ] && echo 'the nine calls' || echo 'the motor controller')" \
        "${text% *}" "${json% *}" "${json#* }"
done
# It is the same 64 MB, 68 times.
taken=$("$best" 1 sh -c 'i=0; while [ $i -lt 68 ]; do cat "$0"; i=$((i + 1)); done | { "$@" || [ $? -eq 1 ]; }' \
    "$work/nine.bin" "$plogcat" -t "$work/nine/bench.json" -)
echo "$taken" | awk '{ printf "%-28s %17s %8s\n", "4 GiB on standard input", "", $3 }'

echo
echo "plogcat: against the size of the stream (the nine calls)"
printf '%10s %8s %8s\n' bytes 'M/s' KiB
for size in 1000000 4000000 16000000 64000000; do
    head -c $size "$work/nine.bin" >"$work/part.bin"
    "$plogcat" -t "$work/nine/bench.json" "$work/part.bin" >"$work/part.txt" || [ $? -eq 1 ]
    taken=$("$best" 3 sh -c '"$@" || [ $? -eq 1 ]' sh "$plogcat" -t "$work/nine/bench.json" "$work/part.bin")
    printf '%10s %8s %8s\n' $size $(echo "$taken" | awk -v records="$(wc -l <"$work/part.txt")" '{ printf "%.2f %d", records / $1 / 1000, $3 }')
done

echo
echo "plogcat: against the size of a dump: a ring, and of 64 MB eight of the largest (the nine calls)"
printf '%10s %8s %8s %8s %14s\n' bytes records 'M/s' KiB 'ns a record'
for size in 65536 524288 4194304 8388608 67108864; do
    ring=$((size > 8388608 ? 8388608 : size))
    sed "s/^buffer 2K/buffer $((ring / 1024))K/; \$a target host;" tests/bench/calls.plog >"$work/bench.plog"
    bench_program ring ring "$work/bench.plog" calls.h
    "$work/ring/ring" $ring >"$work/ring.bin"
    for copy in $(seq $((size / ring))); do cat "$work/ring.bin"; done >"$work/dump.bin"
    speed=$(decode dump "$work/ring/bench.json" text)
    printf '%10s %8s %8s %8s %14s\n' $size "$("$plogcat" -t "$work/ring/bench.json" "$work/dump.bin" | wc -l)" $speed "$(ratio 1000 "${speed% *}" 0)"
done

echo
echo "plogcat: against the arguments of a record, u32 each"
printf '%10s %8s %14s\n' arguments 'M/s' 'ns a record'
for count in 0 1 2 4 8 16; do
    awk -v count=$count 'BEGIN {
        print "project args; target linux; buffer 16K overwrite; clock user 1MHz; lock none;"
        for (i = 0; i < count; i++) { a = a (i ? ", " : "") "a" i ": u32"; t = t " {a" i "}" }
        printf "info values(%s) \"values%s\";\n", a, t
    }' >"$work/args.plog"
    awk -v count=$count 'BEGIN {
        print "#include <stdint.h>\nextern volatile uint32_t bench_ticks;"
        for (i = 0; i < count; i++) a = a (i ? ", " : "") "bench_ticks % 10000 + " i
        printf "#define CALLS(CALL) CALL(values, (void), log_values(%s), ())\n", a
    }' >"$work/args_calls.h"
    stream_program args "$work/args.plog" "$PWD/$work/args_calls.h"
    "$work/args/stream" 16000000 >"$work/args.bin"
    speed=$(decode args "$work/args/args.json" text)
    printf '%10s %8s %14s\n' $count "${speed% *}" "$(ratio 1000 "${speed% *}" 0)"
done

echo
echo "plogcat: 10,000 dumps of 40 firmware versions in one call"
mkdir -p "$work/tables" "$work/dumps"
for version in $(seq 40); do
    sed "s/encoder index/encoder index of version $version/" "$work/motor.plog" >"$work/v$version.plog"
    stream_program version "$work/v$version.plog" motor_calls.h
    mv "$work/version/v$version.json" "$work/tables"
    "$work/version/stream" 8000 >"$work/version.bin"
    for copy in $(seq 250); do cp "$work/version.bin" "$work/dumps/$copy-$version.bin"; done
done
fleet() {
    taken=$("$best" 2 "$@" "$plogcat" -t "$work/tables" "$work"/dumps/*.bin)
    echo "$taken" | cut -d' ' -f2
}
one=$(fleet taskset -c "$(taskset -cp $$ | sed 's/.*: //; s/[-,].*//')")
all=$(fleet env)
printf '  %s cores are %s times as fast as one\n' "$(nproc)" "$(ratio "$one" "$all" 2)"
rm -rf "$work"
