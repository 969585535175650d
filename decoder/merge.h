/*
 * Prints the events of several rings as one, by boot and time (docs/FORMAT.md, section 12). Each ring's own events stay in their order. Where
 * the time does not tell which of two rings' events came first, the lower ring's does, and the other is marked.
 */
#ifndef MERGE_H
#define MERGE_H

#include "history.h"
#include "queue.h"

/* One ring. */
struct source {
    struct history history;    /* it fills the queue */
    struct queue queue;
    bool (*next)(void *ring);  /* decodes some more of the ring, a block at most; false at its end */
    void *ring;
    bool ended;
    uint16_t boot;             /* of the event printed last, and the last time that was known in it */
    uint64_t ticks;
};

/* `count` sources, each zeroed but for its record and then set up by source_start(). NULL if there is no memory, which is told. */
struct source *sources_new(size_t count);
void source_start(struct source *s, struct output *o, const struct table_ring *which, bool (*next)(void *ring), void *ring);

/* Prints all, frees the sources, and adds what they found to h. */
void sources_print(struct source *sources, size_t count, struct history *h);

#endif
