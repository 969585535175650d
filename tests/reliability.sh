#!/bin/sh
# reliability.sh FOLDER SCALE: one page of figures from what the long campaigns printed into FOLDER/NAME.log, in the order of FOLDER/summary. Lines
# "THING: key=value ..." become a table; of a log without any, the last lines are shown as they are.
set -u
folder=$1 scale=$2

cat <<END
# Figures of \`make soak\`

$([ "$scale" -eq 100 ] && echo 'A full run.' || echo "Not a full run: \`make soak SCALE=$scale\`.") On $(nproc) processors, $(uname -m).

END
cat "$folder/summary" | sed 's/^/- /'

# table LOG: a table for each set of keys. Where there are points, and what was lost and false, a row has their sums.
table() {
    grep -E '^[A-Za-z0-9_.-]+:( [a-z0-9-]+=[^ ]+)+$' "$1" | awk '
        {
            header = "| |"; line = "|---|"; row = "| " substr($1, 1, length($1) - 1) " |"; sums = 0
            for (i = 2; i <= NF; i++) {
                key = $i; sub(/=.*/, "", key)
                value = substr($i, length(key) + 2)
                header = header " " key " |"; line = line "---|"; row = row " " value " |"
                if (key == "points" || key == "lost" || key == "false") { sum[key] += value; sums++ }
            }
            if (header != last) printf "\n%s\n%s\n", header, line
            last = header
            print row
            if (sums == 3) summed++
        }
        END { if (summed > 1) printf "\nIn all: points %.0f, lost %d, false %d.\n", sum["points"], sum["lost"], sum["false"] }'
}

sed 's/:.*//' "$folder/summary" | while read -r name; do
    printf '\n## %s\n\n`make %s`: %s\n' "${name#soak-}" "$name" "$(grep -E '^[0-9]+ passed, [0-9]+ failed$' "$folder/$name.log" | tail -n 1)"
    grep '^FAILED' "$folder/$name.log" | sed 's/^/- /'
    figures=$(table "$folder/$name.log")
    if [ -n "$figures" ]; then
        echo "$figures"
    else
        echo
        tail -n 40 "$folder/$name.log" | grep -v -E 'passed, [0-9]+ failed$|passes without a mutant$|^make|^cc ' | cut -c 1-200 | sed 's/^/    /'
    fi
done
