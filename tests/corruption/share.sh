#!/bin/sh
# share.sh FOLDER SEEDS: how many records a full ring has, and for each damage how much of a ring is shown rightly and how much wrongly, in percent of its records: with plogen's integrities, and
# of a ring with a single header and no checks (single.h). Lines "records: NAME=N ..." and "DAMAGE-AMOUNT: NAME=RIGHT/WRONG ...".
set -u
folder=$1 seeds=$2
. "$(dirname "$0")/../verdict.sh"

names='single none check16 ecc'
for name in $names; do
    case $name in
    single) of=none word=single ;;
    *) of=$name word= ;;
    esac
    "$folder/$of/share" "$folder/$of/corruption.json" "$seeds" $word >"$folder/$name.share"; verdict "$name"
done
table=$folder/share.txt
for name in $names; do
    sed "s/^/$name /" "$folder/$name.share"
done | awk '{ row = $2 == "records" ? $2 : $2 "-" $3; if (!(row in cells)) order[++rows] = row; cells[row] = cells[row] " " $1 "=" ($2 == "records" ? $3 : $4 "/" $5) }
    END { for (i = 1; i <= rows; i++) print order[i] ":" cells[order[i]] }' >"$table"
cat "$table"

# holds CONDITION: for each row of damage, of its amount and of the right and wrong shares.
holds() {
    grep -v '^records' "$table" | sed -E 's/^([a-z]+)-([0-9]+): /\1 \2 /; s/[a-z0-9]+=//g; s,/, ,g' |
        awk "{ kind = \$1; amount = \$2; single = \$3; none = \$5; check_wrong = \$8; ecc = \$9 }
             !($1) { print \"not so: \" \$0; bad = 1 } END { exit bad || NR < 20 }"
}
holds 'none >= single'; verdict 'blocks keep at least as much as a single header'
holds 'kind != "burst" || amount < 16 || none > 1.4 * single'; verdict 'a burst costs the blocks that it hits'
holds 'check_wrong == 0'; verdict 'check16 shows nothing wrong'
holds 'amount > 16 || ecc > 98'; verdict 'ecc corrects'
conclude
