#include "header.h"

#include "bytes.h"
#include "table.h"

size_t header_size(enum form form)
{
    static const size_t sizes[FORM_COUNT] = { [FORM_WIDE] = 20, [FORM_COUNTING] = 28, [FORM_NARROW] = 18 };
    return sizes[form];
}

size_t header_schema_offset(enum form form)
{
    return form == FORM_NARROW ? 7 : 9;
}

struct layout header_layout(const struct table *t)
{
    return (struct layout){ .form = t->form, .drop = t->drop };
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
        .boot = load16(rest + 2),
        .lap = rest[4] & 15,
        .appended = rest[4] >> 4,
        .schema24 = load24(rest + 5),
        .time = load32(rest + 8),
        .lost = load32(rest + 12),
        .records = counting ? load16(bytes + 2) : 0,
        .first = counting ? load32(bytes + 20) : 0,
        .drained = counting ? load16(bytes + 26) : 0,
    };
}

bool header_checks(const struct header *h, struct layout layout, bool chunk)
{
    uint32_t word = h->lap | h->schema24 << 8;
    uint32_t sum = 0x9D3B7A61u + h->boot * 0xB5297A4Du + word * 0x68E31DA5u + h->time * 0x1B56C4E9u +
                   h->first * 0x7FEB352Du + h->drained * 0x9E3779B1u;
    if (!layout.drop)
        sum += h->lost * 0xC2B2AE35u;
    if (chunk)
        sum += h->used * 0x2C1B3C6Du + h->read * 0x297A2D39u;
    return h->check == sum >> 16;
}

bool header_checks_either(const struct header *h, enum form form, bool chunk)
{
    return header_checks(h, (struct layout){ .form = form }, chunk) ||
           header_checks(h, (struct layout){ .form = form, .drop = true }, chunk);
}

bool header_plausible(const struct header *h, struct layout layout, uint32_t block)
{
    return !h->replaced && header_size(layout.form) <= h->read && h->read <= h->used && h->used <= block;
}
