/* A message's text with its values in place (docs/PLOGCAT.md). Invalid UTF-8 becomes \xNN; nothing else is escaped. */
#ifndef RENDER_H
#define RENDER_H

#include "buffer.h"
#include "record.h"

/* Stands behind a value that the device cut. */
#define CUT_MARK "\xE2\x80\xA6"

void render_message(struct buffer *out, const struct record *r);

/* The constant of this value; NULL if the enum has none. */
const struct constant *enum_constant(const struct type *type, uint64_t value);

/* The name of a bit of flags; NULL if it has none. */
const char *flag_name(const struct type *type, unsigned bit);

#endif
