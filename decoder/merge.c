#include "merge.h"

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What was printed last. */
struct merge {
    struct source *sources;
    size_t count;
    struct history *history;
    struct event last;         /* the last one of a known boot; without its record */
    size_t from;               /* the source it came from */
    bool begun;                /* there is one */
    bool announced;            /* the boot record of last.boot was printed */
    uint8_t cause;             /* of last.boot */
};

/* All but the record, which is large and written before it is read. */
static void clear(struct source *s)
{
    memset(&s->history, 0, offsetof(struct history, record));
    memset(&s->queue, 0, sizeof *s - offsetof(struct source, queue));
}

struct source *sources_new(size_t count)
{
    struct source *sources = malloc(count * sizeof *sources);
    if (!sources)
        fprintf(stderr, "plogcat: out of memory\n");
    for (size_t i = 0; sources && i < count; i++)
        clear(&sources[i]);
    return sources;
}

void source_start(struct source *s, struct output *o, const struct table_ring *which, bool (*next)(void *ring), void *ring)
{
    s->history.ring = which;
    s->history.output = o;
    s->history.queue = &s->queue;
    s->next = next;
    s->ring = ring;
    history_restart(&s->history);
}

/* Reads on until it is known where the ring's next event belongs. NULL: nowhere, right behind the one before it. */
static const struct event *place_of(struct source *s)
{
    const struct event *e;
    while (!(e = queue_place(&s->queue)) && !s->ended && !queue_is_long(&s->queue))
        s->ended = !s->next(s->ring);
    return e;
}

/* Boots count up modulo 2^16. */
static int compare_boots(uint16_t a, uint16_t b)
{
    return (int16_t)(uint16_t)(a - b);
}

/* An event of unknown time stands right behind the one before it in its ring; that of a reset at the boot's end. */
static uint64_t least_time(const struct source *s, const struct event *e)
{
    if (e->time_known)
        return e->ticks;
    if (e->kind == EVENT_RESET)
        return UINT64_MAX;
    return s->boot == e->boot ? s->ticks : 0;
}

/* Whether a's next event is printed before b's, a being the lower ring. Events without a boot stand behind the last one of their ring. */
static bool goes_first(struct source *a, struct source *b)
{
    const struct event *x = place_of(a), *y = place_of(b);
    if (!x || !y)
        return x ? !queue_head(&b->queue) : queue_head(&a->queue) || (!y && !queue_head(&b->queue));
    int boots = compare_boots(x->boot, y->boot);
    return boots ? boots < 0 : least_time(a, x) <= least_time(b, y);
}

/* The source whose event is printed next; count if there is no event left. */
static size_t choose(struct merge *m)
{
    size_t best = 0;
    for (size_t i = 1; i < m->count; i++)
        if (!goes_first(&m->sources[best], &m->sources[i]))
            best = i;
    place_of(&m->sources[best]);
    return queue_head(&m->sources[best].queue) ? best : m->count;
}

/* The cause of a boot may be known in one ring only: that which has the record of the reset before it. */
static uint8_t cause_of(struct merge *m, uint16_t boot)
{
    uint8_t cause = 0;
    for (size_t i = 0; i < m->count && !cause; i++) {
        const struct event *e = place_of(&m->sources[i]);
        if (e && e->kind == EVENT_BOOT && e->boot == boot)
            cause = e->cause;
    }
    return cause;
}

/* Whether the event could as well have come before the one printed last. */
static bool order_unknown(const struct merge *m, size_t from, const struct event *e)
{
    const struct event *last = &m->last;
    return m->begun && m->from != from && last->boot == e->boot && e->kind != EVENT_BOOT && last->kind != EVENT_BOOT &&
           (!last->time_known || !e->time_known || last->ticks == e->ticks);
}

static void print_of_boot(struct merge *m, size_t from, struct event *e)
{
    struct source *s = &m->sources[from];
    if (!m->begun || m->last.boot != e->boot) {
        m->announced = false;
        m->cause = 0;
    }
    if (e->cause)
        m->cause = e->cause;
    e->cause = m->cause;
    e->order_unknown = order_unknown(m, from, e);
    if (s->boot != e->boot || e->time_known)
        s->ticks = e->time_known ? e->ticks : 0;
    s->boot = e->boot;
    if (e->kind == EVENT_BOOT && m->announced)
        return; /* each ring has its record of the boot */
    m->announced |= e->kind == EVENT_BOOT;
    output_event(m->history->output, e);
    m->last = *e;
    m->last.record = NULL;
    m->from = from;
    m->begun = true;
}

static void print_next(struct merge *m, size_t from)
{
    struct event e;
    const struct event *head = queue_head(&m->sources[from].queue);
    uint8_t cause = head->kind == EVENT_BOOT ? cause_of(m, head->boot) : 0;
    queue_take(&m->sources[from].queue, &e, &m->history->record);
    if (e.kind == EVENT_BOOT)
        e.cause = cause;
    if (e.boot_known)
        print_of_boot(m, from, &e);
    else
        output_event(m->history->output, &e);
}

void sources_print(struct source *sources, size_t count, struct history *h)
{
    struct merge m = { .sources = sources, .count = count, .history = h };
    for (size_t from; (from = choose(&m)) < count;)
        print_next(&m, from);
    for (size_t i = 0; i < count; i++) {
        h->decoded |= sources[i].history.decoded;
        h->damaged |= sources[i].history.damaged;
        if (sources[i].queue.full) {
            fprintf(stderr, "plogcat: out of memory: some records are not shown\n");
            h->damaged = true;
        }
        queue_free(&sources[i].queue);
    }
    free(sources);
}
