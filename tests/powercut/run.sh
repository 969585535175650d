#!/bin/sh
# run.sh PLOGEN STEP PROGRAM...: each program with the table beside it; STEP is test.c's. A case that fails is printed with the words that repeat it.
set -u
plogen=$1 step=$2
shift 2
. "$(dirname "$0")/../verdict.sh"

# refuses SPEC FROM TO: plogen, with another size of the buffer.
refuses() {
    sed "s/buffer $2 /buffer $3 /" "$1" >"${1%.plog}-other.plog"
    ! cmp -s "$1" "${1%.plog}-other.plog" && ! "$plogen" --check "${1%.plog}-other.plog" -o "${1%/*}" 2>"${1%/*}/refused" && grep -q 'the buffer is too' "${1%/*}/refused"
}

for program in "$@"; do
    folder=${program%/*} name=${program%/*}
    name=${name##*/}
    "$program" "$folder/corruption.json" "$step" >"$folder/log"
    verdict "$name"
    sed "s/^/$name: /" "$folder/log"
    case $name in
    minimum) refuses "$folder/corruption.plog" 152 151; verdict 'minimum: there is no smaller ring' ;;
    minimum-wide) refuses "$folder/corruption.plog" 456 455; verdict 'minimum-wide: there is no smaller ring' ;;
    maximum) refuses "$folder/corruption.plog" 8M 8388609; verdict 'maximum: there is no larger ring' ;;
    esac
done

# The words that are printed for a case name that case.
"$1" "${1%/*}/corruption.json" 5 2 log 9 2 0 | grep -q 'cases=1 failed=0'; verdict 'a case alone'
conclude
