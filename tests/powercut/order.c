#include "order.h"

typedef const struct shown *list[EVENTS_MAX];

static unsigned sequence(const struct observed *o, list into)
{
    unsigned count = 0;
    for (unsigned block = 0; block < o->blocks; block++)
        for (unsigned i = 0; i < o->count[o->order[block]]; i++)
            into[count++] = &o->events[o->begin[o->order[block]] + i];
    return count;
}

static bool same(const struct shown **a, const struct shown **b, unsigned count)
{
    for (unsigned i = 0; i < count; i++)
        if (a[i]->hash != b[i]->hash)
            return false;
    return true;
}

bool continues(const struct observed *before, const struct observed *then, const struct observed *now)
{
    static list b, t, n;
    unsigned before_count = sequence(before, b), then_count = sequence(then, t), now_count = sequence(now, n);
    unsigned gone = 0;
    for (unsigned block = 0; block <= before->blocks && block <= 2; block++) {
        unsigned kept = before_count - gone, more = now_count - kept;
        if (now_count >= kept && more <= then_count && same(n, b + gone, kept) && same(n + kept, t + then_count - more, more))
            return true;
        gone += block < before->blocks ? before->count[before->order[block]] : 0;
    }
    return false;
}

/* How many of the records, from the first on, stand in this order among those of the other. */
static unsigned found_in(const struct shown **records, unsigned count, const struct shown **among, unsigned among_count)
{
    unsigned found = 0;
    for (unsigned i = 0; i < among_count && found < count; i++)
        found += records[found]->hash == among[i]->hash;
    return found;
}

bool is_among(const struct observed *before, const struct observed *then, const struct observed *now)
{
    static list b, t, n;
    unsigned before_count = sequence(before, b), then_count = sequence(then, t), now_count = sequence(now, n);
    unsigned found = found_in(n, now_count, b, before_count);
    return found + found_in(n + found, now_count - found, t, then_count) == now_count;
}

bool last_is(const struct observed *o, uint32_t number)
{
    static list l;
    unsigned count = sequence(o, l);
    return count > 0 && l[count - 1]->message && l[count - 1]->is_true && l[count - 1]->number == number;
}
