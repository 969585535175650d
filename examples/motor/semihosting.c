#include "semihosting.h"

#include <string.h>

enum {
    SYS_OPEN = 0x01,
    SYS_CLOSE = 0x02,
    SYS_WRITE0 = 0x04,
    SYS_WRITE = 0x05,
    SYS_EXIT_EXTENDED = 0x20,
    OPEN_WRITE_BINARY = 5, /* "wb" */
    APPLICATION_EXIT = 0x20026
};

/* The host takes the operation in r0 and a pointer to its parameters in r1, and answers in r0. */
static int32_t call(uint32_t operation, const void *parameters)
{
    register uint32_t r0 __asm__("r0") = operation;
    register const void *r1 __asm__("r1") = parameters;

    __asm__ volatile("bkpt 0xAB" : "+r"(r0) : "r"(r1) : "memory");
    return (int32_t)r0;
}

void semihosting_print(const char *text)
{
    call(SYS_WRITE0, text);
}

int32_t semihosting_create(const char *name)
{
    const uint32_t parameters[3] = {(uint32_t)name, OPEN_WRITE_BINARY, strlen(name)};

    return call(SYS_OPEN, parameters);
}

bool semihosting_write(int32_t file, const void *bytes, size_t length)
{
    const uint32_t parameters[3] = {(uint32_t)file, (uint32_t)bytes, length};

    return call(SYS_WRITE, parameters) == 0; /* the number of bytes that were not written */
}

void semihosting_close(int32_t file)
{
    const uint32_t parameters[1] = {(uint32_t)file};

    call(SYS_CLOSE, parameters);
}

void semihosting_exit(uint32_t status)
{
    const uint32_t parameters[2] = {APPLICATION_EXIT, status};

    for (;;)
        call(SYS_EXIT_EXTENDED, parameters);
}
