/*
 * RISC-V: each kind of exception.
 * Source: The RISC-V Instruction Set Manual, volume II (20211203): 3.1.6.3 MPRV, 3.1.15 mcause, 3.7 PMP, 4.3 Sv32.
 */
#include "board.h"
#include "kinds.h"

#define MPP (3u << 11)
#define SUPERVISOR (1u << 11)
#define USER 0u
#define MPRV (1u << 17)
#if __riscv_xlen == 64
#define PAGING ((uintptr_t)8 << 60) /* Sv39 */
#else
#define PAGING ((uintptr_t)1 << 31) /* Sv32 */
#endif

#define NO_PAGES ((uintptr_t)0x80200000) /* zeros, as all of the emulator's RAM that is not used */

static volatile uint32_t words[2];

/* What the machine's own mode may do, the others may, too; and their page table has no page. */
static void set_modes(unsigned mode)
{
    __asm__ volatile("csrw pmpaddr0, %0\n\tcsrw pmpcfg0, %1" : : "r"(~(uintptr_t)0), "r"(0x0F)); /* from 0 to there: RWX */
    __asm__ volatile("csrc mstatus, %0\n\tcsrs mstatus, %1" : : "r"(MPP), "r"(mode));
}

static void set_pages(void)
{
    __asm__ volatile("csrw satp, %0\n\tsfence.vma" : : "r"(PAGING | NO_PAGES >> 12));
}

/* Goes on at the address in the mode that was set. */
static void leave_to(uintptr_t address)
{
    __asm__ volatile("csrw mepc, %0\n\tmret" : : "r"(address));
}

/* From MPRV on, loads and stores are as in supervisor mode. */
static void load_page(void)
{
    __asm__ volatile("csrs mstatus, %0\n\tlw a0, 0(%1)" : : "r"(MPRV), "r"(words) : "a0");
}

static void store_page(void)
{
    __asm__ volatile("csrs mstatus, %0\n\tsw zero, 0(%1)" : : "r"(MPRV), "r"(words));
}

__attribute__((aligned(4))) static void call_environment(void)
{
    __asm__ volatile("ecall");
}

void board_provoke(uint32_t kind)
{
    switch (kind) {
    case LOAD_MISALIGNED: __asm__ volatile("lr.w a0, (%0)" : : "r"((uintptr_t)words + 1u) : "a0"); break; /* ordinary loads may be */
    case CODE_ACCESS: __asm__ volatile("jalr %0" : : "r"(NOTHING_THERE) : "ra"); break;
    case STORE_ACCESS: *(volatile uint32_t *)NOTHING_THERE = 1u; break;
    case EBREAK: __asm__ volatile("ebreak"); break;
    case ECALL: call_environment(); break;
    case LOAD_PAGE: set_modes(SUPERVISOR); set_pages(); load_page(); break;
    case STORE_PAGE: set_modes(SUPERVISOR); set_pages(); store_page(); break;
    case CODE_PAGE: set_modes(SUPERVISOR); set_pages(); leave_to((uintptr_t)call_environment); break;
    case USER_ECALL: set_modes(USER); leave_to((uintptr_t)call_environment); break;
    }
}
