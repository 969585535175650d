#!/bin/sh
# seeds.sh BUILD OUT: what the real runtime writes, in each layout and with each check, as inputs of the fuzzers: OUT/tables/*.json, OUT/dump/*, OUT/stream/*,
# OUT/frames/*, OUT/backup/*.
set -eu
build=$1 out=$2
here=$(dirname "$0")
work=$out/work
rm -rf "$out"
mkdir -p "$work" "$out/tables" "$out/dump" "$out/stream" "$out/frames" "$out/backup"

# frames NAME: the fuzzer's form of the frames that would carry a stream.
frames() {
    "$build/fuzz/to_frames" <"$out/stream/$1" >"$out/frames/$1"
}

# variant NAME BACKUP OPTIONS: a program for Linux. With BACKUP it has one of so many bytes.
variant() {
    mkdir -p "$work/$1"
    { echo "project $1; $3"; cat "$here/seeds.plog"; } >"$work/$1/seeds.plog"
    "$build/plogen" "$work/$1/seeds.plog" -o "$work/$1"
    { cat "$work/$1/seeds.c"; sed 's/#include "seeds.h"//' "$here/seeds.c"; } >"$work/$1/program.c"
    ${CC:-cc} -std=c11 -D_GNU_SOURCE -O1 -I runtime -I "$work/$1" ${2:+-DPLOG_BACKUP=${2}u} "$work/$1/program.c" -o "$work/$1/program"
    cp "$work/$1/seeds.json" "$out/tables/$1.json"
    for records in 12 150; do
        "$work/$1/program" $records "$out/dump/$1-$records" "$out/stream/$1-$records" "$out/backup/$1-$records"
        frames "$1-$records"
    done
}

# narrow NAME OPTIONS: an ATmega328P has that layout. Its dump is all of its RAM.
narrow() {
    mkdir -p "$work/$1"
    { sed "s/^project.*/project $1;/" tests/ports-small/thermostat.plog; echo "$2"; } >"$work/$1/thermostat.plog"
    "$build/plogen" "$work/$1/thermostat.plog" -o "$work/$1"
    avr-gcc -std=c99 -mmcu=atmega328p -DF_CPU=16000000UL -DFLOOD=0 -Os -I runtime -I "$work/$1" "$work/$1/thermostat.c" \
        tests/ports-small/thermostat.c -T "$work/$1/thermostat.ld" -o "$work/$1/program.elf"
    "$build/tests/ports-small/simulate" "$work/$1/program.elf" "$out/stream/$1" "$out/dump/$1" >"$work/$1/simavr.txt" 2>&1
    cp "$work/$1/thermostat.json" "$out/tables/$1.json"
    frames "$1"
}

ring='target linux; clock user 1MHz;'
variant wide '' "$ring buffer 1K overwrite; backtrace 4;"
variant drop '' "$ring buffer 1K drop;"
variant timeless '' 'target linux; clock none; buffer 1K overwrite;'
variant counting '' "$ring buffer 1200 overwrite; count; backtrace 4;"
variant check8 '' "$ring buffer 1K overwrite; integrity check8; backtrace 4;"
variant check16 '' "$ring buffer 1K overwrite; integrity check16;"
variant ecc '' "$ring buffer 1200 overwrite; integrity ecc;"
variant kept '' "$ring buffer 2K overwrite; keep error 1K; integrity check16; backtrace 4;"
variant cores '' "$ring buffer 2K overwrite; cores 2;"
variant saved 800 "$ring buffer 1K overwrite;"
narrow narrow ''
narrow narrow8 'integrity check8;'
rm -r "$work"
