/*
 * Port for the Xtensa lx106 (ESP8266).
 * Source: Xtensa Instruction Set Architecture Reference Manual (RD-2010.5): 4.4.1 interrupts and RSIL, 4.4.6 CCOUNT,
 * 8 "RSIL", "WSR": RSYNC after WSR.PS makes the new level valid.
 */
#if !defined(__XTENSA__) || defined(__XTENSA_WINDOWED_ABI__)
#error "the spec's target is the Xtensa lx106, but this compiler is for another core: change the target in the spec, or the compiler"
#endif

#define PLOG_HOSTED 0
#define PLOG_SECTION __attribute__((section(".plog"), used))

typedef uint16_t plog_used; /* the committing store: S16I */
typedef uint32_t plog_clock_t;
typedef uint32_t plog_mask;

/* The core has no data cache, and stores reach RAM in program order; only the compiler is held back. */
#define plog_barrier() __asm__ volatile("" ::: "memory")

#if PLOG_LOCK == PLOG_LOCK_IRQ
/* Level 15 holds off every interrupt, the NMI excepted. */
static inline plog_mask plog_lock(void)
{
    plog_mask mask;

    __asm__ volatile("rsil %0, 15" : "=a"(mask) : : "memory");
    return mask;
}

static inline void plog_unlock(plog_mask mask)
{
    __asm__ volatile("wsr.ps %0\n\trsync" : : "a"(mask) : "memory");
}
#endif

#if PLOG_CLOCK == PLOG_CLOCK_CYCLES
static inline plog_clock_t plog_cycles(void)
{
    plog_clock_t now;

    __asm__ volatile("rsr.ccount %0" : "=a"(now));
    return now;
}

/* CCOUNT always counts. */
static inline void plog_start_clock(void)
{
}
#endif
