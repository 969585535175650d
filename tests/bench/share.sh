#!/bin/sh
# share.sh PLOGEN BUILD: prints which share of a full ring is records, for three sizes and both kinds: a line each, its name, its value.
set -eu
plogen=$1 build=$2
here=$(dirname "$0")

for figure in 256.size 2K.size 16K.size 256.speed 2K.speed 16K.speed; do
    { sed "s/^buffer 2K/buffer ${figure%.*}/" "$here/calls.plog"; echo "target linux; optimize ${figure#*.};"; } | "$plogen" - -o "$build"
    ${CC:-cc} -std=c99 -D_GNU_SOURCE -O1 -I runtime -I "$here" -I "$build" "$here/share.c" -o "$build/share"
    echo "share.$figure" "$("$build/share")"
done
