#!/bin/sh
# run.sh PLOGCAT BEST PLAIN GARBAGE WORK MEBIBYTES: a large input does not stay in memory as plogcat reads it through: streams with and without a
# table, and garbage, as a file and on standard input. BEST is tests/bench/best.c, PLAIN writes the samples, GARBAGE is garbage.c; the largest input is
# MEBIBYTES of it, and for soak as much of a stream.
set -u
. tests/verdict.sh
plogcat=$1 best=$2 plain=$3 garbage=$4 work=$5 most=$6
limit=24000 # KiB, and each input but the one that is copied has more

# memory STATUS NAME ARGUMENTS...: plogcat ends with that status, and its memory stays below the limit.
memory() {
    measure "$1" "$2" '"$@"' '' "$@"
}

# piped STATUS NAME COMMAND: the same of what the command writes.
piped() {
    measure "$1" "$2" "$3"' | "$@"' ' with what writes it' "$1" "$2" -t "$work/samples/motor.json" -
}

# measure STATUS NAME SCRIPT MORE STATUS NAME ARGUMENTS...: the script calls plogcat by "$@".
measure() {
    status=$1 name=$2 script=$3 more=$4
    shift 6
    used=$("$best" 1 sh -c "$script 2>/dev/null; [ \$? -eq $status ]" sh "$plogcat" "$@")
    seconds=$(echo "$used" | awk '{ printf "%.1f", $1 / 1000 }')
    used=${used##* }
    [ "${used:-$limit}" -lt $limit ]
    verdict "plogcat ends with $status and takes $used KiB for $name"
    echo "$name: $used KiB, $seconds s of processor time$more"
}

# repeat FILE SIZE: the file once more, and all that again, until it is as large.
repeat() {
    while [ "$(wc -c <"$1")" -lt "$2" ]; do
        cat "$1" "$1" >"$work/more.bin"
        mv "$work/more.bin" "$1"
    done
}

rm -rf "$work"
mkdir -p "$work/samples"
"$plain" --samples "$work/samples" || exit 1
cp "$work/samples/stream.bin" "$work/stream.bin"
repeat "$work/stream.bin" 32000000
head -c 40000000 /dev/zero >"$work/empty.bin"
memory 1 "a stream" -t "$work/samples/motor.json" "$work/stream.bin"
memory 2 "a stream without a table" -t "$work/samples/other.json" "$work/stream.bin"
head -c 16777216 "$work/stream.bin" >"$work/copied.bin"
memory 1 "the largest file that is copied" -t "$work/samples/motor.json" "$work/copied.bin"
memory 2 "a file of zeros" -t "$work/samples/motor.json" "$work/empty.bin"
for kind in random tags marks frames half; do
    "$garbage" $kind 32 >"$work/garbage.bin"
    memory 2 "32 MiB of garbage ($kind)" -t "$work/samples/motor.json" "$work/garbage.bin"
done
"$garbage" random 32 >"$work/garbage.bin"
cat "$work/samples/frames.bin" "$work/garbage.bin" >"$work/behind.bin"
memory 0 "a frame and 32 MiB of garbage" -t "$work/samples/motor.json" "$work/behind.bin"
# Of two rings, one has nothing, and the other nothing but damage.
cp "$work/samples/inside.bin" "$work/inside.bin"
repeat "$work/inside.bin" 10000000
memory 2 "chunks that all begin inside a block" -t "$work/samples/two.json" "$work/inside.bin"
# Headers of blocks, one behind the other, and rings: each has more of them than one search keeps.
head -c 20 "$work/samples/damaged.bin" >"$work/headers.bin"
repeat "$work/headers.bin" 20000000
memory 1 "a million headers" -t "$work/samples/motor.json" "$work/headers.bin"
# The search ends in a ring of large blocks behind so many small ones that it is longer than they are.
{ head -c $((20 * 65440)) "$work/headers.bin"; cat "$work/samples/large.bin"; } >"$work/ends.bin"
"$plogcat" -t "$work/samples/large.json" "$work/samples/large.bin" >"$work/one.txt"
"$plogcat" -t "$work/samples/motor.json" -t "$work/samples/large.json" "$work/ends.bin" 2>/dev/null | grep '^boot 1[0-9][0-9][0-9] ' >"$work/shown"
[ "$(wc -l <"$work/one.txt")" -eq 128 ] && cmp -s "$work/one.txt" "$work/shown"; verdict "a ring in which a search ends is shown once"
cp "$work/samples/dump.bin" "$work/rings.bin"
repeat "$work/rings.bin" 60000000
memory 0 "32,768 rings" -t "$work/samples/motor.json" "$work/rings.bin"
"$plogcat" -t "$work/samples/motor.json" "$work/samples/dump.bin" 2>/dev/null | sed 's/^/  32768 /' | sort >"$work/one.txt"
"$plogcat" -t "$work/samples/motor.json" "$work/rings.bin" 2>/dev/null | sort | uniq -c >"$work/shown"
[ -s "$work/one.txt" ] && cmp -s "$work/one.txt" "$work/shown"; verdict "each of 32,768 rings is shown as it is alone"
# A ramoops zone that says it has 256 MiB, and the largest that is shown.
printf 'DBGC\0\0\0\0\0\0\0\020' >"$work/zone.bin"
truncate -s 268435468 "$work/zone.bin"
memory 1 "a zone of 256 MiB" --kernel "$work/zone.bin"
"$plogcat" --kernel "$work/zone.bin" >"$work/shown"
[ $? -eq 1 ] && grep -qF "a zone of more than 8 MiB is not shown" "$work/shown"; verdict "a zone of 256 MiB is told"
{ printf 'DBGC\005\0\0\0\0\0\200\0'; printf 'end\n\n'; yes kernel | head -c 8388603; head -c 32000000 /dev/zero; } >"$work/zone.bin"
memory 0 "a zone of 8 MiB" --kernel "$work/zone.bin"
"$plogcat" --kernel "$work/zone.bin" >"$work/shown"
[ "$(grep -c 'kernel$' "$work/shown")" -eq 1198371 ] && tail -n 1 "$work/shown" | grep -q 'kernelend$'; verdict "a zone of 8 MiB is shown"
# The first words of a backup of four blocks of 128 bytes, with a length of 32 MiB.
{ printf '\160\154\377\017crc.\200\0\024\0\4\0\0\0\0\0\0\0\0\0\200\0'; cat "$work/garbage.bin"; } >"$work/backup.bin"
memory 2 "a backup that says it has 32 MiB" -t "$work/samples/motor.json" "$work/backup.bin"
piped 2 "$most MiB of garbage on standard input" "'$garbage' random $most"
if [ "$most" -gt 1000 ]; then
    "$garbage" random "$most" >"$work/garbage.bin"
    memory 2 "$most MiB of garbage" -t "$work/samples/motor.json" "$work/garbage.bin"
    rm "$work/garbage.bin"
    size=$(wc -c <"$work/stream.bin")
    piped 1 "a stream of $most MiB on standard input" \
        "i=0; while [ \$i -lt $((most * 1048576 / size)) ]; do cat '$work/stream.bin'; i=\$((i + 1)); done"
fi
rm -rf "$work"
conclude
