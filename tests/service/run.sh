#!/bin/sh
# run.sh SERVICE PLOGCAT TABLE RING EXPECTED: kills the service in two ways and compares what plogcat reads from its ring
# file RING. The threads log in any order, so both sides are sorted.
set -u
service=$1 plogcat=$2 table=$3 ring=$4 expected=$5
. "$(dirname "$0")/../verdict.sh"

# dies WAY STATUS: the service ends by the signal that makes this exit status.
dies() {
    "$service" "$ring" "$1"
    [ $? -eq "$2" ]
}

ulimit -c 0
rm -f "$ring"
dies abort 134; verdict 'abort() ends it'
dies kill 137; verdict 'SIGKILL ends it'
"$plogcat" -t "$table" --elf "$service" "$ring" >"$ring.txt"; verdict 'plogcat finds nothing wrong with the file'
grep -v '  plog\.crash  ' "$ring.txt" | without_times | LC_ALL=C sort | diff -u "$expected" -; verdict 'every record is there'
grep -q '^boot 1 .*  plog\.crash  signal: SIGABRT, .* main (main\.c:[0-9]*)' "$ring.txt"; verdict 'abort() was called by main'

conclude
