/* A table. If it is taken, a ring of its own is decoded with it: blocks that hold the table's bytes as records. */
#include <stdlib.h>
#include <string.h>

#include "decode_one.h"
#include "fuzz.h"
#include "seal.h"

#define BLOCK_MAX 2048u

/* The n-th message's record, and what follows from the table's bytes. */
static void fill_block(uint8_t *block, const struct table *t, uint32_t size, const uint8_t *noise, size_t noise_size, unsigned n)
{
    bool narrow = t->form == FORM_NARROW;
    block[0] = (uint8_t)size;
    block[1] = (uint8_t)(narrow ? t->header : size >> 8);
    if (!narrow)
        block[t->form == FORM_COUNTING ? 24 : 2] = (uint8_t)t->header;
    block[narrow ? 4 : 6] = 1; /* boot */
    for (uint32_t at = t->header; at < size; at++)
        block[at] = (uint8_t)(noise[(at + 31 * n) % noise_size] & (n % 2 ? 0x07 : 0xFF));
    if (size > t->header)
        block[t->header] = (uint8_t)(n & 0x7F);
    seal_block(block, t, 0);
}

static void decode_with(struct tables *tables, const struct table *t, const uint8_t *noise, size_t noise_size)
{
    uint32_t block = t->block, blocks = t->blocks < 8 ? t->blocks : 8;
    uint32_t size = block < BLOCK_MAX ? block : BLOCK_MAX;
    uint8_t *ring = calloc(blocks, block);
    for (uint32_t i = 0; i < blocks; i++)
        fill_block(ring + (size_t)i * block, t, t->form == FORM_NARROW && size > 127 ? 127 : size, noise, noise_size, i);
    decode_one(tables, NULL, ring, (size_t)blocks * block);
    free(ring);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct tables tables = { 0 };
    char why[256];
    struct table *t = table_read((const char *)data, size, "fuzz", why);
    if (!t)
        return 0;
    tables_add_table(&tables, t);
    if (tables.count > 0)
        decode_with(&tables, t, data, size);
    tables_free(&tables);
    return 0;
}
