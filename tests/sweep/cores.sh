# The cores that are swept; sourced by the scripts that do it. They have set $plogen, $work, $warnings and $only.

runtime=../../runtime motor=../../examples/motor

# enter NAME MACHINE TARGET FLASH RAM FLAGS...: says what is built next, with which tools, and where it runs.
enter() {
    name=$1 machine=$2 target=$3 flash=$4 ram=$5 buffer=1K
    shift 5
    flags=$* link='-nostartfiles' load=
    case $target in
    cortex-m*)
        tools=arm-none-eabi emulator=qemu-system-arm files=cortex_m.c
        flags="-mcpu=$target -mthumb --specs=nano.specs $flags"
        ;;
    riscv32)
        tools=riscv64-unknown-elf emulator=qemu-system-riscv32 load='-bios none' files=riscv.c
        flags="--specs=picolibc.specs -msmall-data-limit=0 $flags"
        ;;
    xtensa-lx106)
        tools=xtensa-lx106-elf emulator=qemu-system-xtensa load='-cpu lx106' files='lx106.c ../ports-small/lx106.S'
        flags="-mlongcalls -ffreestanding -DINTERRUPTS $flags" link='-nostdlib -Wl,--no-warn-rwx-segments'
        ;;
    avr-*)
        tools=avr emulator= files=avr.c buffer=504 link=
        flags="-mmcu=${target#avr-} $flags"
        ;;
    esac
}

# The board's own linker script, with its addresses; avr-gcc has one.
linker_script() {
    case $target in
    avr-*) ;;
    xtensa-*) cat ../ports-small/lx106.ld ;;
    *) sed "s/\(FLASH.*ORIGIN = \).*/\1$flash, LENGTH = 64K/; s/\(RAM .*ORIGIN = \).*/\1$ram, LENGTH = 16K/" $motor/link.ld ;;
    esac
}

# build MODE OPTIONS SOURCE FLAGS...: the firmware in $out.
build() {
    drop=0 scripts="-T $out/sweep.ld"
    [ "$1" = drop ] && drop=1
    { cat sweep.plog; echo "target $target; buffer $buffer $1; $2"; } >"$out/sweep.plog"
    shift 2
    linker_script >"$out/link.ld"
    [ -s "$out/link.ld" ] && scripts="$scripts -T $out/link.ld"
    "$plogen" "$out/sweep.plog" -o "$out" &&
        $tools-gcc -std=c99 $flags $warnings -Os -ffunction-sections -fdata-sections -I . -I $runtime -I "$out" -DSWEEP_DROP=$drop \
            "$@" firmware.c reading.c $files "$out/sweep.c" $link -Wl,--gc-sections $scripts -lgcc -o "$out/firmware.elf"
}

# limited COMMAND...: for $limit seconds at most, so that one that stands still costs the other rows nothing.
limited() {
    timeout "$limit" "$@"
    set -- $?
    [ "$1" -ne 124 ] || echo "$case_name: stopped after $limit s"
    return "$1"
}

address() {
    $tools-nm "$out/firmware.elf" | awk -v name="$1" '$3 == name { print "0x" $1 }'
}

# Whether the row is run: $only is empty, a core, or the row's name.
wanted() {
    case $only in '' | "$name" | "$case_name") ;; *) return 1 ;; esac
}

# Of a variable, in bytes.
size_of() {
    $tools-nm -S "$out/firmware.elf" | awk -v name="$1" '$4 == name { print "0x" $2 }'
}
