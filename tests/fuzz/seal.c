#include "seal.h"

#include "../../decoder/bytes.h"
#include "../../decoder/chunks.h"

static void store(uint8_t *bytes, uint32_t number, unsigned size)
{
    for (unsigned i = 0; i < size; i++)
        bytes[i] = (uint8_t)(number >> 8 * i);
}

/* Where the fields from `check` on begin. */
static uint8_t *rest_of(uint8_t *bytes, enum form form)
{
    return bytes + (form == FORM_NARROW ? 2 : 4);
}

/* The 32-bit sum of FORMAT.md, section 2. */
static uint32_t sum_of(const uint8_t *bytes, enum form form, bool drop)
{
    const uint8_t *rest = rest_of((uint8_t *)bytes, form);
    uint32_t sum = 0x9D3B7A61u + load16(rest + 2) * 0xB5297A4Du + (load32(rest + 4) & 0xFFFFFF0Fu) * 0x68E31DA5u +
                   load32(rest + 8) * 0x1B56C4E9u;
    if (!drop)
        sum += load32(rest + 12) * 0xC2B2AE35u;
    if (form == FORM_COUNTING)
        sum += load32(bytes + 20) * 0x7FEB352Du + load32(bytes + 28) * 0x9E3779B1u;
    return sum;
}

void seal_block(uint8_t *bytes, const struct table *t)
{
    uint8_t *rest = rest_of(bytes, t->form);
    store(rest + 5, t->schema, 3);
    store(rest, (sum_of(bytes, t->form, t->drop) >> 16) + t->block, 2);
}

static void seal_chunk(uint8_t *bytes, const struct table *t)
{
    uint8_t *rest = rest_of(bytes, t->form);
    uint32_t used = t->form == FORM_NARROW ? bytes[0] : load16(bytes);
    uint32_t read = t->form == FORM_NARROW ? bytes[1] : load16(bytes + (t->form == FORM_COUNTING ? 24 : 2));
    store(rest + 5, t->schema, 3);
    store(rest, (sum_of(bytes, t->form, t->drop) + used * 0x2C1B3C6Du + read * 0x297A2D39u) >> 16, 2);
}

void seal_chunks(uint8_t *data, size_t size, const struct tables *tables)
{
    for (size_t at = chunk_find(data, size, 0); at < size; at = chunk_find(data, size, at + 1)) {
        enum form form = data[at + 3] == 0x12 ? FORM_NARROW : data[at + 3] == 0x15 ? FORM_COUNTING : FORM_WIDE;
        for (size_t i = 0; i < tables->count; i++)
            if (tables->at[i]->form == form && size - at >= CHUNK_MARK_SIZE + tables->at[i]->header)
                seal_chunk(data + at + CHUNK_MARK_SIZE, tables->at[i]);
    }
}
