#!/bin/sh
# compare.sh COMMITTED NOW [PERCENT]: fails for each figure that became worse, and for each that became better: then the committed ones are to be
# updated. PERCENT is how far they may be apart, 0 if it is not given.
set -u
. "$(dirname "$0")/../verdict.sh"

while read -r name value; do
    now=$(awk -v name="$name" '$1 == name { print $2 }' "$2")
    awk -v was="$value" -v now="$now" -v percent="${3-0}" \
        'BEGIN { apart = (now - was) * 100; exit now == "" || apart > was * percent || -apart > was * percent }'
    verdict "$name was $value and is ${now:-gone}; if that is meant, make bench-update"
done <"$1"
[ "$(wc -l <"$1")" -eq "$(wc -l <"$2")" ]; verdict 'figures that are not committed: make bench-update'
conclude
