#!/bin/sh
# run.sh FOLDER PLOGEN: links a firmware as its owner may get it wrong, and looks at what the linker says; and as it is right, with several linker
# scripts, and looks where the ring is. Runs from the project's root.
set -u
folder=$1 plogen=$2
here=tests/link motor=examples/motor
. tests/verdict.sh
rm -rf "$folder"
mkdir -p "$folder"

# generate EDIT [SPEC]: plogen with the spec, edited by sed.
generate() {
    rm -rf "$folder/gen"
    spec=${2:-$here/link.plog}
    sed -E "$1" "$spec" >"$folder/$(basename "$spec")"
    "$plogen" "$folder/$(basename "$spec")" -o "$folder/gen"
}

# tool COMPILER...: links main.c, without the fragment if that is set empty.
tool() {
    rm -f "$folder/link.elf"
    "$@" -Os -ffreestanding -ffunction-sections -fdata-sections -Wl,--gc-sections -I runtime -I "$folder/gen" $here/main.c "$folder/gen/link.c" \
        -o "$folder/link.elf" >"$folder/said.txt" 2>&1
}
with_fragment="-T $folder/gen/link.ld" fragment=$with_fragment

# without_fragment LINK...: one of those below.
without_fragment() {
    fragment=''
    "$@"
    set -- $?
    fragment=$with_fragment
    return "$1"
}

# arm SCRIPT [FLAGS...]: with an empty SCRIPT, that of the C library. The others have one.
arm() {
    script=$1
    shift
    tool arm-none-eabi-gcc -mcpu=cortex-m3 -mthumb --specs=nosys.specs --specs=nano.specs -nostartfiles -DSTART=Reset_Handler "$@" \
        $fragment ${script:+-T "$script"}
}
riscv() {
    tool riscv64-unknown-elf-gcc -march=rv32imac -misa-spec=2.2 -mabi=ilp32 --specs=picolibc.specs "$@" $fragment -T picolibc.ld
}
xtensa() {
    tool xtensa-lx106-elf-gcc -mlongcalls -nostdlib -DSTART=_start "$@" $fragment -T tests/ports-small/lx106.ld -Wl,--no-warn-rwx-segments -lgcc
}
avr() {
    tool avr-gcc -mmcu=atmega328p "$@" $fragment
}

# The example: what is compiled once, and what plogen wrote. firmware SCRIPT_EDIT [FLAGS...] links it with its script, edited by sed; board adds
# the fragment in its place.
cortex_m3="arm-none-eabi-gcc -mcpu=cortex-m3 -mthumb -Os -ffunction-sections -fdata-sections --specs=nano.specs"
compile_example() {
    generate '' $motor/motor.plog
    (cd "$folder" && $cortex_m3 -I "$OLDPWD/runtime" -I "$OLDPWD/$motor" -I gen -c "$OLDPWD"/$motor/*.c)
}
firmware() {
    sed -E "$1" $motor/link.ld >"$folder/link.ld"
    shift
    $cortex_m3 -I runtime -I "$folder/gen" -nostartfiles -Wl,--gc-sections,--fatal-warnings "$folder"/*.o "$folder/gen/motor.c" "$@" \
        -o "$folder/link.elf" >"$folder/said.txt" 2>&1
}
board() {
    edit=$1
    shift
    firmware "$edit" -T "$folder/gen/motor.ld" -T "$folder/link.ld" "$@"
}

# refused STATUS WORDS NAME: the verdict on a link that must fail.
refused() {
    [ "$1" -ne 0 ] && grep -q -e "$2" "$folder/said.txt" || { cat "$folder/said.txt"; false; }
    verdict "refused: $3"
}
links() {
    [ "$1" -eq 0 ] || { cat "$folder/said.txt"; false; }
    verdict "links: $2"
}

# value SYMBOL, as a decimal number; 0 if there is none.
value() {
    echo $((0x0$(nm "$folder/link.elf" | awk -v name="$1" '$3 == name { print $1 }')))
}
# apart NAME BSS_END HEAP_START: the ring is behind what is zeroed and before the heap.
apart() {
    [ "$(value "$2")" -gt 0 ] && [ "$(value "$2")" -le "$(value plog_region_start)" ] && [ "$(value "$3")" -ge "$(value plog_region_end)" ]
    verdict "$1: the ring is behind .bss and before the heap"
}

# The example, and where it can't be.
spec=$motor/motor.plog
at() {
    generate "s/overwrite;/overwrite at $1;/" $motor/motor.plog
}
compile_example; verdict 'the example compiles'
board ''; links $? 'the example'
at 0x20008000; board ''; links $? 'a free address'
[ "$(value plog_region_start)" -eq $((0x20008000)) ]; verdict 'the ring is there'
at 0x20000000; board ''; refused $? 'plog: the ring overlaps .data: change the address' 'an address where .data begins'
at 0x00000080; board ''; refused $? 'section .plog .* overlaps section .text\|ring overlaps .text' 'an address inside .text'
at 0x20000010; board 's/\*\(\.bss .*/&\n        . += 4096;/'; refused $? 'plog: the ring overlaps .bss: change the address' 'an address that reaches into .bss'
! grep -q 'start-up code would zero' "$folder/said.txt"; verdict 'and nothing else of it'
at 0x20000800; board 's/\*\(\.noinit .*/&\n        . += 4096;/'; refused $? 'section .plog .* overlaps section .noinit' 'an address inside .noinit'
at 0x2000F804; board ''; refused $? 'plog: the ring leaves no room for the stack: change the address' "an address over the stack's first word"
at 0x20010000; board ''; links $? 'an address behind the stack'
generate '' $spec; board 's/^_estack = .*/_estack = 0x20000840;/'; refused $? "plog: the ring leaves no room for the stack: make 'buffer' in motor.plog smaller" 'a ring up to the stack'
generate 's/buffer  2K/buffer 128K/' $spec; board ''; refused $? "region .RAM. overflowed" 'a ring larger than the RAM'

generate '' $spec
firmware '' -T "$folder/link.ld"; refused $? "motor.c:.*undefined reference to .plog_needs_motor_ld_in_the_link'" 'a link without the fragment'
firmware '' -T "$folder/link.ld" -flto; refused $? 'plog_needs_motor_ld_in_the_link' 'a link without the fragment, optimised at link time'
firmware '' -T "$folder/link.ld" -T "$folder/gen/motor.ld"; refused $? '[.]bss not found for insert' "the fragment behind the board's script"
grep -q '[.]bss not found for insert' "$folder/gen/motor.ld"; verdict 'and the fragment tells what that means'
board '' -flto; links $? 'optimised at link time'
cp "$folder/gen/motor.ld" "$folder/old.ld"
generate 's/buffer  2K/buffer 4K/' $spec
firmware '' -T "$folder/old.ld" -T "$folder/link.ld"; refused $? 'plog: the ring of motor.c is not in the link, or not of the size that motor.ld has: compile and link motor.c once' 'the fragment of another size'

generate '' $spec
board '/^ *_ebss = /d; s/^    \.noinit /    _ebss = .;\n&/'; links $? 'a script that ends .bss behind the section'
apart 'and' _ebss plog_region_end
board '/^ *_ebss = /d; s/^    \.noinit /    . = ALIGN(4); _ebss = .;\n&/'; refused $? 'plog: start-up code would zero the ring' 'a script that zeroes up to behind the ring'
board 's/\.bss /.zero /'; refused $? '[.]bss not found for insert' 'a script without .bss'
board 's/\.bss /.zero /; s/^    \.noinit /    .bss (NOLOAD) : { } > RAM\n&/'; links $? 'with an empty .bss behind the section that takes its place'
apart 'and' _ebss plog_region_end
generate 's/^clock/backtrace 8; clock/' $spec
board '' -flto -Wl,-u,plog_fault_handler; links $? 'crash capture, optimised at link time'
board 's/^    \.text /    .code /'; refused $? "motor.ld:[0-9]*: undefined section .[.]text'" 'a script without .text, with backtrace'
line=$(sed -n 's/.*motor.ld:\([0-9]*\): undefined section.*/\1/p' "$folder/said.txt" | head -n 1)
sed -n "$((line - 2)),${line}p" "$folder/gen/motor.ld" | grep -q 'no section .text, give plog_text_start and plog_text_end'; verdict 'and the line that it names tells what to do'
board 's/^    \.text /    .code /' -Wl,--defsym=plog_text_start=0,--defsym=plog_text_end=0x20000; links $? 'with what that says'
stack_below='s/^_estack = .*/_estack = ORIGIN(RAM) + 4K;/; s/_sdata = ./. += 4K; &/; s/LOADADDR\(.data\)/& + 4K/'
board "$stack_below"; refused $? 'plog: the stack lies below .bss, where a crash is not looked for: .*plog_ram_start=' 'a stack below .bss, with backtrace'
board "$stack_below" -Wl,--defsym=plog_ram_start=0x20000000; links $? 'with what that says'
board "$stack_below" -Wl,--defsym=plog_ram_end=0x20010000; links $? 'or with a stack elsewhere'

at 0x20008000; board 's/^    \.text /    .code /'; refused $? "motor.ld:[0-9]*: undefined section .[.]text'" 'a script without .text, with at'
board 's/^    \.text /    .text : { } > FLASH\n    .code /'; links $? 'with an empty .text'

# Linker scripts of several kinds.
generate ''
arm $here/vendor.ld -DHEAP; links $? "a vendor's script"
apart "a vendor's script" _ebss end
arm $here/cmsis.ld -DHEAP; links $? "a script in CMSIS's way"
apart "CMSIS's way" __bss_end__ __end__
arm '' -DHEAP; links $? "newlib's own script"
apart "newlib's own script" __bss_end__ _end
arm $here/minimal.ld; links $? 'a minimal script'
arm $here/minimal.ld -DHEAP; refused $? 'plog: the heap begins where the ring does' 'a minimal script, with a heap over the ring'
sed 's/end = .;/.heap (NOLOAD) : { & }/' $here/minimal.ld >"$folder/mended.ld"
arm "$folder/mended.ld" -DHEAP; links $? 'with what that says'
apart 'a minimal script' _ebss end
without_fragment arm $here/vendor.ld; refused $? 'plog_needs_link_ld_in_the_link' "a vendor's script alone"

# LLVM's linker. It wants a script's memory regions before what names them.
libraries=$(for library in c_nano nosys gcc; do arm-none-eabi-gcc -mcpu=cortex-m3 -mthumb -print-file-name=lib$library.a; done)
lld() {
    sed '/^_estack/{h;d}; /^SECTIONS/{x;G}' "$1" >"$folder/board.ld"
    shift
    tool clang --target=arm-none-eabi -mcpu=cortex-m3 -mthumb -DSTART=Reset_Handler -nostdlib -fuse-ld=lld "$@" $fragment -T "$folder/board.ld" $libraries
}
lld $here/vendor.ld; links $? "lld, a vendor's script"
apart "lld, a vendor's script" _ebss end
without_fragment lld $here/vendor.ld; refused $? 'plog_needs_link_ld_in_the_link' 'lld, without the fragment'
sed '/^ *_ebss = /d; s/^    \._user_heap_stack/    . = ALIGN(4); _ebss = .;\n&/; /__bss_end__/d' $here/vendor.ld >"$folder/zeroing.ld"
lld "$folder/zeroing.ld"; refused $? 'plog: start-up code would zero the ring' 'lld, a script that zeroes up to behind the ring'
cp "$folder/gen/link.ld" "$folder/old.ld"; generate 's/1K/2K/'; cp "$folder/old.ld" "$folder/gen/link.ld"
lld $here/vendor.ld; refused $? 'plog: the ring of link.c is not in the link, or not of the size that link.ld has' 'lld, the fragment of another size'
generate 's/overwrite/overwrite at 0x20004F00/'; lld $here/vendor.ld; refused $? 'plog: the ring leaves no room for the stack\|.plog virtual address range' 'lld, a ring over the stack'
generate 's/overwrite/overwrite at 0x20000000/'; lld $here/vendor.ld; refused $? 'plog: the ring overlaps .data\|overlaps' 'lld, a ring over .data'
generate 's/overwrite/overwrite at 0x20003000/'; lld $here/vendor.ld; links $? 'lld, a free address'
[ "$(value plog_region_start)" -eq $((0x20003000)) ]; verdict 'lld: the ring is there'

generate 's/cortex-m3/riscv32/'
riscv; links $? "picolibc's script"
apart "picolibc's script" __bss_end plog_region_end
riscv -DHEAP; refused $? 'plog: the heap begins where the ring does' "picolibc's script, with a heap over the ring"
riscv -DHEAP -Wl,--defsym=__heap_start=plog_region_end; links $? 'with the heap behind the ring'
apart "picolibc's script" __bss_end __heap_start
without_fragment riscv; refused $? 'plog_needs_link_ld_in_the_link' "picolibc's script alone"

generate 's/cortex-m3/xtensa-lx106/'
xtensa; links $? 'lx106'
apart 'lx106' _bss_end plog_region_end
without_fragment xtensa; refused $? 'plog_needs_link_ld_in_the_link' 'lx106 without the fragment'

avr_spec='s/cortex-m3/avr-atmega328p/'
generate "$avr_spec"
avr -DHEAP; links $? 'ATmega328P'
apart ATmega328P __bss_end __heap_start
without_fragment avr; refused $? 'plog_needs_link_ld_in_the_link' 'ATmega328P without the fragment'
generate "$avr_spec; s/1K/3K/"; avr; refused $? "plog: the ring is not inside the RAM of this AVR: make 'buffer' in link.plog smaller" 'ATmega328P: a ring larger than the RAM'
generate "$avr_spec; s/1K/2000/"; avr; refused $? 'plog: the ring leaves no room for the stack' 'ATmega328P: a ring up to the stack'
for address in 0x40 0x800 0x2000; do
    generate "$avr_spec; s/1K overwrite/1K overwrite at $address/"; avr
    refused $? "plog: the ring is not inside the RAM of this AVR: change the address behind 'at' in link.plog" "ATmega328P: a ring at $address"
done
generate "$avr_spec; s/1K overwrite/1K overwrite at 0x100/"; avr; refused $? 'plog: the ring overlaps' 'ATmega328P: a ring over the variables'
generate "$avr_spec; s/1K overwrite/1K overwrite at 0x500/"; avr; refused $? 'plog: the ring leaves no room for the stack' 'ATmega328P: a ring over the stack'

conclude
