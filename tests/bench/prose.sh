#!/bin/sh
# prose.sh: the pages say of the committed figures what prose.txt has; how their lines are broken does not matter. Runs from the project's root.
set -u
. tests/verdict.sh

# expected: each line of prose.txt with the figures in their places, as the pages write numbers.
expected() {
    awk '
        function readable(n) { return n ~ /\./ || n + 0 < 1000 ? n : readable(int(n / 1000)) "," sprintf("%03d", n % 1000) }
        FILENAME != "tests/bench/prose.txt" { figure[$1] = $2; next }
        /^#/ { next }
        {
            while (match($0, /\{[A-Za-z0-9._-]+~?\}/)) {
                name = substr($0, RSTART + 1, RLENGTH - 2)
                rounded = sub(/~$/, "", name)
                value = !(name in figure) ? "(no figure " name ")" : rounded ? sprintf("%.0f", figure[name]) : figure[name]
                $0 = substr($0, 1, RSTART - 1) readable(value) substr($0, RSTART + RLENGTH)
            }
            print
        }' tests/bench/figures.txt tests/bench/host-figures.txt tests/bench/prose.txt
}

while IFS= read -r line; do
    page=${line%%: *} text=${line#*: }
    tr '\n' ' ' <"$page" | grep -qF -- "$text"; verdict "$page does not say: $text"
done <<END
$(expected)
END
conclude
