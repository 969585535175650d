#include "image.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "merge.h"
#include "region.h"

enum state { PLACE_EMPTY, PLACE_WHOLE, PLACE_REPLACED, PLACE_DAMAGED };

struct place {
    enum state state;
    struct header header;
    const struct table *table; /* NULL if none was given for the schema */
    size_t offset;
};

/* A header as one of the copies of something restless has it. */
static struct header header_of_copy(const struct input *in, unsigned age, size_t offset, struct layout layout)
{
    uint8_t bytes[HEADER_SIZE_MAX];
    copies_read(&in->copies, age, offset, bytes, header_size(layout.form));
    return header_read(bytes, layout);
}

/* Whether these two copies of a header are of one block: not opened anew between them. The laps alone repeat after 16. */
static bool same_block(struct header a, struct header b, struct layout layout)
{
    return a.check == b.check && a.lap == b.lap && a.boot == b.boot && a.replaced == b.replaced && a.time == b.time &&
           (layout.drop || a.lost == b.lost);
}

/* Whether a block that was written to while it was copied can be shown: it was the same one in all copies. Its header is that of an
   earlier copy than its records, so that all of them were committed when they were copied. In the copy before that one it was there
   already, so that the block before it had been filled when that one's header was copied. */
static bool rested(const struct input *in, size_t offset, struct layout layout)
{
    bool same = true;
    for (unsigned i = COPY_FIRST; in->restless && i < COPY_LAST; i++)
        same = same && same_block(header_of_copy(in, i, offset, layout), header_of_copy(in, i + 1, offset, layout), layout);
    return same;
}

/* Everything about one ring while it is printed. */
struct printing {
    const struct input *in;
    const struct tables *tables;
    const struct region *region;
    const struct table *table; /* one that has the region's geometry */
    uint32_t ring;             /* of the table's */
    size_t start;              /* offset of the ring's first block */
    size_t places;             /* blocks of it that begin inside the dump */
    size_t step;               /* how many places were printed */
    struct history *history;
    struct unknown *unknown;
    size_t newest;
    unsigned lap;              /* of the newest */
    uint32_t lost;             /* in the newest */
    uint32_t dropped;          /* in a drop ring: what was told already */
    bool begun;                /* a block was printed */
    size_t damaged_at;         /* first of the damaged blocks that wait to be told */
    size_t damaged;            /* how many */
};

/* What is shown of the ring: the dump, or what was corrected of it. */
static const uint8_t *bytes_at(const struct input *in, const struct region *ring, size_t offset)
{
    return ring->mended ? ring->mended + (offset - ring->start) : in->data + offset;
}

/* A header, with the committed end that it had before the records were copied. */
static struct header header_at(const struct input *in, const struct region *ring, size_t offset, struct layout layout)
{
    struct header h = header_read(bytes_at(in, ring, offset), layout);
    if (in->restless) {
        struct header earlier = header_of_copy(in, COPY_HEADERS, offset, layout);
        h.used = earlier.used;
        h.records = earlier.records;
    }
    return h;
}

/* What its header alone says that a place holds; so far it is damaged. */
static void judge_place(const struct printing *p, struct place *place)
{
    struct layout layout = header_layout(p->table, p->ring);
    if (place->header.replaced || place->header.used == 0) {
        place->state = place->header.replaced ? PLACE_REPLACED : PLACE_EMPTY;
        return;
    }
    if (!header_plausible(&place->header, layout, p->table->end))
        return;
    place->table = tables_find(p->tables, place->header.schema24);
    bool whole = place->table ? compare_geometry(place->table, p->table) == 0 &&
                                    header_checks(&place->header, header_layout(place->table, p->ring), false)
                              : header_checks_either(&place->header, layout, false);
    if (whole)
        place->state = PLACE_WHOLE;
}

static struct place look_alone(const struct printing *p, size_t index)
{
    struct layout layout = header_layout(p->table, p->ring);
    struct place place = { .state = PLACE_DAMAGED, .offset = p->start + index * p->table->block };
    if (p->in->size - place.offset < p->table->header)
        return place;
    place.header = header_at(p->in, p->region, place.offset, layout);
    if (rested(p->in, place.offset, layout))
        judge_place(p, &place);
    return place;
}

/* Whether a place's header says so; of one that is written to while it is read, nobody asks. */
static bool says_copy(const struct printing *p, size_t index)
{
    size_t offset = p->start + index * p->table->block;
    return !p->in->restless && p->in->size - offset >= p->table->header &&
           header_at(p->in, p->region, offset, header_layout(p->table, p->ring)).copy;
}

/* The block that a place holds if it is the copy of the one before it; what else stands there is no whole block. */
static struct place as_copy(const struct printing *p, const struct place *place)
{
    struct place block = *place;
    header_settle(&block.header, header_layout(p->table, p->ring));
    block.state = PLACE_DAMAGED;
    judge_place(p, &block);
    return block;
}

/* Whether this whole block was copied from that one. */
static bool copied_from(const struct printing *p, const struct place *block, const struct place *old)
{
    const struct header *a = &block->header, *b = &old->header;
    size_t start = p->table->header, size = a->used - start, all = p->in->size;
    return block->offset + a->used <= all && old->offset + a->used <= all && a->boot == b->boot && a->schema24 == b->schema24 && a->time == b->time &&
           memcmp(bytes_at(p->in, p->region, block->offset) + start, bytes_at(p->in, p->region, old->offset) + start, size) == 0;
}

/* Whether the block at a place has left for the next, of which `to` is what stands there and `block` the copy; or is damaged, and its copy is not. The mark
   that it leaves with is told by the copy's, too, should its top bit be flipped (docs/FORMAT.md, section 2). */
static bool has_left(const struct printing *p, const struct place *old, const struct place *to, const struct place *block)
{
    return block->state == PLACE_WHOLE &&
           (old->state != PLACE_WHOLE || (to->header.replaced && old->header.used == to->header.used && copied_from(p, block, old)));
}

/* What stands at a place of the region. */
static struct place look(const struct printing *p, size_t index)
{
    size_t blocks = p->table->rings[p->ring].blocks, before = (index + blocks - 1) % blocks, next = (index + 1) % blocks;
    struct place place = look_alone(p, index);
    if (place.state == PLACE_WHOLE && next < p->places && says_copy(p, next)) {
        struct place to = look_alone(p, next), block = as_copy(p, &to);
        if (has_left(p, &place, &to, &block))
            place.state = PLACE_REPLACED;
    } else if (place.state != PLACE_WHOLE && before < p->places && says_copy(p, index)) {
        struct place old = look_alone(p, before), block = as_copy(p, &place);
        if (has_left(p, &old, &place, &block))
            return block;
    }
    return place;
}

/* The newest block is the one for which most blocks have the lap they must have. Normally that is all of them; what
   the order of laps alone would say can be spoiled by a single leftover. */
static size_t find_newest(const struct printing *p)
{
    size_t total[16] = { 0 }, before[16] = { 0 }, best_score = 0, newest = 0;
    unsigned best_lap = 0;
    for (size_t i = 0; i < p->places; i++) {
        struct place place = look(p, i);
        if (place.state == PLACE_WHOLE)
            total[place.header.lap]++;
    }
    for (size_t i = 0; i < p->places; i++) {
        struct place place = look(p, i);
        if (place.state != PLACE_WHOLE)
            continue;
        unsigned lap = place.header.lap, older = (lap + 15) & 15;
        before[lap]++;
        size_t score = before[lap] + total[older] - before[older];
        bool newer = ((lap - best_lap) & 15) < 8;
        if (score > best_score || (score == best_score && newer)) {
            best_score = score;
            best_lap = lap;
            newest = i;
        }
    }
    return newest;
}

struct losses {
    uint32_t bytes, records;
};

/* The place that was being replaced when the reset came: the next, or the one behind it if the next was being moved there; in a ring without any
   block yet, the first. SIZE_MAX if there is none. */
static size_t replaced_place(const struct printing *p)
{
    size_t blocks = p->table->rings[p->ring].blocks, next = (p->newest + 1) % blocks;
    if (p->places > 0 && look(p, p->newest).state != PLACE_WHOLE)
        next = 0;
    else if (next < p->places && look(p, next).state == PLACE_WHOLE)
        next = (next + 1) % blocks;
    return next < p->places && look(p, next).state == PLACE_REPLACED ? next : SIZE_MAX;
}

/* What was overwritten before it was drained, in all. */
static struct losses total_lost(const struct printing *p, const struct place *newest)
{
    struct losses lost = { newest->header.lost, newest->header.lost_records };
    size_t index = replaced_place(p);
    if (index >= p->places)
        return lost;
    struct place place = look(p, index);
    const struct header *h = &place.header;
    if (h->used <= p->table->block - p->table->header && h->records <= h->used) {
        lost.bytes += h->used;
        lost.records += h->records;
    }
    return lost;
}

static void tell_damage(struct printing *p)
{
    if (p->damaged > 0)
        history_damaged_blocks(p->history, p->damaged_at, p->damaged,
                               p->in->restless ? "overwritten while it was read" : "a header is damaged");
    p->damaged = 0;
}

static void begin(struct printing *p, const struct place *oldest)
{
    if (p->begun)
        return;
    p->begun = true;
    struct place newest = look(p, p->newest);
    if (!newest.table || newest.table->drop)
        return;
    struct losses lost = total_lost(p, &newest);
    if (lost.bytes > 0)
        history_lost(p->history, oldest->table, &lost.bytes, newest.table->form == FORM_COUNTING ? &lost.records : NULL);
}

/* Drop rings count up from their first day. The number is not covered by a check, but it never shrinks. */
static void tell_dropped(struct printing *p, const struct header *h)
{
    uint32_t grown = h->lost - p->dropped;
    if (grown == 0 || grown > INT32_MAX || p->lost - h->lost > INT32_MAX)
        return;
    p->dropped = h->lost;
    history_lost(p->history, NULL, NULL, &grown);
}

static void print_block(struct printing *p, const struct place *place)
{
    const struct table *t = place->table;
    const struct header *h = &place->header;
    size_t end = h->used, left = p->in->size - place->offset;
    bool cut = left < end;
    if (cut)
        end = left;
    enum fault fault;
    uint32_t records = 0;
    history_enter_block(p->history, t, h);
    size_t done = t->header + history_records(p->history, t, h->seed, bytes_at(p->in, p->region, place->offset) + t->header,
                                              end - t->header, &fault, &records);
    if (cut)
        history_damage(p->history, place->offset + done, h->used - done, "the dump ends inside this block");
    else if (fault)
        history_damage(p->history, place->offset + done, end - done, fault_text(fault));
    else if (t->form == FORM_COUNTING && records != h->records)
        history_damage(p->history, place->offset, 0, "the block was written with another number of records");
    if (t->drop)
        tell_dropped(p, h);
}

static void print_place(struct printing *p, size_t index)
{
    struct place place = look(p, index);
    if (place.state == PLACE_EMPTY || (place.state == PLACE_REPLACED && index == replaced_place(p)))
        return;
    if (place.state != PLACE_WHOLE) {
        if (p->damaged++ == 0)
            p->damaged_at = place.offset;
        return;
    }
    if (place.header.lap != (index <= p->newest ? p->lap : (p->lap + 15) & 15))
        return; /* a leftover */
    if (!place.table) {
        const uint8_t *records = bytes_at(p->in, p->region, place.offset) + p->table->header;
        size_t left = p->in->size - place.offset, end = place.header.used < left ? place.header.used : left;
        unknown_add(p->unknown, place.header.schema24, records, end - p->table->header);
        p->history->time_known = false;
        p->history->announced = 0;
        return;
    }
    begin(p, &place);
    tell_damage(p);
    uint32_t wrong = p->region->mended ? p->region->wrong[(place.offset - p->region->start) / p->table->block] : 0;
    if (wrong > 0)
        history_corrected(p->history, place.offset, wrong);
    print_block(p, &place);
}

/* Begins with the ring as it stands in a region. */
static struct printing start_ring(const struct region *region, uint32_t ring)
{
    const struct table_ring *part = &region->table->rings[ring];
    size_t first = part->first > region->front ? part->first - region->front : 0; /* counted in what the dump has of the region */
    size_t end = part->first + part->blocks > region->front ? part->first + part->blocks - region->front : 0;
    if (end > region->places)
        end = region->places;
    return (struct printing){
        .region = region, .table = region->table, .ring = ring, .start = region->start + first * region->table->block,
        .places = end > first ? end - first : 0,
    };
}

/* Prints the ring's next block, the oldest first. False when there is none. */
static bool print_next(void *ring)
{
    struct printing *p = ring;
    if (p->step == 0) {
        p->newest = find_newest(p);
        struct header newest = p->places > 0 ? look(p, p->newest).header : (struct header){ .lap = 0 };
        p->lap = newest.lap;
        p->lost = newest.lost;
    }
    size_t behind = p->places > 0 ? p->places - 1 - p->newest : 0; /* places behind the newest: these are older */
    if (p->step == behind) {
        tell_damage(p);
        size_t missing = p->table->rings[p->ring].blocks - p->places;
        if (missing > 0)
            history_damaged_blocks(p->history, p->in->size, missing, "the dump ends before the ring does");
    }
    if (p->step < p->places)
        print_place(p, (p->newest + 1 + p->step) % p->places);
    if (++p->step < p->places)
        return true;
    tell_damage(p);
    return false;
}

static void print_region(const struct input *in, const struct tables *tables, const struct region *region, struct history *h,
                         struct unknown *unknown)
{
    static struct printing rings[TABLE_RINGS_MAX];
    const struct table *t = region->table;
    struct source *sources = t->ring_count > 1 ? sources_new(t->ring_count) : NULL;
    if (t->ring_count > 1 && !sources) {
        h->damaged = true;
        return;
    }
    for (uint32_t i = 0; i < t->ring_count; i++) {
        rings[i] = start_ring(region, i);
        rings[i].in = in;
        rings[i].tables = tables;
        rings[i].unknown = unknown;
        rings[i].history = sources ? &sources[i].history : h;
        if (sources)
            source_start(&sources[i], h->output, &t->rings[i], print_next, &rings[i]);
    }
    if (sources) {
        sources_print(sources, t->ring_count, h);
        return;
    }
    history_restart(h);
    while (print_next(&rings[0]))
        continue;
}

static void search_gap(const struct input *in, const struct tables *tables, size_t begin, size_t end, struct unknown *unknown)
{
    if (end > begin)
        unknown_search(unknown, tables, in, begin, end);
}

/* Prints regions. What else there is must not go unnoticed: rings that have no table, before them and between; `behind` is the end of the
   region before these. Returns the end of the last. */
static size_t print_regions(const struct input *in, const struct tables *tables, const struct regions *found, size_t behind, struct history *h,
                            struct unknown *unknown)
{
    size_t passed = behind;
    for (size_t i = 0; i < found->count; i++) {
        struct region *r = &found->at[i];
        region_mend(in, r);
        print_region(in, tables, r, h, unknown);
        region_forget(r);
        search_gap(in, tables, behind, r->start, unknown);
        behind = r->start + r->places * r->table->block;
        input_pass(in, &passed, r->start);
    }
    return behind;
}

size_t image_print(const struct input *in, const struct tables *tables, struct history *h, struct unknown *unknown)
{
    size_t count = 0, behind = 0, next = 0;
    bool good = true;
    while (good && next < in->size) {
        struct regions found;
        good = regions_find(in, tables, next, &found);
        behind = print_regions(in, tables, &found, behind, h, unknown);
        count += found.count;
        next = found.next;
        free(found.at);
    }
    if (!good) {
        fprintf(stderr, "plogcat: %s: out of memory: the rest of the dump was not searched\n", in->name);
        h->damaged = true;
    }
    if (count > 0)
        search_gap(in, tables, behind, in->size, unknown);
    return count;
}
