#!/bin/sh
# run.sh FOLDER PLOGCAT: firmware versions that follow each other in one ring file. FOLDER has v1, v2, v3 and their tables.
set -u
folder=$1 plogcat=$(realpath "$2")
. "$(dirname "$0")/../verdict.sh"
cd "$folder" || exit 1

# shown TABLE...: what plogcat shows of the ring with these tables, without columns that differ from run to run.
shown() {
    for table; do
        set -- "$@" -t "$table.json"
        shift
    done
    "$plogcat" "$@" update.ring 2>complaints.txt >shown.txt
    status=$?
    sed -E 's/^.*  (old|new|newer)  //' shown.txt | grep -E '^(old|new|newer) [0-9]+$' >records.txt
    return $status
}

# The same geometry: each block is decoded with its own table.
rm -f update.ring
./v1 0 40 && ./v2 100 30 && ./v1 200 20; verdict 'versions of one geometry take turns'
shown v1 v2; verdict 'plogcat reads both'
{ seq -f 'old %.0f' 0 39; seq -f 'new %.0f' 100 129; seq -f 'old %.0f' 200 219; } | diff - records.txt
verdict 'every record is shown, in order, by its own table'
shown v1; [ $? -eq 1 ]; verdict 'one table is missing: exit status 1'
grep -q 'no table for schema' complaints.txt; verdict 'the missing schema is named'
{ seq -f 'old %.0f' 0 39; seq -f 'old %.0f' 200 219; } | diff - records.txt; verdict 'the blocks of the other are not guessed at'

# Another geometry: the ring starts anew. Whatever the counts, what is shown was logged, and all of the newest is there.
for before in 0 1 3 50 200 900; do
    for after in 1 2 10 60 100; do
        rm -f update.ring
        ./v1 0 $before && ./v3 5000 $after && shown v1 v3
        ok=$?
        seq -f 'newer %.0f' 5000 $((5000 + after - 1)) >all.txt
        [ $ok -eq 0 ] && diff all.txt records.txt >/dev/null
        verdict "$before records, then $after with larger blocks: just these are shown"
    done
done
./v1 7000 3 && shown v1 v3; verdict 'and back again'
printf 'old 7000\nold 7001\nold 7002\n' | diff - records.txt; verdict 'the first version starts anew, too'

# Two rings in one dump, a table for one of them.
rm -f update.ring; ./v2 1 3; cp update.ring two.ring
rm -f update.ring; ./v3 1 3; cat update.ring two.ring >both && mv both update.ring
shown v2; [ $? -eq 1 ]; verdict 'a ring without a table beside one that has one: exit status 1'
grep -q 'no table for schema' complaints.txt; verdict 'its schema is named'
printf 'new 1\nnew 2\nnew 3\n' | diff - records.txt; verdict 'the other is shown'

conclude
