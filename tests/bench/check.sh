#!/bin/sh
# check.sh BYTES: the nine records are as small as promised.
set -u
. "$(dirname "$0")/../verdict.sh"

sizes=$("$1"); verdict 'it runs'
set -- $sizes
for expected in 2 3 3 7 5 11 8 6 18; do
    [ "${1-}" = "$expected" ]; verdict "a record of ${1-no} bytes in place of $expected"
    [ $# -eq 0 ] || shift
done
conclude
