/* Reads on through the bytes of one record: for record.c and own_record.c. */
#ifndef CURSOR_H
#define CURSOR_H

#include "record.h"

struct cursor {
    const uint8_t *start, *at, *end;
    struct record *record;
    struct value *next;
    unsigned check; /* bytes of the record's check */
    uint32_t sum;   /* from which it is made; not kept without a check */
};

/* Takes bytes into the sum, as they are where they are no number of the message. */
void cursor_sum_bytes(struct cursor *c, const uint8_t *from, const uint8_t *to);

/* A varint of more than two bytes, or one that is cut; there is a byte at least. */
enum fault cursor_long_varint(struct cursor *c, uint64_t *number);

static inline enum fault cursor_varint(struct cursor *c, uint64_t *number)
{
    const uint8_t *at = c->at;
    if (at == c->end)
        return FAULT_SHORT;
    if (*at < 0x80) {
        *number = *at;
        c->at = at + 1;
        return FAULT_NONE;
    }
    if (*at >= 0xC0 || c->end - at < 2)
        return cursor_long_varint(c, number);
    *number = (*at & 0x3Fu) << 8 | at[1];
    c->at = at + 2;
    return *number >> 7 ? FAULT_NONE : FAULT_VARINT;
}

/* A varint below 2^bits; `above` is the fault of one that is not. */
static inline enum fault cursor_varint_below(struct cursor *c, unsigned bits, enum fault above, uint64_t *number)
{
    enum fault fault = cursor_varint(c, number);
    return !fault && bits < 64 && *number >> bits ? above : fault;
}

static inline enum fault cursor_delta(struct cursor *c, const struct table *t)
{
    c->record->delta = 0;
    return t->clock ? cursor_varint_below(c, t->clock_bits, FAULT_DELTA, &c->record->delta) : FAULT_NONE;
}

/* A message behind its id. */
enum fault cursor_message(struct cursor *c, const struct table *t, uint64_t id);

/* A record of the ring's own, behind the id 0. */
enum fault cursor_own(struct cursor *c, const struct table *t);

#endif
