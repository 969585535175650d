#!/bin/sh
# part.sh LOGS NAME COMMAND...: runs one part of "make check" with its output in LOGS/NAME.log.
# LOGS/parts gets a line of each. The log ends with "N passed, N failed". A command that prints no such line, or fails without counting a failure,
# gets one failure counted here; one that stands still is stopped. Shows the log of a part that failed.
set -u
logs=$1 name=$2
shift 2
log=$logs/$name.log
mkdir -p "$logs"

limit=${PART_LIMIT:-3000} # seconds; the longest takes half of it

began=$(date +%s)
timeout -k 10 $limit "$@" >"$log" 2>&1 </dev/null &
trap 'kill $!' INT TERM # it is in a process group of its own
wait $!
status=$?
[ "$status" -ne 124 ] || echo "$name: stopped after $limit s" >>"$log"
seconds=$(($(date +%s) - began))

count=$(grep -E '^[0-9]+ passed, [0-9]+ failed$' "$log" | tail -n 1)
passed=${count%% *}
failed=${count#*, } failed=${failed% failed}
if [ -z "$count" ]; then
    passed=0 failed=1
    printf '%s\n' "$name: no count was printed (status $status)" "0 passed, 1 failed" >>"$log"
elif [ "$status" -ne 0 ] && [ "$failed" -eq 0 ]; then
    failed=1
    printf '%s\n' "$name: ended with status $status" "$passed passed, 1 failed" >>"$log"
fi

[ "$failed" -eq 0 ] || sed "s/^/$name| /" "$log"
echo "$name: $passed passed, $failed failed, $seconds s" | tee -a "$logs/parts"
[ "$failed" -eq 0 ]
