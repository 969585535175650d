#!/bin/sh
# memory.sh PLOGCAT BEST PLAIN WORK: a large input does not stay in memory as plogcat reads it through: streams with and without a table,
# and a file in which there is nothing. BEST is tests/bench/best.c, PLAIN writes the samples.
set -u
. tests/verdict.sh
plogcat=$1 best=$2 plain=$3 work=$4
limit=24000 # KiB, and each input has more

# memory NAME ARGUMENTS...: plogcat's memory stays below the limit, whatever its exit status is.
memory() {
    name=$1
    shift
    used=$("$best" 1 sh -c '"$@" 2>/dev/null; :' sh "$plogcat" "$@" | cut -d' ' -f3)
    [ "$used" -lt $limit ]
    verdict "plogcat takes $used KiB for $name"
}

rm -rf "$work"
mkdir -p "$work/samples"
"$plain" --samples "$work/samples" || exit 1
cp "$work/samples/stream.bin" "$work/stream.bin"
while [ "$(wc -c <"$work/stream.bin")" -lt 32000000 ]; do
    cat "$work/stream.bin" "$work/stream.bin" "$work/stream.bin" "$work/stream.bin" >"$work/more.bin"
    mv "$work/more.bin" "$work/stream.bin"
done
head -c 40000000 /dev/zero >"$work/empty.bin"
memory "a stream" -t "$work/samples/motor.json" "$work/stream.bin"
memory "a stream without a table" -t "$work/samples/other.json" "$work/stream.bin"
head -c 16777216 "$work/stream.bin" >"$work/copied.bin"
memory "the largest file that is copied" -t "$work/samples/motor.json" "$work/copied.bin"
memory "a file of zeros" -t "$work/samples/motor.json" "$work/empty.bin"
rm -rf "$work"
conclude
