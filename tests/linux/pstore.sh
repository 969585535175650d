#!/bin/sh
# pstore.sh DIRECTORY PLOGCAT: what plogcat makes of the kernel's files, in DIRECTORY/now.
set -u
directory=$1 plogcat=$2 here=$(dirname "$0")
. "$here/../verdict.sh"
mkdir -p "$directory"

"$plogcat" --kernel "$here/pstore" >"$directory/now"; verdict "the kernel's files are read"
diff -u "$here/pstore.expected" "$directory/now"; verdict 'in their order, with levels and times'
"$plogcat" -o json --kernel "$here/pstore/dmesg-ramoops-0" | sed -n 3p | diff -u "$here/pstore.json" -; verdict 'as JSON, too'

"$plogcat" --kernel "$directory/none" 2>/dev/null; [ $? -eq 2 ]; verdict 'no such file'
: >"$directory/empty"
"$plogcat" --kernel "$directory/empty"; verdict 'an empty file has no lines'

# What is no log of the kernel's.
for file in "$plogcat" tests/linux/pstore.sh; do
    "$plogcat" --kernel "$file" >"$directory/now" 2>"$directory/said"
    [ $? -eq 2 ] && [ ! -s "$directory/now" ] && grep -q "^plogcat: $file: neither memory of ramoops nor a log of the kernel's; --kernel takes /sys/fs/pstore" "$directory/said"
    verdict "$(basename "$file") is not taken for the kernel's"
done
"$plogcat" --kernel "$here/pstore.expected" >/dev/null 2>&1; [ $? -eq 2 ]; verdict 'nor is any text'
cp "$here/pstore/dmesg-ramoops-0" "$directory/saved.txt"
"$plogcat" --kernel "$directory/saved.txt" | grep -q 'kernel  sysrq: Trigger a crash'; verdict 'a log with another name is'

# A zone without a code, which has been written round: its oldest byte stands where the next one would go.
{
    printf 'DBGC\004\0\0\0\014\0\0\0'
    printf '%s' 'rld
hello wo'
    head -c 1024 /dev/zero
} >"$directory/zone"
printf '%s\n' 'boot ?  ?  -  kernel  ramoops zone at offset 0, without a code: unchecked' 'boot ?  ?  -  kernel  hello world' >"$directory/expected"
"$plogcat" --kernel "$directory/zone" >"$directory/now" && diff -u "$directory/expected" "$directory/now"
verdict 'a zone without a code is said to be unchecked'

# Zones that lie, and noise: nothing to expect but that it ends.
wrong=0
for i in $(seq 40); do
    { printf 'DBGC'; head -c "$((i * 50))" /dev/urandom; printf 'DBGC\001\0\0\0\001\0\0\0====1.2-C\n'; head -c 300 /dev/urandom; } >"$directory/noise"
    timeout 10 "$plogcat" --kernel "$directory/noise" >/dev/null 2>&1
    [ $? -le 2 ] || wrong=$((wrong + 1))
done
[ "$wrong" -eq 0 ]; verdict 'noise does no harm'
conclude
