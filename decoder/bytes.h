/* Little-endian numbers at any address. */
#ifndef BYTES_H
#define BYTES_H

#include <stdint.h>

static inline uint16_t load16(const uint8_t *p)
{
    return (uint16_t)(p[0] | p[1] << 8);
}

static inline uint32_t load24(const uint8_t *p)
{
    return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16;
}

static inline uint32_t load32(const uint8_t *p)
{
    return load24(p) | (uint32_t)p[3] << 24;
}

/* The number in `size` bytes, 1 to 8. */
static inline uint64_t load_wide(const uint8_t *p, unsigned size)
{
    uint64_t number = 0;
    if (size == 4)
        return load32(p);
    if (size == 8)
        return load32(p) | (uint64_t)load32(p + 4) << 32;
    while (size-- > 0)
        number = number << 8 | p[size];
    return number;
}

#endif
