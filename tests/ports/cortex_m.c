/*
 * Every Cortex-M. Start-up, semihosting and SysTick are the example's.
 * Source: ARMv7-M Architecture Reference Manual (DDI 0403E), B3.3.3.
 */
#include "../../examples/motor/board.h"

#include "board.h"

void SysTick_Handler(void)
{
    app_interrupt();
}

void HardFault_Handler(void)
{
    app_fault();
}

void board_start_interrupts(void)
{
#ifdef APP_TICKS
    board_start_systick(10000u);
#else
    SYSTICK_CONTROL |= 2u; /* TICKINT: the log lets SysTick count its cycles, and each wrap interrupts */
#endif
}

void board_fault(void)
{
    __asm__ volatile("udf #0");
}

void board_warm_reset(void)
{
    board_reset();
}
