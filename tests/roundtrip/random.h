/* Random numbers that are the same everywhere for the same seed (splitmix64). */
#ifndef RANDOM_H
#define RANDOM_H

#include <stdint.h>

struct random {
    uint64_t state;
};

static inline uint64_t random_bits(struct random *r)
{
    uint64_t z = r->state += UINT64_C(0x9E3779B97F4A7C15);
    z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
    return z ^ z >> 31;
}

static inline unsigned random_below(struct random *r, unsigned limit)
{
    return (unsigned)(random_bits(r) % limit);
}

/* Of a random length first, so that small numbers are as frequent as large ones. */
static inline uint64_t random_number(struct random *r, unsigned bits)
{
    unsigned length = random_below(r, bits + 1);
    return length == 0 ? 0 : random_bits(r) >> (64 - length);
}

#endif
