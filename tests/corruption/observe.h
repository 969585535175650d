/* What plogcat's decoder makes of a ring's memory, block by block. The decoder's own objects are linked; its printing is replaced. */
#ifndef OBSERVE_H
#define OBSERVE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define EVENTS_MAX (1u << 20)
#define PLACES_MAX 1024u

/* A record that was shown. */
struct shown {
    uint64_t hash;   /* of all that is shown of it, but for its time and its boot's cause */
    uint64_t ticks;
    bool time_known;
    bool message;
    bool is_true;    /* a message whose values follow from its number */
    uint32_t number;
    uint32_t boot;
    unsigned ring;
};

struct observed {
    unsigned count[PLACES_MAX]; /* records of the block at this place */
    unsigned begin[PLACES_MAX]; /* its first, in events */
    bool seen[PLACES_MAX];
    unsigned corrected[PLACES_MAX]; /* bytes of it that plogcat says it corrected */
    unsigned order[PLACES_MAX]; /* places in the order in which they were shown */
    unsigned blocks;
    unsigned total;
    unsigned damage;            /* how often something was said to be skipped */
    struct shown events[EVENTS_MAX];
};

void observe_table(const char *path);

/* Ring after ring: decodes size bytes of the ring's memory that begins at base, from this offset on. */
void observe(const uint8_t *base, size_t from, size_t size, struct observed *into);

/* The same, but with the records of several rings merged, as plogcat shows them: only `events` is right. */
void observe_merged(const uint8_t *base, size_t from, size_t size, struct observed *into);

#endif
