/* What plogcat shows of one ring of a dump or a stream: decoded by its own objects, but for what it does with an event. */
#ifndef SHOWN_H
#define SHOWN_H

#include "../../decoder/input.h"
#include "../../decoder/output.h"
#include "records.h"

#define SHOWN_MOST 1024

struct shown {
    enum event_kind kind;
    uint16_t boot;
    bool time_known;
    uint64_t ticks;
    size_t size; /* of the record; of a boot, with what the log has told behind it */
    struct plain plain;
};

struct showing {
    size_t count;
    struct shown at[SHOWN_MOST]; /* oldest first */
    uint64_t lost;      /* bytes; of a drop ring records */
    size_t rest;        /* bytes in front, of what the log has told behind a boot that is overwritten */
    const char *damage; /* why; NULL: none */
};

/* Reads the table. NULL if there is none. */
const struct table *shown_table(const char *path);

void shown_of_image(struct showing *s, const uint8_t *bytes, size_t size, uint32_t ring);
void shown_of_stream(struct showing *s, const uint8_t *bytes, size_t size, uint32_t ring);

/* Of all rings, merged. */
void shown_merged(struct showing *s, const uint8_t *bytes, size_t size);

#endif
