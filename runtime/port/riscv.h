/*
 * Port for RISC-V, 32 and 64 bits, in machine mode.
 * Source: The RISC-V Instruction Set Manual, volume II (privileged, 20211203): 3.1.6.1 mstatus.MIE, 3.1.10 mcycle.
 */
#if !defined(__riscv)
#error "the spec's target is riscv32 or riscv64, but this compiler is for another core: change the target in the spec, or the compiler"
#endif

#define PLOG_HOSTED 0
#define PLOG_SECTION __attribute__((section(".plog"), used))

typedef uint16_t plog_used; /* the committing store: SH, in one piece when aligned (volume I, A.3) */
typedef uintptr_t plog_clock_t;
typedef uint32_t plog_mask;

/* RVWMO lets stores reach the memory in any order (volume I, chapter 17), and a reset may come between them. */
#define plog_barrier() __asm__ volatile("fence w, w" ::: "memory")

#if PLOG_CACHED
#error "plog can't write a RISC-V's data cache to memory: place the ring in memory that is not cached, and leave PLOG_CACHED out"
#endif

#if PLOG_CORES > 1
/* mhartid (volume II, 3.1.5). The log's harts must be numbered from 0 on. */
static inline unsigned plog_core(void)
{
    uintptr_t hart;

    __asm__("csrr %0, mhartid" : "=r"(hart));
    return (unsigned)(hart % PLOG_CORES);
}
#endif

#if PLOG_LOCK == PLOG_LOCK_IRQ
#define PLOG_MIE 8 /* mstatus, bit 3 */

static inline plog_mask plog_lock(void)
{
    plog_mask mask;

    __asm__ volatile("csrrci %0, mstatus, %1" : "=r"(mask) : "i"(PLOG_MIE) : "memory");
    return mask;
}

static inline void plog_unlock(plog_mask mask)
{
    __asm__ volatile("csrs mstatus, %0" : : "r"(mask & PLOG_MIE) : "memory");
}
#endif

#if PLOG_CLOCK == PLOG_CLOCK_CYCLES
/* Of the 64 bits of mcycle, a 32-bit core reads the low half. */
static inline plog_clock_t plog_cycles(void)
{
    plog_clock_t cycles;

    __asm__ volatile("csrr %0, mcycle" : "=r"(cycles));
    return cycles;
}

/* It runs from the reset on. (Where a boot loader has stopped it with mcountinhibit, the firmware clears that: older
   cores don't have the register.) */
#define plog_start_clock() ((void)0)
#endif
