/*
 * QEMU's virt board. Sources: The RISC-V Instruction Set Manual, volume II (privileged, 20211203), 3.1.6 to 3.1.15 and 3.2.1;
 * hw/riscv/virt.c and hw/misc/sifive_test.c in QEMU for the addresses and the reset.
 */
#include <stdint.h>

#include "board.h"

#define MTIMECMP (*(volatile uint64_t *)0x02004000u)
#define MTIME    (*(volatile uint64_t *)0x0200BFF8u)
#define FINISHER (*(volatile uint32_t *)0x00100000u)

#define RESET 0x7777u
#define TIMER_PERIOD 1000u /* of MTIME's 10 MHz */
#define MIE_MTIE 128u
#define MSTATUS_MIE 8

extern uint32_t _sidata[], _sdata[], _edata[], _sbss[], _ebss[]; /* link.ld */

void board_main(void);

/* At the begin of memory, where the core starts. */
__asm__(".section .isr_vector, \"ax\"\n"
        ".global Reset_Handler\n"
        "Reset_Handler:\n"
        "    la sp, _estack\n"
        "    j board_main\n"
        ".text");

__attribute__((interrupt, aligned(4))) static void trap(void)
{
    intptr_t cause; /* negative for an interrupt */

    __asm__ volatile("csrr %0, mcause" : "=r"(cause));
    if (cause >= 0)
        app_fault();
    MTIMECMP = MTIME + TIMER_PERIOD;
    app_interrupt();
}

void board_main(void)
{
    const uint32_t *from = _sidata;

    for (uint32_t *to = _sdata; to < _edata; to++)
        *to = *from++;
    for (uint32_t *to = _sbss; to < _ebss; to++)
        *to = 0u;
    __asm__ volatile("csrw mtvec, %0" : : "r"(trap));
    main();
}

void board_start_interrupts(void)
{
    MTIMECMP = MTIME + TIMER_PERIOD;
    __asm__ volatile("csrs mie, %0" : : "r"(MIE_MTIE));
    __asm__ volatile("csrsi mstatus, %0" : : "i"(MSTATUS_MIE));
}

void board_fault(void)
{
    __asm__ volatile("unimp");
}

void board_warm_reset(void)
{
    FINISHER = RESET;
    for (;;) {
        /* the reset takes some cycles */
    }
}
