/*
 * Port for Cortex-M3, M4, M7, M33, M55 (ARMv7-M, ARMv8-M mainline).
 * Sources: ARMv7-M Architecture Reference Manual (DDI 0403E): B1.4.3 PRIMASK and BASEPRI, C1.8 DWT.
 */
#if !defined(__ARM_ARCH) || !defined(__ARM_ARCH_PROFILE) || __ARM_ARCH_PROFILE != 'M'
#error "the spec's target is a Cortex-M, but this compiler is for another core: change the target in the spec, or the compiler"
#endif

#define PLOG_HOSTED 0
#define PLOG_SECTION __attribute__((section(".plog"), used))

typedef uint16_t plog_used; /* the committing store: STRH, single-copy atomic when aligned (A3.5.3) */
typedef uint32_t plog_clock_t;
typedef uint32_t plog_mask;

/* Stores to normal memory reach RAM in program order on a core without a data cache; only the compiler is held back. */
#define plog_barrier() __asm__ volatile("" ::: "memory")

#if PLOG_LOCK == PLOG_LOCK_IRQ
static inline plog_mask plog_lock(void)
{
    plog_mask mask;

    __asm__ volatile("mrs %0, primask\n\tcpsid i" : "=r"(mask) : : "memory");
    return mask;
}

static inline void plog_unlock(plog_mask mask)
{
    __asm__ volatile("msr primask, %0" : : "r"(mask) : "memory");
}
#elif PLOG_LOCK == PLOG_LOCK_BASEPRI
/* BASEPRI_MAX only ever raises the priority, so a caller that already runs higher stays there. */
static inline plog_mask plog_lock(void)
{
    plog_mask mask;

    __asm__ volatile("mrs %0, basepri\n\tmsr basepri_max, %1"
                     : "=&r"(mask) : "r"(PLOG_LOCK_PRIORITY) : "memory");
    return mask;
}

static inline void plog_unlock(plog_mask mask)
{
    __asm__ volatile("msr basepri, %0" : : "r"(mask) : "memory");
}
#endif

#if PLOG_CLOCK == PLOG_CLOCK_CYCLES
/* DWT_CYCCNT. The firmware enables it: DEMCR.TRCENA, then DWT_CTRL.CYCCNTENA. */
static inline plog_clock_t plog_cycles(void)
{
    return *(const volatile uint32_t *)0xE0001004u;
}

/* Sets the two bits; called when the log starts. */
static inline void plog_start_clock(void)
{
    *(volatile uint32_t *)0xE000EDFCu |= 1u << 24;
    *(volatile uint32_t *)0xE0001000u |= 1u;
}
#endif
