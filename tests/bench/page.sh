#!/bin/sh
# page.sh BUILD PAGE: prints PAGE with what report.sh prints in place of the first indented block below "## Device".
set -eu
build=$1 page=$2
"$(dirname "$0")/report.sh" "$build" | sed 's/^./    &/' >"$build/report.txt"
awk -v report="$build/report.txt" '
    /^## / { device = $0 == "## Device" }
    device && !done && /^    / { inside = 1; next }
    inside && /^$/ { next }
    inside { while ((getline line <report) > 0) print line; print ""; inside = 0; done = 1 }
    { print }
    END { exit !done }' "$page"
