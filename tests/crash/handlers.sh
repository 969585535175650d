# Signal handlers that a process has besides the log's; run.sh sources this.

# ends SCENARIO STATUS: how it ends; its events are in $events, one word each.
ends() {
    rm -f "$out/ring" "$out/ring2"
    { (ulimit -c 0; ulimit -s 1024; exec timeout 20 "$elf" "$out/ring" "$1" "$out/ring2"); ended=$?; } 2>/dev/null
    [ $ended -eq "$2" ] || { echo "status $ended"; false; }
    verdict "handlers: $1: how it ends"
    "$plogcat" --elf "$elf" "$out/ring" >"$out/log.txt" 2>&1
    events=$(awk '{ printf "%s ", $5 }' "$out/log.txt")
}

# logs NAME EVENT...: whether it has logged these besides its start, and nothing else.
logs() {
    what=$1
    shift
    [ "$events" = "plog.boot ready $(printf '%s ' "$@")" ] || { cat "$out/log.txt"; false; }
    verdict "handlers: $what"
}

handlers() {
    out=$work/handlers elf=$work/handlers/handlers
    mkdir -p "$out"
    "$plogen" handlers.plog -o "$out" &&
        cc -std=c99 -D_GNU_SOURCE $warnings -O2 -g -pthread -I $runtime -I "$out" handlers.c "$out/handlers.c" -o "$elf"
    verdict 'handlers: compiles'
    ends plain 7; logs 'a plain handler is called after the record is written' plog.crash
    ends full 7; logs 'a handler with SA_SIGINFO is called with what the kernel tells, and its mask' plog.crash
    ends repaired 0; logs 'a handler returns, and the program and its log go on' plog.crash named went_on
    ends jumped 0; logs 'a handler jumps, and each crash is logged' plog.crash plog.crash plog.crash named went_on
    ends recovered 0; logs 'a handler jumps, and the program ends well' plog.crash
    "$elf" "$out/ring" ignored; [ "$("$plogcat" --elf "$elf" "$out/ring" | grep -c '^boot 2  .*  \(plog.boot\|ready\)  ')" -eq 2 ]; verdict 'handlers: and the next boot is not after a crash'
    ends raised 139; logs 'a handler has the process end by the signal' plog.crash plog.reset
    "$elf" "$out/ring" ignored; "$plogcat" --elf "$elf" "$out/ring" | grep -q '^boot 2 (fault)  '; verdict 'handlers: and the next boot knows'
    ends once 139; logs 'SA_RESETHAND: it is called once' plog.crash went_on plog.crash plog.reset
    ends handled 0; logs 'one that was sent a signal goes on' plog.crash went_on went_on
    ends ignored 0; logs 'what is ignored stays so' went_on
    ends 'ignored fault' 139; logs 'a fault is not ignored' plog.crash plog.reset
    ends sent 139; logs 'a signal that was sent ends it, too' plog.crash plog.reset
    ends 'in a record' 139; logs 'no handler returns to a record' plog.crash plog.reset
    ends panicked 7; logs 'a panic goes to the handler of SIGABRT' plog.crash plog.reset
    ends twice 139; logs 'a crash while a crash is logged is counted' plog.reset
    grep -q 'about to reset: lockup' "$out/log.txt"; verdict 'handlers: and told'
    ends 'at once' 139; logs 'eight threads that crash at once' plog.crash plog.reset

    ends 'own handler' 7; logs 'a handler of the program logs the crash, and goes on' plog.crash went_on
    grep -q 'signal: SIGSEGV, address not mapped at 0x0000000000001234, .*: crash (handlers.c:[0-9]*), run ' "$out/log.txt"
    verdict 'handlers: with all that is known of it'
    ends 'own twice' 7; logs 'called twice, it logs twice' plog.crash plog.crash went_on
    ends 'own default' 139; logs 'one that lets the fault come again' plog.crash went_on
    ends 'own failing' 139; logs 'a crash while its crash is logged is counted' plog.reset

    ends 'small stack' 139; logs 'a stack for signals that is too small is replaced' plog.crash plog.reset
    ends 'large stack' 139; logs 'a large one is kept' plog.crash plog.reset
    ends 'many threads' 0; logs 'threads that end give their stacks back' went_on

    ends child 0; logs 'a child that crashes leaves the log of its parent alone' went_on
    ends "child's log" 0; logs 'so does one with a log of its own' went_on
    "$plogcat" --elf "$elf" "$out/ring2" | grep -q '  plog.crash  signal: SIGSEGV'; verdict 'handlers: which has its crash'
    ends reported 7; logs 'a handler may fork' plog.crash went_on
    [ "$("$plogcat" --elf "$elf" "$out/ring2" | grep -c '  named  named ')" -eq 2 ]; verdict 'handlers: and the child have a log of its own'
}
