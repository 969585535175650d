/* Standard output, buffered, and the two ways to write an event into it. */
#ifndef OUTPUT_H
#define OUTPUT_H

#include "buffer.h"
#include "chain.h"
#include "event.h"

#define OUTPUT_SIZE 65536

struct output {
    int fd;
    bool json;
    int error;            /* errno of the first write that failed; from then on nothing is written */
    size_t size;
    struct buffer text;   /* a message's text, before it is escaped */
    struct firmwares *firmwares; /* NULL: none */
    struct chain chain;   /* of the crash that was rendered last */
    char data[OUTPUT_SIZE];
};

void output_flush(struct output *o);
void output_bytes(struct output *o, const char *data, size_t size);
void output_text(struct output *o, const char *text);
void output_unsigned(struct output *o, uint64_t number);
void output_hex(struct output *o, uint64_t number, unsigned digits);

static inline void output_char(struct output *o, char c)
{
    if (o->size == OUTPUT_SIZE)
        output_flush(o);
    o->data[o->size++] = c;
}

/* Seconds, rounded down; `digits` behind the point. With `trim`, without zeros at the end. */
void output_seconds(struct output *o, const struct table *t, uint64_t ticks, unsigned digits, bool trim);

/* Renders the text that goes with an event into o->text. */
void output_render(struct output *o, const struct event *e);

/* "plog.lost" and the like; NULL for a message. */
const char *event_name(const struct event *e);

void text_event(struct output *o, const struct event *e);
void json_event(struct output *o, const struct event *e);

#endif
