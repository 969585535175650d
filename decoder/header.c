#include "header.h"

#include "bytes.h"
#include "table.h"

size_t header_size(struct layout layout)
{
    return (layout.narrow ? 18u : 20u) + (layout.count ? 4u : 0u);
}

struct layout header_layout(const struct table *t)
{
    return (struct layout){ .narrow = t->narrow, .count = t->count, .drop = t->drop };
}

struct header header_read(const uint8_t *bytes, struct layout layout)
{
    uint32_t used = layout.narrow ? bytes[0] : load16(bytes);
    uint32_t replaced = layout.narrow ? 0x80 : 0x8000;
    const uint8_t *rest = bytes + (layout.narrow ? 2 : 4);
    return (struct header){
        .used = used & ~replaced,
        .replaced = used & replaced,
        .read = layout.narrow ? bytes[1] : load16(bytes + 2),
        .check = load16(rest),
        .boot = load16(rest + 2),
        .lap = rest[4] & 15,
        .appended = rest[4] >> 4,
        .schema24 = load24(rest + 5),
        .time = load32(rest + 8),
        .lost = load32(rest + 12),
        .first = layout.count ? load32(rest + 16) : 0,
    };
}

bool header_checks(const struct header *h, struct layout layout, bool chunk)
{
    uint32_t word = h->lap | h->schema24 << 8;
    uint32_t sum = 0x9D3B7A61u + h->boot * 0xB5297A4Du + word * 0x68E31DA5u + h->time * 0x1B56C4E9u +
                   (layout.drop ? 0 : h->lost * 0xC2B2AE35u) + h->first * 0x7FEB352Du;
    if (chunk)
        sum += h->used * 0x2C1B3C6Du + h->read * 0x297A2D39u;
    return h->check == sum >> 16;
}

bool header_plausible(const struct header *h, struct layout layout, uint32_t block)
{
    return !h->replaced && header_size(layout) <= h->read && h->read <= h->used && h->used <= block;
}
