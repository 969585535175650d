#!/bin/sh
# doc.sh DIRECTORY BUILD: does in DIRECTORY what docs/LINUX.md says under "A program", with the files as they are written there.
set -u
directory=$1 tools=$(cd "$2" && pwd)
. "$(dirname "$0")/../verdict.sh"

rm -rf "$directory"
mkdir -p "$directory"

# A line that is only a name and a colon begins a file; its text is indented by four.
awk -v directory="$directory" '
    /^`[a-z.]+`:$/ { file = directory "/" substr($0, 2, length($0) - 3); next }
    file && /^    / { print substr($0, 5) >file; next }
    /^$/ { if (file) print "" >file; next }
    { file = "" }' docs/LINUX.md

PLOGEN=$PWD PATH=$tools:$PATH
export PLOGEN PATH
cd "$directory" || exit 1
ulimit -c 0
sh -e build.sh >printed; verdict 'docs/LINUX.md can be followed'
sed -E 's/as [0-9]+$/as 4711/' printed | without_times >now
cat >expected <<'END'
boot 1  TIME  -  plog.boot  box started, schema SCHEMA
boot 1  TIME  info  started  started as 4711
boot 1  TIME  error  disk_slow  disk 2 took 1700 ms
END
diff -u expected now; verdict 'and prints what it says'
./box /dev/null 2>&1 | grep -q "plog_status 10"
verdict 'a device is refused'
./box 0x7100002 2>&1 | grep -q 'plog_status 2'; verdict 'so is an address that is not aligned'
conclude
