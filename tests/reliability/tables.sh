#!/bin/sh
# tables.sh FOLDER BLOCK...: the tables of docs/RELIABILITY.md from what the long campaigns printed into FOLDER/CAMPAIGN.log. A BLOCK is "run", "sums" or a campaign; "sweep" is all
# of those. Each stands between "<!-- soak: BLOCK -->" and "<!-- -->". tests/soak.mk writes FOLDER/run, tests/part.sh FOLDER/parts.
set -u
here=$(dirname "$0")
folder=$1
shift

campaigns() {
    sed -n 's/^campaigns //p' "$folder/run"
}

# logs BLOCK...: the files that they are made of.
logs() {
    for block; do
        for campaign in $(campaigns); do
            case $campaign in
            "$block" | "$block"-*) [ ! -s "$folder/$campaign.log" ] || echo "$folder/$campaign.log" ;;
            esac
        done
    done
}

# table [OPTIONS] LOG...
table() {
    awk -f "$here/table.awk" "$@" /dev/null
}

# The command, when and on what it ran, what each campaign came to, and what failed or was stopped.
run() {
    sed -n 's/^about //p' "$folder/run"
    printf '\n| campaign | tests passed | failed | minutes |\n|---|---|---|---|\n'
    for campaign in $(campaigns); do
        grep "^$campaign: " "$folder/parts" | tail -n 1 | tr -d , | awk -v campaign="$campaign" '
            { passed = $2; failed = $4; minutes = sprintf("%.1f", $6 / 60) }
            END { printf "| %s | %s | %s | %s |\n", campaign, passed, (NR > 0 ? failed : "did not end"), minutes }'
    done
    for campaign in $(campaigns); do
        sed -n -E "s/^(FAILED: .*|.*: stopped after [0-9]+ s)\$/- $campaign: \1/p" $(logs "$campaign") /dev/null
    done | sed '1s/^/\n/'
}

# The points of all that interrupts the log in some way.
sums() {
    printf '| | points | states | lost | false |\n|---|---|---|---|---|\n'
    for block in sweep interrupts faults kill; do
        table -v sums=$block $(logs $block)
    done
    table -v sums='**all**' $(logs sweep interrupts faults kill)
}

# Its log is for readers.
memory() {
    sed -n 's/^\([^:]*\): \([0-9]*\) KiB, \([0-9.]*\) s of processor time.*/\1: KiB=\2 seconds=\3/p' $(logs memory) /dev/null | table -
}

for block; do
    printf '<!-- soak: %s -->\n\n' "$block"
    case $block in
    run | sums) $block ;;
    memory) memory ;;
    *) table $(logs "$block") ;;
    esac
    printf '\n<!-- -->\n'
done
