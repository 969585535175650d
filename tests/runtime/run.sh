#!/bin/sh
# run.sh COMMAND...: runs each; each ends with a line "N passed, N failed". Ends with their sum.
set -u
passed=0 failed=0
for command in "$@"; do
    printed=$($command 2>&1)
    count=$(printf '%s\n' "$printed" | tail -n 1)
    case $count in
    *' passed, '*' failed') ;;
    *) printf '%s\n' "$printed"; count='0 passed, 1 failed' ;;
    esac
    one=${count#*, }
    one=${one% failed}
    [ "$one" -eq 0 ] || printf '%s\n' "$printed"
    echo "$command: $count"
    passed=$((passed + ${count%% *}))
    failed=$((failed + one))
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
