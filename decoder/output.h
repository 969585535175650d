/* Standard output, buffered, and the two ways to write an event into it. */
#ifndef OUTPUT_H
#define OUTPUT_H

#include "buffer.h"
#include "chain.h"
#include "event.h"

#define OUTPUT_SIZE 65536
#define OUTPUT_SECOND UINT64_C(1000000000) /* in nanoseconds */
#define MICRO_DIGITS 6
#define NANO_DIGITS 9

/* What a line begins with, up to the point of its time: mostly the same as of the line before. */
struct opening {
    struct buffer text;   /* empty: there was no line yet */
    bool boot_known;
    uint16_t boot;
    uint8_t cause;
    const struct table_ring *ring;
    bool time_known;      /* and then: */
    uint64_t hz;          /* ticks per second */
    uint64_t first;       /* tick of this second */
    unsigned digits;      /* of the fraction of a second: 6 if a tick is whole microseconds, else 9 */
    uint64_t unit;        /* of the last digit, in a tick; 0 if it is no whole number */
};

struct output {
    struct buffer out;    /* begins the struct, so that it can be drained into fd */
    int fd;
    bool json;
    int error;            /* errno of the first write that failed; from then on nothing is written */
    struct buffer file;   /* in JSON, the member that names it if there are several; else empty */
    struct opening opening;
    struct buffer text;   /* a message's text that has to be escaped */
    struct firmwares *firmwares; /* NULL: none */
    struct chain chain;   /* of the crash that was rendered last */
    char data[OUTPUT_SIZE];
};

/* Begins to write to `fd`. What is zero is no output yet; one that is open may be opened again once it is flushed. */
void output_open(struct output *o, int fd, bool json);
void output_flush(struct output *o);
void output_close(struct output *o);

/* Says which of several files the events from now on are of. */
void output_file(struct output *o, const char *path);

/* Writes what a line begins with. `write` is how it is put together: the opening as it is to be, text empty. */
void output_opening(struct output *o, const struct event *e, void (*write)(struct output *o, const struct event *e));

/* Puts together and writes the head of what has none prepared. */
void output_head(struct buffer *out, const struct event *e, void (*put)(struct buffer *out, const char *level, const char *module, const char *name));

/* The fraction of a second that stands behind the opening, in units of the last of its digits. */
static inline uint64_t output_fraction(const struct opening *opening, const struct event *e)
{
    uint64_t ticks = e->ticks - opening->first;
    /* hz is 10^10 at most (table_read.c), so the product is below 2^64. */
    return opening->unit > 0 ? ticks * opening->unit : ticks * OUTPUT_SECOND / opening->hz;
}

/* Writes an event's text; `escape` makes safe what needs it. What can't be shown for want of memory is marked as cut. */
void output_rendered(struct output *o, const struct event *e, void (*escape)(struct buffer *out, const char *text, size_t size));

void text_file(struct buffer *out, const char *path);
void text_event(struct output *o, const struct event *e);
void json_file(struct buffer *member, const char *path);
void json_event(struct output *o, const struct event *e);

#endif
