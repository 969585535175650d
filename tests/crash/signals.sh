# Crashes of a process on Linux; run.sh sources this.

# signal_crash SCENARIO STATUS [THREAD]: the log is in $out/log.txt. The status is that of a process without the log.
signal_crash() {
    rm -f "$out/ring"
    { (ulimit -c 0; ulimit -s 1024; exec "$elf" "$out/ring" "$1" ${3:+"$3"}); ended=$?; } 2>/dev/null
    [ $ended -eq "$2" ]; verdict "linux: $1: the process ends as it would without the log"
    "$elf" "$out/ring" next >/dev/null 2>&1
    "$plogcat" -t "$out/signals.json" "$out/ring" >"$out/log.txt"
}

# build_signals FLAGS...: $spec is more for the spec.
build_signals() {
    { cat signals.plog; echo "$spec"; } >"$out/signals.plog"
    "$plogen" "$out/signals.plog" -o "$out" &&
    cc -std=c99 -D_GNU_SOURCE $warnings -fomit-frame-pointer "$@" -g -pthread -I $runtime -I "$out" signals.c "$out/signals.c" -o "$elf"
}

# told WHAT SCENARIO TEXT: what plogcat says of a panic or an assert, up to the place. With the ELF.
told() {
    signal_crash "$2" 134 >/dev/null
    seen=$("$plogcat" --elf "$elf" "$out/ring" | sed -n 's/.*  plog\.crash  \(.*\), base .*/\1/p')
    case $seen in $3) ;; *) echo "$seen"; false ;; esac
    verdict "$1: $2 tells what and where"
}

all_told() {
    here='panic_if_told (signals.c:[0-9]*)'
    told "$1" panic "panic: the innermost panics, called in $here"
    told "$1" assert 'assert: zero == 1, called in innermost (signals.c:[0-9]*)'
    told "$1" escaped "panic: red \\\\x1b[[]31m, a line\\\\nand \\\\xff, called in $here"
    told "$1" empty "panic: , called in $here"
    told "$1" long "panic: *twelve bytestwel…, called in $here"
    for scenario in unended changing nothing nowhere; do
        told "$1" $scenario "panic: text at 0x????????????????, called in $here"
    done
    "$plogcat" --elf "$elf" -o json "$out/ring" | grep -q '"said":null,"place":[0-9]*,"called":\[{"address":[0-9]*,"function":"panic_if_told",'
    verdict "$1: in JSON, too"
    for check in none check8 check16; do
        spec="integrity $check;"; build_signals -O2
        signal_crash fatal 0
        [ "$("$plogcat" --elf "$elf" "$out/ring" | grep -c '  fatal  gave_up  gave up after [0-9]*: fatal  called in give_up (signals.c:[0-9]*)$')" -eq 100 ]
        verdict "$1: what is fatal tells in which line, with integrity $check"
    done
}

# proven FLAGS...: the chains of a program with frame pointers, where each frame needs the one before it.
proven() {
    build_signals "$@"
    for scenario in asked:0:innermost panic:134:panic_if_told:innermost SIGSEGV:139:innermost null:139:0x0000000000000000:innermost; do
        IFS=:
        set -- $scenario
        unset IFS
        signal_crash "$1" "$2" >/dev/null
        seen=$("$plogcat" --elf "$elf" "$out/ring" | sed -n 's/.*  plog\.\(crash\|trace\)  .*sp 0x[0-9a-f]*: //p' | sed 's/ (signals.c:[0-9]*)//g')
        shift 2
        [ "$seen" = "$(printf '%s, ' "$@")middle, outer, workload, main" ] || { echo "$seen"; false; }
        verdict "linux $level: $1, each frame proved"
    done
}

# in_library FLAGS...: a crash in a function of a shared library, which is called by way of a stub. The library's own frame is an address.
in_library() {
    build_signals "$@"
    signal_crash library 139 >/dev/null
    seen=$("$plogcat" --elf "$elf" "$out/ring" | sed -n 's/.*  plog\.crash  .*sp 0x[0-9a-f]*: //p' | sed 's/ (signals.c:[0-9]*)//g')
    case $seen in 0x????????????????,\ innermost,\ middle,\ outer,\ workload,\ main) ;; *) echo "$seen"; false ;; esac
    verdict "linux $*: a crash in a shared library, each caller proved"
}

# emulated NAME MACHINE LAST COMPILER FLAGS...: on an emulated processor; LAST is an expression for its last registers. (The emulator does not survive a
# fault that is sent on, so how the process ends is not looked at.)
emulated() {
    out=$work/$1 elf=$work/$1/signals name=$1 number=$2 last=$3 compiler=$4
    shift 4
    mkdir -p "$out"
    "$plogen" signals.plog -o "$out" &&
        $compiler -std=c99 -D_GNU_SOURCE $warnings "$@" -g -pthread -I $runtime -I "$out" signals.c "$out/signals.c" -o "$elf"
    verdict "linux $name $*: compiles without a warning"
    level=$*
    for scenario in 'asked:innermost' 'panic:panic_if_told:innermost' 'SIGSEGV:innermost' 'null:0x0000000000000000:innermost' $abort 'SIGILL:innermost'; do
        IFS=:
        set -- $scenario
        unset IFS
        rm -f "$out/ring"
        (ulimit -c 0; timeout 20 $qemu "$elf" "$out/ring" "$1") >/dev/null 2>&1
        "$plogcat" --elf "$elf" "$out/ring" >"$out/log.txt"
        what=$1
        seen=$(sed -n 's/.*  plog\.\(crash\|trace\)  .*sp 0x[0-9a-f]*: //p' "$out/log.txt" | sed 's/ ([a-z_]*\.c:[0-9]*)//g')
        shift
        case $seen in
        *unverified*) false ;;
        $(printf '%s, ' "$@")middle,\ outer,\ workload,\ main*) ;;
        *) false ;;
        esac || { cat "$out/log.txt"; false; }
        verdict "linux $name $level: $what, each frame proved"
    done
    "$plogcat" --elf "$elf" -o json "$out/ring" | grep -q '"registers":{"base":[0-9]*,"machine":'$number',"signo":4,.*,'"$last}"
    verdict "linux $name $level: the registers by their names"
}

arm64() {
    qemu='qemu-aarch64 -cpu max' abort='SIGABRT:*abort:innermost'
    emulated arm64 183 '"x30":[0-9]*,"pstate":[0-9]*' aarch64-linux-gnu-gcc -static-pie "$@"
}

riscv64() {
    qemu='qemu-riscv64 -L /usr/riscv64-linux-gnu' abort= # that of its C library has no unwind rules
    emulated riscv64 243 '"ra":[0-9]*,"a0":.*,"a7":[0-9]*,"s0":.*,"s11":[0-9]*' riscv64-linux-gnu-gcc "$@"
}

linux() {
    out=$work/linux tools= elf=$work/linux/signals
    mkdir -p "$out"
    spec=
    build_signals -no-pie -Os &&
        c++ -std=c++11 -x c++ $warnings -Os -I $runtime -I "$out" -c "$out/signals.c" -o "$out/cxx.o"
    verdict 'linux: compiles as C99 and as C++11 without a warning'
    all='innermost middle outer workload'
    signal_crash SIGSEGV 139; chain 'linux: SIGSEGV' $all main
    shows 'linux: SIGSEGV by name' 'signal: SIGSEGV, address not mapped at 0x0000000000001234, pc 0x'
    grep -q '^boot 2 (fault) ' "$out/log.txt"; verdict 'linux: the next boot knows that it was a fault'
    signal_crash SIGSEGV 139 thread; chain 'linux: SIGSEGV in a thread' $all
    signal_crash noncanonical 139; shows 'linux: an address that none can be' 'signal: SIGSEGV, by the processor, address not told, pc 0x'
    signal_crash null 139; chain 'linux: call of null' $all main
    signal_crash SIGBUS 135; chain 'linux: SIGBUS' middle outer workload main
    shows 'linux: SIGBUS by name' 'signal: SIGBUS, no such physical address at 0x'
    signal_crash SIGFPE 136; chain 'linux: SIGFPE' $all main
    shows 'linux: SIGFPE by name' 'signal: SIGFPE, integer division by zero at 0x'
    signal_crash SIGILL 132; chain 'linux: SIGILL' $all main
    signal_crash SIGTRAP 133; chain 'linux: SIGTRAP' $all main
    signal_crash SIGABRT 134; chain 'linux: SIGABRT' middle outer workload main
    grep -q '^boot 2 (panic) ' "$out/log.txt"; verdict 'linux: the next boot knows that it was a panic'
    signal_crash overflow 139; chain 'linux: overflow' recurse recurse recurse recurse
    shows 'linux: overflow is cut' ', cut$'
    signal_crash panic 134; chain 'linux: panic' middle outer workload main
    signal_crash assert 134; chain 'linux: assert' middle outer workload main
    signal_crash asked 0; chain 'linux: asked for' $all main
    grep -q '  went_on  ' "$out/log.txt"; verdict 'linux: and the program goes on'
    for level in -O0 -O2; do
        proven $level -fno-omit-frame-pointer
    done
    for pie in no-pie pie; do
        build_signals -$pie -O2; all_told "linux $pie"
        in_library -$pie -O0
        in_library -$pie -Os -Wl,-z,ibtplt
    done
}
