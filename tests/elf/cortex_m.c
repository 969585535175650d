/*
 * Cortex-M: start-up, and SysTick as the watchdog.
 * Source: ARMv7-M Architecture Reference Manual (DDI 0403E), B3.3.
 */
#include "../../examples/motor/board.h"

#include "board.h"
#include "plog.h"

extern uint32_t _sidata[], _sdata[], _edata[], _sbss[], _ebss[], _estack[]; /* link.ld */

void Reset_Handler(void);

void Reset_Handler(void)
{
    const uint32_t *from = _sidata;

    for (uint32_t *to = _sdata; to < _edata; to++)
        *to = *from++;
    for (uint32_t *to = _sbss; to < _ebss; to++)
        *to = 0u;
    main();
    for (;;) {
        /* main() does not come back; so this is a call, and not a jump */
    }
}

typedef union {
    uint32_t *stack;
    void (*handler)(void);
} vector;

__attribute__((section(".isr_vector"), used)) static const vector vectors[16] = {
    {.stack = _estack},
    {.handler = Reset_Handler},
    {.handler = plog_fault_handler}, /* NMI */
    {.handler = plog_fault_handler}, /* HardFault */
    {.handler = plog_fault_handler}, /* MemManage */
    {.handler = plog_fault_handler}, /* BusFault */
    {.handler = plog_fault_handler}, /* UsageFault */
    {0}, {0}, {0}, {0}, {0}, {0}, {0}, {0},
#ifdef CASE
    {.handler = in_interrupt},
#else
    {.handler = plog_watchdog_warning}, /* SysTick */
#endif
};

void board_start_timer(uint32_t ticks)
{
    REGISTER(0xE000E014u) = ticks; /* SYST_RVR */
    REGISTER(0xE000E018u) = 0u;    /* SYST_CVR */
    REGISTER(0xE000E010u) = 7u;    /* SYST_CSR: the core's clock, interrupt, on */
}
