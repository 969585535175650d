/* What an ATmega328P needs besides avr-libc's start-up. */
#include <avr/interrupt.h>
#include <avr/io.h>

#include "board.h"

void sweep_end(void);

/* Where nothing interrupts. */
__attribute__((weak)) void board_interrupt(void)
{
}

ISR(INT0_vect)
{
    board_interrupt();
}

void board_start_interrupts(void)
{
    EIMSK = 1 << INT0;
    sei();
}

__attribute__((noinline)) void sweep_end(void)
{
    for (;;)
        __asm__ volatile("nop");
}

void board_restart(void)
{
    cli();
    __asm__ volatile("jmp 0"); /* avr-libc's start-up sets the stack, and the variables */
}
