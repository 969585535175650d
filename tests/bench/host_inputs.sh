# What plogen and plogcat are measured with; for host.sh and host_figures.sh. plogen is the program, work a folder of theirs.

# spec MESSAGES: messages with none to three arguments
spec() {
    awk -v count="$1" 'BEGIN {
        split("u8 u16 u32 i16 i32 str[16] f32 bool", types, " ")
        print "project big; target cortex-m3; buffer 16K overwrite; clock cycles 72MHz;"
        for (i = 0; i < count; i++) {
            arguments = text = ""
            for (j = 0; j < i % 4; j++) {
                arguments = arguments (j ? ", " : "") "a" j ": " types[(i * 7 + j * 3) % 8 + 1]
                text = text " a" j " {a" j "}"
            }
            printf "/// Message number %d.\ninfo message_%d(%s) \"message %d%s\";\n", i, i, arguments, i, text
        }
    }'
}

# bench_program SOURCE NAME SPEC CALLS: the program that logs CALLS by turns: stream.c, which writes what is drained, or ring.c, which writes the ring
bench_program() {
    source=$1
    shift
    folder=$work/$1
    mkdir -p "$folder"
    "$plogen" "$2" -o "$folder"
    name=$(basename "$2" .plog)
    printf '#include "plog.h"\nextern volatile uint32_t bench_ticks;\n#define plog_user_clock() bench_ticks\n#include "%s.c"\n' "$name" \
        >"$folder/library.c"
    ${CC:-cc} -std=c99 -D_GNU_SOURCE -O1 -I runtime -I tests/bench -I "$folder" -DSTREAM_LOG="\"$name.h\"" -DSTREAM_CALLS="\"$3\"" \
        "tests/bench/$source.c" "$folder/library.c" -o "$folder/$source"
}

stream_program() {
    bench_program stream "$@"
}

# streams SIZE: the programs of the nine calls and of the motor controller, and so many bytes of each in NAME.bin
streams() {
    sed 's/^buffer 2K/buffer 16K/; $a target linux;' tests/bench/calls.plog >"$work/bench.plog"
    sed 's/target  cortex-m3/target linux/; s/25MHz/1MHz/; s/buffer  2K/buffer  16K/' examples/motor/motor.plog >"$work/motor.plog"
    stream_program nine "$work/bench.plog" calls.h
    stream_program motor "$work/motor.plog" motor_calls.h
    "$work/nine/stream" "$1" >"$work/nine.bin"
    "$work/motor/stream" "$1" >"$work/motor.bin"
}
