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
    return (struct layout){ .form = t->form, .drop = t->drop, .ecc = t->ecc, .block = t->block, .ring = ring };
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
    uint32_t read = narrow ? bytes[1] : load16(bytes + (counting ? 24 : 2));
    uint32_t top = narrow ? 0x80 : 0x8000;
    const uint8_t *rest = bytes + (narrow ? 2 : 4);
    return (struct header){
        .used = used & ~top & ~(layout.ecc ? HEADER_SEALED : 0),
        .sealed = layout.ecc && used & HEADER_SEALED,
        .replaced = used & top,
        .copy = read & top,
        .read = read & ~top,
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

/* The narrow layout's check takes a byte at a time. */
static uint16_t add_bytes(uint16_t sum, uint32_t value, unsigned bytes)
{
    for (; bytes > 0; bytes--, value >>= 8)
        sum = (uint16_t)((sum + (value & 0xFF)) * 0x9E37);
    return sum;
}

/* FORMAT.md, section 2. */
static uint16_t sum_of(const struct header *h, struct layout layout, bool chunk)
{
    bool narrow = layout.form == FORM_NARROW;
    uint32_t fields[6] = { h->boot, h->lap | h->schema24 << 8, h->time };
    size_t count = 3;
    if (!layout.drop)
        fields[count++] = h->lost;
    if (layout.form == FORM_COUNTING) {
        fields[count++] = h->first;
        fields[count++] = h->lost_records;
    }
    uint32_t sum = !chunk ? 0 : h->read << (narrow ? 8 : 16) | h->used;
    for (size_t i = 0; i < count; i++)
        sum = narrow ? add_bytes((uint16_t)sum, fields[i], i == 0 ? 2 : 4) : sum * 0x90975FBD + fields[i];
    return (uint16_t)((narrow ? sum : sum * 0x90975FBD >> 16) + layout.ring * 0x6B79);
}

uint16_t header_check(const struct header *h, struct layout layout, bool chunk)
{
    return (uint16_t)(sum_of(h, layout, chunk) + (chunk ? 0 : layout.block + layout.ecc));
}

bool header_checks(const struct header *h, struct layout layout, bool chunk)
{
    return h->check == header_check(h, layout, chunk);
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
    uint16_t block = (uint16_t)(h->check - sum_of(h, layout, false));
    uint32_t used = h->used;
    if (block % 4 == 1 && block < HEADER_SEALED) { /* one with parity */
        block--;
        used &= ~HEADER_SEALED;
    }
    return block % 4 == 0 && block <= TABLE_BLOCK_MAX && used <= block ? block : 0;
}

bool header_plausible(const struct header *h, struct layout layout, uint32_t block)
{
    return !h->replaced && !h->copy && header_size(layout.form) <= h->read && h->read <= h->used && h->used <= block;
}

void header_settle(struct header *h, struct layout layout)
{
    if (h->replaced) {
        h->used = h->read;
        h->records = h->released;
    }
    h->replaced = false;
    h->copy = false;
    h->read = (uint32_t)header_size(layout.form);
}
