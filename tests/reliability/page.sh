#!/bin/sh
# page.sh FOLDER PAGE: prints PAGE with the tables that FOLDER's logs make in the place of those that stand there.
set -eu
folder=$1 page=$2
"$(dirname "$0")/tables.sh" "$folder" $(sed -n 's/^<!-- soak: \(.*\) -->$/\1/p' "$page") | awk '
    NR == FNR && /^<!-- soak: / { block = $0 }
    NR == FNR { text[block] = text[block] $0 "\n"; next }
    /^<!-- soak: / { printf "%s", text[$0]; inside = 1 }
    !inside
    /^<!-- -->$/ { inside = 0 }' - "$page"
