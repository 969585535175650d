#!/bin/sh
# run.sh PROGRAM...: each program with the table beside it. A case that fails is printed with the words that repeat it.
set -u
. "$(dirname "$0")/../verdict.sh"

for program in "$@"; do
    "$program" "${program%/*}/corruption.json"
    verdict "$(basename "$(dirname "$program")")"
done
conclude
