#!/bin/sh
# run.sh DIRECTORY PLOGCAT: forks around a log in every way, with the programs in DIRECTORY.
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
rm -f "$ring" "$other"
forks "$ring" threads; verdict 'no child waits for a lock that a thread of its parent held'
no_child; verdict 'no child gets at the ring of its parent'
forks "$ring" signals; verdict 'a child forked in the middle of a record goes on'
no_child; verdict 'nor does one forked in the middle of a record'

forks "$ring" own "$other"; verdict 'a child can start a log of its own'
[ "$(shows "$other" | grep -c ' child ')" -eq 50 ]; verdict 'which holds what the child logged from then on'
shows "$other" | grep -q '50 records could not be written'; verdict 'and how much it logged before'

mkfifo "$programs/end" 2>/dev/null
{ forks "$ring" orphan <"$programs/end"; } 2>/dev/null &
exec 3>"$programs/end"
wait $!
forks "$ring" once; verdict 'a child that lives on does not keep the ring of its dead parent'
exec 3>&-

conclude
