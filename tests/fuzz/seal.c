#include "seal.h"

#include "../../decoder/bytes.h"
#include "../../decoder/chunks.h"
#include "../../decoder/header.h"

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

static void seal(uint8_t *bytes, const struct table *t, uint32_t ring, bool chunk)
{
    uint8_t *rest = rest_of(bytes, t->form);
    store(rest + 5, t->schema, 3);
    struct layout layout = header_layout(t, ring);
    struct header header = header_read(bytes, layout);
    store(rest, header_check(&header, layout, chunk), 2);
}

void seal_block(uint8_t *bytes, const struct table *t)
{
    seal(bytes, t, 0, false);
}

void seal_chunks(uint8_t *data, size_t size, const struct tables *tables)
{
    for (size_t at = chunk_find(data, size, 0); at < size; at = chunk_find(data, size, at + 1)) {
        struct layout layout;
        struct header header;
        if (chunk_header(data + at, size - at, &layout, &header) > 0)
            continue;
        bool of_ring = (data[at + 3] & 0x20) != 0; /* FORMAT.md, section 8 */
        unsigned tag = data[at + 3] & ~0x28u;
        enum form form = tag == 0x12 ? FORM_NARROW : tag == 0x15 ? FORM_COUNTING : FORM_WIDE;
        size_t start = at + CHUNK_MARK_SIZE + of_ring;
        for (size_t i = 0; i < tables->count; i++)
            if (tables->at[i]->form == form && start < size && size - start >= tables->at[i]->header)
                seal(data + start, tables->at[i], of_ring ? data[start - 1] : 0, true);
    }
}
