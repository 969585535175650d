#!/bin/sh
# reliability.sh FOLDER SCALE CAMPAIGN...: figures for docs/RELIABILITY.md from what the long campaigns printed into FOLDER/CAMPAIGN.log: a table of the campaigns, and for each a
# table of its lines "THING: key=value ...". The date of each is that of its log.
set -u
folder=$1 scale=$2
shift 2

for campaign; do
    [ -e "$folder/$campaign.log" ] || : >"$folder/$campaign.log" # of one that did not run, for want of something
done
commit=$(git rev-parse --short=10 HEAD)
[ -z "$(git status --porcelain --untracked-files=no)" ] || commit="$commit, changed"

# about CAMPAIGN: what it does.
about() {
    case $1 in
    sweep-*) echo "a reset after every instruction, ${1#sweep-}" ;;
    interrupts) echo 'an interrupt before every instruction of the log' ;;
    faults) echo 'a fault in the place of every instruction of the log' ;;
    kill) echo 'eight threads that log, killed at random moments' ;;
    corruption) echo 'every bit, byte and truncation; bursts, splices, restored blocks' ;;
    cold) echo 'random RAM as a cold start' ;;
    share) echo 'how much is left of a damaged ring' ;;
    integrity) echo "damage that passes a record's check" ;;
    mutation) echo 'defects that the tests must catch' ;;
    powercut) echo 'a power cut at every store and inside it' ;;
    fuzz) echo 'inputs of both programs, mutated' ;;
    roundtrip) echo 'random specs' ;;
    memory) echo "plogcat's memory on large inputs" ;;
    fleet) echo 'many dumps of many firmwares in one call of plogcat' ;;
    proof) echo 'a static proof of the runtime' ;;
    *) echo "$1" ;;
    esac
}

# last_run CAMPAIGN: the day on which it ended.
last_run() {
    [ ! -s "$folder/$1.log" ] || date -I -r "$folder/$1.log"
}

result() {
    grep -E '^[0-9]+ passed, [0-9]+ failed$' "$folder/$1.log" | tail -n 1 | grep . || echo 'did not run'
}

# figures LOG...: a table for each set of keys. Where there are points, and what was lost and false, a last row has their sums.
figures() {
    cat "$@" | grep -E '^[A-Za-z0-9_.,-]+:( [a-z0-9-]+=[^ ]+)+$' | awk '
        function sums() {
            if (summed > 1) {
                all = "| **all** |"
                for (i = 2; i <= fields; i++) all = all " " (key[i] ~ /^(points|states|boots|lost|false)$/ ? sprintf("%.0f", sum[key[i]]) : "") " |"
                print all
            }
            summed = 0
            split("", sum)
        }
        {
            header = "| |"; line = "|---|"; row = "| " substr($1, 1, length($1) - 1) " |"
            for (i = 2; i <= NF; i++) {
                name[i] = $i; sub(/=.*/, "", name[i])
                value[i] = substr($i, length(name[i]) + 2)
                header = header " " name[i] " |"; line = line "---|"; row = row " " value[i] " |"
            }
            if (header != last) { sums(); printf "\n%s\n%s\n", header, line }
            last = header; fields = NF
            for (i = 2; i <= NF; i++) { key[i] = name[i]; sum[key[i]] += value[i]; summed += key[i] == "false" }
            print row
        }
        END { sums() }'
}

# section TITLE CAMPAIGN...
section() {
    printf '\n### %s\n' "$1"
    shift
    logs=
    for campaign; do
        grep '^FAILED' "$folder/$campaign.log" | sed 's/^/- /; 1s/^/\n/'
        logs="$logs $folder/$campaign.log"
    done
    table=$(figures $logs)
    if [ -n "$table" ]; then
        printf '%s\n' "$table"
    else
        echo
        grep -v -E 'passed, [0-9]+ failed$|passes without a mutant$|^make|^cc |^seed ' $logs | tail -n 60 | cut -c 1-200 | sed 's/^/    /'
    fi
}

cat <<END
\`make soak SCALE=$scale\`, on $(nproc) processors, $(uname -m).

| campaign | last run | commit | what | |
|---|---|---|---|---|
END
for campaign; do
    echo "| $campaign | $(last_run "$campaign") | $commit | $(about "$campaign") | $(result "$campaign") |"
done

sweeps=
for campaign; do
    case $campaign in
    sweep-*) sweeps="$sweeps $campaign" ;;
    *) section "$campaign" "$campaign" ;;
    esac
done
[ -z "$sweeps" ] || section sweep $sweeps
