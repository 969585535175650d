/*
 * A log as it would be with one header for the whole ring and no checks: what it keeps is put beside what plogen's keeps. It has the same records in as
 * many bytes:
 *
 *   header   magic u32, size u32, begin of the oldest record u32, end of the newest u32
 *   record   its length u8, id u8, arguments; a length before text and bytes
 *
 * Its reader is a patient one: a header that cannot be is all lost, a length that cannot be ends it, but a record that can't be read inside its length
 * is left out, and it goes on behind it.
 */
#ifndef SINGLE_H
#define SINGLE_H

#include <stddef.h>
#include <stdint.h>

struct single_shown {
    unsigned right, wrong; /* records as they were logged, each once; others */
};

/* Fills the memory with records up to number `last`, and returns how many there are. */
unsigned single_fill(uint8_t *ring, size_t size, uint32_t last);

/* What the reader shows of memory that held so many records up to number `last`. */
struct single_shown single_read(const uint8_t *ring, size_t size, uint32_t last, unsigned count);

#endif
