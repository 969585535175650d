#!/bin/sh
# run.sh TREE TABLE [WORD]: puts each mutant of the table, or those whose name has this word, into the sources in TREE, builds the program that is to catch it there,
# and looks whether it does. Without the mutant, the program must not fail. Each of the table stands on the page of reliability.
set -u
tree=$1 table=$2 word=${3:-}
. "$(dirname "$0")/../verdict.sh"

# field NAME MUTANT
field() {
    awk -v want="mutant $2" -v name="$1" '/^mutant /{ inside = $0 == want } inside && $1 == name { sub(/^[a-z]+ +/, ""); print }' "$table"
}

# lines SIGN MUTANT: the text that is replaced, or put in its place.
lines() {
    awk -v want="mutant $2" -v sign="$1 " '/^mutant /{ inside = $0 == want } inside && index($0, sign) == 1 { print substr($0, 3) }' "$table"
}

# apply FILE: the mutated text. Fails unless the old text stands in the file once. The last line of it may go on.
apply() {
    OLD=$(lines - "$mutant") NEW=$(lines + "$mutant") awk '
        { text = text $0 "\n" }
        END {
            old = ENVIRON["OLD"]; at = index(text, old)
            if (old == "" || at == 0 || index(substr(text, at + length(old)), old) > 0) exit 1
            printf "%s%s%s", substr(text, 1, at - 1), ENVIRON["NEW"], substr(text, at + length(old))
        }' "$1"
}

builds() {
    make --no-print-directory -s -C "$tree" $(field needs "$mutant") "${1%% *}" >"$tree/build/mutation.log" 2>&1
}

runs() {
    (cd "$tree" && timeout 240 sh -c "$1") >"$tree/build/mutation.log" 2>&1
}

# Whether the mutant fails to pass, with what it must print.
caught() {
    builds "$run" || { echo "$mutant: does not compile"; cat "$tree/build/mutation.log"; return 1; }
    if runs "$run"; then
        echo "$mutant: survives"
        return 1
    fi
    grep -q -e "$(field catch "$mutant")" "$tree/build/mutation.log" || { echo "$mutant: caught, but not by the test named:"; tail -n 5 "$tree/build/mutation.log"; return 1; }
    echo "$mutant: caught by $(basename "${run%% *}"), $(field catch "$mutant")"
}

# Also of those that are not put in now: a mutant whose text has changed would not be missed until the next long run.
while IFS= read -r mutant; do
    apply "$(field file "$mutant")" >/dev/null; verdict "$mutant: the text that it replaces stands in its file once"
    grep -qF "| $mutant |" docs/RELIABILITY.md; verdict "$mutant: it stands in the table of docs/RELIABILITY.md"
done <<END
$(sed -n 's/^mutant //p' "$table")
END

while IFS= read -r mutant; do
    file=$(field file "$mutant") run=$(field run "$mutant")
    builds "$run" && runs "$run"; verdict "${run%% *} passes without a mutant"
    if apply "$file" >"$tree/mutated"; then
        cp "$tree/mutated" "$tree/$file"
        caught; verdict "$mutant"
    else
        false; verdict "$mutant: the text that it replaces is not there once in $file"
    fi
    cp "$file" "$tree/$file"
done <<END
$(sed -n 's/^mutant //p' "$table" | grep -e "$word")
END
conclude
