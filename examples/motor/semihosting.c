#include "semihosting.h"

#include <string.h>

enum {
    SYS_OPEN = 0x01,
    SYS_CLOSE = 0x02,
    SYS_WRITE0 = 0x04,
    SYS_WRITE = 0x05,
    SYS_SEEK = 0x0A,
    SYS_FLEN = 0x0C,
    SYS_EXIT_EXTENDED = 0x20,
    OPEN_WRITE = 5,  /* "wb" */
    OPEN_APPEND = 9, /* "ab" */
    APPLICATION_EXIT = 0x20026
};

/* The host takes the operation in the first register for arguments and a pointer to its parameters in the second, and
   answers in the first. On RISC-V the three instructions around EBREAK say that it is meant for the host. */
static int32_t call(uintptr_t operation, const void *parameters)
{
#if defined(__riscv)
    register uintptr_t first __asm__("a0") = operation;
    register const void *second __asm__("a1") = parameters;

    __asm__ volatile(".option push\n\t.option norvc\n\t.balign 16\n\t"
                     "slli zero, zero, 0x1f\n\tebreak\n\tsrai zero, zero, 7\n\t.option pop"
                     : "+r"(first) : "r"(second) : "memory");
#else
    register uintptr_t first __asm__("r0") = operation;
    register const void *second __asm__("r1") = parameters;

    __asm__ volatile("bkpt 0xAB" : "+r"(first) : "r"(second) : "memory");
#endif
    return (int32_t)first;
}

void semihosting_print(const char *text)
{
    call(SYS_WRITE0, text);
}

static int32_t open_file(const char *name, uint32_t mode)
{
    const uintptr_t parameters[3] = {(uintptr_t)name, mode, strlen(name)};

    return call(SYS_OPEN, parameters);
}

int32_t semihosting_create(const char *name)
{
    return open_file(name, OPEN_WRITE);
}

int32_t semihosting_append(const char *name)
{
    int32_t file = open_file(name, OPEN_APPEND);
    const uintptr_t length[1] = {(uintptr_t)file};
    const uint32_t seek[2] = {(uint32_t)file, file < 0 ? 0u : (uint32_t)call(SYS_FLEN, length)};

    /* QEMU 7.2 opens it, but begins at the start. */
    return file >= 0 && call(SYS_SEEK, seek) == 0 ? file : -1;
}

bool semihosting_write(int32_t file, const void *bytes, size_t length)
{
    const uintptr_t parameters[3] = {(uintptr_t)file, (uintptr_t)bytes, length};

    return call(SYS_WRITE, parameters) == 0; /* the number of bytes that were not written */
}

void semihosting_close(int32_t file)
{
    const uintptr_t parameters[1] = {(uintptr_t)file};

    call(SYS_CLOSE, parameters);
}

void semihosting_exit(uint32_t status)
{
    const uintptr_t parameters[2] = {APPLICATION_EXIT, status};

    for (;;)
        call(SYS_EXIT_EXTENDED, parameters);
}
