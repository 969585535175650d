#!/bin/sh
# run.sh BUILD SECONDS TARGET...: replays each target's corpus, then fuzzes it for so many seconds, beginning with the same seed each time.
# A corpus of dumps or the like must show records, or it would only try the search for blocks: so it is one of an older format.
# What is found new stays in BUILD/found/TARGET; an input that breaks something stays in BUILD/broken, and its report is shown.
set -u
build=$1 seconds=$2
shift 2
here=$(dirname "$0")
. "$here/../verdict.sh"

export LSAN_OPTIONS="suppressions=$here/leaks.supp:print_suppressions=0" # libdw leaks on some ELFs
limits='-max_len=8192 -timeout=10 -rss_limit_mb=1500 -malloc_limit_mb=256 -close_fd_mask=2'

mkdir -p "$build/broken"
for target in "$@"; do
    corpus=$here/corpus/$target found=$build/found/$target log=$build/$target.log
    mkdir -p "$found"
    "$build/$target" $limits -artifact_prefix="$build/broken/$target-" "$corpus"/* >"$log" 2>&1 || { cat "$log"; false; }
    verdict "$target: the corpus"
    case $target in
    ramoops | plogen) ;; # are none of a ring's
    *)
        records=$(sed -n 's/^records=//p' "$log")
        echo "$target: corpus=$(find "$corpus" -type f | wc -l) records-shown=${records:-0}"
        [ "${records:-0}" -gt 0 ]; verdict "$target: the corpus has records that are shown"
        ;;
    esac
    "$build/$target" $limits -artifact_prefix="$build/broken/$target-" -seed=1 -max_total_time="$seconds" "$found" "$corpus" >"$log" 2>&1 ||
        { tail -n 60 "$log"; false; }
    verdict "$target: $seconds s of new inputs"
    sed -n "s/^#\([0-9]*\)[[:space:]]*DONE *cov: \([0-9]*\) .*/$target: inputs=\1 edges-covered=\2/p" "$log"
done
conclude
