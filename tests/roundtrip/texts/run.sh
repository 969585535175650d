#!/bin/sh
# run.sh TOOLS FOLDER: logs with formats.c, and compares the texts that plogcat prints with those that formats.c expects.
set -eu
tools=$1 folder=$2
here=$(dirname "$0")

mkdir -p "$folder"
"$tools/plogen" "$here/formats.plog" -o "$folder"
${CC:-cc} -std=c99 -Wall -Wextra -Wconversion -Wshadow -pedantic -Werror -I runtime -I "$folder" \
    "$here/formats.c" "$folder/formats.c" -o "$folder/formats"
rm -f "$folder/ring"
"$folder/formats" "$folder/ring" >"$folder/expected"
# boot, time, level and event stand before the text; the boot itself comes first
"$tools/plogcat" -t "$folder/formats.json" "$folder/ring" |
    sed -e 1d -e 's/^boot 1 ([^)]*)  [^ ]*  [a-z]*  [^ ]*  //' >"$folder/printed"
diff "$folder/expected" "$folder/printed"
echo "$(wc -l <"$folder/expected") texts equal"
