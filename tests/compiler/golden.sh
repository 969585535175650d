#!/bin/sh
# golden.sh PLOGEN: writes what run.sh expects, as PLOGEN does it now.
set -eu
cd "$(dirname "$0")"
for spec in golden/*.plog; do
    "$1" "$spec" -o golden 2>"${spec%.plog}.warnings"
    [ -s "${spec%.plog}.warnings" ] || rm "${spec%.plog}.warnings"
done
for spec in errors/*.plog; do
    "$1" "$spec" --check 2>"${spec%.plog}.err" || [ $? -eq 1 ]
done
