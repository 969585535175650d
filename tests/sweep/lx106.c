/* What start-up of an lx106 (tests/ports-small/lx106.S) calls, and what the compiler calls where there is no C library. */
#include <stddef.h>
#include <stdint.h>

#include "board.h"

void fault(void);
void sweep_end(void);
void *memcpy(void *to, const void *from, size_t length);

__attribute__((noinline)) void sweep_end(void)
{
    for (;;)
        __asm__ volatile("nop");
}

/* Nothing comes here. */
void fault(void)
{
    for (;;) {
        /* the sweep then ends by its time limit */
    }
}

void *memcpy(void *to, const void *from, size_t length)
{
    volatile uint8_t *byte = (volatile uint8_t *)to; /* volatile, or this loop becomes a call of itself */
    const uint8_t *source = (const uint8_t *)from;

    while (length-- > 0)
        *byte++ = *source++;
    return to;
}
