#!/bin/sh
# check.sh PLOGCAT DIRECTORY: the unit tests, plain and under the sanitizers, and the command against tests/decoder/golden.
# DIRECTORY holds plain, sanitized and plogcat-sanitized. With UPDATE=1 in the environment the golden files are rewritten.
set -u
plogcat=$1 directory=$2
golden=tests/decoder/golden
samples=$directory/samples
passed=0 failed=0

unit() {
    "$@" 2>"$1.err" >"$1.out"
    count=$(grep -E '^[0-9]+ passed, [0-9]+ failed$' "$1.out" | tail -n 1)
    if [ -z "$count" ]; then
        echo "$1 ended early"; cat "$1.out"; tail -n 40 "$1.err"
        failed=$((failed + 1))
        return
    fi
    passed=$((passed + ${count%% *}))
    count=${count#*, }
    if [ "${count% failed}" -ne 0 ]; then
        cat "$1.out"; tail -n 40 "$1.err"
        failed=$((failed + ${count% failed}))
    fi
}

# cli NAME ARGUMENTS...: the command's output, messages and exit status, together, are those of golden/NAME.
cli() {
    name=$1
    shift
    for command in "$plogcat" "$directory/plogcat-sanitized"; do
        {
            (cd "$samples" && "$command" "$@") 2>&1 <"$samples/dump.bin"
            echo "exit status $?"
        } >"$directory/$name.now"
        [ -z "${UPDATE:-}" ] || cp "$directory/$name.now" "$golden/$name"
        if diff -u "$golden/$name" "$directory/$name.now"; then
            passed=$((passed + 1))
        else
            echo "plogcat $*: not as in $golden/$name"
            failed=$((failed + 1))
        fi
    done
}

case $plogcat in /*) ;; *) plogcat=$PWD/$plogcat ;; esac
case $directory in /*) ;; *) directory=$PWD/$directory samples=$PWD/$samples ;; esac
rm -rf "$samples"
mkdir -p "$samples/tables"
"$directory/plain" --samples "$samples" || exit 1
cp "$samples/motor.json" "$samples/other.json" "$samples/tables"
echo '{"some":"other file"}' >"$samples/tables/package.json"

unit "$directory/plain"
CK_FORK=no unit "$directory/sanitized" # a crash ends them all: quicker, and leaks are looked for once

cli damaged.text -t motor.json damaged.bin
cli damaged.json -t motor.json -o json damaged.bin
cli dump.text -t motor.json dump.bin
cli dump.stdin -tmotor.json -ojson -
cli stream.text -t tables stream.bin
cli wrong_table -t other.json dump.bin
cli wrong_table_stream -t other.json stream.bin
cli no_ring -t motor.json motor.json
cli no_table dump.bin
cli bad_table -t damaged.bin dump.bin
cli missing_table -t none.json -t motor.json dump.bin
cli missing_file -t motor.json none.bin
cli directory_as_file -t motor.json tables
cli no_file -t motor.json
cli two_files -t motor.json dump.bin stream.bin
cli fleet.text -t motor.json stream.bin none.bin dump.bin motor.json damaged.bin stream.bin
cli fleet.json -t motor.json -o json stream.bin none.bin dump.bin
cli clear_two --clear dump.bin stream.bin
cli bad_option -x
cli bad_format -o xml
cli no_value -t
cli help --help
cli version --version

# A full disk is told, not swallowed.
"$plogcat" -t "$samples/motor.json" "$samples/dump.bin" >/dev/full 2>/dev/null
if [ $? -eq 2 ]; then passed=$((passed + 1)); else echo "a full disk went unnoticed"; failed=$((failed + 1)); fi

# The name of a file is no command to the terminal, in a message either.
name=$(printf 'a\033[31m\302\233b\342\200\256c\377')
if "$plogcat" -t "$samples/motor.json" "$samples/$name" 2>&1 | grep -qF 'a\x1b[31m\u009bb\u202ec\xff: No such file'; then
    passed=$((passed + 1))
else
    echo "a message has control characters"
    failed=$((failed + 1))
fi

# A dump of 4 GiB, nearly all of it a hole, takes no memory to speak of.
cp "$samples/dump.bin" "$samples/sparse.bin"
truncate -s 4G "$samples/sparse.bin"
cat "$samples/dump.bin" >>"$samples/sparse.bin"
if (ulimit -d 65536; "$plogcat" -t "$samples/motor.json" "$samples/sparse.bin") | wc -l | grep -q '^12$'; then
    passed=$((passed + 1))
else
    echo "a sparse dump of 4 GiB was not decoded"
    failed=$((failed + 1))
fi
rm -f "$samples/sparse.bin"

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
