/*
 * Crashes on the Xtensa lx106: the exception vectors' handlers, and what a return address looks like.
 * Source: Xtensa Instruction Set Architecture Reference Manual (RD-2010.5): 4.4.1 exceptions, EPC1, DEPC, EXCCAUSE, EXCVADDR, EXCSAVE1;
 * 8 "CALL0", "CALLX0", which are 3 bytes long; table 8 of the CALL0 ABI: the return address is in a0.
 */
#define PLOG_REGISTERS 19 /* exccause, excvaddr, pc, ps, a0, a2 to a15 */
#define PLOG_ALWAYS 0
#define plog_always() ((const uintptr_t *)0)

#include "stack_scan.h"

#ifndef PLOG_CRASH_STACK
#ifdef __OPTIMIZE__
#define PLOG_CRASH_STACK 512 /* bytes, a multiple of 16; plog_reset(), a "clock user" and plog_backup_write() run on it, too */
#else
#define PLOG_CRASH_STACK 1024
#endif
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* What linker scripts call the stack's end. */
extern const uint8_t __stack[] __attribute__((weak));
extern const uint8_t _stack[] __attribute__((weak));
extern const uint8_t _estack[] __attribute__((weak));

/* The registers in the record's order; behind them a1. */
uint32_t plog_captured[PLOG_REGISTERS + 1] __attribute__((used));
uint32_t plog_crash_stack[PLOG_CRASH_STACK / 4] __attribute__((aligned(16), used));
__attribute__((noreturn, used)) void plog_captured_crash(uint32_t from);

#ifdef __cplusplus
}
#endif

static inline uintptr_t plog_stack_pointer(void)
{
    uintptr_t sp;

    __asm__ volatile("mov %0, a1" : "=r"(sp));
    return sp;
}

static uintptr_t plog_ram_end_found(void)
{
    const uint8_t *const names[] = { plog_ram_end, __stack, _stack, _estack };

    return plog_first_given(names, names + sizeof names / sizeof names[0] - 1);
}

/* CALL0 and CALLX0. The code may be in memory that can only be read in whole words. */
static bool plog_after_call(uintptr_t word)
{
    uintptr_t at = word - 3u;
    const volatile uint32_t *code = (const volatile uint32_t *)(at & ~(uintptr_t)3);
    unsigned shift = 8u * (at & 3u);
    uint32_t call;

    if (word > (uintptr_t)plog_text_end || word < (uintptr_t)plog_text_start + 3u)
        return false;
    call = code[0] >> shift;
    if (shift > 8)
        call |= code[1] << (32 - shift);
    return (call & 0x3Fu) == 0x05u || (call & 0xFFF0FFu) == 0x0000C0u;
}

/* The core puts nothing on the stack. */
#define plog_interrupted(trace, at, word) ((void)(trace), false)

/* For good: the reset ends it. */
static void plog_seize(void)
{
    __asm__ volatile("rsil a2, 15" : : : "a2", "memory");
}

__attribute__((weak)) void plog_reset(void)
{
    for (;;) {
        /* no reset is the same on all boards: the watchdog's comes */
    }
}

/* What the handlers below tell in a2. */
#define PLOG_FROM_EXCEPTION 0
#define PLOG_FROM_DOUBLE 1
#define PLOG_FROM_WATCHDOG 2

/* The vectors' entries. The stack may be bad, so nothing is put on it: all goes to plog_captured, then the handler's own stack is taken. */
#define PLOG_TEXT_OF_NUMBER(number) PLOG_TEXT_OF_IT(number)
#define PLOG_TEXT_OF_IT(number) #number
#define PLOG_ENTRY(name, from) \
    "\t.global " name "\n\t.type " name ", @function\n\t.align 4\n" name ":\n" \
    "\twsr.excsave1 a0\n\tmovi a0, plog_captured\n\ts32i a2, a0, 5 * 4\n\tmovi a2, " PLOG_TEXT_OF_NUMBER(from) "\n" \
    "\tj plog_capture\n\t.size " name ", . - " name "\n"

__asm__("\t.pushsection .text.plog_exception_handler, \"ax\"\n\t.literal_position\n"
        PLOG_ENTRY("plog_exception_handler", PLOG_FROM_EXCEPTION)
        PLOG_ENTRY("plog_double_exception_handler", PLOG_FROM_DOUBLE)
        PLOG_ENTRY("plog_watchdog_warning", PLOG_FROM_WATCHDOG)
        "plog_capture:\n"
        "\ts32i a3, a0, 6 * 4\n\ts32i a4, a0, 7 * 4\n\ts32i a5, a0, 8 * 4\n\ts32i a6, a0, 9 * 4\n"
        "\ts32i a7, a0, 10 * 4\n\ts32i a8, a0, 11 * 4\n\ts32i a9, a0, 12 * 4\n\ts32i a10, a0, 13 * 4\n"
        "\ts32i a11, a0, 14 * 4\n\ts32i a12, a0, 15 * 4\n\ts32i a13, a0, 16 * 4\n\ts32i a14, a0, 17 * 4\n"
        "\ts32i a15, a0, 18 * 4\n\ts32i a1, a0, 19 * 4\n"
        "\trsr.excsave1 a3\n\ts32i a3, a0, 4 * 4\n"
        "\tmovi a1, plog_crash_stack + " PLOG_TEXT_OF_NUMBER(PLOG_CRASH_STACK) "\n"
        "\tmovi a0, plog_captured_crash\n\tjx a0\n"
        "\t.popsection");

/* On the handler's own stack. A double exception has its address in DEPC. */
void plog_captured_crash(uint32_t from)
{
    const uint32_t origin = from == PLOG_FROM_WATCHDOG ? PLOG_ORIGIN_WATCHDOG : PLOG_ORIGIN_FAULT;

    plog_crash_once(origin);
    __asm__ volatile("rsr.exccause %0" : "=r"(plog_captured[0]));
    __asm__ volatile("rsr.excvaddr %0" : "=r"(plog_captured[1]));
    if (from == PLOG_FROM_DOUBLE)
        __asm__ volatile("rsr.depc %0" : "=r"(plog_captured[2]));
    else
        __asm__ volatile("rsr.epc1 %0" : "=r"(plog_captured[2]));
    __asm__ volatile("rsr.ps %0" : "=r"(plog_captured[3]));
    plog_crashed(origin, (const uintptr_t *)plog_captured, PLOG_REGISTERS, plog_captured[2], plog_captured[PLOG_REGISTERS]);
}

void plog_crash(const uint32_t registers[19], uint32_t sp)
{
    plog_crash_once(PLOG_ORIGIN_FAULT);
    plog_crashed(PLOG_ORIGIN_FAULT, (const uintptr_t *)registers, PLOG_REGISTERS, registers[2], sp);
}
