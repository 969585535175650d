#!/bin/sh
# share.sh PLOGEN BUILD: prints which share of a full ring is records, for three sizes: a line each, its name, its value.
set -eu
plogen=$1 build=$2
here=$(dirname "$0")

for size in 256 2K 16K; do
    { sed "s/^buffer 2K/buffer $size/" "$here/calls.plog"; echo 'target linux; optimize size;'; } | "$plogen" - -o "$build"
    ${CC:-cc} -std=c99 -D_GNU_SOURCE -O1 -I runtime -I "$here" -I "$build" "$here/share.c" -o "$build/share"
    echo "share.$size" "$("$build/share")"
done
