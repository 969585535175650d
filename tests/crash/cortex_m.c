/*
 * Every Cortex-M: start-up with the log's handlers in the vector table.
 * Source: ARMv7-M Architecture Reference Manual (DDI 0403E), B3.2.4 ICSR, B3.2.13 SHCSR.
 */
#include "../../examples/motor/board.h"

#include "board.h"
#include "plog.h"

#define SCB_ICSR REGISTER(0xE000ED04u)
#define SCB_SHCSR REGISTER(0xE000ED24u)

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
}

void SysTick_Handler(void)
{
    app_interrupt();
}

typedef union {
    uint32_t *stack;
    void (*handler)(void);
} vector;

__attribute__((section(".isr_vector"), used)) static const vector vectors[16] = {
    {.stack = _estack},
    {.handler = Reset_Handler},
    {.handler = plog_watchdog_warning}, /* NMI */
    {.handler = plog_fault_handler},    /* HardFault */
    {.handler = plog_fault_handler},    /* MemManage */
    {.handler = plog_fault_handler},    /* BusFault */
    {.handler = plog_fault_handler},    /* UsageFault */
    {.handler = plog_fault_handler},    /* SecureFault */
    {0}, {0}, {0}, {0}, {0}, {0}, {0},
    {.handler = SysTick_Handler},
};

/* Each kind of fault has its own exception, where the core has them, so that a fault in its handler comes as a HardFault. */
void board_start(void)
{
#if __ARM_ARCH_ISA_THUMB == 2
    SCB_SHCSR |= 7u << 16;
#endif
}

void board_interrupt(void)
{
    SCB_ICSR = 1u << 26; /* PENDSTSET */
    __asm__ volatile("dsb\n\tisb");
}

void board_watchdog(void)
{
    SCB_ICSR = 1u << 31; /* NMIPENDSET */
    __asm__ volatile("dsb\n\tisb");
}

void board_bad_sp(void)
{
    __asm__ volatile("msr msp, %0\n\tpush {r0}" : : "r"(0xDEADBEE0u));
}
