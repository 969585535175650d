/* Standard output, buffered, and the two ways to write an event into it. */
#ifndef OUTPUT_H
#define OUTPUT_H

#include "buffer.h"
#include "chain.h"
#include "event.h"

#define OUTPUT_SIZE 65536

/* The second in which the time before was: the next is mostly in the same, and takes no division then. */
struct second {
    uint64_t hz, first;          /* ticks per second, of which there are 0 at the start; its first tick */
    char digits[DECIMAL_MAX + 1]; /* and a point */
    size_t size;
};

struct output {
    int fd;
    bool json;
    const char *file;     /* that is being printed, if there are several; else NULL */
    int error;            /* errno of the first write that failed; from then on nothing is written */
    size_t size;
    struct second second;
    struct buffer text;   /* a message's text, before it is escaped */
    struct firmwares *firmwares; /* NULL: none */
    struct chain chain;   /* of the crash that was rendered last */
    char data[OUTPUT_SIZE];
};

void output_flush(struct output *o);
void output_many(struct output *o, const char *data, size_t size); /* for output_bytes() only */
void output_unsigned(struct output *o, uint64_t number);
void output_hex(struct output *o, uint64_t number, unsigned digits);
void output_hex_bytes(struct output *o, const uint8_t *bytes, size_t size);

static inline void output_bytes(struct output *o, const char *data, size_t size)
{
    if (size > OUTPUT_SIZE - o->size) {
        output_many(o, data, size);
        return;
    }
    if (size > 0)
        memcpy(o->data + o->size, data, size);
    o->size += size;
}

static inline void output_text(struct output *o, const char *text)
{
    output_bytes(o, text, strlen(text));
}

static inline void output_char(struct output *o, char c)
{
    if (o->size == OUTPUT_SIZE)
        output_flush(o);
    o->data[o->size++] = c;
}

/* Seconds, rounded down; `digits` behind the point. With `trim`, without zeros at the end. */
void output_seconds(struct output *o, const struct table *t, uint64_t ticks, unsigned digits, bool trim);

/* Says which of several files the events from now on are of. */
void output_file(struct output *o, const char *path);

/* Renders the text that goes with an event into o->text. */
void output_render(struct output *o, const struct event *e);

/* "plog.lost" and the like; NULL for a message. */
const char *event_name(const struct event *e);

void text_file(struct output *o);
void text_event(struct output *o, const struct event *e);
void json_event(struct output *o, const struct event *e);

#endif
