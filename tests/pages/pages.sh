# Following a page of the documentation in a folder of its own; the tests of pages source it. Expects `folder`, and the project's root as the current one.
. tests/verdict.sh
PLOGEN=$PWD
export PLOGEN
ulimit -c 0

# What plogcat printed, without empty lines at begin and end, and with what the next version may change: times and
# fingerprints, and of a crash the addresses.
comparable() {
    sed '/./,$!d' "$1" | sed -e :a -e '/^\n*$/{$d;N;ba' -e '}' |
        without_times | sed -E '/plog\.crash/s/0x[0-9a-f]+/ADDRESS/g'
}

# extract NAME PAGE: the page's files, into the folder NAME.
extract() {
    mkdir -p "$folder/$1"
    awk -v folder="$folder/$1" -f tests/pages/extract.awk "$2"
}

# follow NAME: builds, runs and reads what is in the folder NAME, which has plogen's folders in it, as a newcomer's would; what is printed must be what
# the page says. That a program crashes is not plogcat's fault: the last command's status counts.
follow() {
    ln -s "$PLOGEN/build" "$PLOGEN/runtime" "$folder/$1"
    (cd "$folder/$1" && sh build.sh >printed 2>errors) || { cat "$folder/$1/errors"; false; }
    verdict "$1: can be followed"
    comparable "$folder/$1/printed" >"$folder/$1/seen"
    comparable "$folder/$1/expected" | diff -u - "$folder/$1/seen"
    verdict "$1: prints what it says"
}

# for_core CORE SETTINGS: the page's files that are in the folder CORE, for another core than that of the page. SETTINGS are build.sh's first line.
for_core() {
    first=$(sed -n 's/^CORE=\([^ ]*\).*/\1/p' "$folder/$1/build.sh")
    sed -i "s/^CORE=.*/$2/" "$folder/$1/build.sh"
    sed -i "s/$first;/$1;/" "$folder/$1"/*.plog
}
