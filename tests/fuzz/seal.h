/*
 * Makes the checks right that changed bytes have made wrong, as FORMAT.md has them: no fuzzer guesses 16 bits, and what is behind them is
 * what must be reached.
 */
#ifndef SEAL_H
#define SEAL_H

#include "../../decoder/table.h"

/* A block of table t and that ring of it that begins at these bytes, at least t->header of them. */
void seal_block(uint8_t *bytes, const struct table *t, uint32_t ring);

/* All blocks of a region of table t. */
void seal_region(uint8_t *data, size_t size, const struct table *t);

/* Every chunk of a stream: those that name none of the tables become one's of their layout. */
void seal_chunks(uint8_t *data, size_t size, const struct tables *tables);

#endif
