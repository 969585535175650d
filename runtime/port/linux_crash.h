/*
 * Crashes on Linux: what is recorded, and what a return address looks like (on RISC-V: riscv_call.h). The signals are in linux_signals.h.
 * Sources: Intel 64 and IA-32 Architectures Software Developer's Manual, volume 2: 2.1.5
 * ModR/M, CALL; Arm Architecture Reference Manual for A-profile (DDI 0487): C6.2 BL, BLR.
 */
#include <signal.h>
#include <sys/syscall.h>
#include <ucontext.h>

#define PLOG_REGISTERS PLOG_CRASH_REGISTERS /* at most: base, machine; with a signal also signo, code, addr, pc, and what the machine has */
#define PLOG_ALWAYS 2

/* As ELF files number them. */
#if defined(__x86_64__)
#define PLOG_MACHINE 62
#elif defined(__aarch64__)
#define PLOG_MACHINE 183
#elif defined(__riscv) && __riscv_xlen == 64
#define PLOG_MACHINE 243
#else
#define PLOG_MACHINE 0 /* no registers */
#endif

static const uintptr_t *plog_always(void)
{
    static uintptr_t always[PLOG_ALWAYS];

    always[0] = (uintptr_t)__executable_start;
    always[1] = PLOG_MACHINE;
    return always;
}

static inline uintptr_t plog_stack_pointer(void)
{
    uintptr_t sp;

#if defined(__x86_64__)
    __asm__ volatile("mov %%rsp, %0" : "=r"(sp));
#elif defined(__aarch64__)
    __asm__ volatile("mov %0, sp" : "=r"(sp));
#elif PLOG_MACHINE == 243
    __asm__ volatile("mv %0, sp" : "=r"(sp));
#else
    sp = (uintptr_t)__builtin_frame_address(0);
#endif
    return sp;
}

/* The kernel looks at the set before it refuses the first argument: EFAULT tells that the memory can't be read. */
static bool plog_readable(uintptr_t address)
{
    int before = errno;
    bool readable = syscall(SYS_rt_sigprocmask, -1, address, NULL, 8) != 0 && errno != EFAULT;

    errno = before;
    return readable;
}

#define PLOG_STACK_MOST ((uintptr_t)1 << 20) /* what is looked at */
#define PLOG_PAGE ((uintptr_t)4096)          /* the smallest there is */
#define PLOG_GUARD 16                        /* pages below a stack */

static uintptr_t plog_next_page(uintptr_t address)
{
    return (address | (PLOG_PAGE - 1)) + 1;
}

/* A stack that grew into its guard is still read from there on. */
static uintptr_t plog_stack_end(uintptr_t *sp)
{
    uintptr_t start = (*sp + sizeof *sp - 1) & ~(sizeof *sp - 1);
    uintptr_t end;
    unsigned skipped;

    for (skipped = 0; skipped < PLOG_GUARD && !plog_readable(start); skipped++)
        start = plog_next_page(start);
    for (end = start; end - start < PLOG_STACK_MOST && plog_readable(end);)
        end = plog_next_page(end);
    if (end != start)
        *sp = start;
    return end != start ? end : *sp;
}

#if defined(__x86_64__)
/* Bytes of CALL r/m64, FF /2, from the byte behind FF on; without displacement in registers only. */
static unsigned plog_call_size(const uint8_t *modrm)
{
    unsigned mod = modrm[0] >> 6;
    unsigned rm = modrm[0] & 7u;
    unsigned size = 2;

    if ((modrm[0] & 0x38u) != 0x10u)
        return 0;
    if (mod != 3 && rm == 4)
        size++;
    if (mod == 1)
        size++;
    if (mod == 2 || (mod == 0 && (rm == 5 || (rm == 4 && (modrm[1] & 7u) == 5))))
        size += 4;
    return size;
}

static bool plog_calls_before(const uint8_t *behind)
{
    unsigned size;

    if (behind[-5] == 0xE8u)
        return true;
    for (size = 2; size <= 7; size++)
        if (behind[-(int)size] == 0xFFu && plog_call_size(behind - size + 1) == size)
            return true;
    return false;
}
#elif defined(__aarch64__)
/* Without the signature that -mbranch-protection puts into bits that no address of a program has. */
#define plog_plain(word) ((word) & 0x0000FFFFFFFFFFFFu)

static bool plog_calls_before(const uint8_t *behind)
{
    uint32_t call;

    __builtin_memcpy(&call, behind - 4, 4);
    return (call & 0xFC000000u) == 0x94000000u || (call & 0xFFFFFC1Fu) == 0xD63F0000u;
}
#elif PLOG_MACHINE == 243
#include "riscv_call.h"

static bool plog_calls_before(const uint8_t *behind)
{
    return (uintptr_t)behind % 2 == 0 && plog_jal_before((const uint16_t *)(uintptr_t)behind);
}
#else
/* Not known for this processor: any address in the program's code may be one. */
static bool plog_calls_before(const uint8_t *behind)
{
    (void)behind;
    return true;
}
#endif

static bool plog_after_call(uintptr_t word)
{
    return word >= (uintptr_t)__executable_start + 8 && word <= (uintptr_t)etext && plog_calls_before((const uint8_t *)word);
}

/* Only a trace that is asked for in a signal handler would have such a word. */
#define plog_interrupted(trace, at, word) ((void)(trace), false)

#include "linux_signals.h"

/* Until plog_let_go(), or for good: the process ends. Whoever holds the lock is given time to let go, if it is not this thread itself. */
static void plog_seize(void)
{
#if PLOG_LOCK == PLOG_LOCK_THREADS
    unsigned tries = 100000;

    plog_in_record = plog_inside;
    plog_has_lock = plog_inside;
    while (!plog_has_lock && tries > 0) {
        plog_has_lock = !__atomic_test_and_set(&plog_spins[plog_core()].held, __ATOMIC_ACQUIRE);
        if (!plog_has_lock)
            sched_yield();
        tries--;
    }
    plog_inside = true;
#endif
}

static unsigned plog_take_registers(uintptr_t *to, const siginfo_t *info, const ucontext_t *context)
{
    to[0] = plog_always()[0];
    to[1] = plog_always()[1];
    to[2] = (uintptr_t)info->si_signo;
    to[3] = (uintptr_t)(intptr_t)info->si_code;
    to[4] = info->si_code > 0 ? (uintptr_t)info->si_addr : 0; /* else the sender stands there */
#if PLOG_MACHINE == 0
    (void)context;
    return 5;
#else
    {
#if defined(__x86_64__)
        static const uint8_t order[] = {
            REG_RAX, REG_RBX, REG_RCX, REG_RDX, REG_RSI, REG_RDI, REG_RBP, REG_R8, REG_R9, REG_R10, REG_R11, REG_R12, REG_R13, REG_R14,
            REG_R15, REG_EFL
        };
        const greg_t *from = context->uc_mcontext.gregs;

        to[5] = (uintptr_t)from[REG_RIP];
#elif PLOG_MACHINE == 243
        static const uint8_t order[] = { 1, 10, 11, 12, 13, 14, 15, 16, 17, 8, 9, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27 }; /* ra, a0 to a7, s0 to s11 */
        const unsigned long *from = context->uc_mcontext.__gregs;

        to[5] = from[REG_PC];
#else
        static const uint8_t order[] = { 0, 1, 2, 3, 4, 5, 6, 7, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30 }; /* then pstate */
        const unsigned long long *from = context->uc_mcontext.regs;

        to[5] = (uintptr_t)context->uc_mcontext.pc;
        to[6 + sizeof order] = (uintptr_t)context->uc_mcontext.pstate;
#endif
        unsigned i;

        for (i = 0; i < sizeof order; i++)
            to[6 + i] = (uintptr_t)from[order[i]];
        return 6 + i + (PLOG_MACHINE == 183);
    }
#endif
}

/* The stack pointer of what the signal interrupted. */
static uintptr_t plog_sp_of(const ucontext_t *context)
{
#if defined(__x86_64__)
    return (uintptr_t)context->uc_mcontext.gregs[REG_RSP];
#elif defined(__aarch64__)
    return (uintptr_t)context->uc_mcontext.sp;
#elif PLOG_MACHINE == 243
    return context->uc_mcontext.__gregs[REG_SP];
#else
    (void)context;
    return plog_stack_pointer();
#endif
}

static void plog_log_signal(const siginfo_t *info, const ucontext_t *context, plog_cause cause)
{
    uintptr_t registers[PLOG_REGISTERS];
    plog_trace trace;

    trace.origin = PLOG_ORIGIN_SIGNAL;
    trace.cause = (uint8_t)cause;
    trace.count = (uint8_t)plog_take_registers(registers, info, context);
    trace.registers = registers;
    trace.pc = trace.count > 5 ? registers[5] : 0;
    trace.sp = plog_sp_of(context);
    trace.text = trace.place = trace.frame = 0;
    plog_log_crash(&trace);
}
