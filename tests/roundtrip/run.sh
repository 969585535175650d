#!/bin/sh
# run.sh TOOLS SPEC FOLDER LANGUAGE MODE SEED: one round trip. plogen reads SPEC, a program logs through what it wrote,
# plogcat prints it again, and what it prints is what was logged. Prints what went wrong; all files stay in FOLDER.
#   TOOLS      where plogen, plogcat, and tests/roundtrip/make_calls and compare are
#   LANGUAGE   c99, c++11, or sanitized: C99 with the address and undefined-behaviour sanitizers
#   MODE       chunks: drained while logging; image: the ring's file
set -eu
tools=$1 spec=$2 folder=$3 language=$4 mode=$5 seed=$6
name=$(basename "$spec" .plog)
level=$(sed -n 's/^level *\([a-z]*\);.*/\1/p' "$spec")
warn='-Wall -Wextra -Wconversion -Wshadow -pedantic -Werror'
include="-I runtime -I tests/roundtrip -I $folder"
mkdir -p "$folder"

case $language in
c99) compile="${CC:-cc} -std=c99" ;;
c++11) compile="${CXX:-c++} -std=c++11 -x c++" ;;
sanitized) compile="${CC:-cc} -std=c99 -fsanitize=address,undefined -fno-sanitize-recover=all" ;;
*) echo "unknown language $language"; exit 2 ;;
esac

"$tools/plogen" "$spec" -o "$folder" 2>"$folder/$name.plogen" || { cat "$folder/$name.plogen"; exit 1; }
"$tools/tests/roundtrip/make_calls" -l "${level:-trace}" -n 10 -s "$seed" \
    "$folder/$name.json" "$folder/$name.calls.c" "$folder/$name.expected"

# The calls are compiled without optimizing: there are thousands, and they only have to be right.
# shellcheck disable=SC2086
{
    $compile -O2 $warn $include -c "$folder/$name.c" -o "$folder/$name.o"
    $compile -O0 $warn $include -c "$folder/$name.calls.c" -o "$folder/$name.calls.o"
    ${compile% -x c++} "$folder/$name.o" "$folder/$name.calls.o" -o "$folder/$name"
}
rm -f "$folder/$name.ring"
"$folder/$name" "$mode" "$folder/$name.ring"
"$tools/plogcat" -t "$folder/$name.json" -o json "$folder/$name.ring" >"$folder/$name.printed" ||
    { echo "plogcat ended with status $?"; failed=1; }
"$tools/tests/roundtrip/compare" "$folder/$name.expected" <"$folder/$name.printed"
exit "${failed:-0}"
