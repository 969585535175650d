/* What start-up of an lx106 (tests/ports-small/lx106.S) calls, and what the compiler calls where there is no C library. */
#include <stddef.h>
#include <stdint.h>

#include "board.h"

void plog_exception_handler(void);
void plog_double_exception_handler(void);
void sweep_end(void);
void *memcpy(void *to, const void *from, size_t length);

__attribute__((noinline)) void sweep_end(void)
{
    for (;;)
        __asm__ volatile("nop");
}

/* The runtime has these if the spec says "backtrace"; here nothing faults, or the sweep ends by its time limit. */
void plog_exception_handler(void)
{
    for (;;) {
    }
}

void plog_double_exception_handler(void)
{
    plog_exception_handler();
}

void *memcpy(void *to, const void *from, size_t length)
{
    volatile uint8_t *byte = (volatile uint8_t *)to; /* volatile, or this loop becomes a call of itself */
    const uint8_t *source = (const uint8_t *)from;

    while (length-- > 0)
        *byte++ = *source++;
    return to;
}
