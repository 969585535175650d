#!/bin/sh
# tables.sh PLOGCAT PLAIN WORK: tables that mean harm. Each is refused with its reason, in an address space that is limited. PLAIN writes the samples.
set -u
. tests/verdict.sh
plogcat=$1 plain=$2 work=$3
table=$work/table.json

# refused NAME MEBIBYTES WORDS: the table is refused with these words in no more memory than that, and nothing is decoded.
refused() {
    (ulimit -v $(($2 * 1024)); exec timeout 60 "$plogcat" -t "$table" "$work/dump.bin") >"$work/shown" 2>"$work/told"
    [ $? -eq 2 ] && [ ! -s "$work/shown" ] && grep -qF "$3" "$work/told" || { head -c 500 "$work/told"; false; }
    verdict "$1"
}

# many COUNT TEXT: so many of it.
many() {
    yes "$2" | head -n "$1" | tr -d '\n'
}

# changed FROM TO: the good table with this one thing in another way.
changed() {
    sed "s/$1/$2/" "$work/motor.json" >"$work/changed.json"
    cmp -s "$work/motor.json" "$work/changed.json" && echo "nothing is changed by $1"
    cat "$work/changed.json"
}

rm -rf "$work"
mkdir -p "$work"
"$plain" --samples "$work" || exit 1

many 1000000 '[' >"$table"
refused 'a million arrays, one in the other' 100 'nesting too deep'
many 1000000 '{"a":' >"$table"
refused 'a million objects, one in the other' 100 'nesting too deep'
{ printf '{"plog":1,"a":"'; many 100000000 x; printf '"}'; } >"$table"
refused 'a text of 100 MB' 400 'it is too large'
{ printf '{"plog":1,"a":"'; many 60000000 x; printf '"}'; } >"$table"
refused 'a text of 60 MB' 400 '"project" is missing'
{ printf '['; many 1100000 '{},'; printf '1]'; } >"$table"
refused 'more objects than a table may have' 100 'it is too large'
{ printf '['; many 4200000 '1,'; printf '1]'; } >"$table"
refused 'more numbers than a table may have' 100 'it is too large'
{ sed 's/"messages":.*/"messages":[/' "$work/motor.json"; many 1000000 '{},'; printf '{}]}'; } >"$table"
refused 'a million messages' 1400 'too many messages'
refused 'a million messages without memory for them' 200 'out of memory while a table was read'

{
    sed 's/"types":.*/"types":[/' "$work/motor.json"
    awk 'BEGIN { for (i = 0; i < 250000; i++) printf "%s{\"name\":\"t%d\",\"kind\":\"enum\",\"base\":\"u8\",\"values\":[]}", i ? "," : "", i }'
    printf ']}'
} >"$table"
refused 'a quarter of a million types' 1400 '"messages" is missing'
{ sed 's/motor fault {code} at {rpm} rpm.*//' "$work/motor.json"; many 3000000 '{code}'; sed 's/.*motor fault {code} at {rpm} rpm//' "$work/motor.json"; } >"$table"
refused 'a text with three million values' 400 'too many values in texts'

for number in -1 4294967296 18446744073709551616 99999999999999999999999999 1e400; do
    changed '"size":512' '"size":'$number >"$table"
    refused "a ring of $number bytes" 100 '"size" is'
    changed '"blocks":4' '"blocks":'$number >"$table"
    refused "a ring of $number blocks" 100 '"blocks" is'
    changed '"id":1,' '"id":'$number, >"$table"
    refused "a message with the id $number" 100 '"id" is'
    changed '"max":8' '"max":'$number >"$table"
    refused "a text of up to $number bytes" 100 '"max" is'
done
changed '"blocks":4' '"blocks":4294967295' >"$table"
refused 'more blocks than the ring has room for' 100 'not usable as a table'
changed '"block":128' '"block":4294967295' >"$table"
refused 'blocks larger than the ring' 100 'not usable as a table'
rm -rf "$work"
conclude
