/*
 * What a vendor's start-up file does: the vector table, .data, .bss, main.
 */
#include "board.h"

extern uint32_t _sidata[], _sdata[], _edata[], _sbss[], _ebss[], _estack[]; /* link.ld */

void Reset_Handler(void);

static void Default_Handler(void)
{
    for (;;) {
        /* an exception nobody expects: stay for the debugger */
    }
}

void Reset_Handler(void)
{
    const uint32_t *from = _sidata;

    for (uint32_t *to = _sdata; to < _edata; to++)
        *to = *from++;
    for (uint32_t *to = _sbss; to < _ebss; to++)
        *to = 0u;
    main();
    Default_Handler();
}

typedef union {
    uint32_t *stack;
    void (*handler)(void);
} vector;

__attribute__((section(".isr_vector"), used)) static const vector vectors[16] = {
    {.stack = _estack},
    {.handler = Reset_Handler},
    {.handler = Default_Handler},   /* NMI */
    {.handler = HardFault_Handler},
    {.handler = Default_Handler},   /* MemManage */
    {.handler = Default_Handler},   /* BusFault */
    {.handler = Default_Handler},   /* UsageFault */
    {0}, {0}, {0}, {0},
    {.handler = Default_Handler},   /* SVCall */
    {.handler = Default_Handler},   /* debug monitor */
    {0},
    {.handler = Default_Handler},   /* PendSV */
    {.handler = SysTick_Handler},
};
