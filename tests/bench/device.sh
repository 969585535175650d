#!/bin/sh
# device.sh PLOGEN BUILD: counts instructions on emulated cores, and prints a line for each figure: its name, its value.
set -eu
plogen=$1 build=$2
here=$(dirname "$0")
calls='none u8 u32 deadbeef two_i16 str8 u64 f32 blob16'
ring='buffer 2K overwrite;'
rounds=$(sed -n 's/^#define ROUNDS //p' "$here/device.c")

# address SYMBOL
address() {
    $tools-nm "$out/device.elf" | awk -v name="$1" '$3 == name { print "0x" $1 }'
}

# count NAME OPTIONS [FLAG]: builds and runs the firmware with these options in the spec; the counts are in $out/marks.txt.
# With a flag all is counted.
count() {
    out=$build/$1
    mkdir -p "$out"
    { sed '/^lock /d; /^buffer /d' "$here/calls.plog"; echo "lock irq; target $target; $2"; } | "$plogen" - -o "$out"
    $tools-gcc $flags ${3-} -Os -ffunction-sections -fdata-sections -I runtime -I "$here" -I "$out" "$here/device.c" -nostartfiles -Wl,--gc-sections \
        -Wl,--defsym=FLASH="$flash,--defsym=RAM=$ram" -Wl,--no-warn-rwx-segments -T "$out/bench.ld" -T "$here/device.ld" -o "$out/device.elf"
    [ -n "${3-}" ] && range=from=0,to=0xFFFFFFFF || range=from=$(address bench_from),to=$(address bench_to)
    timeout 60 $emulator -nographic -monitor none -serial none \
        -plugin "$build/count.so,$range,mark=$(address bench_mark),out=$out/marks.txt" \
        -kernel "$out/device.elf"
}

# between NUMBER COLUMN: what was counted between the pair of marks of this number, the first being 1.
between() {
    awk -v line=$((2 * $1)) -v column="$2" 'NR == line { print $column }' "$out/marks.txt"
}

# nine NAME: the nine calls into an open block, and on average round the ring.
nine() {
    pair=0
    for call in $calls; do
        pair=$((pair + 1))
        echo "$1.$call" "$(between $pair 1)"
        echo "$1.$call.average" "$(awk -v n="$(between $((pair + 9)) 1)" -v rounds="$rounds" 'BEGIN { printf "%.1f", n / rounds }')"
    done
}

# masked NAME: the most instructions between the lock and its release.
masked() {
    echo "$1.masked.scalar" "$(for pair in 1 2 3 4 8 19; do between $pair 2; done | sort -n | tail -1)"
    echo "$1.masked.two_i16" "$(between 21 2)"
    echo "$1.masked.u64" "$(between 20 2)"
    echo "$1.masked.block" "$(between 10 2)"
}

# stack NAME: bytes, into an open block and where one is opened.
stack() {
    marks=$(($(wc -l <"$out/marks.txt") - 46))
    echo "$1" $((4 * (marks % 32)))
    echo "$1.block" $((4 * (marks / 32)))
}

# attach SIZE KIND: a boot that finds a full ring of this size, as it was left and with a flipped bit.
attach() {
    count "m3-$1-$2" "optimize $2; buffer $1 overwrite;"
    echo "m3.attach.$1.$2.blocks" "$(sed -n 's/.*"blocks": *\([0-9]*\).*/\1/p' "$out/bench.json" | head -1)"
    echo "m3.attach.$1.$2" "$(between 22 1)"
    echo "m3.attach.$1.$2.flipped" "$(between 23 1)"
}

arm() {
    tools=arm-none-eabi target=$1 flags="-mcpu=$1 -mthumb --specs=nano.specs" flash=$3 ram=$4
    emulator="qemu-system-arm -semihosting-config enable=on,target=native -M $2"
}

arm cortex-m3 mps2-an385 0 0x20000000
count m3 "$ring optimize speed;"
nine m3
masked m3
stack m3.stack
for pair in 3 5 6 9; do between $pair 1; done >"$build/unchecked.txt"
count m3-u64 "$ring optimize speed;" '-DSTACK_OF="log_u64_value"'
stack m3.stack.u64
count m3-size "$ring optimize size;"
nine m3-size
masked m3-size
count m3-check8 "$ring optimize speed; integrity check8;"
for pair in 3 5 6 9; do between $pair 1; done | paste "$build/unchecked.txt" - |
    awk 'BEGIN { split("u32 two_i16 str8 blob16", call) } { print "m3.check8." call[NR], $2 - $1 }'
count m3-filter "$ring optimize speed; filter runtime;" -DFILTERED
echo m3.filtered $(($(between 1 1) - $(between 2 1)))
for kind in speed size; do
    attach 12K $kind
    attach 64K $kind
done
arm cortex-m0 microbit 0 0x20000000
count m0 "$ring optimize speed;"
nine m0
masked m0
arm cortex-m33 mps2-an505 0x10000000 0x38000000
count m33 "$ring optimize speed;"
nine m33
tools=riscv64-unknown-elf target=riscv32 flags='-march=rv32imac_zicsr -mabi=ilp32 -ffreestanding -nostdlib' flash=0x80000000 ram=0x80100000
emulator='qemu-system-riscv32 -bios none -M virt'
count rv32 "$ring optimize speed;"
nine rv32
tools=xtensa-lx106-elf target=xtensa-lx106 flags='-ffreestanding -nostdlib' flash=0x40100000 ram=0x3ffc0000
emulator='qemu-system-xtensa -M lx60-nommu -cpu lx106 -semihosting'
count lx106 "$ring optimize speed;"
nine lx106
