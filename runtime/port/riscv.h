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

#if !PLOG_SMALL
/* What has the return address in the routines below: a register that is in a crash record. */
#if defined(__riscv_32e)
#define PLOG_LINK "t0" /* there is no a7 */
#else
#define PLOG_LINK "a7"
#endif

/* For a debugger, and plogcat --elf. */
#if defined(__GCC_HAVE_DWARF2_CFI_ASM)
#define PLOG_RETURNS_BY_LINK ".cfi_return_column " PLOG_LINK "\n\t.cfi_same_value " PLOG_LINK "\n\t"
#else
#define PLOG_RETURNS_BY_LINK
#endif

/* Stores a varint of 128 and up (docs/FORMAT.md, section 3) at a0, from a1; a0 is then its end. All but a0, t1, t2 and PLOG_LINK are as before. */
__attribute__((naked, noinline, unused)) static void plog_long32(void)
{
    __asm__ volatile(PLOG_RETURNS_BY_LINK
                     "srli t1, a1, 14\n\t"
                     "bnez t1, 1f\n\t"
                     "srli t1, a1, 8\n\t"
                     "ori  t1, t1, -0x80\n\t"
                     "sb   t1, 0(a0)\n\t"
                     "sb   a1, 1(a0)\n\t"
                     "addi a0, a0, 2\n\t"
                     "jr   " PLOG_LINK "\n"
                     "1:\t"
                     "sb   a1, 1(a0)\n\t"
                     "srli t1, a1, 8\n\t"
                     "sb   t1, 2(a0)\n\t"
                     "srli t1, a1, 16\n\t"
                     "srli t2, a1, 21\n\t"
                     "bnez t2, 2f\n\t"
                     "ori  t1, t1, -0x40\n\t"
                     "sb   t1, 0(a0)\n\t"
                     "addi a0, a0, 3\n\t"
                     "jr   " PLOG_LINK "\n"
                     "2:\t"
                     "sb   t1, 3(a0)\n\t"
                     "srli t1, a1, 24\n\t"
                     "srli t2, a1, 28\n\t"
                     "bnez t2, 3f\n\t"
                     "ori  t1, t1, -0x20\n\t"
                     "sb   t1, 0(a0)\n\t"
                     "addi a0, a0, 4\n\t"
                     "jr   " PLOG_LINK "\n"
                     "3:\t"
                     "sb   t1, 4(a0)\n\t"
                     "li   t1, 0xF0\n\t"
                     "sb   t1, 0(a0)\n\t"
                     "addi a0, a0, 5\n\t"
                     "jr   " PLOG_LINK);
}

/* The same of 64 bits, 2^28 and up: the lower half is in a1, the upper one in a2. Changes these two, too. */
__attribute__((naked, noinline, unused)) static void plog_long64(void)
{
    __asm__ volatile(PLOG_RETURNS_BY_LINK
                     "sb   a1, 1(a0)\n\t"
                     "srli t1, a1, 8\n\t"
                     "sb   t1, 2(a0)\n\t"
                     "srli t1, a1, 16\n\t"
                     "sb   t1, 3(a0)\n\t"
                     "srli t1, a1, 24\n\t"
                     "sb   t1, 4(a0)\n\t"
                     "sb   a2, 5(a0)\n\t" /* all eight: there is room, whatever the number */
                     "srli t1, a2, 8\n\t"
                     "sb   t1, 6(a0)\n\t"
                     "srli t1, a2, 16\n\t"
                     "sb   t1, 7(a0)\n\t"
                     "srli t1, a2, 24\n\t"
                     "sb   t1, 8(a0)\n\t"
                     "mv   a1, a0\n\t"
                     "addi a0, a0, 5\n\t"
                     "li   t1, 0xF0\n\t" /* the count, as leading one bits */
                     "li   t2, 7\n" /* what fits of the upper half beside them */
                     "1:\t"
                     "bleu a2, t2, 2f\n\t"
                     "srli a2, a2, 8\n\t"
                     "srli t2, t2, 1\n\t"
                     "srli t1, t1, 1\n\t"
                     "ori  t1, t1, 0x80\n\t"
                     "addi a0, a0, 1\n\t"
                     "j    1b\n"
                     "2:\t"
                     "or   t1, t1, a2\n\t"
                     "sb   t1, 0(a1)\n\t"
                     "jr   " PLOG_LINK);
}

/* A log function that calls them is a leaf to the compiler: it saves no register. */
#define plog_put_long32 plog_put_long32
static inline __attribute__((always_inline)) uint8_t *plog_put_long32(uint8_t *at, uint32_t value)
{
    register uint8_t *end __asm__("a0") = at;
    register uintptr_t number __asm__("a1") = value;

    __asm__ volatile("call " PLOG_LINK ", %2" : "+r"(end) : "r"(number), "i"(plog_long32) : "t1", "t2", PLOG_LINK, "memory");
    if (end == NULL)
        __builtin_unreachable();
    return end;
}

#define plog_put_long64 plog_put_long64
static inline __attribute__((always_inline)) uint8_t *plog_put_long64(uint8_t *at, uint64_t value)
{
    if (value < UINT32_C(1) << 28)
        return plog_put_long32(at, (uint32_t)value);

    register uint8_t *end __asm__("a0") = at;
    register uintptr_t low __asm__("a1") = (uint32_t)value;
    register uintptr_t high __asm__("a2") = (uint32_t)(value >> 32);

    __asm__ volatile("call " PLOG_LINK ", %3" : "+r"(end), "+r"(low), "+r"(high) : "i"(plog_long64) : "t1", "t2", PLOG_LINK, "memory");
    if (end == NULL)
        __builtin_unreachable();
    return end;
}
#endif
