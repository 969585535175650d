#!/bin/sh
# total.sh LOGS STATUS PART...: adds up the parts' logs. Ends with "N passed, N failed"; fails if anything did.
# STATUS is that of the make that ran the parts. A part without a log was never run: its build failed.
set -u
logs=$1 status=$2
shift 2

passed=0 failed=0
for part in "$@"; do
    name=${part#check-}
    count=$(grep -E '^[0-9]+ passed, [0-9]+ failed$' "$logs/$name.log" 2>/dev/null | tail -n 1)
    if [ -z "$count" ]; then
        echo "$name: did not run"
        failed=$((failed + 1))
        continue
    fi
    more=${count#*, }
    passed=$((passed + ${count%% *}))
    failed=$((failed + ${more% failed}))
done
if [ "$status" -ne 0 ] && [ "$failed" -eq 0 ]; then
    failed=1
fi
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
