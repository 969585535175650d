#include "header.h"

#include "bytes.h"
#include "table.h"

size_t header_size(enum form form)
{
    static const size_t sizes[FORM_COUNT] = { [FORM_WIDE] = 20, [FORM_COUNTING] = 32, [FORM_NARROW] = 18 };
    return sizes[form];
}

size_t header_schema_offset(enum form form)
{
    return form == FORM_NARROW ? 7 : 9;
}

struct layout header_layout(const struct table *t, uint32_t ring)
{
    return (struct layout){ .form = t->form, .drop = t->drop, .block = t->block, .ring = ring };
}

/* The count of dropped records in a narrow block; FORMAT.md, section 6. A chunk's layout never says drop: it has the number itself. */
static uint32_t from_gray(uint32_t code)
{
    for (unsigned shift = 16; shift > 0; shift /= 2)
        code ^= code >> shift;
    return code;
}

struct header header_read(const uint8_t *bytes, struct layout layout)
{
    bool narrow = layout.form == FORM_NARROW, counting = layout.form == FORM_COUNTING;
    uint32_t used = narrow ? bytes[0] : load16(bytes);
    uint32_t replaced = narrow ? 0x80 : 0x8000;
    const uint8_t *rest = bytes + (narrow ? 2 : 4);
    return (struct header){
        .used = used & ~replaced,
        .replaced = used & replaced,
        .read = narrow ? bytes[1] : load16(bytes + (counting ? 24 : 2)),
        .check = load16(rest),
        .seed = load16(rest),
        .boot = load16(rest + 2),
        .lap = rest[4] & 15,
        .appended = rest[4] >> 4,
        .schema24 = load24(rest + 5),
        .time = load32(rest + 8),
        .lost = narrow && layout.drop ? from_gray(load32(rest + 12)) : load32(rest + 12),
        .records = counting ? load16(bytes + 2) : 0,
        .first = counting ? load32(bytes + 20) : 0,
        .released = counting ? load16(bytes + 26) : 0,
        .lost_records = counting ? load32(bytes + 28) : 0,
    };
}

static uint32_t sum_of(const struct header *h, struct layout layout, bool chunk)
{
    uint32_t word = h->lap | h->schema24 << 8;
    uint32_t sum = 0x9D3B7A61u + h->boot * 0xB5297A4Du + word * 0x68E31DA5u + h->time * 0x1B56C4E9u +
                   h->first * 0x7FEB352Du + h->lost_records * 0x9E3779B1u + layout.ring * 0x85EBCA6Bu;
    if (!layout.drop)
        sum += h->lost * 0xC2B2AE35u;
    if (chunk)
        sum += h->used * 0x2C1B3C6Du + h->read * 0x297A2D39u;
    return sum;
}

bool header_checks(const struct header *h, struct layout layout, bool chunk)
{
    return h->check == (uint16_t)((sum_of(h, layout, chunk) >> 16) + (chunk ? 0 : layout.block));
}

bool header_checks_either(const struct header *h, struct layout layout, bool chunk)
{
    layout.drop = !layout.drop;
    bool other = header_checks(h, layout, chunk);
    layout.drop = !layout.drop;
    return other || header_checks(h, layout, chunk);
}

uint32_t header_block(const struct header *h, struct layout layout)
{
    uint16_t block = (uint16_t)(h->check - (sum_of(h, layout, false) >> 16));
    return block % 4 == 0 && block <= TABLE_BLOCK_MAX && h->used <= block ? block : 0;
}

bool header_plausible(const struct header *h, struct layout layout, uint32_t block)
{
    return !h->replaced && header_size(layout.form) <= h->read && h->read <= h->used && h->used <= block;
}
