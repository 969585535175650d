#!/bin/sh
# run.sh PLOGEN PLOGCAT OPENS WORK VERSIONS DUMPS: so many dumps of so many firmware versions in one call of plogcat. What it prints is what calls for one dump
# after the other print, on one core and on all; each table is read once, each dump once, and each core has a process. OPENS is opens.c.
set -u
. tests/verdict.sh
plogen=$1 plogcat=$2 opens=$3 work=$4 versions=$5 dumps=$6
. tests/bench/host_inputs.sh

rm -rf "$work"
mkdir -p "$work/tables" "$work/dumps"
sed 's/target  cortex-m3/target linux/; s/25MHz/1MHz/' examples/motor/motor.plog >"$work/motor.plog"
for version in $(seq "$versions"); do
    sed "s/encoder index/encoder index of version $version/" "$work/motor.plog" >"$work/v$version.plog"
    stream_program version "$work/v$version.plog" motor_calls.h
    cp "$work/version/v$version.json" "$work/tables"
    for i in $(seq "$version" "$versions" "$dumps"); do
        "$work/version/stream" $((500 + i * 10)) >"$work/dumps/$i.bin"
    done
done
# One in the order of their numbers, so that neighbours are of different versions; some are damaged, cut, empty, missing, or of no version that is known.
seq "$dumps" | sed "s|.*|$work/dumps/&.bin|" >"$work/paths"
head -c 700 "$work/dumps/9.bin" >"$work/dumps/10.bin"
printf 'plg' | dd of="$work/dumps/11.bin" bs=1 seek=300 conv=notrunc 2>/dev/null
: >"$work/dumps/12.bin"
rm "$work/dumps/13.bin" "$work/tables/v2.json"
mkdir "$work/dumps/14"
echo "$work/dumps/14" >>"$work/paths"

while read -r path; do
    echo "==> $path <=="
    "$plogcat" -t "$work/tables" "$path" 2>>"$work/one.told"
    echo $? >>"$work/one.status"
done <"$work/paths" >"$work/one.text"
sort -n "$work/one.status" | uniq -c >"$work/kinds"
[ "$(wc -l <"$work/kinds")" -eq 3 ]; verdict 'dumps of each exit status are there'
worst=$(sort -n "$work/one.status" | tail -n 1)

# fleet NAME CORES COMMAND...: all in one call of the command, which leaves plogcat so many cores.
fleet() {
    name=$1 cores=$2
    shift 2
    rm -f "$work/opens"
    OPENS=$work/opens LD_PRELOAD=$opens "$@" "$plogcat" -t "$work/tables" $(cat "$work/paths") >"$work/all.text" 2>"$work/all.told"
    [ $? -eq "$worst" ]; verdict "$name: the worst exit status"
    cmp "$work/one.text" "$work/all.text"; verdict "$name: the output is that of one dump after the other"
    cmp "$work/one.told" "$work/all.told"; verdict "$name: so are the messages"
    for table in "$work"/tables/*.json; do
        [ "$(grep -cF " $table" "$work/opens")" -eq 1 ] || { echo "$table was not read once"; false; } || break
    done
    verdict "$name: each table is read once"
    awk '/\/dumps\// { print $2 }' "$work/opens" | sort >"$work/opened"
    sort "$work/paths" | cmp - "$work/opened"; verdict "$name: each dump is opened once"
    [ "$(awk '/\/dumps\// { print $1 }' "$work/opens" | sort -u | wc -l)" -eq "$cores" ]; verdict "$name: $cores processes decode"
}

fleet 'all cores' "$(nproc)" env
fleet 'one core' 1 taskset -c "$(taskset -cp $$ | sed 's/.*: //; s/[-,].*//')" env
rm -rf "$work"
conclude
