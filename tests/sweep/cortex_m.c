/* Start-up of every Cortex-M. */
#include <stdint.h>

#include "board.h"

#ifndef BOARD_NMI
#define BOARD_NMI board_interrupt /* the NMI's handler */
#endif

void BOARD_NMI(void);

/* The log's, with "backtrace N". */
__attribute__((weak)) void plog_fault_handler(void);

extern uint32_t _sidata[], _sdata[], _edata[], _sbss[], _ebss[], _estack[]; /* link.ld */

/* Where nothing interrupts. */
__attribute__((weak)) void board_interrupt(void)
{
}

void Reset_Handler(void);
void sweep_end(void);

void Reset_Handler(void)
{
    const uint32_t *from = _sidata;

    for (uint32_t *to = _sdata; to < _edata; to++)
        *to = *from++;
    for (uint32_t *to = _sbss; to < _ebss; to++)
        *to = 0u;
    main();
}

__attribute__((noinline)) void sweep_end(void)
{
    for (;;)
        __asm__ volatile("nop");
}

void board_restart(void)
{
    __asm__ volatile("mov sp, %0\n\tbx %1" : : "r"(_estack), "r"(Reset_Handler));
}

typedef union {
    uint32_t *stack;
    void (*handler)(void);
} vector;

__attribute__((section(".isr_vector"), used)) static const vector vectors[17] = {
    [0] = { .stack = _estack },
    [1] = { .handler = Reset_Handler },
    [2] = { .handler = BOARD_NMI },
    [3] = { .handler = plog_fault_handler }, /* HardFault */
    [4] = { .handler = plog_fault_handler }, /* MemManage */
    [5] = { .handler = plog_fault_handler }, /* BusFault */
    [6] = { .handler = plog_fault_handler }, /* UsageFault */
    [16] = { .handler = board_interrupt },
};

void board_start_interrupts(void)
{
    *(volatile uint32_t *)0xE000E400u = 0x80u; /* NVIC_IPR0: less urgent than the test's lock basepri */
    *(volatile uint32_t *)0xE000E100u = 1u;    /* NVIC_ISER0 */
}
