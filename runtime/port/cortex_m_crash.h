/*
 * Crashes on Cortex-M: the exception handlers, and what a return address looks like.
 * Sources: ARMv7-M Architecture Reference Manual (DDI 0403E): B1.5.6 exception entry, B1.5.8 EXC_RETURN, B3.2 system control block,
 * A5.2.3 BLX, A7.7.18 BL. ARMv8-M (DDI 0553B): B3.21 stack limit checks, B3.19 EXC_RETURN.
 */
#if __ARM_ARCH_ISA_THUMB == 2 && __ARM_ARCH >= 8
#define PLOG_FAULTS 7 /* exc_return, CFSR, HFSR, MMFAR, BFAR, SFSR, SFAR */
#elif __ARM_ARCH_ISA_THUMB == 2
#define PLOG_FAULTS 5
#else
#define PLOG_FAULTS 1 /* exc_return: ARMv6-M and ARMv8-M Baseline have no fault status */
#endif
#define PLOG_STACKED 8 /* r0 to r3, r12, lr, pc, xpsr */
#define PLOG_SAVED 8   /* r4 to r11 */
#define PLOG_REGISTERS (PLOG_FAULTS + PLOG_STACKED + PLOG_SAVED)
#if PLOG_REGISTERS == PLOG_CRASH_REGISTERS
/* the core that is compiled for has those that the table names */
#elif PLOG_FAULTS == 7
#error "this core's fault registers are those of the targets cortex-m33 and cortex-m55: change the target in the spec, or the compiler's -mcpu"
#elif PLOG_FAULTS == 5
#error "this core's fault registers are those of the targets cortex-m3, cortex-m4 and cortex-m7: change the target in the spec, or the compiler's -mcpu"
#else
#error "this core has no fault registers, as the targets cortex-m0, cortex-m0plus and cortex-m23: change the target in the spec, or the compiler's -mcpu"
#endif
#define PLOG_ALWAYS 0
#define plog_always() ((const uintptr_t *)0)

#include "stack_scan.h"

#ifndef PLOG_CRASH_STACK
#ifdef __OPTIMIZE__
#define PLOG_CRASH_STACK 512 /* bytes; plog_reset(), a "clock user" and plog_backup_write() run on it, too */
#else
#define PLOG_CRASH_STACK 1024
#endif
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* The registers in the record's order; behind them exc_return, MSP, PSP as the handler found them. */
uintptr_t plog_captured[PLOG_REGISTERS + 3];
uint64_t plog_crash_stack[PLOG_CRASH_STACK / 8] __attribute__((used));
__attribute__((noreturn, used)) void plog_captured_crash(uint32_t origin);

#ifdef __cplusplus
}
#endif

static inline uintptr_t plog_stack_pointer(void)
{
    uintptr_t sp;

    __asm__ volatile("mov %0, sp" : "=r"(sp));
    return sp;
}

/* If the linker was not told: where the stack pointer starts, the first word of the vector table. VTOR reads 0 where there is none. */
static uintptr_t plog_ram_end_found(void)
{
    const uintptr_t *vectors = *(const uintptr_t *volatile *)0xE000ED08u;

    return plog_ram_end != 0 ? (uintptr_t)plog_ram_end : *(const volatile uintptr_t *)vectors;
}

/* BL is 11110xxx xxxxxxxx 11x1xxxx xxxxxxxx, BLX and BLXNS of a register are 01000111 1xxxxx00; bit 0 of an address says Thumb. */
static bool plog_after_call(uintptr_t word)
{
    const uint16_t *behind = (const uint16_t *)(word - 1u);

    if ((word & 1u) == 0 || word - 1u > (uintptr_t)plog_text_end || word - 1u < (uintptr_t)plog_text_start + 4u)
        return false;
    return (behind[-1] & 0xFF83u) == 0x4780u || ((behind[-2] & 0xF800u) == 0xF000u && (behind[-1] & 0xD000u) == 0xD000u);
}

/* Where an exception interrupted other code, its address is the seventh of the words that the core put on the stack. Right below them the
   handler has put exc_return, or still has it in lr. */
static bool plog_interrupted(const plog_trace *trace, uintptr_t at, uintptr_t word)
{
    uintptr_t first = at - 6u * 4u;
    uintptr_t below = 0;

    if ((word & 1u) != 0 || word < (uintptr_t)plog_text_start || word >= (uintptr_t)plog_text_end)
        return false;
    if (first > trace->sp)
        below = *(const volatile uintptr_t *)(first - 4u);
    else if (first == trace->sp && trace->count >= PLOG_FAULTS + PLOG_STACKED)
        below = trace->registers[PLOG_FAULTS + 5];
    return (below & 0xFFFFFF82u) == 0xFFFFFF80u;
}

/* For good: the reset ends it. NMI and faults still come. Numbers are stored where the record has them: that must not fault again. */
static void plog_seize(void)
{
    __asm__ volatile("cpsid i" ::: "memory");
#if defined(__ARM_FEATURE_UNALIGNED)
    *(volatile uint32_t *)0xE000ED14u &= ~8u; /* CCR.UNALIGN_TRP */
    __asm__ volatile("dsb\n\tisb" ::: "memory");
#endif
}

/* AIRCR: VECTKEY and SYSRESETREQ. What was stored before is in memory by then. */
__attribute__((weak)) void plog_reset(void)
{
    __asm__ volatile("dsb" ::: "memory");
    *(volatile uint32_t *)0xE000ED0Cu = 0x05FA0004u;
    for (;;) {
    }
}

/*
 * The handlers' entry. The stack may be bad, so nothing is put on it: r4 to r11, exc_return and both stack pointers go to plog_captured, then
 * the handler's own stack is taken. r0 to r3 are free, the core has saved them. In instructions that all cores have.
 */
__attribute__((naked, used)) void plog_fault_handler(void)
{
    __asm__ volatile("movs r0, %0\n\t"
                     "b plog_capture"
                     : : "i"(PLOG_ORIGIN_FAULT));
}

__attribute__((naked, used)) void plog_watchdog_warning(void)
{
    __asm__ volatile("movs r0, %0\n\t"
                     "b plog_capture"
                     : : "i"(PLOG_ORIGIN_WATCHDOG));
}

#ifdef __cplusplus
extern "C"
#endif
__attribute__((naked, used)) void plog_capture(void)
{
    __asm__ volatile("cpsid i\n\t"
                     "ldr r1, =plog_captured + %c0\n\t"
                     "stmia r1!, {r4-r7}\n\t"
                     "mov r4, r8\n\t"
                     "mov r5, r9\n\t"
                     "mov r6, r10\n\t"
                     "mov r7, r11\n\t"
                     "stmia r1!, {r4-r7}\n\t"
                     "mov r4, lr\n\t"
                     "mrs r5, msp\n\t"
                     "mrs r6, psp\n\t"
                     "stmia r1!, {r4-r6}\n\t"
#if __ARM_ARCH >= 8
                     "movs r4, #0\n\t" /* the limit is the other stack's */
                     "msr msplim, r4\n\t"
#endif
                     "ldr r4, =plog_crash_stack + %c1\n\t"
                     "mov sp, r4\n\t"
                     "bl plog_captured_crash\n\t"
                     ".align 2\n\t"
                     ".ltorg"
                     : : "i"(4 * (PLOG_FAULTS + PLOG_STACKED)), "i"(PLOG_CRASH_STACK / 8 * 8));
}

#if PLOG_CMSIS_HANDLERS
#define PLOG_HANDLER __attribute__((alias("plog_fault_handler"), nothrow))
#ifdef __cplusplus
extern "C" {
#endif
PLOG_HANDLER void HardFault_Handler(void);
#if __ARM_ARCH_ISA_THUMB == 2
PLOG_HANDLER void MemManage_Handler(void);
PLOG_HANDLER void BusFault_Handler(void);
PLOG_HANDLER void UsageFault_Handler(void);
#if __ARM_ARCH >= 8
PLOG_HANDLER void SecureFault_Handler(void);
#endif
#endif
#ifdef __cplusplus
}
#endif
#endif

static void plog_read_faults(uint32_t exc_return)
{
    plog_captured[0] = exc_return;
#if PLOG_FAULTS > 1
    plog_captured[1] = *(const volatile uint32_t *)0xE000ED28u; /* CFSR */
    plog_captured[2] = *(const volatile uint32_t *)0xE000ED2Cu; /* HFSR */
    plog_captured[3] = *(const volatile uint32_t *)0xE000ED34u; /* MMFAR */
    plog_captured[4] = *(const volatile uint32_t *)0xE000ED38u; /* BFAR */
#endif
#if PLOG_FAULTS > 5
    plog_captured[5] = *(const volatile uint32_t *)0xE000EDE4u; /* SFSR: zero where there is no secure state, or in the other */
    plog_captured[6] = *(const volatile uint32_t *)0xE000EDE8u; /* SFAR */
#endif
}

/* Whether the core has put the eight registers there: it could, the place is RAM, and what was interrupted ran in the security state that the
   handler runs in (ARMv8-M: bits 6 and 0 of exc_return; on other cores both are 1). Else they are on a stack of the other state's. */
static bool plog_frame_good(uintptr_t frame, uint32_t exc_return)
{
    uintptr_t end = plog_ram_end_found();

#if PLOG_FAULTS > 1
    if ((plog_captured[1] & (1u << 4 | 1u << 12 | 1u << 20)) != 0) /* CFSR: MSTKERR, STKERR, STKOF */
        return false;
#endif
#if __ARM_ARCH >= 8
    if (((exc_return >> 6 ^ exc_return) & 1u) != 0)
        return false;
#endif
    return exc_return >= 0xFF000000u && (frame & 3u) == 0 && frame >= (uintptr_t)plog_ram_start && frame < end
        && end - frame >= 4 * PLOG_STACKED;
}

/* The stack pointer before the exception: the frame is 8 words, or 26 with the registers of the FPU (bit 4 of exc_return is clear), and one
   more if bit 9 of xpsr says so. */
static uintptr_t plog_sp_before(uintptr_t frame, uint32_t exc_return, uint32_t xpsr)
{
    return frame + ((exc_return & 0x10u) != 0 ? 32u : 104u) + ((xpsr & 0x200u) != 0 ? 4u : 0u);
}

__attribute__((noreturn)) static void plog_take(uint32_t origin, uintptr_t frame, uint32_t exc_return, unsigned count)
{
    uintptr_t pc = 0;
    uintptr_t sp = frame;

    plog_crash_once(origin);
    plog_read_faults(exc_return);
    if (plog_frame_good(frame, exc_return)) {
        const uint32_t *stacked = (const uint32_t *)frame;
        unsigned i;

        for (i = 0; i < PLOG_STACKED; i++)
            plog_captured[PLOG_FAULTS + i] = stacked[i];
        pc = stacked[6];
        sp = plog_sp_before(frame, exc_return, stacked[7]);
    } else {
        count = PLOG_FAULTS;
    }
    plog_crashed(origin, plog_captured, count, pc, sp);
}

/* On the handler's own stack. EXC_RETURN bit 2: the interrupted code used PSP. */
void plog_captured_crash(uint32_t origin)
{
    const uintptr_t *found = plog_captured + PLOG_REGISTERS;
    uint32_t exc_return = found[0];
    uintptr_t frame = (exc_return & 4u) != 0 && exc_return >= 0xFF000000u ? found[2] : found[1];

    /* An NMI that came when a fault's handler had just taken its stack: what the core put there is overwritten. It counts as one that comes a few
       instructions later, behind plog_crash_once(), which is then called twice. */
    if (frame - (uintptr_t)plog_crash_stack < sizeof plog_crash_stack)
        plog_crash_once(origin);
    plog_take(origin, frame, exc_return, PLOG_REGISTERS);
}

void plog_crash(const uint32_t *frame, uint32_t exc_return)
{
    plog_take(PLOG_ORIGIN_FAULT, (uintptr_t)frame, exc_return, PLOG_FAULTS + PLOG_STACKED);
}
