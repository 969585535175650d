/* Start-up of QEMU's virt board. */
#include <stdint.h>

#include "board.h"

extern uint32_t _sidata[], _sdata[], _edata[], _sbss[], _ebss[]; /* link.ld */

void board_main(void);
void sweep_end(void);

#define MSIP 8 /* in mie; the same bit of mstatus is MIE */

/* Where nothing interrupts. */
__attribute__((weak)) void board_interrupt(void)
{
}

__attribute__((interrupt, aligned(4))) static void trap(void)
{
    board_interrupt();
}

void board_start_interrupts(void)
{
    __asm__ volatile("csrw mtvec, %0" : : "r"(trap));
    __asm__ volatile("csrs mie, %0" : : "r"(MSIP));
    __asm__ volatile("csrsi mstatus, %0" : : "i"(MSIP));
}

/* At the begin of memory, where the core starts. */
__asm__(".section .isr_vector, \"ax\"\n"
        ".global Reset_Handler\n"
        "Reset_Handler:\n"
        "    la sp, _estack\n"
        "    j board_main\n"
        ".text");

void board_main(void)
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
