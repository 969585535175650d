#!/bin/sh
# follow.sh FOLDER PAGE...: does in FOLDER what each page says, with the files as they are written there, and compares what is printed with what the page
# says. A page with a table of cores is followed for each of its rows. Runs from the project's root.
set -u
folder=$1
shift
. tests/pages/pages.sh

# rows PAGE: of each row of its table of cores, the columns in capitals, as the first line of build.sh has them; and then the last column.
rows() {
    awk -F ' *[|] *' '/^[|] CORE /{ split($0, names); table = 1; next } !/^[|]/{ table = 0 }
        table && !/^[|]-/{ line = ""; for (i = 2; names[i] ~ /^[A-Z]+$/; i++) line = line names[i] "=" $i " "; print line "|" $i }' "$1"
}

rm -rf "$folder"
for page in "$@"; do
    name=$(basename "$page" .md)
    extract "$name" "$page"
    follow "$name"
    first=$(sed -n 's/^CORE=\([^ ]*\).*/\1/p' "$folder/$name/build.sh")
    rows "$page" >"$folder/cores"
    while IFS='|' read -r settings remark; do
        core=${settings#CORE=} core=${core%% *}
        [ "$core" = "$first" ] && continue
        extract "$core" "$page"
        for_core "$core" "$settings"
        case $remark in
        *'no fault status registers'*) sed -i 's/  fault: [a-z ]*, /  fault, /' "$folder/$core/expected" ;;
        esac
        follow "$core"
    done <"$folder/cores"
done

# The page for Cortex-M with LLVM's compiler and linker.
extract llvm docs/targets/cortex-m.md
library=$(arm-none-eabi-gcc -mcpu=cortex-m3 -mthumb -print-file-name=libc_nano.a)
sed -i "s|arm-none-eabi-gcc|clang --target=arm-none-eabi -fuse-ld=lld|; s|-nostartfiles --specs=nano.specs|-nostdlib|; s|board.ld|& $library|" "$folder/llvm/build.sh"
follow llvm
conclude
