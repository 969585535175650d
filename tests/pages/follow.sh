#!/bin/sh
# follow.sh FOLDER PAGE...: does in FOLDER what each page says, with the files as they are written there, and compares what is printed with what the page
# says. A page with a table of cores is followed for each of its rows. Runs from the project's root.
set -u
folder=$PWD/$1
shift
. tests/pages/pages.sh

follow() {
    builds "$1"; verdict "$1: can be followed"
    prints "$1"; verdict "$1: prints what it says"
}

rm -rf "$folder"
for page in "$@"; do
    name=$(basename "$page" .md)
    extract "$name" "$page"
    follow "$name"
    for core in $(rows "$page" | sed 's/^CORE=\([^ ]*\).*/\1/'); do
        grep -q "^CORE=$core" "$folder/$name/build.sh" && continue
        extract_for "$core" "$core" "$page"
        follow "$core"
    done
done

# The page for Cortex-M with LLVM's compiler and linker.
extract llvm docs/targets/cortex-m.md
library=$(arm-none-eabi-gcc -mcpu=cortex-m3 -mthumb -print-file-name=libc_nano.a)
sed -i "s|arm-none-eabi-gcc|clang --target=arm-none-eabi -fuse-ld=lld|; s|-nostartfiles --specs=nano.specs|-nostdlib|; s|board.ld|& $library|" "$folder/llvm/build.sh"
follow llvm
conclude
