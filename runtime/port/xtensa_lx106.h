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

#if !PLOG_SMALL
/* Stores a varint of 128 and up (docs/FORMAT.md, section 3) at a2, from a3; a2 is then its end. What the compiler puts round it keeps all registers, so
   that all but a2, a4 and a5 are as before. */
__attribute__((noinline, noclone, unused)) static void plog_long32(void)
{
    __asm__ volatile("srli  a4, a3, 14\n\t"
                     "bnez  a4, 1f\n\t"
                     "srli  a4, a3, 8\n\t"
                     "movi  a5, -0x80\n\t"
                     "or    a4, a4, a5\n\t"
                     "s8i   a4, a2, 0\n\t"
                     "s8i   a3, a2, 1\n\t"
                     "addi  a2, a2, 2\n\t"
                     "j     4f\n"
                     "1:\t"
                     "s8i   a3, a2, 1\n\t"
                     "srli  a4, a3, 8\n\t"
                     "s8i   a4, a2, 2\n\t"
                     "extui a4, a3, 16, 16\n\t"
                     "extui a5, a3, 21, 11\n\t"
                     "bnez  a5, 2f\n\t"
                     "movi  a5, -0x40\n\t"
                     "or    a4, a4, a5\n\t"
                     "s8i   a4, a2, 0\n\t"
                     "addi  a2, a2, 3\n\t"
                     "j     4f\n"
                     "2:\t"
                     "s8i   a4, a2, 3\n\t"
                     "extui a4, a3, 24, 8\n\t"
                     "extui a5, a3, 28, 4\n\t"
                     "bnez  a5, 3f\n\t"
                     "movi  a5, -0x20\n\t"
                     "or    a4, a4, a5\n\t"
                     "s8i   a4, a2, 0\n\t"
                     "addi  a2, a2, 4\n\t"
                     "j     4f\n"
                     "3:\t"
                     "s8i   a4, a2, 4\n\t"
                     "movi  a4, 0xF0\n\t"
                     "s8i   a4, a2, 0\n\t"
                     "addi  a2, a2, 5\n"
                     "4:");
}

/* The same of 64 bits, 2^28 and up: the lower half is in a3, the upper one in a4. Changes these two, and a5, a6 and a7. */
__attribute__((noinline, noclone, unused)) static void plog_long64(void)
{
    __asm__ volatile("s8i   a3, a2, 1\n\t"
                     "srli  a5, a3, 8\n\t"
                     "s8i   a5, a2, 2\n\t"
                     "extui a5, a3, 16, 8\n\t"
                     "s8i   a5, a2, 3\n\t"
                     "extui a5, a3, 24, 8\n\t"
                     "s8i   a5, a2, 4\n\t"
                     "s8i   a4, a2, 5\n\t" /* all eight: there is room, whatever the number */
                     "srli  a5, a4, 8\n\t"
                     "s8i   a5, a2, 6\n\t"
                     "extui a5, a4, 16, 8\n\t"
                     "s8i   a5, a2, 7\n\t"
                     "extui a5, a4, 24, 8\n\t"
                     "s8i   a5, a2, 8\n\t"
                     "mov   a3, a2\n\t"
                     "addi  a2, a2, 5\n\t"
                     "movi  a5, 0xF0\n\t" /* the count, as leading one bits */
                     "movi  a6, 7\n" /* what fits of the upper half beside them */
                     "1:\t"
                     "bgeu  a6, a4, 2f\n\t"
                     "srli  a4, a4, 8\n\t"
                     "srli  a6, a6, 1\n\t"
                     "srli  a5, a5, 1\n\t"
                     "movi  a7, 0x80\n\t"
                     "or    a5, a5, a7\n\t"
                     "addi  a2, a2, 1\n\t"
                     "j     1b\n"
                     "2:\t"
                     "or    a5, a5, a4\n\t"
                     "s8i   a5, a3, 0");
}

/* A log function calls them and is a leaf to the compiler: it saves no register, and its return address waits in a9. */
#define plog_put_long32 plog_put_long32
static inline __attribute__((always_inline)) uint8_t *plog_put_long32(uint8_t *at, uint32_t value)
{
    register uint8_t *end __asm__("a2") = at;
    register uint32_t number __asm__("a3") = value;

    __asm__ volatile("mov   a9, a0\n\t"
                     "call0 %2\n\t"
                     "mov   a0, a9"
                     : "+a"(end) : "a"(number), "i"(plog_long32) : "a4", "a5", "a9", "memory");
    if (end == NULL)
        __builtin_unreachable();
    return end;
}

#define plog_put_long64 plog_put_long64
static inline __attribute__((always_inline)) uint8_t *plog_put_long64(uint8_t *at, uint64_t value)
{
    if (value < UINT32_C(1) << 28)
        return plog_put_long32(at, (uint32_t)value);

    register uint8_t *end __asm__("a2") = at;
    register uint32_t low __asm__("a3") = (uint32_t)value;
    register uint32_t high __asm__("a4") = (uint32_t)(value >> 32);

    __asm__ volatile("mov   a9, a0\n\t"
                     "call0 %3\n\t"
                     "mov   a0, a9"
                     : "+a"(end), "+a"(low), "+a"(high) : "i"(plog_long64) : "a5", "a6", "a7", "a9", "memory");
    if (end == NULL)
        __builtin_unreachable();
    return end;
}

/* Calls the function at a4 with what is in a2 and a3, and keeps all other registers. */
__attribute__((noinline, noclone, unused)) static void plog_keep_registers(void)
{
    __asm__ volatile("addi   a1, a1, -32\n\t"
                     "s32i   a0, a1, 0\n\t"
                     "s32i   a5, a1, 4\n\t"
                     "s32i   a6, a1, 8\n\t"
                     "s32i   a7, a1, 12\n\t"
                     "s32i   a8, a1, 16\n\t"
                     "s32i   a9, a1, 20\n\t"
                     "s32i   a10, a1, 24\n\t"
                     "s32i   a11, a1, 28\n\t"
                     "callx0 a4\n\t"
                     "l32i   a0, a1, 0\n\t"
                     "l32i   a5, a1, 4\n\t"
                     "l32i   a6, a1, 8\n\t"
                     "l32i   a7, a1, 12\n\t"
                     "l32i   a8, a1, 16\n\t"
                     "l32i   a9, a1, 20\n\t"
                     "l32i   a10, a1, 24\n\t"
                     "l32i   a11, a1, 28\n\t"
                     "addi   a1, a1, 32");
}

/* What a log function calls to make room, for the same reason. */
#define plog_call_rare plog_call_rare
static inline __attribute__((always_inline)) bool plog_call_rare(bool (*function)(unsigned, unsigned), unsigned ring, unsigned size)
{
    register unsigned first __asm__("a2") = ring;
    register unsigned second __asm__("a3") = size;
    register bool (*called)(unsigned, unsigned) __asm__("a4") = function;

    __asm__ volatile("mov   a9, a0\n\t"
                     "call0 %3\n\t"
                     "mov   a0, a9"
                     : "+a"(first), "+a"(second), "+a"(called) : "i"(plog_keep_registers) : "a9", "memory");
    return (bool)first;
}
#endif
