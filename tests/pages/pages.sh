# Following a page of the documentation in a folder of its own; the tests of pages source it, from the project's root. `folder`, an absolute path, has all.
. tests/verdict.sh
PLOGEN=$PWD
export PLOGEN
ulimit -c 0

# What plogcat printed, without empty lines at begin and end, and without what the next version may change: times and fingerprints, and of a crash the
# addresses.
comparable() {
    sed '/./,$!d' "$1" | sed -e :a -e '/^\n*$/{$d;N;ba' -e '}' |
        without_times | sed -E '/plog\.crash/s/0x[0-9a-f]+/ADDRESS/g'
}

# extract NAME PAGE: the page's files, into the folder NAME.
extract() {
    mkdir -p "$folder/$1"
    awk -v folder="$folder/$1" -f "$PLOGEN/tests/pages/extract.awk" "$2"
}

# rows PAGE: of each row of its table of cores, the columns in capitals, as the first line of build.sh has them; and then, behind a "|", the last column.
rows() {
    awk -F ' *[|] *' '/^[|] CORE /{ split($0, names); table = 1; next } !/^[|]/{ table = 0 }
        table && !/^[|]-/{ line = ""; for (i = 2; names[i] ~ /^[A-Z]+$/; i++) line = line names[i] "=" $i " "; print line "|" $i }' "$1"
}

# extract_for CORE NAME PAGE: the page's files, into the folder NAME, as the page says they are to be for that core.
extract_for() {
    extract "$2" "$3"
    row=$(rows "$3" | grep "^CORE=$1 ")
    old=$(sed -n 's/^CORE=\([^ ]*\).*/\1/p' "$folder/$2/build.sh")
    sed -i "s/^CORE=.*/${row%%|*}/" "$folder/$2/build.sh"
    sed -i "s/$old;/$1;/" "$folder/$2"/*.plog
    case $row in
    *'no fault status registers'*) sed -i 's/  fault: [a-z ]*, /  fault, /' "$folder/$2/expected" ;;
    esac
}

# builds NAME: builds, runs and reads what is in the folder NAME, which gets plogen's folders, as a newcomer's would. That a program crashes is not
# plogcat's fault: the last command's status counts.
builds() {
    ln -s "$PLOGEN/build" "$PLOGEN/runtime" "$folder/$1"
    (cd "$folder/$1" && sh build.sh >printed 2>errors) || { cat "$folder/$1/errors"; false; }
}

# prints NAME: whether that printed what the page says.
prints() {
    comparable "$folder/$1/printed" >"$folder/$1/seen"
    comparable "$folder/$1/expected" | diff -u - "$folder/$1/seen"
}

# split PAGE...: lists their code blocks, as blocks.awk does.
split() {
    mkdir -p "$folder/blocks"
    awk -v folder="$folder/blocks" -f "$PLOGEN/tests/pages/blocks.awk" "$@"
}

# block PAGE WORDS: the code block of the page whose first line begins with WORDS.
block() {
    split "$1" | WORDS=$2 awk -F '\t' 'index($5, ENVIRON["WORDS"]) == 1 { print $4 }' | xargs cat
}
