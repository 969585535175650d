/* What the threads log that are killed. */
#ifndef MARKS_H
#define MARKS_H

#include <stdint.h>

enum { WRITERS = 8 };

/* What stands in a record, besides its number and who wrote it. */
static inline uint64_t check_of(uint32_t writer, uint32_t n)
{
    return (n * 8ull + writer) * 0x9E3779B97F4A7C15ull >> (n % 50u);
}

#endif
