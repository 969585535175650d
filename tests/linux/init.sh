#!/bin/busybox sh
# The guest's first process. Its first boot logs and panics; the second one prints what is left, and switches off.
busybox mkdir -p /proc /sys /dev
busybox mount -t proc none /proc
busybox mount -t sysfs none /sys
busybox mount -t devtmpfs none /dev
for module in reed_solomon mtd; do
    busybox insmod /$module.ko
done
# 128K of the kernel's, then 64K of ours; see docs/LINUX.md.
busybox insmod /ramoops.ko mem_address=0x7000000 mem_size=0x20000 record_size=0x10000 ecc=1
busybox insmod /phram.ko phram=ring,0x7100000,0x10000
busybox mount -t pstore none /sys/fs/pstore

if ! [ -e /sys/fs/pstore/dmesg-ramoops-0 ]; then
    exec /guest 0x7100000
fi

# show NAME COMMAND...: the command's output, between lines that name it.
show() {
    echo "<<< $1"
    shift
    "$@" 2>&1
    echo ">>> $?"
}

plogcat='/plogcat -t /ring.json'
show mtd $plogcat /dev/mtd0
show mem $plogcat --mem 0x7100000,64K
show both $plogcat --kernel /sys/fs/pstore /dev/mtd0
busybox poweroff -f
