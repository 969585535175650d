/* A message's text with its values in place (docs/PLOGCAT.md). Invalid UTF-8 becomes \xNN; nothing else is escaped. */
#ifndef RENDER_H
#define RENDER_H

#include "buffer.h"
#include "record.h"

/* Stands behind a value that the device cut. */
#define CUT_MARK "\xE2\x80\xA6"

void render_message(struct buffer *out, const struct record *r);

/* An integer in decimal. */
static inline void render_integer(struct buffer *out, const struct field *f, const struct value *v)
{
    bool negative = f->basic >= BASIC_I8 && v->as.number >> 63;
    if (negative)
        buffer_add_char(out, '-');
    buffer_add_unsigned(out, negative ? 0 - v->as.number : v->as.number);
}

/* The most bytes that render_message() writes, and asks for room for, whatever a record of the message holds; 0: more than BUFFER_ROOM. */
size_t render_limit(const struct message *m);

/* Whether no byte of its text ever needs escaping, whatever a record of the message holds. */
bool render_is_clean(const struct message *m);

/* The constant of this value; NULL if the enum has none. */
const struct constant *enum_constant(const struct type *type, uint64_t value);

/* The name of a bit of flags; NULL if it has none. */
const char *flag_name(const struct type *type, unsigned bit);

#endif
