#!/bin/sh
# run.sh PLOGEN FOLDER: Eva shows each part of main.c free of undefined behaviour, but for the alarms named below.
set -u
plogen=$1 folder=$2
here=$(dirname "$0")
. "$here/../verdict.sh"

command -v frama-c >/dev/null || { echo "Frama-C is missing: apt-get install frama-c-base"; exit 1; }
mkdir -p "$folder"
"$plogen" "$here/proof.plog" -o "$folder" && sed -i 's,port/riscv.h,proof_port.h,' "$folder/proof.c"; verdict 'plogen'

# part NUMBER NAME ALARMS
part() {
    frama-c -eva -machdep gcc_x86_32 -cpp-extra-args="-I$folder -Iruntime -I$here -DPART=$1" "$here/main.c" -main main -eva-precision 1 \
        -eva-slevel 300 -eva-split-return full -eva-min-loop-unroll 70 -eva-domains bitwise >"$folder/$1.log" 2>&1 &&
        grep -q 'ANALYSIS SUMMARY' "$folder/$1.log"
    verdict "$2: Eva ends"
    alarms=$(grep -c '^\[eva:alarm\]' "$folder/$1.log")
    echo "$2: $alarms alarms"
    [ "$alarms" -eq "$3" ] || { grep -A 2 '^\[eva:alarm\]' "$folder/$1.log"; false; }
    verdict "$2: no alarm but those explained"
}

part 0 'what plog_within() promises' 0
part 1 'attach' 2 # that promise once more, which part 0 shows; and plog_lap(NULL), but a whole block fits at least with itself
part 2 'going down' 0
part 3 'lost and clear' 0
conclude
