#!/bin/sh
# run.sh PLOGEN JUDGE PLUGIN SIMULATE WORK WARNINGS some|all EVERY [ONLY]: builds the workload for each core, and each mode, lock and so on, resets it after every instruction,
# and lets the judge look at what is left. Each state that the workload leaves is decoded. Each EVERYth, and the last, is recovered from, too; and of the states that
# those recoveries leave each 20th, each time others, but in each 50th recovery all. With "all", so are all of both modes with lock irq, without and with check16; with SECOND=1
# in the environment, of each row. With "some", other locks than lock irq on one core and in one kind of ring only.
set -u
plogen=$1 judge=$2 plugin=$3 simulate=$4 work=$5 warnings=$6 extent=$7 every=$8 only=${9:-}
whole=50
cd "$(dirname "$0")" || exit 1
. ../verdict.sh
. ./cores.sh

limit=1200 # seconds of a row; idle the longest takes four minutes

# Runs the firmware, with the options of what sweeps it. What that saw goes to file descriptor 3.
run() {
    case $target in
    avr-*) limited "$simulate" "$out/firmware.elf" "$1" ;;
    *)
        limited $emulator -M "$machine" -nographic -monitor none -serial none $load -kernel "$out/firmware.elf" \
            -plugin "$plugin,$1,entry=${entry:-$(address _start)}"
        ;;
    esac
}

# sweep MODE [OPTIONS [MORE [FLAGS...]]]: one kind of ring on the core entered. MORE is a variable that outlives a reset with the ring; after "loops", what a crash
# loop is counted in; after "loses", what outlives it without the ring. Or it is "restarts": it boots before it clears; or "reads" or "polls": by what is drained.
sweep() {
    mode=$1 options=${2:-} more=${3:-}
    shift $(($# < 3 ? $# : 3))
    case $more in
    restarts | reads | polls) kind=$more more= ;;
    *' '*) kind=${more%% *} more=${more#* } ;;
    *) kind= ;;
    esac
    case_name=$(echo "$name $mode $options $kind" | sed 's/lock //; s/;//g; s/ *$//; s/  */-/g')
    wanted || return 0
    second=${SECOND:-20}
    case "$extent $case_name" in
    "all $name-overwrite" | "all $name-drop" | "all $name-overwrite-integrity-check16" | "all $name-drop-integrity-check16") second=1 ;;
    esac
    out=$work/$case_name
    mkdir -p "$out"
    build "$mode" "$options" workload.c "$@"; verdict "$case_name: builds"
    begin=$(address plog_region_start) size=$(($(address plog_region_end) - $(address plog_region_start)))
    entry=$(address Reset_Handler)
    [ -z "$more" ] || more="more=$(address "$more"),more_size=$(size_of "$more"),loses=$([ "$kind" = loses ] && echo 1 || echo 0),"
    run "ring=$begin,size=$size,${more}journal=$(address journal),end=$(address sweep_end),first=$every,second=$second,whole=$whole,out=/dev/fd/3" 3>&1 >&2 |
        "$judge" "$out/sweep.json" $size "$case_name: every=$every second=$second whole=$whole" $kind
    verdict "$case_name: nothing is lost, nothing false is shown"
}

# matrix [LOCK...]: both modes, without and with a check, and each lock.
matrix() {
    for mode in overwrite drop; do
        for integrity in '' 'integrity check16;'; do
            sweep $mode "$integrity"
            for lock; do
                [ "$extent" = all ] || [ "$name $mode$integrity" = 'm3 overwrite' ] || continue
                sweep $mode "lock $lock; $integrity"
            done
        done
    done
}

enter m0 microbit cortex-m0 0x00000000 0x20000000
matrix none user
buffer=2K # blocks above 255 bytes: there a log function compares by halves
sweep overwrite 'count;'
enter m3 mps2-an385 cortex-m3 0x00000000 0x20000000
matrix none user 'basepri 64'
sweep overwrite 'count;'
sweep overwrite 'optimize size;'
sweep overwrite 'integrity check8;'
sweep overwrite 'integrity ecc;'
sweep drop 'integrity ecc;'
sweep overwrite 'keep error 408;'
sweep overwrite 'keep error 408; integrity ecc;'
sweep overwrite 'cores 2;' '' -DSWEEP_CORES=2
sweep overwrite 'crash_loop 1;' 'loops plog_loop' -DSWEEP_LOOP=1
sweep overwrite 'crash_loop 1; count;' 'loops plog_loop' -DSWEEP_LOOP=1
sweep overwrite 'crash_loop 1; integrity check16;' 'loops plog_loop' -DSWEEP_LOOP=1
sweep overwrite 'crash_loop 1; integrity ecc;' 'loops plog_loop' -DSWEEP_LOOP=1
sweep overwrite 'backup 400;' backup_memory -DSWEEP_BACKUP=400
sweep overwrite 'backup 400;' 'loses backup_memory' -DSWEEP_BACKUP=400
sweep overwrite 'backup 400; integrity ecc;' backup_memory -DSWEEP_BACKUP=400
sweep overwrite 'backup 400; integrity ecc;' 'loses backup_memory' -DSWEEP_BACKUP=400
sweep overwrite 'cores 2; integrity ecc;' '' -DSWEEP_CORES=2
sweep overwrite '' restarts -DSWEEP_RESTARTS=1
sweep overwrite '' reads -DSWEEP_READS=1
sweep drop '' reads -DSWEEP_READS=1
sweep overwrite '' polls -DSWEEP_POLLS=1
sweep drop '' polls -DSWEEP_POLLS=1
buffer=1536
sweep overwrite 'cores 2; keep error 680;' '' -DSWEEP_CORES=2
enter m33 mps2-an505 cortex-m33 0x10000000 0x38000000
matrix none user 'basepri 64'
enter rv32 virt riscv32 0x80000000 0x80100000 -march=rv32imac -misa-spec=2.2 -mabi=ilp32
matrix none user
sweep overwrite 'integrity check8;'
sweep overwrite 'integrity ecc;'
[ "$extent" != all ] || sweep overwrite '' reads -DSWEEP_READS=1
enter avr - avr-atmega328p - -
matrix none user
sweep overwrite 'integrity check8;'
sweep overwrite 'crash_loop 1;' 'loops plog_loop' -DSWEEP_LOOP=1
enter lx106 lx60-nommu xtensa-lx106 - -
matrix none user
[ "$extent" != all ] || sweep overwrite '' reads -DSWEEP_READS=1
conclude
