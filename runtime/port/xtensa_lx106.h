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
/* Whether a varint's first byte is all of it. One instruction; gcc 12 loads 127 to compare with: it looks whether a branch can hold that, not the 128 that
   the branch would have. */
#define plog_is_short(value) ((uint64_t)(value) >> 32 == 0 && plog_is_below_128((uint32_t)(value)))
static inline __attribute__((always_inline)) bool plog_is_below_128(uint32_t value)
{
    __asm__ goto("bltui %0, 128, %l[below]" : : "a"(value) : : below);
    return false;
below:
    return true;
}

/* A constant that is loaded where it is compared with. gcc 12 would load it once for all attempts, and keep it where room is made, in a register that a log
   function of some arguments would have to save. */
#define plog_limit plog_limit
static inline __attribute__((always_inline)) unsigned plog_limit(unsigned limit)
{
    unsigned loaded = limit;

    if (__builtin_constant_p(limit))
        __asm__ volatile("movi %0, %1" : "=a"(loaded) : "i"(limit));
    return loaded;
}

/* Completes a varint of 128 and up (docs/FORMAT.md, section 3) in a11, whose lowest byte is before a10; a10 is then its end. Arguments are in neither.
   What the compiler puts round it keeps all registers, so that all but a8, a10 and a11 are as before. */
__attribute__((noinline, noclone, unused)) static void plog_long32(void)
{
    __asm__ volatile("addi  a10, a10, -1\n\t"
                     "srli  a8, a11, 14\n\t"
                     "bnez  a8, 1f\n\t"
                     "srli  a8, a11, 8\n\t"
                     "addi  a8, a8, -0x80\n\t" /* of the lowest byte, sets the highest bit */
                     "s8i   a8, a10, 0\n\t"
                     "s8i   a11, a10, 1\n\t"
                     "addi  a10, a10, 2\n\t"
                     "j     4f\n"
                     "1:\t"
                     "s8i   a11, a10, 1\n\t"
                     "srli  a11, a11, 8\n\t"
                     "s8i   a11, a10, 2\n\t"
                     "srli  a11, a11, 8\n\t"
                     "srli  a8, a11, 5\n\t"
                     "bnez  a8, 2f\n\t"
                     "addi  a11, a11, -0x40\n\t"
                     "s8i   a11, a10, 0\n\t"
                     "addi  a10, a10, 3\n\t"
                     "j     4f\n"
                     "2:\t"
                     "s8i   a11, a10, 3\n\t"
                     "srli  a11, a11, 8\n\t"
                     "srli  a8, a11, 4\n\t"
                     "bnez  a8, 3f\n\t"
                     "addi  a11, a11, -0x20\n\t"
                     "s8i   a11, a10, 0\n\t"
                     "addi  a10, a10, 4\n\t"
                     "j     4f\n"
                     "3:\t"
                     "s8i   a11, a10, 4\n\t"
                     "movi  a8, -0x10\n\t"
                     "s8i   a8, a10, 0\n\t"
                     "addi  a10, a10, 5\n"
                     "4:");
}

/* The same of 64 bits, 2^28 and up: the lower half is in a11, the upper one in a3. Changes these two, and a7. */
__attribute__((noinline, noclone, unused)) static void plog_long64(void)
{
    __asm__ volatile("s8i   a11, a10, 0\n\t"
                     "srli  a8, a11, 8\n\t"
                     "s8i   a8, a10, 1\n\t"
                     "extui a8, a11, 16, 8\n\t"
                     "s8i   a8, a10, 2\n\t"
                     "extui a8, a11, 24, 8\n\t"
                     "s8i   a8, a10, 3\n\t"
                     "s8i   a3, a10, 4\n\t" /* all eight: there is room, whatever the number */
                     "srli  a8, a3, 8\n\t"
                     "s8i   a8, a10, 5\n\t"
                     "extui a8, a3, 16, 8\n\t"
                     "s8i   a8, a10, 6\n\t"
                     "extui a8, a3, 24, 8\n\t"
                     "s8i   a8, a10, 7\n\t"
                     "addi  a11, a10, -1\n\t"
                     "addi  a10, a10, 4\n\t"
                     "movi  a8, -0x10\n\t" /* the count, as leading one bits of its lowest byte */
                     "movi  a7, 7\n" /* what fits of the upper half beside them */
                     "bgeu  a7, a3, 2f\n"
                     "1:\t"
                     "srli  a3, a3, 8\n\t"
                     "srli  a7, a7, 1\n\t"
                     "srai  a8, a8, 1\n\t"
                     "addi  a10, a10, 1\n\t"
                     "bltu  a7, a3, 1b\n"
                     "2:\t"
                     "or    a8, a8, a3\n\t"
                     "s8i   a8, a11, 0");
}

/* A log function calls them and is a leaf to the compiler: it saves no register, and its return address waits in a9. */
#define plog_put_long32 plog_put_long32
static inline __attribute__((always_inline)) uint8_t *plog_put_long32(uint8_t *at, uint32_t value)
{
    register uint8_t *end __asm__("a10") = at + 1;
    register uint32_t number __asm__("a11") = value;

    __asm__ volatile("mov   a9, a0\n\t"
                     "call0 %2\n\t"
                     "mov   a0, a9"
                     : "+a"(end), "+a"(number) : "i"(plog_long32) : "a8", "a9", "memory");
    if (end == NULL)
        __builtin_unreachable();
    return end;
}

#define plog_put_long64 plog_put_long64
static inline __attribute__((always_inline)) uint8_t *plog_put_long64(uint8_t *at, uint64_t value)
{
    if (value < UINT32_C(1) << 28)
        return plog_put_long32(at, (uint32_t)value);

    register uint8_t *end __asm__("a10") = at + 1;
    register uint32_t low __asm__("a11") = (uint32_t)value;
    register uint32_t high __asm__("a3") = (uint32_t)(value >> 32);

    __asm__ volatile("mov   a9, a0\n\t"
                     "call0 %3\n\t"
                     "mov   a0, a9"
                     : "+a"(end), "+a"(low), "+a"(high) : "i"(plog_long64) : "a7", "a8", "a9", "memory");
    if (end == NULL)
        __builtin_unreachable();
    return end;
}

static bool plog_open_next(unsigned ring, unsigned size);

/* Calls it with the ring in a10 and the size in a11. The result is in a10; all other registers are kept. */
__attribute__((noinline, noclone, unused)) static void plog_open_and_keep(void)
{
    __asm__ volatile("addi   a1, a1, -48\n\t"
                     "s32i   a0, a1, 0\n\t"
                     "s32i   a2, a1, 4\n\t"
                     "s32i   a3, a1, 8\n\t"
                     "s32i   a4, a1, 12\n\t"
                     "s32i   a5, a1, 16\n\t"
                     "s32i   a6, a1, 20\n\t"
                     "s32i   a7, a1, 24\n\t"
                     "s32i   a8, a1, 28\n\t"
                     "s32i   a9, a1, 32\n\t"
                     "s32i   a11, a1, 36\n\t"
                     "mov    a2, a10\n\t"
                     "mov    a3, a11\n\t"
                     "call0  %0\n\t"
                     "mov    a10, a2\n\t"
                     "l32i   a0, a1, 0\n\t"
                     "l32i   a2, a1, 4\n\t"
                     "l32i   a3, a1, 8\n\t"
                     "l32i   a4, a1, 12\n\t"
                     "l32i   a5, a1, 16\n\t"
                     "l32i   a6, a1, 20\n\t"
                     "l32i   a7, a1, 24\n\t"
                     "l32i   a8, a1, 28\n\t"
                     "l32i   a9, a1, 32\n\t"
                     "l32i   a11, a1, 36\n\t"
                     "addi   a1, a1, 48"
                     : : "i"(plog_open_next));
}

/* What a log function calls to make room, for the same reason. */
#define plog_call_rare(function, ring, size) plog_make_room_leaf(ring, size)
static inline __attribute__((always_inline)) bool plog_make_room_leaf(unsigned ring, unsigned size)
{
    register unsigned result __asm__("a10") = ring;
    register unsigned second __asm__("a11") = size;

    __asm__ volatile("mov   a9, a0\n\t"
                     "call0 %2\n\t"
                     "mov   a0, a9"
                     : "+a"(result) : "a"(second), "i"(plog_open_and_keep) : "a9", "memory");
    return (bool)result;
}
#endif
