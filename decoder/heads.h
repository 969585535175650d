/* What stands before each event's text, always the same for one message, so that it is put together only once. */
#ifndef HEADS_H
#define HEADS_H

#include "buffer.h"

struct table;

/* "  info  motor.armed  ", and the same as JSON up to the text, the opening quote included. level and module may be NULL. */
void head_as_text(struct buffer *out, const char *level, const char *module, const char *name);
void head_as_json(struct buffer *out, const char *level, const char *module, const char *name);

/* Gives each message of a table its heads and its text's limits, and each argument and field its key in JSON. Returns false without memory. */
bool heads_prepare(struct table *t);

#endif
