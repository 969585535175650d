/* Schemas of blocks for which no table was given: collected, and named at the end. */
#ifndef UNKNOWN_H
#define UNKNOWN_H

#include "header.h"
#include "table.h"

#define UNKNOWN_MAX 16

struct unknown {
    struct {
        uint32_t schema;   /* whole, if a boot record told it */
        bool whole;
        size_t found;      /* in so many blocks or chunks */
    } at[UNKNOWN_MAX];
    size_t count;
    size_t more;           /* blocks and chunks of still other schemas */
};

/* Counts a block (or a chunk) whose header is this; its records, as far as they are there, may be a boot record. */
void unknown_add(struct unknown *u, uint32_t schema24, const uint8_t *records, size_t size);

/* Names them, and the tables there are, on stderr. */
void unknown_report(const struct unknown *u, const struct tables *tables, const char *input);

/* Looks for rings and chunks in a dump in which none was found, by what every ring has in common. Those whose schema
   has a table after all are left out. */
void unknown_search(struct unknown *u, const struct tables *tables, const uint8_t *data, size_t size);

#endif
