/*
 * Every Cortex-M: start-up with the log's handlers in the vector table.
 * Source: ARMv7-M Architecture Reference Manual (DDI 0403E), B3.2.4 ICSR, B3.2.13 SHCSR.
 */
#include "../../examples/motor/board.h"

#include "board.h"
#include "plog.h"

#define SCB_ICSR REGISTER(0xE000ED04u)
#define SCB_CPACR REGISTER(0xE000ED88u)
#define SCB_SHPR3 REGISTER(0xE000ED20u) /* priorities of SysTick and PendSV, in its upper half */
#define SCB_SHCSR REGISTER(0xE000ED24u)

extern uint32_t _sidata[], _sdata[], _edata[], _sbss[], _ebss[], _estack[]; /* link.ld */

void Reset_Handler(void);
void PendSV_Handler(void);
void SVC_Handler(void);

void Reset_Handler(void)
{
    const uint32_t *from = _sidata;

    for (uint32_t *to = _sdata; to < _edata; to++)
        *to = *from++;
    for (uint32_t *to = _sbss; to < _ebss; to++)
        *to = 0u;
    main();
}

uint32_t task_stack[256] __attribute__((aligned(8), used));

void SysTick_Handler(void)
{
    app_interrupt();
}

void PendSV_Handler(void)
{
    board_interrupt();
}

/* As a handler in C gets what the core has put on the stack. */
__attribute__((naked)) void SVC_Handler(void)
{
    __asm__ volatile("mrs r0, msp\n\t"
                     "mov r1, lr\n\t"
                     "bl plog_crash");
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
    {0}, {0}, {0},
    {.handler = SVC_Handler},
    {0}, {0},
    {.handler = PendSV_Handler},
    {.handler = SysTick_Handler},
};

/* Each kind of fault has its own exception, where the core has them, so that a fault in its handler comes as a HardFault. */
void board_start(void)
{
#if __ARM_ARCH_ISA_THUMB == 2
    SCB_SHCSR |= 7u << 16;
#endif
#if defined(__ARM_FP)
    SCB_CPACR |= 15u << 20;
    __asm__ volatile("dsb\n\tisb");
#endif
}

void board_interrupt(void)
{
    SCB_ICSR = 1u << 26; /* PENDSTSET */
    __asm__ volatile("dsb\n\tisb");
}

void board_nested(void)
{
    SCB_SHPR3 = 0x40C00000u;
    SCB_ICSR = 1u << 28; /* PENDSVSET */
    __asm__ volatile("dsb\n\tisb");
}

void board_own_handler(void)
{
    __asm__ volatile("svc #0");
}

__attribute__((naked)) void board_on_task_stack(void (*function)(void))
{
    (void)function;
    __asm__ volatile("ldr r1, =task_stack + 1024\n\t"
                     "msr psp, r1\n\t"
                     "movs r1, #2\n\t" /* CONTROL.SPSEL */
                     "msr control, r1\n\t"
                     "isb\n\t"
                     "bx r0\n\t"
                     ".ltorg");
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
