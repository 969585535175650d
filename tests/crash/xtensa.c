/*
 * QEMU's lx60 board with an lx106: interrupts, and the host's files by simcall. Start-up and vectors are in ../ports-small/lx106.S.
 * Sources: Xtensa ISA Reference Manual (RD-2010.5), 4.4.4 INTENABLE, INTSET; hw/xtensa/xtfpga.c and
 * target/xtensa/xtensa-semi.c in QEMU for the reset and the calls.
 */
#include "board.h"
#include "plog.h"
#include "semihosting.h"

#define BOARD_RESET (*(volatile uint32_t *)0x9D020010u)
#define SOFTWARE 7 /* the interrupt that INTSET raises */

enum { SYS_EXIT = 1, SYS_WRITE = 4, SYS_OPEN = 5, SYS_CLOSE = 6, CREATE = 01101 /* O_CREAT, O_TRUNC, O_WRONLY of the host */ };

uint32_t simcall(uint32_t number, uint32_t a, const void *b, size_t c);
void *memcpy(void *to, const void *from, size_t length);
void *memset(void *to, int value, size_t length);

uint32_t board_warns __attribute__((used)); /* the next interrupt stands for the watchdog's */

/* The interrupts' vector jumps here with a0 in EXCSAVE1. */
__asm__(".text\n"
        ".align 4\n"
        ".global on_interrupt\n"
        "on_interrupt:\n"
        "    movi a0, board_warns\n"
        "    l32i a0, a0, 0\n"
        "    beqz a0, 1f\n"
        "    rsr.excsave1 a0\n"
        "    j plog_watchdog_warning\n"
        "1:  rsr.excsave1 a0\n"
        "    addi a1, a1, -16\n"
        "    s32i a0, a1, 8\n"
        "    call0 app_interrupt\n"); /* it does not come back */

void board_start(void)
{
}

void board_interrupt(void)
{
    __asm__ volatile("wsr.intenable %0\n\trsync" : : "a"(1u << SOFTWARE));
    __asm__ volatile("wsr.intset %0\n\trsync" : : "a"(1u << SOFTWARE));
    for (;;) {
        /* it comes within a few instructions */
    }
}

void board_watchdog(void)
{
    board_warns = 1;
    board_interrupt();
}

/* What an SDK's handler finds in its frame. */
void board_own_handler(void)
{
    uint32_t registers[19] = {29, 0x18000000u};

    registers[2] = registers[4] = (uint32_t)__builtin_return_address(0);
    plog_crash(registers, (uint32_t)__builtin_frame_address(0));
}

void board_bad_sp(void)
{
    __asm__ volatile("mov a1, %0\n\ts32i a1, a1, 0" : : "a"(NOTHING_THERE));
}

void plog_reset(void)
{
    for (;;)
        BOARD_RESET = 0xDEADu;
}

int32_t semihosting_create(const char *path)
{
    return (int32_t)simcall(SYS_OPEN, (uint32_t)path, (const void *)CREATE, 0666);
}

bool semihosting_write(int32_t file, const void *bytes, size_t length)
{
    return simcall(SYS_WRITE, (uint32_t)file, bytes, length) == length;
}

void semihosting_close(int32_t file)
{
    simcall(SYS_CLOSE, (uint32_t)file, NULL, 0);
}

void semihosting_exit(uint32_t status)
{
    simcall(SYS_EXIT, status, NULL, 0);
    for (;;) {
        /* QEMU ends */
    }
}

/* There is no C library for this core; the compiler calls these all the same. They are volatile, or the loops become calls of themselves. */
void *memcpy(void *to, const void *from, size_t length)
{
    volatile uint8_t *byte = to;
    const uint8_t *source = from;

    while (length-- > 0)
        *byte++ = *source++;
    return to;
}

void *memset(void *to, int value, size_t length)
{
    volatile uint8_t *byte = to;

    while (length-- > 0)
        *byte++ = (uint8_t)value;
    return to;
}
