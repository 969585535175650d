#!/bin/sh
# kernel.sh DIRECTORY: puts Debian's newest amd64 kernel, and the modules the test needs, into DIRECTORY. Takes no rights.
# The kernel is expanded here, which takes a second; the emulated machine would need five for it, at each boot.
set -eu
directory=$1
mkdir -p "$directory/download"
cd "$directory/download"

# With apt's own lists of packages; where these are old or missing, with fresh ones of our own.
download() {
    package=$(apt-cache "$@" depends linux-image-amd64 2>/dev/null | sed -n 's/^ *Depends: \(linux-image-[0-9].*\)$/\1/p')
    [ -n "$package" ] && apt-get "$@" -qq download "$package"
}

rm -f ./*.deb
if ! download 2>/dev/null; then
    mkdir -p lists/partial cache/archives/partial
    lists="-o Dir::State::Lists=$PWD/lists -o Dir::Cache=$PWD/cache"
    apt-get $lists -qq update
    download $lists
fi
dpkg-deb --fsys-tarfile ./linux-image-*.deb | tar -x --wildcards --transform 's|.*/||;s|^vmlinuz-.*|vmlinuz|' -C .. \
    './boot/vmlinuz-*' '*/reed_solomon.ko' '*/ramoops.ko' '*/mtd.ko' '*/phram.ko'
cd ..
rm -rf download

offset=$(LC_ALL=C grep -abo -m 1 -P '\xFD7zXZ\x00' vmlinuz | head -n 1 | cut -d: -f1)
if [ -z "$offset" ] || ! tail -c "+$((offset + 1))" vmlinuz | xz -dc --single-stream >vmlinux 2>/dev/null; then
    mv vmlinuz vmlinux # compressed in another way: it expands itself
fi
rm -f vmlinuz
