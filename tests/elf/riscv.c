/*
 * QEMU's virt board: start-up, and the timer as the watchdog.
 * Sources: The RISC-V Instruction Set Manual, volume II (privileged, 20211203), 3.1.6 to 3.1.9 and 3.2.1; hw/riscv/virt.c and
 * hw/misc/sifive_test.c in QEMU for the addresses and the reset.
 */
#include "board.h"
#include "plog.h"

#define MSIP     (*(volatile uint32_t *)0x02000000u) /* software interrupt of hart 0 */
#define MTIMECMP (*(volatile uint64_t *)0x02004000u)
#define MTIME    (*(volatile uint64_t *)0x0200BFF8u)
#define FINISHER (*(volatile uint32_t *)0x00100000u)

extern uint32_t _sidata[], _sdata[], _edata[], _sbss[], _ebss[]; /* link.ld */

void board_main(void);

__asm__(".section .isr_vector, \"ax\"\n"
        ".global Reset_Handler\n"
        ".type Reset_Handler, @function\n"
        "Reset_Handler:\n"
        "    la sp, _estack\n"
        "    li ra, 0\n" /* a warm reset leaves what was there, and board_main() saves it */
        "    j board_main\n"
        ".size Reset_Handler, . - Reset_Handler\n"
        ".text");

#ifdef CASE
/* A handler as compilers make it. */
__attribute__((interrupt, aligned(4), used)) static void on_timer(void)
{
    in_interrupt();
}

__attribute__((interrupt, aligned(4), used)) static void on_software(void)
{
    in_nested_interrupt();
}

/* Exceptions go to the log with all registers as they came. */
__attribute__((naked, aligned(4))) static void trap(void)
{
    __asm__ volatile("csrw mscratch, t0\n\t"
                     "csrr t0, mcause\n\t"
                     "bltz t0, 1f\n\t"
                     "csrr t0, mscratch\n\t"
                     "j plog_trap_handler\n"
                     "1:  andi t0, t0, 4\n\t" /* 7 is the timer's, 3 that of software */
                     "beqz t0, 2f\n\t"
                     "csrr t0, mscratch\n\t"
                     "j on_timer\n"
                     "2:  csrr t0, mscratch\n\t"
                     "j on_software");
}

/* Other interrupts than the timer's are let in where it is handled. */
void board_interrupt(void)
{
    MSIP = 1u;
    __asm__ volatile("csrw mie, %0" : : "r"(8)); /* MSIE */
    __asm__ volatile("csrsi mstatus, 8");
    for (;;) {
        /* it comes within a few instructions */
    }
}
#else
#define trap plog_watchdog_warning
#endif

void board_main(void)
{
    const uint32_t *from = _sidata;

    for (uint32_t *to = _sdata; to < _edata; to++)
        *to = *from++;
    for (uint32_t *to = _sbss; to < _ebss; to++)
        *to = 0u;
    __asm__ volatile("csrw mtvec, %0" : : "r"(trap));
    main();
    for (;;) {
        /* main() does not come back; so this is a call, and not a jump */
    }
}

void board_start_timer(uint32_t ticks)
{
    MTIMECMP = MTIME + ticks;
    __asm__ volatile("csrs mie, %0" : : "r"(128)); /* MTIE */
    __asm__ volatile("csrsi mstatus, 8");
}

void plog_reset(void)
{
    FINISHER = 0x7777u;
    for (;;) {
        /* the reset takes some cycles */
    }
}
