/* Events of one ring that wait until it is known what those of the other rings come before them. */
#ifndef QUEUE_H
#define QUEUE_H

#include "event.h"

struct queued {
    struct event event; /* without its record */
    uint16_t seed;      /* for record_decode() */
    size_t at, size;    /* the record's bytes, in queue.bytes */
};

struct queue {
    struct queued *events;
    size_t first, count, capacity; /* those from `first` on wait */
    size_t placeless;              /* those before this one have no known boot */
    uint8_t *bytes;
    size_t used, room;
    bool full;                     /* an event found no memory */
};

/* Adds an event. If it has a record, it was decoded from these bytes with this seed; they are copied. */
void queue_add(struct queue *q, const struct event *e, uint16_t seed, const uint8_t *bytes, size_t size);

/* The event that waits longest; NULL if none does. */
const struct event *queue_head(const struct queue *q);

/* The longest waiting event of a known boot; NULL if there is none. Those before it belong to the same place. */
const struct event *queue_place(struct queue *q);

/* Whether so many events wait that no more should be looked for to tell their place: a hostile stream has any number of them. */
bool queue_is_long(const struct queue *q);

/* Takes the head. *e is it, with its record decoded into r. */
void queue_take(struct queue *q, struct event *e, struct record *r);

void queue_free(struct queue *q);

#endif
