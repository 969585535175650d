#!/bin/sh
# follow.sh FOLDER PAGE...: does in FOLDER what each page says, with the files as they are written there, and compares what is printed with what the page
# says. A page with a table of cores is followed for each of its rows. Runs from the project's root.
set -u
folder=$1
shift
. "$(dirname "$0")/../verdict.sh"
PLOGEN=$PWD
export PLOGEN
ulimit -c 0

# What differs from core to core is not compared: addresses, the cause where the core does not tell it, the name of the firmware's first function.
comparable() {
    sed '/./,$!d' "$1" | sed -e :a -e '/^\n*$/{$d;N;ba' -e '}' | without_times |
        sed -E 's/(fault|signal)[^,]*, .*sp 0x[0-9a-f]*: (.*)/CAUSE: \2/'
}

# follow NAME: builds, runs and reads what is in the folder NAME, which has plogen's folders in it, as a newcomer's would. That a program crashes is
# not plogcat's fault: the last command's status counts.
follow() {
    ln -s "$PLOGEN/build" "$PLOGEN/runtime" "$folder/$1"
    (cd "$folder/$1" && sh build.sh >printed 2>errors) || { cat "$folder/$1/errors"; false; }
    verdict "$1: can be followed"
    comparable "$folder/$1/printed" >"$folder/$1/seen"
    comparable "$folder/$1/expected" | diff -u - "$folder/$1/seen"
    verdict "$1: prints what it says"
}

# extract NAME PAGE
extract() {
    mkdir -p "$folder/$1"
    awk -v folder="$folder/$1" -f tests/pages/extract.awk "$2"
}

rm -rf "$folder"
for page in "$@"; do
    name=$(basename "$page" .md)
    extract "$name" "$page"
    follow "$name"
    # The columns in capitals are what the first line of build.sh sets.
    awk -F ' *[|] *' '/^[|] CORE /{ split($0, names); table = 1; next } !/^[|]/{ table = 0 }
        table && !/^[|]-/{ line = ""; for (i = 2; names[i] ~ /^[A-Z]+$/; i++) line = line names[i] "=" $i " "; print line }' "$page" >"$folder/cores"
    first=$(sed -n 's/^CORE=\([^ ]*\).*/\1/p' "$folder/$name/build.sh")
    while read -r settings; do
        core=${settings#CORE=} core=${core%% *}
        [ "$core" = "$first" ] && continue
        extract "$core" "$page"
        sed -i "s/^CORE=.*/$settings/" "$folder/$core/build.sh"
        sed -i "s/$first;/$core;/" "$folder/$core"/*.plog
        follow "$core"
    done <"$folder/cores"
done
conclude
