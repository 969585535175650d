#include "order.h"

#include "../corruption/device.h"

#define GONE_MOST 3u /* blocks that one call overwrites; with what is kept of a row of crashes two for each that it opens */

typedef const struct shown *list[EVENTS_MAX];

static bool is_of(unsigned place, unsigned ring)
{
    return place >= device.first[ring] && place < device.first[ring + 1];
}

/* The ring's records, less its oldest blocks, so many; the one that is kept is not among these. */
static unsigned rest(const struct observed *o, unsigned ring, unsigned gone, unsigned kept, list into)
{
    unsigned count = 0;
    for (unsigned block = 0; block < o->blocks; block++) {
        unsigned place = o->order[block];
        if (!is_of(place, ring))
            continue;
        if (gone > 0 && place != kept) {
            gone--;
            continue;
        }
        for (unsigned i = 0; i < o->count[place]; i++)
            into[count++] = &o->events[o->begin[place] + i];
    }
    return count;
}

static unsigned sequence(const struct observed *o, unsigned ring, list into)
{
    return rest(o, ring, 0, device.blocks, into);
}

static bool same(const struct shown **a, const struct shown **b, unsigned count)
{
    for (unsigned i = 0; i < count; i++)
        if (a[i]->hash != b[i]->hash)
            return false;
    return true;
}

static bool begins_with(const struct shown **records, unsigned count, const struct shown **begin, unsigned begin_count)
{
    return begin_count <= count && same(records, begin, begin_count);
}

bool continues(const struct observed *before, const struct observed *then, const struct observed *now, unsigned ring, unsigned kept)
{
    static list b, t, n;
    unsigned then_count = sequence(then, ring, t), now_count = sequence(now, ring, n);
    unsigned gone = 0, count = rest(before, ring, gone, kept, b), more;
    while (gone < GONE_MOST && !begins_with(t, then_count, b, count))
        count = rest(before, ring, ++gone, kept, b);
    if (!begins_with(t, then_count, b, count))
        return false;
    more = then_count - count; /* are added by the call */
    for (gone = 0; gone <= GONE_MOST; gone++) {
        unsigned left = rest(before, ring, gone, kept, b);
        if (begins_with(n, now_count, b, left) && now_count - left <= more && same(n + left, t + count, now_count - left))
            return true;
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

bool is_among(const struct observed *before, const struct observed *then, const struct observed *now, unsigned ring)
{
    static list b, t, n;
    unsigned before_count = sequence(before, ring, b), then_count = sequence(then, ring, t), now_count = sequence(now, ring, n);
    unsigned found = found_in(n, now_count, b, before_count);
    return found + found_in(n + found, now_count - found, t, then_count) == now_count;
}

bool still_has(const struct observed *now, const struct observed *before, unsigned place)
{
    static list b, n;
    unsigned now_count = sequence(now, 0, n), count = before->count[place];
    for (unsigned i = 0; i < count; i++)
        b[i] = &before->events[before->begin[place] + i];
    return found_in(b, count, n, now_count) == count;
}

bool is_rising(const struct observed *o)
{
    static list l;
    unsigned count = sequence(o, 0, l);
    uint32_t next = 0;
    for (unsigned i = 0; i < count; i++) {
        if (!l[i]->message)
            continue;
        if (!l[i]->is_true || l[i]->number < next)
            return false;
        next = l[i]->number + 1;
    }
    return true;
}

/* The only ring's records, without those that the boots from this one on have of their own. */
static unsigned older(const struct observed *o, uint32_t boot, list into)
{
    unsigned count = sequence(o, 0, into), older = 0;
    for (unsigned i = 0; i < count; i++)
        if (into[i]->message || into[i]->boot < boot)
            into[older++] = into[i];
    return older;
}

bool same_back(const struct observed *a, const struct observed *b)
{
    static list x, y;
    unsigned count = sequence(a, 0, x);
    uint32_t boot = count > 0 ? x[count - 1]->boot : 0;
    count = older(a, boot, x);
    return older(b, boot, y) == count && same(x, y, count);
}

bool last_is(const struct observed *o, unsigned ring, uint32_t number)
{
    static list l;
    unsigned count = sequence(o, ring, l);
    return count > 0 && l[count - 1]->message && l[count - 1]->is_true && l[count - 1]->number == number;
}
