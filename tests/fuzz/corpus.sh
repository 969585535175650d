#!/bin/sh
# corpus.sh BUILD SECONDS MOST TARGET...: makes tests/fuzz/tables anew, and the corpus of each target: what the runtime writes today (seeds.sh), the corpus as it is,
# and what the fuzzer finds in so many seconds from both; of these the few files that reach as much, at most MOST.
set -eu
build=$1 seconds=$2 most=$3
shift 3
here=$(dirname "$0")
work=$build/fuzz/growing
export LSAN_OPTIONS="suppressions=$here/leaks.supp:print_suppressions=0" # libdw leaks on some ELFs
limits='-max_len=4096 -timeout=10 -rss_limit_mb=1500 -close_fd_mask=3'

"$here/seeds.sh" "$build" "$build/fuzz/seeds"
rm -f "$here"/tables/*.json
cp "$build/fuzz/seeds/tables/"* "$here/tables"
rm -rf "$work"
mkdir -p "$build/fuzz/broken"
for target; do
    corpus=$here/corpus/$target
    mkdir -p "$work/$target/found" "$work/$target/merged" "$build/fuzz/seeds/$target"
    [ "$target" != elf ] || limits="$limits -max_len=8192"
    # shellcheck disable=SC2086
    "$build/fuzz/$target" $limits -artifact_prefix="$build/fuzz/broken/$target-" -max_total_time="$seconds" "$work/$target/found" \
        "$build/fuzz/seeds/$target" "$corpus" >"$work/$target.log" 2>&1 || echo "$target: has broken something, see $build/fuzz/broken"
    # shellcheck disable=SC2086
    "$build/fuzz/$target" $limits -set_cover_merge=1 "$work/$target/merged" "$build/fuzz/seeds/$target" "$corpus" "$work/$target/found" \
        >>"$work/$target.log" 2>&1
    rm -f "$corpus"/*
    # The largest reach most.
    find "$work/$target/merged" -type f -printf '%s %f\n' | sort -rn | head -n "$most" | while read -r _ name; do
        cp "$work/$target/merged/$name" "$corpus/$(echo "$name" | cut -c1-12)"
    done
    echo "$target: reached with $(find "$work/$target/merged" -type f | wc -l) files, kept $(find "$corpus" -type f | wc -l)"
done
