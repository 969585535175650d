/*
 * Port for Cortex-M. M3, M4, M7 (ARMv7-M), M33 and M55 (ARMv8-M mainline) have BASEPRI and a cycle counter; M0, M0+ (ARMv6-M)
 * and M23 (ARMv8-M baseline) do not, and there SysTick counts the cycles.
 * Sources: ARMv7-M Architecture Reference Manual (DDI 0403E): B1.4.3 PRIMASK and BASEPRI, B2.2.7 cache maintenance,
 * B3.3 SysTick, C1.8 DWT; ARMv6-M (DDI 0419E): B1.4.3 PRIMASK, B3.3 SysTick.
 */
#if !defined(__ARM_ARCH) || !defined(__ARM_ARCH_PROFILE) || __ARM_ARCH_PROFILE != 'M'
#error "the spec's target is a Cortex-M, but this compiler is for another core: change the target in the spec, or the compiler"
#endif

/* Of cores that hold stores back, those are known that have double precision (M7, M55) or MVE (M55). Else the spec's target need not be the compiler's:
   code for a lesser core runs on a greater one. */
#if !PLOG_REORDERS && (defined(__ARM_FEATURE_MVE) || (defined(__ARM_FP) && (__ARM_FP & 8) != 0))
#error "this core may store out of order, but that of the spec's target does not: change the target in the spec to cortex-m7 or cortex-m55, or -mcpu"
#endif
#if PLOG_LOCK == PLOG_LOCK_BASEPRI && __ARM_ARCH_ISA_THUMB == 1
#error "this core has no BASEPRI as the spec's target has: change the target in the spec to the core's name and the lock to irq, or -mcpu"
#endif

#define PLOG_HOSTED 0
#define PLOG_SECTION __attribute__((section(".plog"), used))

typedef uint16_t plog_used; /* the committing store: STRH, single-copy atomic when aligned (A3.5.3) */
typedef uint32_t plog_clock_t;
typedef uint32_t plog_mask;

#if PLOG_REORDERS
/* M7 and M55 merge stores and hold them back. */
#define plog_barrier() __asm__ volatile("dmb" ::: "memory")
#else
/* Stores reach the RAM in program order; only the compiler is held back. */
#define plog_barrier() __asm__ volatile("" ::: "memory")
#endif

#if PLOG_CACHED
#define PLOG_CACHE_LINE 32u /* M7 TRM (DDI 0489F) 2.1.1, M55 TRM (101051) 2.2 */

/* Writes what lies between from and to to the RAM: nothing if to is not behind from. */
static inline void plog_clean(const void *from, const void *to)
{
    uintptr_t line = (uintptr_t)from & ~(uintptr_t)(PLOG_CACHE_LINE - 1u);

    __asm__ volatile("dsb" ::: "memory");
    for (; line < (uintptr_t)to; line += PLOG_CACHE_LINE)
        *(volatile uint32_t *)0xE000EF68u = line; /* DCCMVAC */
    __asm__ volatile("dsb" ::: "memory");
}
#endif

#if __ARM_ARCH_ISA_THUMB > 1
#define PLOG_PAIRS 1 /* LDRD */
#else
#define PLOG_BYTE_CONSTANTS 1
#endif

#if PLOG_CORES > 1
#define plog_core() ((unsigned)plog_user_core()) /* no register tells it that all have */
#endif

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

#if PLOG_NMI
/* Whether somebody may be in the middle of a record. What masks interrupts besides the log looks the same, and is taken for it. */
static inline bool plog_is_locked(void)
{
    uint32_t mask;

#if PLOG_LOCK == PLOG_LOCK_BASEPRI
    __asm__ volatile("mrs %0, basepri" : "=r"(mask) : : "memory");
#else
    __asm__ volatile("mrs %0, primask" : "=r"(mask) : : "memory");
#endif
    return mask != 0;
}

#if __ARM_ARCH_ISA_THUMB == 1
/* These cores have no LDREX. They need none: with lock irq only the NMI counts, and nothing interrupts that. */
#define plog_count(counter, number) (*(counter) += (number))
#endif
#endif

#if PLOG_CLOCK == PLOG_CLOCK_CYCLES && PLOG_CLOCK_BITS == 24
/* SysTick's current value; it counts down, round all its 24 bits. The upper eight bits are ones: times are modulo 2^24. */
static inline plog_clock_t plog_cycles(void)
{
    return ~*(const volatile uint32_t *)0xE000E018u;
}

/* Called when the log starts. Where the count begins does not matter. The firmware may set TICKINT besides, and call
   plog_tick() from SysTick's handler. */
static inline void plog_start_clock(void)
{
    *(volatile uint32_t *)0xE000E014u = 0xFFFFFFu; /* SYST_RVR */
    *(volatile uint32_t *)0xE000E010u |= 5u;       /* SYST_CSR: ENABLE, CLKSOURCE the core's */
}
#elif PLOG_CLOCK == PLOG_CLOCK_CYCLES
#if __ARM_ARCH_ISA_THUMB == 1
#error "this core has no cycle counter as the spec's target has: change the target in the spec to the core's name, or -mcpu"
#endif

/* DWT_CYCCNT */
static inline plog_clock_t plog_cycles(void)
{
    return *(const volatile uint32_t *)0xE0001004u;
}

/* Called when the log starts. */
static inline void plog_start_clock(void)
{
    *(volatile uint32_t *)0xE000EDFCu |= 1u << 24;  /* DEMCR.TRCENA */
    *(volatile uint32_t *)0xE0001FB0u = 0xC5ACCE55u; /* DWT_LAR: some M7 have the counter locked */
    *(volatile uint32_t *)0xE0001000u |= 1u;        /* DWT_CTRL.CYCCNTENA */
}
#endif
