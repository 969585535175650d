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
#if defined(__ARM_FP)
    REGISTER(0xE000ED88u) |= 15u << 20; /* CPACR: the FPU */
    __asm__ volatile("dsb\n\tisb");
#endif
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
#ifdef CASE
    [14] = {.handler = in_nested_interrupt},   /* PendSV */
    [15] = {.handler = in_interrupt},          /* SysTick */
#else
    [15] = {.handler = plog_watchdog_warning}, /* SysTick */
#endif
};

void board_start_timer(uint32_t ticks)
{
    REGISTER(0xE000E014u) = ticks; /* SYST_RVR */
    REGISTER(0xE000E018u) = 0u;    /* SYST_CVR */
    REGISTER(0xE000E010u) = 7u;    /* SYST_CSR: the core's clock, interrupt, on */
}

void board_interrupt(void)
{
    REGISTER(0xE000ED20u) = 0xC0400000u; /* SHPR3: PendSV before SysTick */
    REGISTER(0xE000ED04u) = 1u << 28;    /* ICSR: PENDSVSET */
    __asm__ volatile("dsb\n\tisb");
}

static uint64_t task_stack[128] __attribute__((used));

/* As a task of an operating system begins: nobody has called it. */
__attribute__((naked)) void board_on_task_stack(void (*function)(void))
{
    (void)function;
    __asm__ volatile("ldr r1, =task_stack + 1024\n\t"
                     "msr psp, r1\n\t"
                     "movs r1, #2\n\t" /* CONTROL.SPSEL */
                     "msr control, r1\n\t"
                     "isb\n\t"
                     "movs r1, #0\n\t"
                     "mov lr, r1\n\t"
                     "bx r0\n\t"
                     ".ltorg");
}
