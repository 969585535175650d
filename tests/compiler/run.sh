#!/bin/sh
# run.sh PLOGEN WORK UNIT COVERAGE: the tests of the compiler.
#
# golden/NAME.plog must compile, and give golden/NAME.h, .c, .ld and .json where these exist; golden/NAME.warnings is
# what it says besides. errors/NAME.plog must fail with exactly errors/NAME.err. UNIT and COVERAGE are the programs of
# unit.c and coverage.c. The rest is here. "make golden" writes the expected files anew.
set -u
plogen=$1 work=$2 unit=$3 coverage=$4
cd "$(dirname "$0")" || exit 1
passed=0 failed=0

pass() { passed=$((passed + 1)); }
fail() { failed=$((failed + 1)); echo "FAILED: $*"; }
check() { # WHAT COMMAND...: passes if the command succeeds
    what=$1
    shift
    if "$@"; then pass; else fail "$what"; fi
}

# says STATUS TEXT ARGUMENTS...: plogen ends with this status and this exact standard error.
says() {
    status=$1 text=$2
    shift 2
    "$plogen" "$@" >"$work/out" 2>"$work/err" </dev/null
    got=$?
    printf '%s\n' "$text" >"$work/expected"
    check "plogen $*: status $got" test "$got" -eq "$status"
    check "plogen $*: message" diff "$work/expected" "$work/err"
}

rm -rf "$work"
mkdir -p "$work"

# --- golden specs ---
for spec in golden/*.plog; do
    stem=${spec%.plog} name=$(basename "${spec%.plog}")
    "$plogen" "$spec" -o "$work/gen" 2>"$work/err"
    check "$spec: status" test $? -eq 0
    [ -f "$stem.warnings" ] && expected=$stem.warnings || expected=/dev/null
    check "$spec: warnings" diff "$expected" "$work/err"
    for suffix in h c ld json; do
        check "$spec: $suffix" diff "$stem.$suffix" "$work/gen/$name.$suffix"
    done
done

# --- one failing spec for each diagnostic ---
for spec in errors/*.plog; do
    "$plogen" "$spec" -o "$work/none" 2>"$work/err"
    check "$spec: status" test $? -eq 1
    check "$spec: message" diff "${spec%.plog}.err" "$work/err"
done
check "failing specs write nothing" test ! -e "$work/none"


# --- inputs that cannot lie here as files ---
good='project p; target linux; buffer 4K overwrite; info a(x: u8) "{x}";'
printf '%s\n' "$good" >"$work/good.plog"
: >"$work/empty.plog"
printf 'project p;\n\377\n' >"$work/bytes.plog"
printf 'project p;\n// \355\240\200\n' >"$work/surrogate.plog"
printf 'project p;\nta\0rget linux;\n' >"$work/nul.plog"
says 1 "plogen: error: $work is a directory; give the path of a spec file" "$work"
says 1 "plogen: error: cannot open $work/missing.plog: No such file or directory" "$work/missing.plog"
says 1 "plogen: error: $work/empty.plog is empty; a spec begins with \"project NAME;\"" "$work/empty.plog"
says 1 "$work/bytes.plog:2:1: error: byte 0xFF is not valid UTF-8; save the spec as UTF-8
    2 | ?
      | ^" "$work/bytes.plog"
says 1 "$work/surrogate.plog:2:4: error: byte 0xED is not valid UTF-8; save the spec as UTF-8
    2 | // ???
      |    ^" "$work/surrogate.plog"
"$plogen" "$work/nul.plog" 2>"$work/err"
check "NUL: status" test $? -eq 1
check "NUL: message" grep -q '^.*nul.plog:2:3: error: a NUL byte: this is not a text file$' "$work/err"
says 1 "plogen: error: <stdin> is empty; a spec begins with \"project NAME;\"" -
printf '%s' "$good" | sed 's/u8/u9/' | "$plogen" - 2>"$work/err"
check "stdin: status" test $? -eq 1
check "stdin: place" grep -q "^<stdin>:1:57: error: unknown type 'u9'; did you mean 'u8'?$" "$work/err"
{
    printf '%s /*' "$good"
    head -c 1048576 /dev/zero | tr '\0' 'x'
    printf '*/ info b(x: u17); /*'
    head -c 1048576 /dev/zero | tr '\0' 'y'
    printf '*/\n'
} >"$work/long.plog"
"$plogen" "$work/long.plog" 2>"$work/err"
check "1 MiB line: status" test $? -eq 1
check "1 MiB line: window" test "$(wc -c <"$work/err")" -lt 600
check "1 MiB line: caret" test "$(sed -n 3p "$work/err" | tr -d -c '^~')" = '^~~'
{
    printf 'project p; target linux; buffer 64K overwrite; info a(x: u8) "'
    yes '{y}' | head -n 200000 | tr -d '\n'
    printf '";\n'
} >"$work/many.plog"
"$plogen" "$work/many.plog" 2>"$work/err"
check "many errors in one text: status" test $? -eq 1
check "many errors in one text: the first 20" test "$(grep -c 'error: there is no argument' "$work/err")" -eq 20
check "many errors in one text: said" grep -q '^plogen: there are more errors; these are the first 20$' "$work/err"

# --- the command line ---
usage="Try 'plogen --help'."
says 2 "plogen: error: no spec given
$usage"
says 2 "plogen: error: unknown option --frob
$usage" --frob
says 2 "plogen: error: a value is missing behind -o
$usage" "$work/good.plog" -o
says 2 "plogen: error: more than one spec: b.plog
$usage" a.plog b.plog
check "--help" sh -c "'$plogen' --help | grep -q '^Exit status: 0'"
check "--version" sh -c "'$plogen' --version | grep -q '^plogen [0-9]'"
if [ -e /dev/full ]; then
    "$plogen" --version >/dev/full 2>"$work/err"
    check "--version to a full device" test $? -ne 0
fi

# --- outputs ---
out=$work/a/b/c
"$plogen" "$work/good.plog" -o "$out"
check "folders are created" test -f "$out/good.json"
check "four outputs, nothing else" test "$(ls "$out" | tr '\n' ' ')" = 'good.c good.h good.json good.ld '
check "--check on current outputs" "$plogen" "$work/good.plog" -o "$out" --check
touch -d '2001-01-01' "$out"/*
"$plogen" "$work/good.plog" -o "$out"
check "unchanged outputs are not rewritten" test -z "$(find "$out" -newermt 2002-01-01 -type f)"
echo >>"$out/good.c"
rm "$out/good.ld"
says 1 "plogen: error: $out/good.c is stale; run plogen without --check
plogen: error: $out/good.ld is missing; run plogen without --check" "$work/good.plog" -o "$out" --check
check "--check writes nothing" test ! -e "$out/good.ld"
"$plogen" "$work/good.plog" -o "$out"
check "only changed outputs are rewritten" test "$(find "$out" -newermt 2002-01-01 -type f | wc -l)" -eq 2
"$plogen" "$work/good.plog" -o "$work/printed" --print-outputs >"$work/out"
printf "$work/printed/good.%s\n" h c ld json >"$work/expected"
check "--print-outputs" diff "$work/expected" "$work/out"
check "--print-outputs writes nothing" test ! -e "$work/printed"
"$plogen" - -o "$work/stdin" <"$work/good.plog"
check "the project names the outputs of standard input" test -f "$work/stdin/p.json"
"$plogen" "$work/good.plog" -o "$out" -MD
echo "$out/good.h $out/good.c $out/good.ld $out/good.json: $work/good.plog" >"$work/expected"
check "-MD" diff "$work/expected" "$out/good.d"
"$plogen" "$work/good.plog" -o "$out" -MF "$work/rule.d"
check "-MF" diff "$work/expected" "$work/rule.d"
"$plogen" "$work/good.plog" -o "$out" --template-dir ../../templates -MF "$work/rule.d"
check "templates from a folder give the same" "$plogen" "$work/good.plog" -o "$out" --check
check "the rule names the templates" grep -q ' ../../templates/source.c' "$work/rule.d"
"$plogen" "$work/good.plog" -o "$out" --template-dir "$work" 2>"$work/err"
check "a missing template: status" test $? -eq 1
check "a missing template: message" grep -q "^plogen: error: cannot read the template $work/" "$work/err"
mkdir "$work/a \$b"
cp "$work/good.plog" "$work/a \$b/good.plog"
"$plogen" "$work/a \$b/good.plog" -o "$out" -MF "$work/rule.d"
check "-MF writes paths as make reads them" grep -qF 'a\ $$b/good.plog' "$work/rule.d"
if [ -e /dev/full ]; then
    "$plogen" "$work/good.plog" --print-outputs >/dev/full 2>"$work/err"
    check "--print-outputs to a full device" grep -q '^plogen: error: cannot write to standard output$' "$work/err"
fi

# --- failures leave everything as it was ---
echo old >"$work/old.h"
mkdir "$work/full"
cp "$work/old.h" "$work/full/good.h"
mkdir "$work/full/good.ld"
"$plogen" "$work/good.plog" -o "$work/full" 2>"$work/err"
check "an output that cannot be replaced: status" test $? -eq 1
check "an output that cannot be replaced: message" grep -q "cannot replace $work/full/good.ld" "$work/err"
check "an output that cannot be replaced: old files stay" diff "$work/old.h" "$work/full/good.h"
check "an output that cannot be replaced: nothing is left" \
    test "$(ls "$work/full" | tr '\n' ' ')" = 'good.h good.ld '
sed 's/u8/u9/' "$work/good.plog" >"$work/bad.plog"
cp "$work/bad.plog" "$work/full/good.plog"
"$plogen" "$work/full/good.plog" -o "$work/full" 2>/dev/null
check "a wrong spec leaves old files" diff "$work/old.h" "$work/full/good.h"
says 1 "plogen: error: cannot create folder $work/good.plog: File exists" "$work/good.plog" -o "$work/good.plog"
if [ "$(id -u)" -ne 0 ]; then
    mkdir "$work/locked"
    chmod 555 "$work/locked"
    says 1 "plogen: error: cannot write $work/locked/good.h: Permission denied" "$work/good.plog" -o "$work/locked"
elif [ -d /proc/self ]; then
    says 1 "plogen: error: cannot write /proc/self/good.h: No such file or directory" \
        "$work/good.plog" -o /proc/self
fi

# --- unit tests and the parser's coverage ---
for program in "$unit" "$coverage"; do
    "$program" golden/*.plog errors/*.plog >"$work/out" 2>"$work/err"
    check "$(basename "$program")" test $? -eq 0
    cat "$work/out"
done

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
