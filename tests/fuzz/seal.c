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

void seal_block(uint8_t *bytes, const struct table *t, uint32_t ring)
{
    seal(bytes, t, ring, false);
}

void seal_region(uint8_t *data, size_t size, const struct table *t)
{
    size_t at = 0;
    for (uint32_t ring = 0; ring < t->ring_count; ring++)
        for (uint32_t i = 0; i < t->rings[ring].blocks && at < size && size - at >= t->header; i++, at += t->block)
            seal_block(data + at, t, ring);
}

/* The chunk's own table, if that has its layout; else the first that has. */
static const struct table *table_of(const struct tables *tables, const struct header *header, struct layout layout)
{
    const struct table *own = tables_find(tables, header->schema24);
    if (own && own->form == layout.form)
        return own;
    for (size_t i = 0; i < tables->count; i++)
        if (tables->at[i]->form == layout.form)
            return tables->at[i];
    return NULL;
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
        layout.form = tag == 0x12 ? FORM_NARROW : tag == 0x15 ? FORM_COUNTING : FORM_WIDE;
        size_t start = at + CHUNK_MARK_SIZE + of_ring;
        if (start > size || size - start < header_size(layout.form))
            continue;
        header = header_read(data + start, layout);
        const struct table *t = table_of(tables, &header, layout);
        if (t)
            seal(data + start, t, of_ring ? data[start - 1] : 0, true);
    }
}
