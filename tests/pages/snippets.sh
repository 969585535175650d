# What the file `blocks` names: each function has a code block in the file $1 and is called in a folder of its own, ../OTHER being that of another function.
# blocks.sh sources it.
warnings='-Wall -Wextra -Wconversion -Wshadow -Werror'
runtime="-I $PLOGEN/runtime -I gen"
arm="arm-none-eabi-gcc -mthumb -Os $warnings $runtime"

# What README.md begins with: the spec, the build, the call, and what plogcat makes of the ring.
front_spec() {
    cp "$1" motor.plog && plogen motor.plog -o gen && $arm -std=c99 -mcpu=cortex-m3 -c gen/motor.c -o motor.o
}
front_commands() {
    sed -n 's/^[$] //p' "$1" >commands
    grep -v '^[$] ' "$1" >others # the call, and what is printed
    sed 's/cortex-m3/host/; s/cycles/user/' ../front_spec/motor.plog >motor.plog
    sh -c "$(head -n 1 commands)" && cc $warnings $runtime -DFRONT_CALL="$(head -n 1 others | sed 's, *//.*,,')" "$PLOGEN/tests/pages/front.c" gen/motor.c -o motor &&
        for boot in 1 2 3 4 5 6; do ./motor || return; done && ./motor call && sh -c "$(tail -n 1 commands)" >printed && tail -n 1 others >last && tail -n 1 printed | diff last -
}
front_text() {
    diff "$1" ../front_commands/last
}
front_json() {
    tr -d '\n' <"$1" | sed 's/, *"text"/,"text"/' >line
    (cd ../front_commands && plogcat -o json -t gen ram.bin) | tail -n 1 | tr -d '\n' | diff line -
}

# "make check" is what runs this.
make_targets() {
    sed -n 's/^make \([a-z-][a-z-]*\).*/\1/p' "$1" | while read -r target; do
        make -C "$PLOGEN" -pq no-such-target 2>/dev/null | grep -q "^$target:" || { echo "there is no make $target"; exit 1; }
    done
}
demo_output() {
    example=$PLOGEN/build/examples/motor
    $QEMU_MPS2 -kernel "$example/motor.elf" && plogcat -t "$example/gen" motor.bin >printed && without_times <"$1" >expected &&
        tail -n "$(wc -l <"$1")" printed | without_times | diff expected -
}
makefile() {
    cp "$1" Makefile && cp "$PLOGEN/examples/motor/motor.plog" . && make gen/motor.c && make -q gen/motor.c && sleep 0.01 && touch motor.plog && ! make -q gen/motor.c
}

# with_options: the block, read from standard input, behind the options that a spec needs, must compile.
with_options() {
    { printf 'project block;\ntarget linux;\nbuffer 4K overwrite;\n'; cat; } >block.plog
    plogen block.plog -o gen && cc -std=c99 $warnings $runtime -c gen/block.c -o block.o
}
language_prototype() {
    grep -Fx "$(cat "$1")" ../front_spec/gen/motor.h
}
# The comments in the block tell the numbers.
types() {
    { cat "$1"; echo 'info all(m: mode, s: state, v: vec3);'; } | with_options &&
        echo '_Static_assert(LOG_MODE_IDLE == 0 && LOG_MODE_RUN == 5 && LOG_MODE_STOP == 6, "mode");
              _Static_assert(LOG_STATE_RC_LOST == 1 && LOG_STATE_BATTERY_LOW == 8 && LOG_STATE_FENCE == 16, "state");' >numbers.c &&
        cc $runtime -include gen/block.h -c numbers.c -o numbers.o
}
# The words in capitals stand for something.
grammar() {
    awk '{ gsub(/NAME/, "name" NR); gsub(/ID/, NR * 10); gsub(/LEVEL/, "warn"); gsub(/ARGUMENTS/, "value: u8"); gsub(/TYPE/, "f32"); print }' "$1" | with_options
}
declarations() {
    with_options <"$1"
}
# The spec that the message shows a line of, at that line.
diagnostic() {
    line=$(sed -n '1s/^[^:]*:\([0-9]*\):.*/\1/p' "$1")
    { printf 'project block; target linux;\nbuffer 4K overwrite;\n'; yes '' | head -n $((line - 3)); sed -n '2s/^[^|]*| //p' "$1"; } >motor.plog
    plogen motor.plog -o gen 2>seen
    diff "$1" seen
}

# What a shell makes of it, and of that the boot loader, which takes a backslash away, is the kernel's command line.
grub_line() {
    sh -c '. "$1"; printf "%s\n" "$GRUB_CMDLINE_LINUX"' sh "$1" | sed 's/\\\$/$/' >seen
    block "$PLOGEN/docs/LINUX.md" memmap= | diff - seen
}

# What systemd has a shell do: the first ring of a program that crashed is put aside, and stays.
systemd_unit() {
    sed -n 's,/var/lib/box/,,g; s/^ExecStopPost=//p' "$1" >stop.sh
    echo first >box.ring && SERVICE_RESULT=success sh stop.sh && [ ! -e first.ring ] && SERVICE_RESULT=core-dump sh stop.sh &&
        echo second >box.ring && { SERVICE_RESULT=core-dump sh stop.sh; echo first | diff - first.ring; }
}

usage() {
    plogcat --help | sed -n 's/^\(usage:\|      \) //p; /^$/q' | diff "$1" -
}

# The example, as another project builds it; what a second build does not need is not done.
cmake_block() {
    cp "$PLOGEN"/examples/motor/* .
    {
        echo 'cmake_minimum_required(VERSION 3.13)'
        echo 'set(CMAKE_SYSTEM_NAME Generic)'
        echo 'set(CMAKE_C_COMPILER arm-none-eabi-gcc)'
        echo 'set(CMAKE_TRY_COMPILE_TARGET_TYPE STATIC_LIBRARY)'
        echo 'project(motor C)'
        echo 'add_executable(firmware main.c startup.c semihosting.c)'
        echo 'target_compile_options(firmware PRIVATE -mcpu=cortex-m3 -mthumb -Os)'
        echo 'target_link_options(firmware PRIVATE -mcpu=cortex-m3 -mthumb -nostartfiles --specs=nano.specs -T ${CMAKE_CURRENT_SOURCE_DIR}/link.ld)'
        cat "$1"
    } >CMakeLists.txt
    cmake -DPLOGEN="$PLOGEN" -S . -B out && cmake --build out && $QEMU_MPS2 -kernel out/firmware && plogcat -t out/gen motor.bin | grep 'motor fault encoder_lost' &&
        cmake --build out >again && ! grep Building again && touch motor.plog && cmake --build out | grep Generating
}

# edited_page CORE EDIT: the page for Cortex-M prints what it says, but for numbers of lines, if sed makes EDIT to its main.c. That may use core.h.
edited_page() {
    page=cortex-m-$(basename "$PWD")-$1
    extract_for "$1" "$page" "$PLOGEN/docs/targets/cortex-m.md"
    sed -i "s/-Wextra/& -Wconversion -Wshadow -Werror/; s,-I gen,& -I \$PLOGEN/tests/pages," "$folder/$page/build.sh"
    sed -i "$2" "$folder/$page/main.c"
    builds "$page" && sed -i 's/main.c:[0-9]*/main.c/g' "$folder/$page/printed" "$folder/$page/expected" && prints "$page"
}
fault_handler() {
    { echo 'static void motor_off(void)'; echo '{'; echo '}'; cat "$1"; } >handler.c
    for core in cortex-m0 cortex-m3; do
        edited_page $core "/^#include/r $PWD/handler.c
            s/plog_fault_handler, /HardFault_Handler, /" || return
    done
}
mpu() {
    edited_page "$2" "/^int main/,/^{/{
        /^{/r $1
        }
        s/^#include/&  \"core.h\"\n&/"
}

xtensa="xtensa-lx106-elf-gcc -mlongcalls -Os -ffreestanding $warnings $runtime"
exception_vector() {
    $xtensa -x assembler-with-cpp -c "$1" -o vector.o
}
# The SDK's frame as parameters.
exception_call() {
    printf 'project block; target xtensa-lx106;\nbuffer 1K overwrite;\nbacktrace 8;\ninfo hello;\n' >block.plog && plogen block.plog -o gen
    {
        echo '#include "block.h"'
        parameters='uint32_t exccause, uint32_t excvaddr, uint32_t epc1, uint32_t ps'
        for number in $(seq 0 15); do parameters="$parameters, uint32_t a$number"; done
        echo "void handler($parameters);"
        echo "void handler($parameters)"
        echo '{'
        cat "$1"
        echo '}'
    } >handler.c
    $xtensa -std=c99 -c handler.c -o handler.o
}

# With the calls that the page has for the main loop.
uart() {
    printf 'project block; target cortex-m3;\nbuffer 1K overwrite;\ninfo hello;\n' >block.plog && plogen block.plog -o gen
    {
        echo '#include "block.h"'
        echo '#include "plog_sinks.h"'
        echo 'static struct { volatile uint32_t STATE, DATA; } *const UART = (void *)0x40004000;'
        echo '#define UART_FULL 1u'
        cat "$1"
        echo 'void poll(void);'
        echo 'void poll(void)'
        echo '{'
        grep '^|' "$PLOGEN/docs/TARGETS.md" | grep -o 'plog_poll([^`]*;'
        echo '}'
    } >uart.c
    [ "$(grep -c '^plog_poll(' uart.c)" -eq 4 ] && $arm -std=c99 -mcpu=cortex-m3 -c uart.c -o uart.o
}

# What a page installs, setup.sh installs: the page was followed with nothing else.
packages() {
    for package in $(sed 's/^apt install //' "$1"); do
        grep -q "[ ']$package[ '\"]" "$PLOGEN/setup.sh" || { echo "setup.sh does not have $package"; return 1; }
    done
}
