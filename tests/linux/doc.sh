#!/bin/sh
# doc.sh DIRECTORY: what the program of docs/LINUX.md says when it can't have its log where it was told.
set -u
directory=$1
. "$(dirname "$0")/../verdict.sh"

rm -rf "$directory"
mkdir -p "$directory"
awk -v folder="$directory" -f tests/pages/extract.awk docs/LINUX.md
PLOGEN=$PWD
export PLOGEN
cd "$directory" || exit 1
ulimit -c 0
sh build.sh >/dev/null 2>errors; verdict 'docs/LINUX.md can be followed'
./box /dev/null 2>&1 | grep -q "plog_status 10"
verdict 'a device is refused'
./box 0x7100002 2>&1 | grep -q 'plog_status 2'; verdict 'so is an address that is not aligned'
conclude
