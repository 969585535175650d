/* What an ATmega328P needs besides avr-libc's start-up. */
#include "board.h"

void sweep_end(void);

__attribute__((noinline)) void sweep_end(void)
{
    for (;;)
        __asm__ volatile("nop");
}
