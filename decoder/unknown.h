/* Schemas of blocks for which no table was given: collected, and named at the end. */
#ifndef UNKNOWN_H
#define UNKNOWN_H

#include "header.h"
#include "input.h"
#include "table.h"

#define UNKNOWN_MAX 16

struct unknown {
    struct {
        uint32_t schema;   /* whole, if a boot record told it */
        bool whole;
    } at[UNKNOWN_MAX];
    size_t count;
    bool more;             /* there are still other schemas */
};

/* Notes a block (or a chunk) whose header is this; its records, as far as they are there, may be a boot record. */
void unknown_add(struct unknown *u, uint32_t schema24, const uint8_t *records, size_t size);

/* Names them, and the tables there are, on stderr. */
void unknown_report(const struct unknown *u, const struct tables *tables, const char *input);

/* Looks from `start` to `end` for rings and chunks by what they all have in common, and adds one of each schema that has no table and was
   not added yet. */
void unknown_search(struct unknown *u, const struct tables *tables, const struct input *in, size_t start, size_t end);

#endif
