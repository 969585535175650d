#!/bin/busybox sh
# The guest's first process. Its first boot does what docs/LINUX.md says, up to the panic, and the second what it says for then. The second goes on with
# a ring and a panic of its own; the third prints what is left of these, and switches off.
busybox mkdir -p /proc /sys /dev
busybox mount -t proc none /proc
busybox mount -t sysfs none /sys
busybox mount -t devtmpfs none /dev
busybox mkdir -p "/lib/modules/$(busybox uname -r)" && busybox mv /*.ko /modules.dep "/lib/modules/$(busybox uname -r)"
# 128K of the kernel's, by the page's line in /etc/modprobe.d, and 64K of ours, in memory that the command line reserves.
busybox modprobe phram phram=ring,0x7100000,0x10000
busybox modprobe ramoops
busybox mount -t pstore none /sys/fs/pstore
PATH=/bin:/

# The results go where the kernel does not write, too.
busybox stty -F /dev/ttyS1 raw
exec >/dev/ttyS1 2>&1

cd /page
if ! [ -e /sys/fs/pstore/dmesg-ramoops-0 ]; then
    echo '== reserved'
    busybox grep Reserved /proc/iomem
    busybox sh ./crash.sh
fi
if plogcat -t gen /dev/mtd0 >/dev/null 2>&1; then
    echo '== page'
    busybox sh ./read.sh
    plogcat --clear --yes /dev/mtd0
    busybox rm /sys/fs/pstore/*
    exec /guest 0x7100000 panic
fi
cd /

# show NAME ARGUMENT...: what plogcat prints, behind a line with the name, and its status.
show() {
    echo "== $1"
    shift
    /plogcat -t /ring.json "$@"
    echo "status $?"
}

# spoil OFFSET TEXT: overwrites a part of the copy of the kernel's memory.
spoil() {
    busybox printf "$2" | busybox dd of=/zones bs=1 seek="$1" conv=notrunc 2>/dev/null
}

show device /dev/mtd0
show memory --mem 0x7100000,64K
show both --kernel /sys/fs/pstore /dev/mtd0

# The same memory as the kernel keeps it, whole and damaged.
echo kernel,0x7000000,0x20000 >/sys/module/phram/parameters/phram
busybox cat /dev/mtd1 >/zones
show zones --kernel /zones
spoil 2 abc
spoil 100 abc
spoil 300 abc
show corrected --kernel /zones
spoil 5000 '12345678901234567890'
show spoilt --kernel /zones

/guest 0x7100000
show next --mem 0x7100000,64K
/plogcat --clear --yes /dev/mtd0
/guest 0x7100000
show cleared --mem 0x7100000,64K

echo '== refused'
/guest 0x7100000 again
/guest 0x1000000
busybox poweroff -f
