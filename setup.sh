#!/bin/sh
# setup.sh [tools|demo|soak]: installs the Debian packages that plogen takes, if any are missing, and says which: those to build it ("tools"), to run its
# demos as well, or else to test it as well, also by the long campaigns ("soak"). Without the right to install, it prints the command and fails. Run by make; safe to run again.
set -eu

tools='re2c lemon libjson-c-dev libfec-dev zlib1g-dev libdw-dev libelf-dev pkg-config' # make
demo='gcc-arm-none-eabi libnewlib-arm-none-eabi qemu-system-arm'                      # make demo
tests='check g++ valgrind cmake'                                                       # make check, make bench
tests="$tests gcc-avr avr-libc libsimavr-dev simavr gcc-xtensa-lx106 qemu-system-misc" # the smallest cores
tests="$tests gcc-riscv64-unknown-elf picolibc-riscv64-unknown-elf"                   # RISC-V
tests="$tests qemu-system-x86 busybox-static cpio xz-utils"                           # a kernel that panics
tests="$tests clang libclang-rt-dev lld"                                              # the fuzzers, another linker
tests="$tests gcc-aarch64-linux-gnu libc6-dev-arm64-cross qemu-user"                  # Linux on AArch64
tests="$tests gcc-riscv64-linux-gnu libc6-dev-riscv64-cross"                          # and RISC-V
soak='frama-c-base why3 z3'                                                            # make soak, make proof

case ${1-} in
tools) packages=$tools ;;
demo) packages="$tools $demo" ;;
soak) packages="$tools $demo $tests $soak" ;;
*) packages="$tools $demo $tests" ;;
esac

if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
    {
        echo "This script knows only Debian and its relatives. What Debian calls the packages plogen is built with:"
        echo "    $packages"
        echo "Install what your system calls them, then: mkdir -p build && touch build/.packages-tools build/.packages-demo build/.packages build/.packages-soak"
    } >&2
    exit 1
fi

missing=
for package in $packages; do
    case $(dpkg-query -W -f '${Status}' "$package" 2>/dev/null || :) in
    *' installed') ;;
    *) missing="$missing $package" ;;
    esac
done
[ -n "$missing" ] || exit 0

install="apt-get install -y --no-install-recommends$missing"
if [ "$(id -u)" -eq 0 ]; then
    root=
elif sudo -n true 2>/dev/null; then
    root='sudo -n'
else
    {
        echo "Packages are missing. Install them, then run make again:"
        echo "    sudo apt-get update && sudo $install"
    } >&2
    exit 1
fi

echo "Installing what plogen is built with:$missing"
$root apt-get -q update
$root env DEBIAN_FRONTEND=noninteractive $install
