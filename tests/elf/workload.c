#include "workload.h"
#include "samples.h"

#include <stdarg.h>
#include <stddef.h>

#define APART __attribute__((noinline, noclone)) static

typedef uint32_t (*operation)(uint32_t);

struct large {
    uint32_t words[20];
};

static volatile uint32_t sink;

/* No frame. */
APART uint32_t leaf(uint32_t x)
{
    return x * 2654435761u ^ x >> 7;
}

/* Goes on in leaf(), by a jump. */
APART uint32_t tail(uint32_t x)
{
    return leaf(x + 1u);
}

/* Registers, but no room on the stack. */
APART uint32_t twice(uint32_t x)
{
    uint32_t first = tail(x);

    return first + leaf(first + x);
}

/* Words on the stack, and early returns. */
APART uint32_t sum(const uint32_t *words, size_t count)
{
    uint32_t total = 0;

    if (count == 0)
        return 0;
    if (count == 1)
        return twice(words[0]);
    for (size_t i = 0; i < count; i++)
        total += i % 3 == 0 ? leaf(words[i]) : words[i];
    return total;
}

APART uint32_t fill(uint32_t seed)
{
    uint32_t words[24];

    for (size_t i = 0; i < 24; i++)
        words[i] = seed = twice(seed);
    return sum(words, seed % 25u);
}

/* More than an instruction adds to the stack pointer at once, on some cores. */
APART uint32_t wide(uint32_t seed)
{
    volatile uint32_t words[300];

    for (size_t i = 0; i < 300; i += 30)
        words[i] = leaf(seed + i);
    return words[seed % 10u * 30u] + fill(seed);
}

APART struct large make_large(uint32_t seed)
{
    struct large result;

    for (size_t i = 0; i < 20; i++)
        result.words[i] = tail(seed + i);
    return result;
}

/* Arguments on the stack. */
APART uint32_t use_large(struct large a, uint32_t b, uint32_t c, uint32_t d, uint32_t e, uint64_t f)
{
    return sum(a.words, 20) + twice(b + c) + leaf(d + e) + (uint32_t)f;
}

APART uint32_t by_value(uint32_t seed)
{
    struct large large = make_large(seed);

    return use_large(large, seed, seed + 1u, seed + 2u, seed + 3u, (uint64_t)seed << 7);
}

APART uint32_t variadic(size_t count, ...)
{
    va_list list;
    uint32_t total = 0;

    va_start(list, count);
    for (size_t i = 0; i < count; i++)
        total += twice(va_arg(list, uint32_t));
    va_end(list);
    return total;
}

APART uint32_t varied(uint32_t seed)
{
    return variadic(3, seed, seed + 1u, seed + 2u) + variadic(6, seed, seed, seed, seed, seed, seed);
}

/* Division, and multiplication of 64 bits: the compiler's own functions, in assembler on some cores. */
APART uint32_t arithmetic(uint32_t seed)
{
    uint64_t product = (uint64_t)leaf(seed) * tail(seed);

    return (uint32_t)(product >> 32) % (seed % 1000u + 1u) + twice(seed) / (seed | 1u);
}

APART uint32_t recurse(uint32_t depth, uint32_t seed)
{
    uint32_t kept[4] = {seed, depth, seed ^ depth, leaf(seed)};

    if (depth == 0)
        return fill(seed);
    return recurse(depth - 1u, twice(seed)) + sum(kept, 4);
}

/* Numbers of each length. */
APART uint32_t logs(uint32_t seed)
{
    log_sample(seed);
    log_sample(seed >> seed % 32u);
    return leaf(seed);
}

static const operation operations[] = {leaf, tail, twice, fill, wide, by_value, varied, arithmetic, logs};

APART uint32_t by_pointer(uint32_t seed)
{
    return operations[seed % (sizeof operations / sizeof operations[0])](seed) + 1u;
}

APART uint32_t choose(uint32_t seed)
{
    switch (seed % 5u) {
    case 0: return recurse(seed / 5u % 8u, seed);
    case 1: return by_pointer(seed) ^ by_pointer(seed / 7u);
    case 2: return choose(seed / 5u) + 1u;
    case 3: return seed < 1000u ? leaf(seed) : choose(twice(seed) / 3u) + by_pointer(seed);
    default: return tail(seed);
    }
}

void workload(uint32_t seed)
{
    for (uint32_t i = 0; i < 8u; i++)
        sink += choose(leaf(seed + i));
}
