/*
 * The firmware whose instructions are counted (count.c): what stands in .bench_text is not. Marks, in this order: the nine calls, once each
 * into an open block; the nine, ROUNDS times each round the ring; a u32 of each length behind a delta of the same; a u64 of each, and two
 * i16 of the longest behind a delta of each; a boot that finds the ring full, and one with a flipped bit in a block's lap. Then a mark for each 4 bytes of
 * stack that STACK_OF takes, a log function of an integer, into an open block, and 32 for each that it takes where it opens one.
 */
#include "library.c"

#include "calls.h"

#define ROUNDS 1000
#define BENCH_TEXT __attribute__((section(".bench_text")))

volatile uint32_t bench_ticks;

BENCH_TEXT __attribute__((noinline, used)) void bench_mark(void)
{
    __asm__ volatile("");
}

#define ONCE(name, parameters, call, arguments) \
    bench_ticks += 100; \
    bench_mark(); \
    once_##name arguments; \
    bench_mark();

#define MANY(name, parameters, call, arguments) \
    bench_mark(); \
    for (int i = 0; i < ROUNDS; i++) { \
        bench_ticks += 100; \
        once_##name arguments; \
    } \
    bench_mark();

#define WRAP(name, parameters, call, arguments) \
    BENCH_TEXT __attribute__((noipa)) static void once_##name parameters { call; }
CALLS(WRAP)

#ifdef FILTERED
BENCH_TEXT __attribute__((noipa)) static void once_nothing(uint32_t v)
{
    (void)v;
}
#endif

extern volatile uint32_t bench_stack[]; /* the stack's upper end */

#ifndef STACK_OF
#define STACK_OF "log_u32_value"
#endif

#if defined(__arm__)
/* Runs the call on a stack of nothing but a pattern, and returns how many words of it are another value then. */
BENCH_TEXT static unsigned stack_of_longest(void)
{
    uint32_t volatile *top = bench_stack - 256; /* main() does not come so deep */
    unsigned words = 0;

    for (unsigned i = 1; i <= 128; i++)
        top[-(int)i] = 0x5A5A5A5Au;
    bench_ticks += UINT32_C(0xFFFFFFF0);
    __asm__ volatile("mov r4, sp\n\tmov sp, %0\n\tmov r0, %1\n\tmov r1, %1\n\tbl " STACK_OF "\n\tmov sp, r4"
                     : : "r"(top), "r"(UINT32_MAX) : "r0", "r1", "r2", "r3", "r4", "r12", "lr", "memory", "cc");
    for (unsigned i = 1; i <= 128; i++)
        if (top[-(int)i] != 0x5A5A5A5Au)
            words = i;
    return words;
}

/* The same of the call that opens a block. */
BENCH_TEXT static unsigned stack_of_opening(void)
{
    const plog_header *before = plog_states[0].open;
    unsigned words = 0;

    while (plog_states[0].open == before)
        words = stack_of_longest();
    return words;
}
#endif

BENCH_TEXT static void open_a_block(void)
{
    const plog_header *before = plog_states[0].open;

    while (plog_states[0].open == before)
        log_none();
}

static const plog_state fresh[PLOG_RINGS] = PLOG_STATES;

BENCH_TEXT static void boot(void)
{
    for (unsigned i = 0; i < PLOG_RINGS; i++)
        plog_states[i] = fresh[i];
    bench_mark();
    plog_init(PLOG_CAUSE_SOFTWARE);
    bench_mark();
    open_a_block();
}

BENCH_TEXT int main(void)
{
    plog_init(PLOG_CAUSE_POWER_ON);
#ifdef FILTERED
    log_set_level(LOG_MODULE_MAIN, PLOG_LEVEL_WARN); /* what a call costs that is held back, and then without the call; all is counted */
    bench_mark();
    once_u32(five);
    bench_mark();
    bench_mark();
    once_nothing(five);
    bench_mark();
    return 0;
#endif
    CALLS(ONCE)
    CALLS(MANY)

    open_a_block();
    bench_mark();
    for (unsigned bits = 7; bits <= 35; bits += 7) {
        bench_ticks += UINT32_MAX >> (bits < 32 ? 32 - bits : 0);
        log_u32_value(UINT32_MAX >> (bits < 32 ? 32 - bits : 0));
    }
    bench_mark();
    open_a_block();
    bench_mark();
    for (uint64_t value = 0; value != UINT64_MAX;) {
        value = value << 7 | 0x7F;
        bench_ticks += UINT32_C(0xFFFFFFF0);
        log_u64_value(value);
    }
    bench_mark();
    open_a_block();
    bench_mark();
    for (unsigned bits = 7; bits <= 35; bits += 7) {
        bench_ticks += UINT32_MAX >> (bits < 32 ? 32 - bits : 0);
        log_two_i16(INT16_MIN, INT16_MIN);
    }
    bench_mark();

    boot();
    *plog_lap_byte(plog_at(0, 0)) ^= 1;
    boot();
#if defined(__arm__)
    for (unsigned marks = stack_of_longest() + 32 * stack_of_opening(); marks > 0; marks--)
        bench_mark();
#endif
    return 0;
}

#if defined(__arm__)
__attribute__((section(".bench_text"), noreturn, used)) void bench_start(void)
{
    main();
    __asm__ volatile("mov r0, #0x18\n\tldr r1, =0x20026\n\tbkpt 0xab"); /* semihosting: SYS_EXIT, ADP_Stopped_ApplicationExit */
    for (;;)
        ;
}

__attribute__((section(".vectors"), used)) static const uintptr_t vectors[] = { (uintptr_t)bench_stack, (uintptr_t)bench_start };
#else
/* Without a C library; counted. */
void *memcpy(void *to, const void *from, size_t size)
{
    for (size_t i = 0; i < size; i++)
        ((volatile uint8_t *)to)[i] = ((const uint8_t *)from)[i];
    return to;
}

#if defined(__XTENSA__)
__asm__(".section .vectors,\"ax\"\n\t.literal_position\n\t.align 4\n\t.global bench_start\nbench_start:\n\t"
        "movi a1, bench_stack\n\tcall0 main\n\tmovi a2, 1\n\tmovi a3, 0\n\tsimcall\n1:\tj 1b"); /* simcall: SYS_exit */
#else
__asm__(".section .vectors,\"ax\"\n\t.global bench_start\nbench_start:\n\tla sp, bench_stack\n\tcall main\n\tli a0, 0x5555\n\tli a1, 0x100000\n\tsw a0, 0(a1)\n1:\tj 1b"); /* virt: exit */
#endif
#endif
