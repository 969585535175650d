/*
 * QEMU's virt board: start-up, and a trap vector of the application's own that hands exceptions on to the log's.
 * Sources: The RISC-V Instruction Set Manual, volume II (privileged, 20211203), 3.1.6 to 3.1.15; hw/riscv/virt.c and
 * hw/misc/sifive_test.c in QEMU for the addresses and the reset.
 */
#include "board.h"
#include "plog.h"

#define MSIP     (*(volatile uint32_t *)0x02000000u) /* software interrupt of hart 0 */
#define MTIMECMP (*(volatile uint64_t *)0x02004000u)
#define FINISHER (*(volatile uint32_t *)0x00100000u)

extern uint32_t _sidata[], _sdata[], _edata[], _sbss[], _ebss[]; /* link.ld */

#if __riscv_xlen == 64
#define STORE "sd"
#define SIZE "8"
#else
#define STORE "sw"
#define SIZE "4"
#endif

void board_main(void);
void board_trap(void);
void board_saving_trap(void);
void board_own_trap(const uintptr_t *saved, uintptr_t sp);

/* At the begin of memory, where the core starts. A timer's interrupt stands for the watchdog's. */
__asm__(".section .isr_vector, \"ax\"\n"
        ".global Reset_Handler\n"
        "Reset_Handler:\n"
        "    la sp, _estack\n"
        "    j board_main\n"
        ".align 2\n"
        "board_trap:\n"
        "    csrr t0, mcause\n"
        "    bgez t0, plog_trap_handler\n"
        "    andi t0, t0, 4\n"
        "    bnez t0, plog_watchdog_warning\n"
        "    addi sp, sp, -16\n"
        "    " STORE " ra, 8(sp)\n"
        "    call app_interrupt\n" /* it does not come back */
        ".align 2\n"
        "board_saving_trap:\n" /* as a system has it: all registers by their numbers, then C */
        "    addi sp, sp, -32 * " SIZE "\n"
        ".irp x, 1, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31\n"
        "    " STORE " x\\x, \\x * " SIZE "(sp)\n"
        ".endr\n"
        "    mv a0, sp\n"
        "    addi a1, sp, 32 * " SIZE "\n"
        "    call board_own_trap\n"
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

void board_start(void)
{
    MSIP = 0u;
    MTIMECMP = UINT64_MAX;
    __asm__ volatile("csrw mtvec, %0" : : "r"(board_trap));
    __asm__ volatile("csrw mie, %0" : : "r"(8 | 128)); /* MSIE, MTIE */
    __asm__ volatile("csrsi mstatus, 8");
}

void board_interrupt(void)
{
    MSIP = 1u;
    for (;;) {
        /* it comes within a few instructions */
    }
}

/* A handler in C of the application's. */
void board_own_trap(const uintptr_t *saved, uintptr_t sp)
{
    static const uint8_t order[] = {1, 10, 11, 12, 13, 14, 15, 16, 17, 8, 9, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27};
    uintptr_t registers[25];

    __asm__ volatile("csrr %0, mcause" : "=r"(registers[0]));
    __asm__ volatile("csrr %0, mtval" : "=r"(registers[1]));
    __asm__ volatile("csrr %0, mstatus" : "=r"(registers[2]));
    __asm__ volatile("csrr %0, mepc" : "=r"(registers[3]));
    for (unsigned i = 0; i < sizeof order; i++)
        registers[4u + i] = saved[order[i]];
    plog_crash(registers, sp);
}

void board_own_handler(void)
{
    __asm__ volatile("csrw mtvec, %0" : : "r"(board_saving_trap));
    board_undefined();
}

void board_watchdog(void)
{
    MTIMECMP = 0u;
    for (;;) {
        /* it comes within a few instructions */
    }
}

void board_bad_sp(void)
{
    __asm__ volatile("mv sp, %0\n\tsw zero, 0(sp)" : : "r"(NOTHING_THERE));
}

void plog_reset(void)
{
    FINISHER = 0x7777u;
    for (;;) {
        /* the reset takes some cycles */
    }
}
