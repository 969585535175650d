#!/bin/sh
# forks.sh DIRECTORY PLOGCAT: forks around a log, reads one in use and empties one, with the programs in DIRECTORY.
set -u
programs=$1 plogcat=$2
. "$(dirname "$0")/../verdict.sh"

ring=$programs/forks.ring other=$programs/other.ring

forks() {
    timeout 30 "$programs/forks" "$@"
}

# shows RING: what plogcat makes of it; fails if there is damage.
shows() {
    "$plogcat" -t "$programs/ring.json" "$1"
}

# no_child: the ring is whole, and holds nothing a child logged.
no_child() {
    shows "$ring" >"$ring.txt" && ! grep -q ' child ' "$ring.txt"
}

ulimit -c 0
rm -f "$ring" "$ring.answers" "$other"
forks "$ring" threads; verdict 'no child waits for a lock that a thread of its parent held'
no_child; verdict 'no child gets at the ring of its parent'
forks "$ring" signals; verdict 'a child forked in the middle of a record goes on'
no_child; verdict 'nor does one forked in the middle of a record'
rm -f "$programs/small/forks.ring"
timeout 30 "$programs/small/forks" "$programs/small/forks.ring" signals; verdict 'a child forked in the middle of a record goes on with "optimize size", too'

# own PROGRAMS NAME
own() {
    rm -f "$1/own.ring" "$other"
    timeout 30 "$1/forks" "$1/own.ring" own "$other"; verdict "$2: a child can start a log of its own"
    "$plogcat" -t "$1/ring.json" "$other" >"$other.txt"
    [ "$(grep -c ' child ' "$other.txt")" -eq 50 ]; verdict "$2: which holds what the child logged from then on"
    grep -q '50 records could not be written' "$other.txt"; verdict "$2: and how much it logged before"
}
own "$programs" 'one ring'
own "$programs/cores" 'a ring for each core'

mkfifo "$programs/end" 2>/dev/null
{ forks "$ring" orphan <"$programs/end"; } 2>/dev/null &
exec 3>"$programs/end"
wait $!
forks "$ring" once; verdict 'a child that lives on does not keep the ring of its dead parent'
exec 3>&-

# A program logs as fast as it can, and plogcat reads: every record is right, and follows on the one before it, or plogcat says
# that it does not.
follows() {
    awk '/plog.damage|plog.boot/ { known = 0 }
         $5 == "parent" { wrong += $8 != 2 * $7 || (known && $7 != last + 1); last = $7; known = ++count }
         END { exit wrong || !count }'
}
: >"$ring.ready"
"$programs/forks" "$ring" busily >"$ring.ready" &
writer=$!
for i in $(seq 100); do
    [ -s "$ring.ready" ] && break
    sleep 0.05
done
wrong=0
for i in 1 2 3 4 5 6 7 8 9 10; do
    shows "$ring" >"$ring.txt"
    [ $? -le 1 ] && [ -s "$ring.txt" ] && follows <"$ring.txt" || wrong=$((wrong + 1))
done
[ "$wrong" -eq 0 ]; verdict 'a ring in use is read'
"$plogcat" --clear --yes "$ring" 2>"$ring.err"; [ $? -eq 2 ] && grep -q 'a program has its log in it' "$ring.err"
verdict 'a ring in use is not emptied'
kill "$writer"
wait "$writer" 2>/dev/null

"$plogcat" --clear "$ring" 2>"$ring.err" </dev/null; [ $? -eq 2 ] && grep -q 'say --yes' "$ring.err"
verdict 'nothing is emptied without being asked for'
for answer in n y; do
    { sleep 0.2; echo $answer; } | script -qec "$plogcat --clear $ring" /dev/null >"$ring.err"
    shows "$ring" 2>/dev/null | grep -q .
    echo "$answer $?" >>"$ring.answers"
done
[ "$(tr '\n' ' ' <"$ring.answers")" = 'n 0 y 1 ' ]; verdict 'on a terminal the answer decides'
forks "$ring" once && [ "$(shows "$ring" | wc -l)" -eq 2 ]; verdict 'an emptied ring is used again'
"$plogcat" --clear --yes "$ring"; verdict 'with --yes nobody is asked'
cp "$0" "$ring"
"$plogcat" --clear --yes "$ring" 2>/dev/null; [ $? -eq 2 ] && cmp -s "$0" "$ring"; verdict 'what is no ring is left alone'

conclude
