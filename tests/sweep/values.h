/*
 * The values of record n, for the firmware that logs them and the judge that knows them. Of each type small and large ones, so that varints of every
 * length are there; strings and runs that fit, that are cut, and null.
 */
#ifndef VALUES_OF_SWEEP_H
#define VALUES_OF_SWEEP_H

#include <stdint.h>

#define VALUES_MESSAGES 13u

/* The message of record n, of those in sweep.plog. (No division here: some of the cores have none.) */
static inline uint32_t values_message(uint32_t n)
{
    return n % 16u < VALUES_MESSAGES ? n % 16u : n % 16u - 8u;
}

/* Whether the ring of those that are kept has it, with "keep error": sweep.plog. */
static inline int values_kept(uint32_t message)
{
    return message == 1u || message == 5u || message == 6u;
}

/* The core that makes call n, of two. */
static inline uint32_t values_core(uint32_t n)
{
    return n / 4u % 2u;
}

/* Hash function "lowbias32" has this form: multiply and xor with what was shifted right. Which constants does not matter here. */
static inline uint32_t values_hash(uint32_t n, uint32_t which)
{
    uint32_t x = n * 0x9E3779B1u + which * 0x85EBCA6Bu;

    x = (x ^ x >> 15) * 0x2C1B3C6Du;
    return x ^ x >> 13;
}

/* Mostly small, as real values are; all 32 bits at times. */
static inline uint32_t values_number(uint32_t n, uint32_t which)
{
    return values_hash(n, which) >> (values_hash(n, which + 100u) % 32u);
}

static inline uint64_t values_long(uint32_t n, uint32_t which)
{
    return ((uint64_t)values_hash(n, which) << 32 | values_hash(n, which + 50u)) >> (values_hash(n, which + 100u) % 64u);
}

/* Any but infinities and those that are no numbers. */
static inline uint32_t values_real_bits(uint32_t n, uint32_t which)
{
    return (values_hash(n, which) & 0x807FFFFFu) | (100u + values_hash(n, which + 150u) % 64u) << 23;
}

static inline float values_real(uint32_t n, uint32_t which)
{
    uint32_t bits = values_real_bits(n, which);
    float real;

    __builtin_memcpy(&real, &bits, 4);
    return real;
}

/* The same number as values_real(); by its bits, because some of the cores have no library to convert it. */
static inline double values_double(uint32_t n, uint32_t which)
{
#if __SIZEOF_DOUBLE__ == 4
    return values_real(n, which);
#else
    uint64_t bits = values_real_bits(n, which);
    double real;

    bits = (bits >> 31) << 63 | ((bits >> 23 & 0xFFu) + 1023u - 127u) << 52 | (bits & 0x7FFFFFu) << 29;
    __builtin_memcpy(&real, &bits, 8);
    return real;
#endif
}

static inline int16_t values_short(uint32_t n, uint32_t which)
{
    return (int16_t)(values_hash(n, which) >> 16);
}

/* Bytes, none of them 0. */
static inline uint8_t values_byte(uint32_t n, uint32_t index)
{
    return (uint8_t)('a' + values_hash(n, 200u + index) % 16u);
}

/* How many elements, up to most + 1: then it is cut. */
static inline uint32_t values_length(uint32_t n, uint32_t most)
{
    uint32_t length = values_hash(n, 300u) % 16u;

    return length > most ? most + 1u : length;
}

/* One in eight. */
static inline int values_null(uint32_t n)
{
    return values_hash(n, 301u) % 8u == 0;
}

#endif
