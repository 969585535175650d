#!/bin/sh
# run.sh PLOGEN PLOGCAT WORK: a program for target host, in plain ISO C, by every compiler that is here.
set -u
plogen=$1 plogcat=$2 work=$3
cd "$(dirname "$0")" || exit 1
. ../verdict.sh

warnings='-Wall -Wextra -Wconversion -Wshadow -pedantic -Werror'
runtime=$(realpath ../../runtime)
mkdir -p "$work"
"$plogen" host.plog -o "$work"; verdict plogen
{
    echo 'boot 1 (pin)  0.000000  -  plog.boot  host started'
    echo 'boot 1 (pin)  0.000000  -  plog.lost  1 record could not be written'
    for n in $(seq 0 49); do
        printf 'boot 1 (pin)  %d.%03d000  info  step  step %d at 0xfedcba9876543210\n' $(((n + 1) / 100)) $(((n + 1) * 10 % 1000)) "$n"
    done
    for name in five! longe… null; do
        echo "boot 1 (pin)  0.500000  info  named  named $name"
    done
} >"$work/expected"

for compile in 'gcc -std=c99' 'gcc -std=c17' 'clang -std=c99' 'clang -std=c17' 'g++ -x c++ -std=c++11'; do
    command -v "${compile%% *}" >/dev/null || continue
    $compile $warnings -O2 -I "$runtime" -I "$work" main.c "$work/host.c" -o "$work/host"; verdict "$compile: compiles"
    (cd "$work" && rm -f ./*.bin && ./host); verdict "$compile: runs"
    for file in region frames; do
        "$plogcat" -t "$work/host.json" "$work/$file.bin" | sed 's/, schema .*//' | diff "$work/expected" -; verdict "$compile: $file"
    done
done

# No header but the compiler's own: without any other in reach it compiles.
own=$(dirname "$(gcc -print-file-name=include/stddef.h)")
gcc -std=c99 -ffreestanding -nostdinc -isystem "$own" $warnings -c -I "$runtime" -I "$work" "$work/host.c" -o "$work/host.o"
verdict 'no header of a system is used'

# What a system would be needed for is refused.
said() {
    { sed '/^clock/d' host.plog; echo "$1"; } >"$work/refused.plog"
    ! "$plogen" "$work/refused.plog" -o "$work" 2>"$work/err" && grep -qF "$2" "$work/err"; verdict "refuses $1"
}
said 'clock ns;' "there is no 'clock ns' on host; use 'clock tick' or 'clock user'"
said 'clock cycles 1MHz;' "there is no 'clock cycles' on host; use 'clock tick' or 'clock user'"
said 'lock irq;' "there is no 'lock irq' on host; leave the option out, or use 'none' or 'user'"
said 'backtrace 4;' "there is no 'backtrace' on host; leave it out"
conclude
