/*
 * plog_semihosting.c: a line into a file of the debugger's; plog_sinks.h is the manual.
 * Sources: Arm, Semihosting for AArch32 and AArch64, release 2.0; RISC-V Semihosting, version 0.2.
 */
#include "plog_sinks.h"

#include <stdint.h>

enum { SYS_OPEN = 0x01, SYS_WRITE = 0x05, SYS_SEEK = 0x0A, SYS_FLEN = 0x0C, OPEN_WRITE = 5 /* "wb" */, OPEN_APPEND = 9 /* "ab" */ };

/* What the host answers; -1 for most errors. */
static intptr_t call(uintptr_t operation, const void *parameters)
{
#if defined(__riscv)
    register uintptr_t first __asm__("a0") = operation;
    register const void *second __asm__("a1") = parameters;

    /* The two shifts say that the ebreak is meant for the host; all three in full width, and in one page. */
    __asm__ volatile(".option push\n\t.option norvc\n\t.balign 16\n\t"
                     "slli zero, zero, 0x1f\n\tebreak\n\tsrai zero, zero, 7\n\t.option pop"
                     : "+r"(first) : "r"(second) : "memory");
#elif defined(__ARM_ARCH_PROFILE) && __ARM_ARCH_PROFILE == 'M'
    register uintptr_t first __asm__("r0") = operation;
    register const void *second __asm__("r1") = parameters;

    __asm__ volatile("bkpt 0xAB" : "+r"(first) : "r"(second) : "memory");
#else
#error "plog_semihosting.c is for Cortex-M and RISC-V: leave it out of this build"
#endif
    return (intptr_t)first;
}

static size_t length_of(const char *text)
{
    size_t length = 0;

    while (text[length] != '\0')
        length++;
    return length;
}

static intptr_t open_host(const char *name, uintptr_t mode)
{
    const uintptr_t parameters[3] = { (uintptr_t)name, mode, length_of(name) };

    return call(SYS_OPEN, parameters);
}

static intptr_t open_file(const char *name)
{
    intptr_t file = open_host(name, OPEN_APPEND);
    uintptr_t seek[2];

    seek[0] = (uintptr_t)file;
    if (file != -1) { /* QEMU opens a file to append to, but begins at its start */
        seek[1] = (uintptr_t)call(SYS_FLEN, seek);
        call(SYS_SEEK, seek);
    }
    return file;
}

size_t plog_semihosting(void *user, const void *bytes, size_t length)
{
    static intptr_t file = -1;
    uintptr_t parameters[3];
    size_t left;

    if (file == -1)
        file = user ? open_file((const char *)user) : open_host(":tt", OPEN_WRITE); /* that is the console */
    if (file == -1)
        return 0;
    parameters[0] = (uintptr_t)file;
    parameters[1] = (uintptr_t)bytes;
    parameters[2] = length;
    left = (size_t)call(SYS_WRITE, parameters);
    return left <= length ? length - left : 0;
}
