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
typedef uintptr_t plog_mask; /* mstatus */

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

/* Sets all that was set, not MIE alone: none of it was cleared since, and where FS and VS went up, it is to bits that hold what they were. */
static inline void plog_unlock(plog_mask mask)
{
    __asm__ volatile("csrs mstatus, %0" : : "r"(mask) : "memory");
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

/* Hides from gcc where the writer's state is: else it adds the lower half of the address anew beyond a branch. */
#define plog_form_once(state) __asm__("" : "+r"(state))

/* A way to where a log function finds no room, which it never goes. With one alone gcc knows that its arguments are still where the call there wants them,
   keeps these registers for that, and works on copies. */
#define plog_way_to(label) __asm__ goto("" : : : : label)

/* For a debugger, and plogcat --elf. gcc writes that label where it makes a debugger's data, which a link with -flto and -g0 does not of files that were
   compiled with -g; there it writes no .cfi_startproc. */
#if !defined(__GCC_HAVE_DWARF2_CFI_ASM)
#define PLOG_RETURNS_BY_LINK
#elif defined(__clang__)
#define PLOG_RETURNS_BY_LINK ".cfi_return_column " PLOG_LINK "\n\t.cfi_same_value " PLOG_LINK "\n\t"
#else
#define PLOG_RETURNS_BY_LINK ".ifdef .Ltext0\n\t.cfi_return_column " PLOG_LINK "\n\t.cfi_same_value " PLOG_LINK "\n\t.endif\n\t"
#endif

/* Completes a varint of 128 and up (docs/FORMAT.md, section 3) in a5, whose lowest byte is before a4; a4 is then its end. Arguments are seldom in these
   two. All but a4, t1, t2 and PLOG_LINK are as before. */
__attribute__((naked, noinline, unused)) static void plog_long32(void)
{
    __asm__ volatile(PLOG_RETURNS_BY_LINK
                     "srli t1, a5, 14\n\t"
                     "bnez t1, 1f\n\t"
                     "srli t1, a5, 8\n\t"
                     "ori  t1, t1, -0x80\n\t"
                     "sb   t1, -1(a4)\n\t"
                     "sb   a5, 0(a4)\n\t"
                     "addi a4, a4, 1\n\t"
                     "jr   " PLOG_LINK "\n"
                     "1:\t"
                     "sb   a5, 0(a4)\n\t"
                     "srli t1, a5, 8\n\t"
                     "sb   t1, 1(a4)\n\t"
                     "srli t1, a5, 16\n\t"
                     "srli t2, a5, 21\n\t"
                     "bnez t2, 2f\n\t"
                     "ori  t1, t1, -0x40\n\t"
                     "sb   t1, -1(a4)\n\t"
                     "addi a4, a4, 2\n\t"
                     "jr   " PLOG_LINK "\n"
                     "2:\t"
                     "sb   t1, 2(a4)\n\t"
                     "srli t1, a5, 24\n\t"
                     "srli t2, a5, 28\n\t"
                     "bnez t2, 3f\n\t"
                     "ori  t1, t1, -0x20\n\t"
                     "sb   t1, -1(a4)\n\t"
                     "addi a4, a4, 3\n\t"
                     "jr   " PLOG_LINK "\n"
                     "3:\t"
                     "sb   t1, 3(a4)\n\t"
                     "li   t1, 0xF0\n\t"
                     "sb   t1, -1(a4)\n\t"
                     "addi a4, a4, 4\n\t"
                     "jr   " PLOG_LINK);
}

/* The same of 64 bits: the lower half is in a5, the upper one in a3. Changes these two, too. */
__attribute__((naked, noinline, unused)) static void plog_long64(void)
{
    __asm__ volatile(PLOG_RETURNS_BY_LINK
                     "bnez a3, 1f\n\t"
                     "srli t1, a5, 28\n\t"
                     "bnez t1, 1f\n\t"
                     "tail %0\n"
                     "1:\t"
                     "sb   a5, 0(a4)\n\t"
                     "srli t1, a5, 8\n\t"
                     "sb   t1, 1(a4)\n\t"
                     "srli t1, a5, 16\n\t"
                     "sb   t1, 2(a4)\n\t"
                     "srli t1, a5, 24\n\t"
                     "sb   t1, 3(a4)\n\t"
                     "sb   a3, 4(a4)\n\t" /* all eight: there is room, whatever the number */
                     "srli t1, a3, 8\n\t"
                     "sb   t1, 5(a4)\n\t"
                     "srli t1, a3, 16\n\t"
                     "sb   t1, 6(a4)\n\t"
                     "srli t1, a3, 24\n\t"
                     "sb   t1, 7(a4)\n\t"
                     "addi a5, a4, -1\n\t"
                     "addi a4, a4, 4\n\t"
                     "li   t1, -0x10\n\t" /* the count, as leading one bits of its lowest byte */
                     "li   t2, 7\n" /* what fits of the upper half beside them */
                     "bleu a3, t2, 3f\n"
                     "2:\t"
                     "srli a3, a3, 8\n\t"
                     "srli t2, t2, 1\n\t"
                     "srai t1, t1, 1\n\t"
                     "addi a4, a4, 1\n\t"
                     "bgtu a3, t2, 2b\n"
                     "3:\t"
                     "or   t1, t1, a3\n\t"
                     "sb   t1, 0(a5)\n\t"
                     "jr   " PLOG_LINK
                     : : "i"(plog_long32));
}

/* A log function that calls them is a leaf to the compiler: it saves no register. */
#define plog_put_long32 plog_put_long32
static inline __attribute__((always_inline)) uint8_t *plog_put_long32(uint8_t *at, uint32_t value)
{
    register uint8_t *end __asm__("a4") = at + 1;
    register uintptr_t number __asm__("a5") = value;

    __asm__ volatile("call " PLOG_LINK ", %2" : "+r"(end) : "r"(number), "i"(plog_long32) : "t1", "t2", PLOG_LINK, "memory");
    if (end == NULL)
        __builtin_unreachable();
    return end;
}

#define plog_put_long64 plog_put_long64
static inline __attribute__((always_inline)) uint8_t *plog_put_long64(uint8_t *at, uint64_t value)
{
    register uint8_t *end __asm__("a4") = at + 1;
    register uintptr_t low __asm__("a5") = (uint32_t)value;
    register uintptr_t high __asm__("a3") = (uint32_t)(value >> 32);

    __asm__ volatile("call " PLOG_LINK ", %3" : "+r"(end), "+r"(low), "+r"(high) : "i"(plog_long64) : "t1", "t2", PLOG_LINK, "memory");
    if (end == NULL)
        __builtin_unreachable();
    return end;
}
#endif
