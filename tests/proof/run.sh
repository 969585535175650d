#!/bin/sh
# run.sh PLOGEN MAKE_CALLS FOLDER: Eva shows each part of parts.c free of undefined behaviour, for the spec with several options.
set -u
plogen=$1 make_calls=$2 folder=$3
here=$(dirname "$0")
. "$here/../verdict.sh"

for tool in frama-c why3 z3; do
    command -v $tool >/dev/null || { echo "$tool is missing: apt-get install frama-c-base why3 z3"; exit 1; }
done

runs=plog_put_short_str,plog_put_long_str,plog_put_bytes # contracts.h: shown by part 2
blocks=plog_within,plog_newest                           # ... by parts 0 and 13
started="-eva-use-spec $blocks,$runs,plog_open_next"      # ... by part 3
kept=others_left,others_whole

# part NUMBER NAME OPTION...
part() {
    log=$folder/$variant/$1.log number=$1 name="$variant: $2"
    shift 2
    frama-c -eva -machdep "$machine" -cpp-extra-args="-I$folder/$variant -Iruntime -I$here -m32 -U__linux__ $define -DPART=$number" \
        "$here/parts.c" -main main -eva-precision 0 -eva-domains equality,symbolic-locations,bitwise -eva-auto-loop-unroll 260 \
        -eva-slevel-function plog_zigzag32:4,plog_zigzag64:4,plog_put_count:8 \
        -warn-special-float none -no-warn-invalid-bool "$@" >"$log" 2>&1 &&
        grep -q 'ANALYSIS SUMMARY' "$log" && ! grep -q 'NON TERMINATING' "$log"
    verdict "$name: Eva ends"
    grep -A 1 '^\[eva:alarm\]' "$log" | grep -v '^--' | paste - - >"$log.alarms"
    echo "$(echo "$name" | tr -d ":,()'" | tr ' ' '-'): alarms=$(wc -l <"$log.alarms")"
    cat "$log.alarms"
    [ ! -s "$log.alarms" ]
    verdict "$name: no alarm"
}

# shown NAME LEAST ALONE OPTION...: WP proves all goals of handed.c that these options choose, so many at least.
shown() {
    name="$variant, $1" least=$2 alone=$3 log=$folder/$variant/$(echo "$1" | tr ' ' '-').log
    shift 3
    frama-c -wp -machdep "$machine" -cpp-extra-args="-I$folder/$variant -I$runtime -I$here -m32 -U__linux__ $define -DALONE=$alone" \
        "$here/handed.c" "$@" -wp-prover z3 -wp-timeout 60 >"$log" 2>&1
    verdict "$name: WP ends"
    grep -E '^\[wp\].*(Unknown|Timeout|Failed)' "$log"
    sed -n "s|^\[wp\] Proved goals: *\([0-9]*\) / \([0-9]*\).*|$(echo "$name" | tr -d , | tr ' ' '-'): goals=\2 proved=\1|p" "$log"
    awk -v least="$least" '/Proved goals:/ { all = $4 >= least && $4 == $6 } END { exit !all }' "$log"
    verdict "$name: all is proved"
}

# What Eva can't follow, because it is about sums of numbers that only fit together: WP, with a copy of the runtime that says what its loops keep.
handed() {
    runtime=$folder/$variant/runtime
    cp -r runtime "$runtime"
    for file in plog_read plog_frame; do
        sed -f "$here/loops.sed" runtime/$file.c >"$runtime/$file.c"
    done
    WHY3CONFIG=$folder/why3.conf
    export WHY3CONFIG
    why3 config detect >/dev/null 2>&1
    shown 'plog_drain and plog_poll' 41 0 -wp-rte -wp-fct plog_drain,plog_poll
    shown 'plog_drain alone' 2 1 -wp-fct plog_drain -wp-prop @variant
}

# variant NAME MACHINE DEFINE SED
variant() {
    variant=$1 machine=$2 define=$3
    rm -rf "${folder:?}/$variant"
    mkdir -p "$folder/$variant"
    sed "$4" "$here/proof.plog" >"$folder/$variant/proof.plog" &&
        "$plogen" "$folder/$variant/proof.plog" -o "$folder/$variant" &&
        sed -i 's,port/[a-z_]*.h,proof_port.h,; s/define PLOG_POINTER 2/define PLOG_POINTER 4/' "$folder/$variant/proof.c" &&
        "$make_calls" "$folder/$variant/proof.json" >"$folder/$variant/calls.h"
    verdict "$variant: plogen"
    part 0 'what plog_within() promises' -eva-slevel 500
    part 1 'plog_init' -eva-slevel 1000 -eva-partition-value others_first,others_second,others_whole -eva-use-spec $blocks \
        -eva-split-return full -eva-min-loop-unroll 20
    part 2 'strings and runs of bytes' -eva-slevel 30000
    part 3 'making room' -eva-slevel 5000 -eva-partition-value $kept,others_first,others_second -eva-use-spec $blocks \
        -eva-split-return full -eva-min-loop-unroll 20
    part 4 'log functions' -eva-partition-value $kept,exact,less,absent $started \
        -eva-min-loop-unroll 5 # plog_put_long_halves()'s steps
    part 5 'going down' -eva-slevel 300 -eva-partition-value $kept $started
    part 6 'lost and clear' -eva-slevel 300 -eva-partition-value $kept $started
    part 7 'tick' -eva-slevel 300 -eva-partition-value $kept $started
    part 8 'plog_read' -eva-slevel 500 -eva-partition-value $kept $started -eva-split-return full
    part 9 'what plog_read() grants' -eva-split-return full -eva-slevel 500
    part 10 'plog_release' -eva-slevel 500 -eva-partition-value $kept $started -eva-split-return full
    part 11 'chunks' -eva-slevel 500 $started -eva-split-return full
    part 12 'frames' -eva-slevel 500 -eva-use-spec plog_read,plog_make_chunk,plog_crc -eva-split-return full
    part 13 'the newest block' -eva-slevel 5000 -eva-use-spec plog_whole -eva-split-return full
    handed
}

variant overwrite gcc_x86_32 '' ''
conclude
