#!/bin/sh
# check.sh BYTES: the nine records are as small as promised.
passed=0 failed=0
set -- $("$1")
for expected in 2 3 3 7 5 11 8 6 18; do
    if [ "${1-nothing}" = "$expected" ]; then
        passed=$((passed + 1))
    else
        echo "record $((passed + failed + 1)) of tests/bench/calls.h has ${1-no} bytes, not $expected"
        failed=$((failed + 1))
    fi
    [ $# -eq 0 ] || shift
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
