/* What start-up of an lx106 (tests/ports-small/lx106.S) calls, and what the compiler calls where there is no C library. */
#include <stddef.h>
#include <stdint.h>

#include "board.h"

#define LINES 0xFu

__attribute__((weak)) void plog_exception_handler(void);
__attribute__((weak)) void plog_double_exception_handler(void);
void sweep_end(void);
void *memcpy(void *to, const void *from, size_t length);

/* Where nothing interrupts. */
__attribute__((weak)) void board_interrupt(void)
{
}

/* The interrupts' vector jumps here with a0 in EXCSAVE1. Saves what a function may change. */
__asm__(".text\n"
        ".align 4\n"
        ".global on_interrupt\n"
        "on_interrupt:\n"
        "    addi a1, a1, -64\n"
        "    s32i a2, a1, 0\n"
        "    s32i a3, a1, 4\n"
        "    s32i a4, a1, 8\n"
        "    s32i a5, a1, 12\n"
        "    s32i a6, a1, 16\n"
        "    s32i a7, a1, 20\n"
        "    s32i a8, a1, 24\n"
        "    s32i a9, a1, 28\n"
        "    s32i a10, a1, 32\n"
        "    s32i a11, a1, 36\n"
        "    rsr.sar a2\n"
        "    s32i a2, a1, 40\n"
        "    rsr.excsave1 a2\n"
        "    s32i a2, a1, 44\n"
        "    rsr.epc1 a2\n"
        "    s32i a2, a1, 48\n"
        "    call0 board_interrupt\n"
        "    l32i a2, a1, 48\n"
        "    wsr.epc1 a2\n"
        "    l32i a0, a1, 44\n"
        "    l32i a2, a1, 40\n"
        "    wsr.sar a2\n"
        "    l32i a11, a1, 36\n"
        "    l32i a10, a1, 32\n"
        "    l32i a9, a1, 28\n"
        "    l32i a8, a1, 24\n"
        "    l32i a7, a1, 20\n"
        "    l32i a6, a1, 16\n"
        "    l32i a5, a1, 12\n"
        "    l32i a4, a1, 8\n"
        "    l32i a3, a1, 4\n"
        "    l32i a2, a1, 0\n"
        "    addi a1, a1, 64\n"
        "    rfe\n");

/* The board's two lines from outside; which interrupts they are, the core's configuration says. */
void board_start_interrupts(void)
{
    __asm__ volatile("wsr.intenable %0\n\trsync" : : "a"(LINES));
}

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
