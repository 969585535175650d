#!/bin/sh
# run.sh PLOGEN WORK: "ram ecc" in the code of a Cortex-M7. That each push is where a reset needs it is proved by tests/runtime, test_steps.c.
set -u
plogen=$1 work=$2
cd "$(dirname "$0")" || exit 1
. ../verdict.sh

warnings='-Wall -Wextra -Wconversion -Wshadow -pedantic -Werror'
runtime=../../runtime motor=../../examples/motor
mkdir -p "$work"
cat >"$work/main.c" <<'END'
#include "flight.h"
#include "board.h"
void SysTick_Handler(void) { }
void HardFault_Handler(void) { }
int main(void)
{
    plog_init(PLOG_CAUSE_UNKNOWN);
    log_mode_change(LOG_MODE_DISARMED, LOG_MODE_LAND);
    for (;;) { }
}
END

# build: a firmware from the spec in WORK.
build() {
    "$plogen" "$work/flight.plog" -o "$work" 2>"$work/err" &&
        sed 's/\(RAM .*ORIGIN = \).*/\10x20000000, LENGTH = 112K/' $motor/link.ld >"$work/link.ld" &&
        arm-none-eabi-gcc -mcpu=cortex-m7 -mthumb --specs=nano.specs -std=c99 -O2 -ffunction-sections -fdata-sections $warnings "$@" -I $runtime \
            -I $motor -I "$work" "$work/main.c" "$work/flight.c" $motor/startup.c -nostartfiles -Wl,--gc-sections -T "$work/flight.ld" \
            -T "$work/link.ld" -o "$work/flight.elf"
}

symbol() { arm-none-eabi-nm "$work/flight.elf" | sed -n "s/^\([0-9a-f]*\) . $1\$/\1/p"; }

# stores FUNCTION: its stores and barriers, in order.
stores() {
    arm-none-eabi-objdump -d "$work/flight.elf" | sed -n "/<$1>:/,/^\$/p" | grep -oE '	(strb|strh|str|dmb)(\.w)?	' | tr -d '\n' | tr -s '\t' ' ' | sed 's/\.w//g'
}

cp flight.plog "$work/flight.plog"
build; verdict 'the flight spec compiles and links as it stands'
[ $((0x$(symbol plog_push_word) % 8)) -eq 0 ]; verdict 'the word has its own place'
[ "$((0x$(symbol plog_push_word)))" -ge "$((0x$(symbol plog_region_start) + 16000))" ] &&
    [ "$((0x$(symbol plog_push_word) + 8))" -eq "$((0x$(symbol plog_region_end)))" ]; verdict 'the word is behind the blocks'
# The commit is the only halfword: the record before it is pushed out, and then the commit, each behind a barrier.
case $(stores plog_write_log_mode_change) in
*' dmb strb dmb strh dmb strb '*) true ;;
*) stores plog_write_log_mode_change; false ;;
esac
verdict 'a byte is stored before the commit and behind it'

grep -v '^ram' flight.plog >"$work/flight.plog"
build && [ -z "$(symbol plog_push_word)" ]; verdict 'without the option there is no word'
without=$(stores plog_write_log_mode_change | grep -o strb | wc -l)
sed 's/^ram .*/ram ecc 32;/' flight.plog >"$work/flight.plog"
build && [ $((0x$(symbol plog_push_word) % 4)) -eq 0 ]; verdict '32 bits'
with=$(stores plog_write_log_mode_change | grep -o strb | wc -l)
[ "$without" -eq $((with - 2)) ]; verdict 'without the option there is no store'
build -DPLOG_CACHED=1 && [ "$(stores plog_write_log_mode_change | grep -o strb | wc -l)" -lt "$with" ]; verdict 'a cleaned cache writes whole words: no store'

# refuses LINES TEXT
refuses() {
    printf 'project p; buffer 2K overwrite %s\n' "$1" >"$work/refused.plog"
    ! "$plogen" "$work/refused.plog" -o "$work/none" 2>"$work/err" && grep -qF "$2" "$work/err"; verdict "refuses $1"
}
refuses '; target cortex-m7; ram ecc;' "'ram ecc' needs the width of a word, 32 or 64"
refuses '; target cortex-m7; ram ecc 48;' "'ram ecc' is for words of 32 or 64 bits, not 48"
refuses '; target linux; ram ecc 32;' "there is no 'ram ecc' on linux; leave it out"
refuses '; target avr-atmega328p; ram ecc 32;' "there is no 'ram ecc' on avr-atmega328p; leave it out"
refuses 'at 0x20000004; target cortex-m7; ram ecc 64;' "with this the buffer's address must be a multiple of 8"
conclude
