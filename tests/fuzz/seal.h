/*
 * Makes the checks right that changed bytes have made wrong, as FORMAT.md has them: no fuzzer guesses 16 bits, and what is behind them is
 * what must be reached.
 */
#ifndef SEAL_H
#define SEAL_H

#include "../../decoder/table.h"

/* The block of table t that begins at these bytes, at least t->header of them. */
void seal_block(uint8_t *bytes, const struct table *t);

/* Every chunk of a stream. */
void seal_chunks(uint8_t *data, size_t size, const struct tables *tables);

#endif
