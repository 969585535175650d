#!/bin/sh
# page_check.sh BUILD PAGE: each line that report.sh prints stands in PAGE.
set -u
. "$(dirname "$0")/../verdict.sh"

"$(dirname "$0")/page.sh" "$1" "$2" >"$1/page.md"; verdict 'the page has a block for the report'
diff "$2" "$1/page.md"; verdict "$2 has other figures than make bench prints: make bench-update"
conclude
