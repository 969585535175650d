/*
 * On cores whose log functions call what is rare without saving registers: every length of a number, of a time, and every argument while a block is
 * opened. Each record is read and decoded as docs/FORMAT.md, section 3, has it. Exit status 0, or the number of the check that failed.
 */
#include "plog.h"

static volatile uintptr_t leaf_ticks; /* as wide as the clock */
#define plog_user_clock() leaf_ticks

#include "leaf.c"

static const uint8_t *next, *end; /* of the record being read */
static unsigned times;            /* compared */

__attribute__((noinline, noreturn)) static void finish(unsigned status)
{
#if defined(__XTENSA__)
    register unsigned call __asm__("a2") = 1; /* SYS_exit */
    register unsigned code __asm__("a3") = status;

    __asm__ volatile("simcall" : : "r"(call), "r"(code));
#else
    *(volatile uint32_t *)0x100000 = status == 0 ? 0x5555u : status << 16 | 0x3333u; /* hw/misc/sifive_test.c in QEMU */
#endif
    for (;;)
        ;
}

static void expect(unsigned check, bool holds)
{
    if (!holds)
        finish(check);
}

/* The bits behind the leading ones stand above the bytes that follow, as many as there are ones. */
static uint64_t take_varint(void)
{
    unsigned first = *next++;
    unsigned more = 0;
    uint8_t bytes[9] = { 0 };
    uint64_t value;

    while (more < 8 && (first & 0x80u >> more) != 0)
        more++;
    for (unsigned i = 0; i < more; i++)
        bytes[i] = *next++;
    bytes[more] = (uint8_t)(first & 0x7Fu >> more);
    __builtin_memcpy(&value, bytes, 8);
    return value;
}

static uint32_t take_word(void)
{
    uint32_t value;

    __builtin_memcpy(&value, next, 4);
    next += 4;
    return value;
}

/* Takes what was just logged. A block's first record has a time of its own. */
static void begin(unsigned id, uintptr_t ticks, plog_grant *grant)
{
    const uint8_t *before = end;

    expect(1, plog_read(grant));
    next = (const uint8_t *)grant->bytes;
    end = next + grant->length;
    expect(2, *next++ == id);
    if (take_varint() == ticks)
        times++;
    else
        expect(3, (const uint8_t *)grant->bytes != before);
}

static void done(plog_grant *grant)
{
    expect(4, next + PLOG_CHECK == end && plog_release(grant, grant->length) == PLOG_OK);
}

#define NUMBERS 32u

/* Both sides of each length's limit, and what lies between. */
static const uint64_t numbers[NUMBERS] = {
    0, 5, 0x7F, 0x80, 0xA5, 0x3FFF, 0x4000, 0x9ABC, 0x1FFFFF, 0x200000, 0xABCDEF, 0xFFFFFFF, 0x10000000, 0xDEADBEEF, 0xFFFFFFFF,
    UINT64_C(0x100000000), UINT64_C(0x7FFFFFFFF), UINT64_C(0x800000000), UINT64_C(0x3FFFFFFFFFF), UINT64_C(0x40000000000), UINT64_C(0x1FFFFFFFFFFFF),
    UINT64_C(0x2000000000000), UINT64_C(0xFFFFFFFFFFFFFF), UINT64_C(0x100000000000000), UINT64_C(0x123456789ABCDEF0), UINT64_MAX,
    1, 0x300, 0x12345, 0x3456789, 0xCAFEF00D, UINT64_C(0x123456789AB),
};

static uint64_t number(unsigned i)
{
    return numbers[i % NUMBERS];
}

static uint32_t word(unsigned i)
{
    return (uint32_t)number(i);
}

/* How many of at most max elements are there, of length or of none, as the count's code says. */
static unsigned take_count(unsigned check, bool none, unsigned length, unsigned max)
{
    expect(check, take_varint() == (none ? max + 2 : length > max ? max + 1 : length));
    return none ? 0 : length > max ? max : length;
}

static uint64_t zigzag(int64_t value)
{
    return (uint64_t)value << 1 ^ (value < 0 ? UINT64_MAX : 0);
}

/* Runs of each length, one too long and none, and what is narrower than a register. */
static void log_some(unsigned i, uintptr_t ticks)
{
    int32_t words[4];
    uint8_t bytes[150];
    bool none = i % 8 == 7;
    unsigned some = i % 4 + i / 8 % 2, many = i % 4 * 48 + i / 4 % 8;
    plog_grant grant;

    for (unsigned j = 0; j < 4; j++)
        words[j] = (int32_t)word(i + j);
    for (unsigned j = 0; j < sizeof bytes; j++)
        bytes[j] = (uint8_t)(i + j);
    leaf_ticks += ticks;
    log_runs(none ? NULL : words, some, none ? NULL : bytes, many, (int16_t)word(i), (log_code)(word(i) & 0xFFFFu), (uint8_t)i, (int8_t)-(int)(i % 128));
    begin(5, ticks, &grant);
    some = take_count(17, none, some, 3);
    for (unsigned j = 0; j < some; j++)
        expect(18, take_varint() == (uint32_t)zigzag(words[j]));
    many = take_count(19, none, many, 140);
    for (unsigned j = 0; j < many; j++)
        expect(20, *next++ == bytes[j]);
    expect(21, take_varint() == (uint32_t)zigzag((int16_t)word(i)));
    expect(22, take_varint() == (word(i) & 0xFFFFu));
    expect(23, *next++ == (uint8_t)i && *next++ == (uint8_t)-(i % 128));
    done(&grant);
}

static void log_all(unsigned i)
{
    static const uint8_t bytes[8] = { 1, 2, 3, 4, 5, 6, 7, 8 };
    uintptr_t ticks = (uintptr_t)number(i / 4);
    plog_grant grant;

    leaf_ticks += ticks;
    log_none();
    begin(1, ticks, &grant);
    done(&grant);

    leaf_ticks += ticks;
    log_words(word(i), word(i + 1), word(i + 2), word(i + 3), word(i + 4), word(i + 5), word(i + 6), word(i + 7));
    begin(2, ticks, &grant);
    for (unsigned j = 0; j < 8; j++)
        expect(5, take_varint() == word(i + j));
    done(&grant);

    leaf_ticks += ticks;
    log_longs(number(i), word(i + 1), number(i + 2), (uint8_t)i, number(i + 3));
    begin(3, ticks, &grant);
    expect(6, take_varint() == number(i));
    expect(7, take_varint() == word(i + 1));
    expect(8, take_varint() == number(i + 2));
    expect(9, *next++ == (uint8_t)i);
    expect(10, take_varint() == number(i + 3));
    done(&grant);

    leaf_ticks += ticks;
    log_reals((uint8_t)i, 1.5f, word(i), -2.0f, (int64_t)number(i), 3.0f, (uint16_t)word(i + 1), bytes);
    begin(4, ticks, &grant);
    expect(11, *next++ == (uint8_t)i && take_word() == 0x3FC00000u);
    expect(12, take_varint() == word(i) && take_word() == 0xC0000000u);
    expect(13, take_varint() == (number(i) << 1 ^ (0 - (number(i) >> 63))) && take_word() == 0x40400000u);
    expect(14, take_varint() == (word(i + 1) & 0xFFFFu));
    for (unsigned j = 1; j <= 8; j++)
        expect(15, *next++ == j);
    done(&grant);

    log_some(i, ticks);
}

static void read_boot(void)
{
    plog_grant grant;

    while (plog_read(&grant))
        plog_release(&grant, grant.length);
}

__attribute__((used)) int main(void)
{
    plog_init(PLOG_CAUSE_POWER_ON);
    read_boot();
    for (unsigned i = 0; i < 4 * NUMBERS; i++)
        log_all(i);
    expect(16, times > 4 * NUMBERS);
    finish(0);
}

/* Without a C library. */
__attribute__((used)) void *memcpy(void *to, const void *from, size_t size)
{
    for (size_t i = 0; i < size; i++)
        ((volatile uint8_t *)to)[i] = ((const uint8_t *)from)[i];
    return to;
}

#if defined(__XTENSA__)
__asm__(".section .vectors,\"ax\"\n\t.literal_position\n\t.align 4\n\t.global bench_start\nbench_start:\n\tmovi a1, bench_stack\n\tcall0 main\n\t.previous");
#else
__asm__(".section .vectors,\"ax\"\n\t.global bench_start\nbench_start:\n\tla sp, bench_stack\n\tli t0, 0x2000\n\tcsrs mstatus, t0\n\tcall main\n\t.previous"); /* FS: floats */
#endif
