/*
 * Two harts of QEMU's virt board, which come out of the reset at once, at the begin of memory. The second waits for its software interrupt to be pending.
 * Sources: The RISC-V Instruction Set Manual, volume II (20211203): 3.1.5 mhartid, 3.1.9 mip; hw/riscv/virt.c and hw/misc/sifive_test.c in QEMU for the addresses
 * and the reset.
 */
#include <stdint.h>

#include "semihosting.h"
#include "two_cores.h"

#define MSIP_SECOND (*(volatile uint32_t *)0x02000004u)
#define FINISHER    (*(volatile uint32_t *)0x00100000u)

extern uint32_t _sidata[], _sdata[], _edata[], _sbss[], _ebss[]; /* link.ld */

void first_start(void);
void second_start(void);
void failed(void);

uint32_t second_stack[256] __attribute__((aligned(16), used));

__asm__(".section .isr_vector, \"ax\"\n"
        ".global Reset_Handler\n"
        "Reset_Handler:\n"
        "    la t0, failed\n"
        "    csrw mtvec, t0\n"
        "    csrr t0, mhartid\n"
        "    bnez t0, 1f\n"
        "    la sp, _estack\n"
        "    j first_start\n"
        "1:  la sp, second_stack + 1024\n"
        "    j second_start\n"
        ".text");

__attribute__((aligned(4))) void failed(void)
{
    semihosting_exit(1u);
}

void first_start(void)
{
    const uint32_t *from = _sidata;

    MSIP_SECOND = 0u;
    for (uint32_t *to = _sdata; to < _edata; to++)
        *to = *from++;
    for (uint32_t *to = _sbss; to < _ebss; to++)
        *to = 0u;
    main();
}

/* Where the second hart waits, nothing is on its stack, and nothing of .bss is used: the first one clears that meanwhile. */
void second_start(void)
{
    uint32_t pending = 0;

    while ((pending & 8u) == 0)
        __asm__ volatile("csrr %0, mip" : "=r"(pending));
    MSIP_SECOND = 0u;
    second_main();
}

void board_start_second(void)
{
    MSIP_SECOND = 1u;
}

void board_reset_both(void)
{
    FINISHER = 0x7777u;
    for (;;) {
        /* the reset takes some cycles */
    }
}
