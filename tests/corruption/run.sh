#!/bin/sh
# run.sh CASES PROGRAM... [CASES PROGRAM...]: each program with the table beside it. CASES: how many seeds, or a scenario and its cases (see test.c; for another program the first of its arguments). A case that fails is
# printed with the words that repeat it.
set -u
. "$(dirname "$0")/../verdict.sh"
export UBSAN_OPTIONS=log_path=stdout

for program in "$@"; do
    case $program in */test | */moving) ;; *) cases=$program; continue ;; esac
    variant=$(basename "$(dirname "$program")")
    "$program" "${program%/*}/corruption.json" $cases >"${program%/*}/log"
    verdict "$variant"
    sed "s/^/$variant: /" "${program%/*}/log"
done
conclude
