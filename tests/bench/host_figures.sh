#!/bin/sh
# host_figures.sh BUILD PLOGEN PLOGCAT: prints the instructions that plogcat takes a record of a stream of 1 MB, plogen a message, the first thousand of a
# spec and the second, and the C compiler a message of the header of 1,000. They repeat but for what the machine's C library and compiler do.
set -eu
plogen=$2 plogcat=$3
work=$1/host-figures
mkdir -p "$work"
. "$(dirname "$0")/host_inputs.sh"

# instructions COMMAND...: also those of the programs that it starts
instructions() {
    valgrind --tool=callgrind --trace-children=yes --callgrind-out-file=/dev/null "$@" 2>&1 >/dev/null |
        awk '/ Collected : / { sum += $4 } END { printf "%d\n", sum }'
}

streams 1000000
for format in text json; do
    for name in nine motor; do
        table=$(ls "$work/$name"/*.json)
        records=$("$plogcat" -t "$table" "$work/$name.bin" | wc -l)
        echo "plogcat.$format.$name $(($(instructions "$plogcat" -t "$table" -o "$format" "$work/$name.bin") / records))"
    done
done
before=0
for count in 1 1000 2000; do
    spec $count >"$work/big.plog"
    now=$(instructions "$plogen" "$work/big.plog" -o "$work/big")
    [ $count = 1 ] || echo "plogen.messages.$count $(((now - before) / 1000))"
    before=$now
done
spec 1000 >"$work/big.plog"
"$plogen" "$work/big.plog" -o "$work/big"
: >"$work/empty.c"
echo '#include "big.h"' >"$work/includes.c"
for file in empty includes; do
    now=$(instructions "${CC:-cc}" -O2 -I runtime -I "$work/big" -S "$work/$file.c" -o "$work/$file.s")
    [ $file = empty ] || echo "header.messages.1000 $(((now - before) / 1000))"
    before=$now
done
rm -rf "$work"
