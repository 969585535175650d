#!/bin/sh
# run.sh FOLDER PLOGEN PLOGCAT: makes mistakes, and looks for the words of the remedy in what is said. Runs from the project's root.
set -u
folder=$1 plogen=$2 plogcat=$3
. tests/verdict.sh
rm -rf "$folder"
mkdir -p "$folder"

# spec TARGET [OPTIONS]: plogen with a small spec for that target, in gen/.
spec() {
    printf 'project pump;\ntarget %s;\nbuffer 1K overwrite;\n%s\ninfo started(by: u8) "started by {by}";\n' "$1" "${2:-}" >"$folder/pump.plog"
    "$plogen" "$folder/pump.plog" -o "$folder/gen" 2>"$folder/said"
}

# compile COMPILER FLAGS...: the generated .c.
compile() {
    "$@" -Os -I runtime -c "$folder/gen/pump.c" -o "$folder/pump.o" >"$folder/said" 2>&1
}

# says WORDS NAME: the verdict on a command that must have failed, and said that (a grep pattern).
says() {
    [ "$1" -ne 0 ] && grep -q -e "$2" "$folder/said" || { cat "$folder/said"; false; }
    verdict "$3"
}
fine() {
    [ "$1" -eq 0 ] || { cat "$folder/said"; false; }
    verdict "$2"
}

arm='arm-none-eabi-gcc -mthumb'

# The spec's target and the compiler's.
spec cortex-m3; compile cc; says $? "spec's target is a Cortex-M, but this compiler is for another core: change the target" 'Cortex-M, with the compiler of this machine'
compile avr-gcc -mmcu=atmega328p; says $? "spec's target is a Cortex-M, but this compiler is for another core" 'Cortex-M, with avr-gcc'
compile $arm -mcpu=cortex-m0; fine $? "an M0's code on an M3"
compile $arm -mcpu=cortex-m4; fine $? "an M4's code with an M3's spec"
spec cortex-m3 'clock cycles 72MHz;'; compile $arm -mcpu=cortex-m0
says $? "core has no cycle counter as the spec's target has: change the target in the spec to the core's name, or -mcpu" 'a cycle counter that the core does not have'
spec cortex-m3 'lock basepri 0x40;'; compile $arm -mcpu=cortex-m0; says $? 'core has no BASEPRI' 'a lock that the core does not have'
spec cortex-m4; compile $arm -mcpu=cortex-m7 -mfloat-abi=hard
says $? 'change the target in the spec to cortex-m7 or cortex-m55' "an M7 with an M4's spec, which has no barriers"
spec cortex-m33; compile $arm -mcpu=cortex-m55 -mfloat-abi=hard; says $? 'change the target in the spec to cortex-m7 or cortex-m55' "an M55 with an M33's spec"
spec cortex-m7; compile $arm -mcpu=cortex-m7 -mfloat-abi=hard; fine $? 'an M7 with its own'
spec cortex-m3 'backtrace 8;'; compile $arm -mcpu=cortex-m33; says $? 'fault registers are those of the targets cortex-m33 and cortex-m55: change the target' "an M33's crash with an M3's spec"
spec cortex-m3 'backtrace 8;'; compile $arm -mcpu=cortex-m0; says $? 'no fault registers, as the targets cortex-m0, cortex-m0plus and cortex-m23: change the target' "an M0's crash with an M3's spec"
spec cortex-m33 'backtrace 8;'; compile $arm -mcpu=cortex-m3; says $? 'fault registers are those of the targets cortex-m3, cortex-m4 and cortex-m7: change the target' "an M3's crash with an M33's spec"
spec avr-atmega328p; compile avr-gcc -mmcu=atmega2560; says $? "spec's target is another AVR than -mmcu is: change the target" 'another AVR'
compile avr-gcc -mmcu=atmega328p; fine $? 'the AVR of the spec'
compile avr-gcc -mmcu=avr5; fine $? 'a family of AVRs'
spec riscv32; compile riscv64-unknown-elf-gcc -march=rv64imac -misa-spec=2.2 -mabi=lp64 --specs=picolibc.specs
says $? "pointers of this compiler are not as wide as the spec's target has them" 'riscv32, with a compiler for 64 bits'
spec xtensa-lx106; compile $arm -mcpu=cortex-m3; says $? "spec's target is the Xtensa lx106, but this compiler is for another core" 'lx106, with the compiler for Cortex-M'
spec linux; compile $arm -mcpu=cortex-m3; says $? "spec's target is linux, but this compiler is for another system" 'Linux, with the compiler for Cortex-M'
spec host; compile $arm -mcpu=cortex-m3; says $? "pointers of this compiler are not as wide" 'host, with the compiler for Cortex-M'

# The build of a program.
cat >"$folder/main.c" <<'END'
#include "pump.h"
int main(void)
{
    plog_init_file("pump.ring", PLOG_CAUSE_UNKNOWN);
    log_started(7);
    return 0;
}
END
host() {
    cc "$@" -o "$folder/pump" >"$folder/said" 2>&1
}
main="$folder/main.c" gen="$folder/gen/pump.c"
spec linux; host -I "$folder/gen" $main $gen
says $? 'in plogen.s folder runtime/, which must be on the include path: -I' 'runtime/ is not on the include path'
host -std=c89 -I runtime -I "$folder/gen" $main $gen; says $? 'plog is written in C99: compile the generated .c with -std=c99' 'C89'
parts=$(cd runtime; grep -l PLOG_RING_H plog*.c)
[ "$(echo "$parts" | wc -l)" -ge 11 ]; verdict 'the parts of plog.c are known'
for part in $parts; do
    host -I runtime -I "$folder/gen" $main $gen "runtime/$part"
    says $? "\"$part is compiled as a part of the .c that plogen writes: leave it out of your build, and add that file\"" "runtime/$part among the sources"
done
host -I runtime -I "$folder/gen" $main; says $? 'undefined reference to .plog_init_file' 'the generated .c is not among the sources'
mkdir -p "$folder/second" && sed 's/^target/prefix two; &/' "$folder/pump.plog" >"$folder/second.plog" && "$plogen" "$folder/second.plog" -o "$folder/second"
host -I runtime -I "$folder/gen" -I "$folder/second" $main $gen "$folder/second/second.c"; says $? 'multiple definition of .plog_init' 'two specs in one program'
sed 's/plog_init_file.*/plog_catch_signals();/' $main >"$folder/catch.c"
host -I runtime -I "$folder/gen" "$folder/catch.c" $gen; says $? 'undefined reference to .plog_catch_signals' 'crash capture without backtrace in the spec'
cp "$folder/main.c" "$folder/main.cpp"
g++ -I runtime -I "$folder/gen" "$folder/main.cpp" $gen -o "$folder/pump" >"$folder/said" 2>&1; fine $? 'a program in C++'
host -g -flto -O2 -I runtime -I "$folder/gen" $main $gen; fine $? 'optimised at link time'

# The dump.
(cd "$folder" && rm -f pump.ring && ./pump); verdict 'the program runs'
read_dump() {
    "$plogcat" -t "$folder/gen" "$folder/$1" >"$folder/printed" 2>"$folder/said"
}
ring=$folder/pump.ring
{ printf 'abc'; cat "$ring"; } >"$folder/behind_banner"
read_dump behind_banner && grep -q 'started by 7' "$folder/printed"; verdict 'a dump with something before it'
objcopy -I binary -O ihex "$ring" "$folder/ring.hex"; read_dump ring.hex; says $? 'Intel HEX: make bytes of it with objcopy -I ihex -O binary' 'Intel HEX'
objcopy -I ihex -O binary "$folder/ring.hex" "$folder/again" && read_dump again && grep -q 'started by 7' "$folder/printed"; verdict 'and with that it is read'
objcopy -I binary -O srec "$ring" "$folder/ring.srec"; read_dump ring.srec; says $? 'S-records: make bytes of them with objcopy -I srec -O binary' 'S-records'
od -A x -t x1 "$ring" >"$folder/ring.txt"; read_dump ring.txt; says $? 'a dump in digits: make bytes of it' 'a dump in digits'
gzip -c "$ring" >"$folder/ring.gz"; read_dump ring.gz; says $? 'compressed: unpack it' 'compressed'
read_dump pump; says $? 'an ELF file: the firmware goes behind --elf' 'the firmware in place of the dump'
read_dump gen/pump.json; says $? 'JSON: a table goes behind -t' 'the table in place of the dump'
: >"$folder/empty"; read_dump empty; says $? 'it is empty' 'an empty file'
head -c 4096 /dev/zero | tr '\0' '\377' >"$folder/erased"; read_dump erased; says $? 'all its bytes are the same' 'erased memory'
read_dump main.c; says $? 'it is text' 'a source file'

head -c 5000 "$plogen" | tail -c 4000 >"$folder/other_memory"; read_dump other_memory; says $? 'is it the memory from plog_region_start on' 'other memory than the ring'
tr '\000-\377' '\001-\377\000' <"$ring" >"$folder/turned"; read_dump turned; says $? 'its bytes in their order?' 'a dump with other bytes'

# A core file has the ring of a program that keeps it in plain memory, between pointers and zeros that look alike.
sed 's/plog_init_file("pump.ring", /plog_init(/; s/return 0/__builtin_trap()/' $main >"$folder/plain.c"
cc -I runtime -I "$folder/gen" "$folder/plain.c" $gen -o "$folder/plain"
if [ "$(cat /proc/sys/kernel/core_pattern)" = core ]; then
    (cd "$folder" && ulimit -c unlimited && ./plain) 2>"$folder/said"
    mv "$folder"/core* "$folder/plain.core" && read_dump plain.core && grep -q 'started by 7' "$folder/printed"; verdict 'a core file'
fi

asked() {
    "$plogcat" "$@" >"$folder/printed" 2>"$folder/said"
}
asked "$ring"; says $? 'no table; give one with -t' 'no table'
asked -t "$folder/pump" "$ring"; says $? 'not usable as a table' 'the firmware in place of the table'
asked -t "$folder/pump.plog" "$ring"; says $? 'give the NAME.json that plogen wrote' 'the spec in place of the table'
asked --elf "$folder/pump" "$ring"; says $? "carries no table of plogen.s.*a spec with 'backtrace' puts one there" 'a firmware without a table'
asked -t "$folder/gen" --mem foo; says $? '--mem takes ADDRESS,SIZE' 'a range that is none'
asked --mem foo; says $? '--mem takes ADDRESS,SIZE' 'a range that is none, before anything else'
sed 's/started by/begun by/' "$folder/pump.plog" >"$folder/other.plog" && "$plogen" "$folder/other.plog" -o "$folder/other" && asked -t "$folder/other" "$ring"
says $? 'no table for schema [0-9a-f]* *$' "another firmware's table"

conclude
