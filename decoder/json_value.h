/* Parts of a line of JSON. Names in a table are C names (table_read.c) and need no escaping. */
#ifndef JSON_VALUE_H
#define JSON_VALUE_H

#include "buffer.h"
#include "chain.h"
#include "record.h"

/* The inside of a string. What a terminal would take as a command is escaped too; invalid UTF-8 becomes the text \xNN. */
void json_escape(struct buffer *out, const char *text, size_t size);
void json_string(struct buffer *out, const char *text, size_t size);
void json_text(struct buffer *out, const char *text); /* NULL: null */

/* These need no escaping. */
void json_name(struct buffer *out, const char *name); /* NULL: null */
void json_key(struct buffer *out, const char *name);

/* A member that is not its object's first. */
void json_number(struct buffer *out, const char *name, uint64_t number);

/* A message's arguments as an object; only those marked flow if only_flow is set. */
void json_arguments(struct buffer *out, const struct record *r, bool only_flow);

/* The functions of one frame, an object each: those that were inlined there come before the one that has it. `f` may be NULL. These are in
   json_crash.c. */
void json_frame(struct buffer *out, const struct firmware *f, const struct frame *frame);

/* A crash record as an object. */
void json_crash(struct buffer *out, const struct record *r, const struct chain *chain);

#endif
