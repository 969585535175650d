#!/bin/sh
# link.sh FOLDER PLOGEN LINK...: what the linker fragment refuses, in words. LINK is the command that links the demo's firmware, without the
# generated folder and the linker scripts.
set -u
folder=$1 plogen=$2
shift 2
. "$(dirname "$0")/../verdict.sh"
mkdir -p "$folder"

# links SPEC_EDIT SCRIPT_EDIT: plogen with an edited spec, then the link with an edited linker script; both are sed's.
links() {
    spec_edit=$1 script_edit=$2
    rm -rf "$folder/gen"
    sed -E "$spec_edit" examples/motor/motor.plog >"$folder/motor.plog"
    sed -E "$script_edit" examples/motor/link.ld >"$folder/link.ld"
    "$plogen" "$folder/motor.plog" -o "$folder/gen" || return 2
    shift 2
    "$@" -I "$folder/gen" -T "$folder/gen/motor.ld" -T "$folder/link.ld" "$folder/gen/motor.c" -o "$folder/motor.elf" \
        2>"$folder/said.txt"
}

refused() {
    [ "$1" -ne 0 ] && grep -q "plog: $2" "$folder/said.txt"
}

links '' '' "$@"; verdict 'the example links'
links 's/overwrite;/overwrite at 0x20008000;/' '' "$@"; verdict 'a free address links'
arm-none-eabi-nm "$folder/motor.elf" | grep -q '^20008000 . plog_region_start'; verdict 'the ring is there'
links 's/overwrite;/overwrite at 0x20000000;/' '' "$@"; refused $? 'the ring overlaps .data'; verdict 'an address inside .data is refused'
links 's/overwrite;/overwrite at 0x20000010;/' 's/\*\(\.bss .*/&\n        . += 4096;/' "$@"
refused $? 'the ring overlaps .bss'; verdict 'an address that reaches into .bss is refused'
links '' '/^ *_ebss = /d; s/^    \.noinit /    _ebss = .;\n&/' "$@"; verdict 'a script that ends .bss behind the section links'
[ "$(arm-none-eabi-nm "$folder/motor.elf" | grep -c -e '^\(2.*\) . _ebss')" -eq 1 ] &&
    arm-none-eabi-nm -n "$folder/motor.elf" | grep -E ' (_ebss|plog_region_start)$' | head -n 1 | grep -q _ebss
verdict 'and start-up ends zeroing before the ring'

conclude
