#!/bin/sh
# blocks.sh FOLDER PAGE...: each code block of the pages is compiled or run as it is written, or the file `blocks` names who does it, or why nobody does. A
# block that it does not name is a failure, and so is a name without a block. Runs from the project's root.
set -u
folder=$PWD/$1
shift
. tests/pages/pages.sh
. tests/pages/snippets.sh
PATH=$PLOGEN/build:$PATH
rm -rf "$folder"
mkdir -p "$folder"
grep -v '^#' tests/pages/blocks >"$folder/named"
split "$@" >"$folder/index"
tab=$(printf '\t')

# use FILE FUNCTION [ARGUMENT]: calls the function of snippets.sh.
use() {
    mkdir -p "$folder/$2"
    (cd "$folder/$2" && "$2" "$1" ${3:+"$3"}) >"$folder/said" 2>&1 || { cat "$folder/said"; false; }
}

: >"$folder/used"
while IFS=$tab read -r page line how file text; do
    # Those of the pages that follow.sh follows.
    case $how:$page in
    followed:docs/targets/* | followed:docs/LINUX.md | followed:README.md) continue ;;
    esac
    PAGE=$page TEXT=$text awk -F '|' '$1 == ENVIRON["PAGE"] && index(ENVIRON["TEXT"], $2) == 1' "$folder/named" >"$folder/entry"
    cat "$folder/entry" >>"$folder/used"
    treatment=$(cut -d '|' -f 3 "$folder/entry")
    case $treatment in
    'elsewhere: '* | 'not run: '*) : ;;
    [a-z]*) use "$file" $treatment ;;
    *) false ;;
    esac
    verdict "$page:$line: $text"
done <"$folder/index"
sort "$folder/named" >"$folder/all" && sort "$folder/used" | diff "$folder/all" -; verdict 'each entry of tests/pages/blocks names one block'
conclude
