#!/bin/sh
# check.sh PAGE BLOCK...: the sample's logs make the sample's page, and PAGE has these blocks.
set -u
here=$(dirname "$0")
page=$1
shift
. "$here/../verdict.sh"

# emptied PAGE: without its tables.
emptied() {
    awk '!inside; /^<!-- soak: / { inside = 1 } inside && /^<!-- -->$/ { print; inside = 0 }' "$1"
}

scratch=$(mktemp)
trap 'rm -f "$scratch"' EXIT
emptied "$here/sample/page.md" >"$scratch"
! cmp -s "$scratch" "$here/sample/page.md"; verdict 'the sample has tables'
"$here/page.sh" "$here/sample" "$scratch" | diff "$here/sample/page.md" -; verdict "the sample's tables are those of its logs"
"$here/page.sh" "$here/sample" "$here/sample/page.md" | diff "$here/sample/page.md" -; verdict 'a page with tables gets them in their place'

for block; do
    [ "$(grep -cx "<!-- soak: $block -->" "$page")" -eq 1 ]; verdict "$page has a block of $block"
done
[ "$(grep -c '^<!-- soak: ' "$page")" -eq $# ] && [ "$(grep -cx '<!-- -->' "$page")" -eq $# ]; verdict "$page has no other block"
conclude
