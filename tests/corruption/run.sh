#!/bin/sh
# run.sh SEEDS PROGRAM...: each program with the table beside it. A case that fails is printed with the words that repeat it.
set -u
seeds=$1
shift
. "$(dirname "$0")/../verdict.sh"
export UBSAN_OPTIONS=log_path=stdout

for program in "$@"; do
    variant=$(basename "$(dirname "$program")")
    "$program" "${program%/*}/corruption.json" "$seeds" >"${program%/*}/log"
    verdict "$variant"
    sed "s/^/$variant: /" "${program%/*}/log"
done
conclude
