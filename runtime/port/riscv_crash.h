/*
 * Crashes on RISC-V in machine mode: the trap vector. What a return address looks like is in riscv_call.h.
 * Source: The RISC-V Instruction Set Manual, volume II (20211203): 3.1.7 mtvec, 3.1.15 mcause, 3.1.16 mtval.
 */
#if defined(__riscv_32e) || defined(__riscv_64e)
#error "plog can't capture crashes on RV32E and RV64E, which have 16 registers: leave 'backtrace' out"
#endif

#define PLOG_REGISTERS 25 /* mcause, mtval, mstatus, pc, ra, a0 to a7, s0 to s11 */
#define PLOG_ALWAYS 0
#define plog_always() ((const uintptr_t *)0)

#include "riscv_call.h"
#include "stack_scan.h"

#ifndef PLOG_CRASH_STACK
#ifdef __OPTIMIZE__
#define PLOG_CRASH_STACK (128 * sizeof(uintptr_t)) /* bytes; plog_reset(), a "clock user" and plog_backup_write() run on it, too */
#else
#define PLOG_CRASH_STACK (256 * sizeof(uintptr_t))
#endif
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* What linker scripts call the stack's end. */
extern const uint8_t _estack[] __attribute__((weak));
extern const uint8_t __stack[] __attribute__((weak));
extern const uint8_t __stack_top[] __attribute__((weak));
extern const uint8_t _stack_top[] __attribute__((weak));
extern const uint8_t __StackTop[] __attribute__((weak));
extern const uint8_t _sp[] __attribute__((weak));

/* The registers in the record's order; behind them sp. */
uintptr_t plog_captured[PLOG_REGISTERS + 1];
uintptr_t plog_crash_stack[PLOG_CRASH_STACK / sizeof(uintptr_t)] __attribute__((aligned(16), used));
__attribute__((noreturn, used)) void plog_captured_crash(unsigned origin);

#ifdef __cplusplus
}
#endif

static inline uintptr_t plog_stack_pointer(void)
{
    uintptr_t sp;

    __asm__ volatile("mv %0, sp" : "=r"(sp));
    return sp;
}

static uintptr_t plog_ram_end_found(void)
{
    const uint8_t *const names[] = { plog_ram_end, _estack, __stack, __stack_top, _stack_top, __StackTop, _sp };

    return plog_first_given(names, names + sizeof names / sizeof names[0] - 1);
}

static bool plog_after_call(uintptr_t word)
{
    if ((word & 1u) != 0 || word > (uintptr_t)plog_text_end || word < (uintptr_t)plog_text_start + 4u)
        return false;
    return plog_jal_before((const uint16_t *)word);
}

/* The core puts nothing on the stack. */
#define plog_interrupted(trace, at, word) ((void)(trace), false)

/* For good: the reset ends it. */
static void plog_seize(void)
{
    __asm__ volatile("csrci mstatus, 8" ::: "memory");
}

__attribute__((weak)) void plog_reset(void)
{
    for (;;) {
        /* no reset is the same on all machines: the watchdog's comes */
    }
}

/* The vectors' entry. The stack may be bad, so nothing is put on it: all goes to plog_captured, then the handler's own stack is taken. t0 and
   t1 are not kept. */
#if __riscv_xlen == 64
#define PLOG_STORE(register, index) "sd " #register ", " #index " * 8(t1)\n\t"
#else
#define PLOG_STORE(register, index) "sw " #register ", " #index " * 4(t1)\n\t"
#endif

__attribute__((naked, used, aligned(4))) void plog_trap_handler(void)
{
    __asm__ volatile("li t0, %0\n\t"
                     "j plog_capture"
                     : : "i"(PLOG_ORIGIN_FAULT));
}

__attribute__((naked, used, aligned(4))) void plog_watchdog_warning(void)
{
    __asm__ volatile("li t0, %0\n\t"
                     "j plog_capture"
                     : : "i"(PLOG_ORIGIN_WATCHDOG));
}

#ifdef __cplusplus
extern "C"
#endif
__attribute__((naked, used)) void plog_capture(void)
{
    __asm__ volatile("la t1, plog_captured\n\t"
                     PLOG_STORE(ra, 4)
                     PLOG_STORE(a0, 5) PLOG_STORE(a1, 6) PLOG_STORE(a2, 7) PLOG_STORE(a3, 8)
                     PLOG_STORE(a4, 9) PLOG_STORE(a5, 10) PLOG_STORE(a6, 11) PLOG_STORE(a7, 12)
                     PLOG_STORE(s0, 13) PLOG_STORE(s1, 14) PLOG_STORE(s2, 15) PLOG_STORE(s3, 16)
                     PLOG_STORE(s4, 17) PLOG_STORE(s5, 18) PLOG_STORE(s6, 19) PLOG_STORE(s7, 20)
                     PLOG_STORE(s8, 21) PLOG_STORE(s9, 22) PLOG_STORE(s10, 23) PLOG_STORE(s11, 24)
                     PLOG_STORE(sp, 25)
                     "la sp, plog_crash_stack + %0\n\t"
                     "mv a0, t0\n\t"
                     "j plog_captured_crash"
                     : : "i"(PLOG_CRASH_STACK / 16 * 16));
}

/* On the handler's own stack. */
void plog_captured_crash(unsigned origin)
{
    plog_crash_once(origin);
    __asm__ volatile("csrr %0, mcause" : "=r"(plog_captured[0]));
    __asm__ volatile("csrr %0, mtval" : "=r"(plog_captured[1]));
    __asm__ volatile("csrr %0, mstatus" : "=r"(plog_captured[2]));
    __asm__ volatile("csrr %0, mepc" : "=r"(plog_captured[3]));
    plog_crashed(origin, plog_captured, PLOG_REGISTERS, plog_captured[3], plog_captured[PLOG_REGISTERS]);
}

void plog_crash(const uintptr_t registers[25], uintptr_t sp)
{
    plog_crash_once(PLOG_ORIGIN_FAULT);
    plog_crashed(PLOG_ORIGIN_FAULT, registers, PLOG_REGISTERS, registers[3], sp);
}
