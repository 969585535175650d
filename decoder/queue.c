#include "queue.h"

#include <stdlib.h>
#include <string.h>

#define LONG 4096u /* events */

/* Room for one more of `size` bytes behind `count`. Returns NULL if there is no memory; then what was there stays. */
static void *grow(void *from, size_t count, size_t more, size_t *capacity, size_t size)
{
    size_t wanted = *capacity ? *capacity : 64;
    if (more <= *capacity - count)
        return from;
    while (wanted - count < more)
        wanted *= 2;
    void *grown = realloc(from, wanted * size);
    if (grown)
        *capacity = wanted;
    return grown;
}

/* Moves what waits to the front. */
static void move_up(struct queue *q)
{
    size_t taken = q->first, bytes = q->first < q->count ? q->events[q->first].at : q->used;
    if (q->first < q->count)
        memmove(q->events, q->events + taken, (q->count - taken) * sizeof *q->events);
    if (bytes < q->used)
        memmove(q->bytes, q->bytes + bytes, q->used - bytes);
    q->first = 0;
    q->count -= taken;
    q->placeless = q->placeless > taken ? q->placeless - taken : 0;
    q->used -= bytes;
    for (size_t i = 0; i < q->count; i++)
        q->events[i].at -= bytes;
}

void queue_add(struct queue *q, const struct event *e, uint16_t seed, const uint8_t *bytes, size_t size)
{
    if (q->first == q->count || (q->first >= LONG && q->first >= q->count - q->first))
        move_up(q);
    struct queued *events = grow(q->events, q->count, 1, &q->capacity, sizeof *events);
    if (events)
        q->events = events;
    uint8_t *copy = grow(q->bytes, q->used, size, &q->room, 1);
    if (copy)
        q->bytes = copy;
    if (!events || (!copy && size > 0)) {
        q->full = true;
        return;
    }
    if (size > 0)
        memcpy(q->bytes + q->used, bytes, size);
    q->events[q->count++] = (struct queued){ .event = *e, .seed = seed, .at = q->used, .size = size };
    q->used += size;
}

const struct event *queue_head(const struct queue *q)
{
    return q->first < q->count ? &q->events[q->first].event : NULL;
}

const struct event *queue_place(struct queue *q)
{
    if (q->placeless < q->first)
        q->placeless = q->first;
    while (q->placeless < q->count && !q->events[q->placeless].event.boot_known)
        q->placeless++;
    return q->placeless < q->count ? &q->events[q->placeless].event : NULL;
}

bool queue_is_long(const struct queue *q)
{
    return q->count - q->first >= LONG;
}

void queue_take(struct queue *q, struct event *e, struct record *r)
{
    const struct queued *queued = &q->events[q->first++];
    *e = queued->event;
    if (queued->size > 0) {
        record_decode(r, e->table, queued->seed, q->bytes + queued->at, queued->size);
        e->record = r;
    }
}

void queue_free(struct queue *q)
{
    free(q->events);
    free(q->bytes);
}
