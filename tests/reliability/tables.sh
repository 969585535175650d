#!/bin/sh
# tables.sh FOLDER BLOCK...: the tables of docs/RELIABILITY.md from what the long campaigns printed into FOLDER/CAMPAIGN.log. A BLOCK is "run", "sums" or a campaign; "sweep" is all
# of them. Each follows "<!-- soak: BLOCK -->" and ends with a line "<!-- -->". tests/soak.mk writes FOLDER/run, tests/part.sh FOLDER/parts.
set -u
here=$(dirname "$0")
folder=$1
shift

campaigns() {
    sed -n 's/^campaigns //p' "$folder/run"
}

# logs BLOCK: the files that it is made of.
logs() {
    for campaign in $(campaigns); do
        case $campaign in
        "$1" | "$1"-*) [ ! -s "$folder/$campaign.log" ] || echo "$folder/$campaign.log" ;;
        esac
    done
}

# The command, when and on what it ran, and what each campaign came to.
run() {
    sed -n 's/^about //p' "$folder/run"
    printf '\n| campaign | tests passed | failed | minutes |\n|---|---|---|---|\n'
    for campaign in $(campaigns); do
        grep "^$campaign: " "$folder/parts" | tail -n 1 | sed -E 's/^.*: ([0-9]+) passed, ([0-9]+) failed, ([0-9]+) s$/\1 \2 \3/' |
            awk -v campaign="$campaign" '
                { passed = $1; failed = $2; minutes = sprintf("%.1f", $3 / 60) }
                END { printf "| %s | %s | %s | %s |\n", campaign, passed, (NR > 0 ? failed : "did not end"), minutes }'
    done
}

# What failed, or was stopped.
failures() {
    for log; do
        sed -n -E 's/^(FAILED: .*|.*: stopped after [0-9]+ s)$/- \1/p' "$log"
    done
}

# A row of the sums over these logs.
sum() {
    name=$1
    shift
    [ $# -eq 0 ] || cat "$@" | awk -v name="$name" -v only=sums -f "$here/table.awk"
}

sums() {
    printf '| | points | states | lost | false |\n|---|---|---|---|---|\n'
    for block in sweep interrupts faults kill; do
        sum "$block" $(logs $block)
    done
    sum '**all**' $(logs sweep) $(logs interrupts) $(logs faults) $(logs kill)
}

for block; do
    echo "<!-- soak: $block -->"
    case $block in
    run | sums) $block ;;
    *)
        files=$(logs "$block")
        [ -z "$files" ] || cat $files | awk -f "$here/table.awk"
        [ -z "$files" ] || failures $files
        ;;
    esac
    echo '<!-- -->'
done
