#!/bin/sh
# boot.sh DIRECTORY KERNEL: boots the kernel in an emulated machine with the programs in DIRECTORY. It panics; the same machine boots
# again, with its memory as it was, and plogcat in it tells what happened: first as docs/LINUX.md has the steps, then with more to look at. Runs from the
# project's root.
set -u
here=tests/linux programs=$1 kernel=$2
folder=$PWD/$1/steps
. tests/pages/pages.sh
rm -rf "$folder"

root=$programs/root results=$programs/results
rm -rf "$root" "$results"
mkdir -p "$root/bin"
cp "$kernel"/*.ko "$programs/guest" "$programs/plogcat" "$programs/ring.json" "$root"
install -m 755 "$here/init.sh" "$root/init"
cp /bin/busybox "$root/bin"
echo 'ramoops.ko: reed_solomon.ko
phram.ko: mtd.ko
reed_solomon.ko:
mtd.ko:' >"$root/modules.dep"

# The page's program, with the libraries that it wants, and its steps.
step() {
    block docs/LINUX.md "$1"
}
extract program docs/LINUX.md
builds program; verdict 'the program of docs/LINUX.md can be built'
mkdir -p "$root/page/gen" "$root/etc/modprobe.d"
cp "$folder/program/box" "$root/page"
ldd "$folder/program/box" | grep -o '/[^ ]*' | while read -r library; do
    mkdir -p "$root$(dirname "$library")" && cp -L "$library" "$root$library"
done
cp "$folder/program/gen/box.json" "$root/page/gen"
step 'options ramoops' >"$root/etc/modprobe.d/ramoops.conf"
step './box ' >"$root/page/crash.sh"
step 'plogcat --elf box --mem' >"$root/page/read.sh"
strip -g "$root"/*.ko "$root/guest" "$root/plogcat"
(cd "$root" && find . | cpio -o -H newc --quiet) >"$programs/initramfs"

timeout -k 5 60 qemu-system-x86_64 -accel tcg -cpu max -m 256M -nodefaults -display none -monitor none \
    -serial file:"$programs/console" -serial file:"$results" -kernel "$kernel/vmlinux" -initrd "$programs/initramfs" \
    -append "console=ttyS0 quiet tsc=reliable $(step memmap=) panic=-1" </dev/null # the last panic= counts: at once, not in 10 s
verdict 'the machine panics, boots again and switches itself off'

# section NAME: what was printed in the guest.
section() {
    awk -v name="$1" '/^== / { inside = $2 == name; next } inside' "$results" | without_times
}

# is NAME: the section is as in NAME.expected.
is() {
    section "$1" >"$programs/$1.now"
    diff -u "$here/$1.expected" "$programs/$1.now"
}

# kernel_lines NAME: of the section, what the kernel logged; not what it, or plogcat, says of the memory's state.
kernel_lines() {
    section "$1" | grep '  kernel  ' | grep -v -e '  kernel  ECC: ' -e '  kernel  ramoops zone '
}

section reserved | grep -qF "$(grep -o '`[0-9a-f-]* : Reserved`' docs/LINUX.md | tr -d '`')"; verdict 'docs/LINUX.md: the memory is reserved'
# All that the page shows, in this order; its "..." stands for what is between.
section page >"$folder/page"
step ... | grep -vFx ... >"$folder/shown"
comparable "$folder/shown" >"$folder/expected"
comparable "$folder/page" | grep -Fxf "$folder/expected" | diff "$folder/expected" -; verdict 'docs/LINUX.md: after the restart plogcat prints what it says'
[ "$(grep -c '  kernel  Kernel panic - not syncing' "$folder/page")" -eq 1 ]; verdict 'docs/LINUX.md: once'

is device; verdict 'plogcat reads the ring from /dev/mtd0'
section memory | diff -u "$here/device.expected" -; verdict 'and from the reserved memory itself'
section both | grep -v '  kernel  ' | diff -u "$here/device.expected" -; verdict 'and with the log of the kernel beside it'
kernel_lines both >"$programs/kernel.now"
grep -q 'boot ?  TIME  fatal  kernel  Kernel panic - not syncing: sysrq triggered crash' "$programs/kernel.now"
verdict 'which ends with the panic'
kernel_lines zones | diff -u "$programs/kernel.now" -; verdict 'plogcat reads from raw memory what the kernel makes of it'
section zones | grep -q 'ramoops zone at offset 0, 0 bytes corrected'; verdict 'and checks it'
kernel_lines corrected | diff -u "$programs/kernel.now" - ; verdict 'damage is corrected'
# Of the nine bytes that were overwritten, some may have been what was written.
section corrected | grep -Eq 'ramoops zone at offset 0, [5-9] bytes corrected'; verdict 'and told'
section spoilt | grep -q 'plog.damage  128 bytes skipped' && [ "$(section spoilt | tail -n 1)" = 'status 1' ]
verdict 'what is too much of it is not shown'
kernel_lines spoilt | head -n -1 | diff - "$programs/kernel.now" | grep -q '^<'; [ $? -eq 1 ]; verdict 'nor is anything false'
is next; verdict 'the next program goes on behind it'
is cleared; verdict 'an emptied ring begins anew'
is refused; verdict 'memory with a log in it, and the memory of the kernel, are refused'

[ "$failed" -eq 0 ] || tail -n 20 "$programs/console"
conclude
