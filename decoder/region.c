#include "region.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bytes.h"
#include "parity.h"

/* A header found whose check is right and whose schema has a table. */
struct hit {
    size_t offset;
    const struct table *table;
    uint32_t ring; /* of the table's */
};

struct hits {
    struct hit *at;
    size_t count, capacity;
    bool failed; /* there was no memory for another */
};

static void add_hit(struct hits *hits, struct hit hit)
{
    if (hits->count == hits->capacity) {
        size_t capacity = hits->capacity ? 2 * hits->capacity : 256;
        struct hit *at = realloc(hits->at, capacity * sizeof *at);
        if (!at) {
            hits->failed = true;
            return;
        }
        hits->at = at;
        hits->capacity = capacity;
    }
    hits->at[hits->count++] = hit;
}

/* Whether the header is a drained chunk's. Its check is made in another way than a block's, but among many chunks some have one that is right for both. */
static bool is_of_chunk(const struct input *in, const struct table *t, size_t offset, const struct header *h)
{
    size_t mark = t->ring_count > 1 ? 5 : 4;
    if (offset < mark || memcmp(in->data + offset - mark, "plg", 3) != 0)
        return false;
    return header_checks(h, header_layout(t, t->ring_count > 1 ? in->data[offset - 1] : 0), true);
}

/* Looks at the header whose schema stands at `schema`, if it begins at `from` or behind that. */
static void test_header(const struct input *in, const struct tables *tables, size_t from, size_t schema, struct hits *hits)
{
    const struct table *t = tables_find(tables, load24(in->data + schema));
    if (!t || schema < from + header_schema_offset(t->form))
        return;
    size_t offset = schema - header_schema_offset(t->form);
    if (in->size - offset < t->header)
        return;
    struct header h = header_read(in->data + offset, header_layout(t, 0));
    if (h.copy)
        header_settle(&h, header_layout(t, 0)); /* if it should be the ring's first: it has its place, whichever of the two is the block */
    if (!header_plausible(&h, header_layout(t, 0), t->end) || is_of_chunk(in, t, offset, &h))
        return;
    for (uint32_t ring = 0; ring < t->ring_count; ring++)
        if (header_checks(&h, header_layout(t, ring), false)) {
            add_hit(hits, (struct hit){ .offset = offset, .table = t, .ring = ring });
            return;
        }
}

/* What two bytes can be of a schema that is looked for. */
enum { IS_NONE, IS_BEGIN = 1, IS_END = 2 };

/* The next of every second place from `at` on, up to `end`, where two bytes can be of a schema. */
static size_t next_wanted(const uint8_t *data, size_t at, size_t end, const uint8_t wanted[65536])
{
    for (; end - at >= 8 && at < end; at += 8) {
        const uint8_t *p = data + at;
        if (wanted[load16(p)] | wanted[load16(p + 2)] | wanted[load16(p + 4)] | wanted[load16(p + 6)])
            break;
    }
    while (at < end && !wanted[load16(data + at)])
        at += 2;
    return at;
}

static bool is_full(const struct hits *hits)
{
    return hits->failed || hits->count > REGION_HITS_MAX - 2; /* there is room for two, as many as one place can give */
}

/* Of the three bytes of a schema two stand together at an even place, so it is enough to look there. Returns how far it came. */
static size_t find_headers(const struct input *in, const struct tables *tables, size_t from, struct hits *hits)
{
    static uint8_t wanted[65536];
    memset(wanted, IS_NONE, sizeof wanted);
    for (size_t i = 0; i < tables->count; i++) {
        wanted[tables->at[i]->schema & 0xFFFF] |= IS_BEGIN;
        wanted[tables->at[i]->schema >> 8 & 0xFFFF] |= IS_END;
    }
    size_t end = in->size >= 3 ? in->size - 1 : 0, at = from & ~(size_t)1, passed = at;
    while (at < end && !is_full(hits)) {
        size_t step_end = end - at < INPUT_PASS_STEP ? end : at + INPUT_PASS_STEP;
        for (; (at = next_wanted(in->data, at, step_end, wanted)) < step_end && !is_full(hits); at += 2) {
            uint8_t is = wanted[load16(in->data + at)];
            if (is & IS_END && at > 0)
                test_header(in, tables, from, at - 1, hits);
            if (is & IS_BEGIN && in->size - at >= 3)
                test_header(in, tables, from, at, hits);
        }
        input_pass(in, &passed, at);
    }
    return at < end ? at : in->size;
}

int compare_geometry(const struct table *a, const struct table *b)
{
    if (a->block != b->block)
        return a->block < b->block ? -1 : 1;
    if (a->blocks != b->blocks)
        return a->blocks < b->blocks ? -1 : 1;
    if (a->ring_count != b->ring_count)
        return a->ring_count < b->ring_count ? -1 : 1;
    for (uint32_t i = 0; i < a->ring_count; i++)
        if (a->rings[i].blocks != b->rings[i].blocks)
            return a->rings[i].blocks < b->rings[i].blocks ? -1 : 1;
    if (a->ecc != b->ecc)
        return a->ecc ? 1 : -1;
    return (int)a->form - (int)b->form;
}

/* Hits that can be of one ring come together, in the order of their place. */
static int compare_hits(const void *left, const void *right)
{
    const struct hit *a = left, *b = right;
    int order = compare_geometry(a->table, b->table);
    if (order)
        return order;
    size_t align_a = a->offset % a->table->block, align_b = b->offset % b->table->block;
    if (align_a != align_b)
        return align_a < align_b ? -1 : 1;
    return a->offset < b->offset ? -1 : a->offset > b->offset;
}

static bool joins(const struct region *ring, const struct hit *hit)
{
    const struct table *t = ring->table;
    return compare_geometry(t, hit->table) == 0 && (hit->offset - ring->first) % t->block == 0 &&
           hit->offset > ring->first && (hit->offset - ring->first) / t->block < t->blocks;
}

static int compare_rings(const void *left, const void *right)
{
    const struct region *a = left, *b = right;
    return a->first < b->first ? -1 : a->first > b->first;
}

/* Of rings that overlap, the one with more blocks stays: the other's headers are leftovers or what was logged. */
static size_t drop_overlaps(struct region *rings, size_t count)
{
    size_t kept = 0;
    qsort(rings, count, sizeof *rings, compare_rings);
    for (size_t i = 0; i < count; i++) {
        struct region *before = kept > 0 ? &rings[kept - 1] : NULL;
        if (!before || rings[i].first >= before->last + before->table->block)
            rings[kept++] = rings[i];
        else if (rings[i].hits > before->hits)
            *before = rings[i];
    }
    return kept;
}

/* Where the region starts: as late as its hits allow, unless it would then reach beyond the dump's end and it fits by
   starting earlier, with its first blocks damaged. */
static void place_region(struct region *ring, size_t size)
{
    size_t block = ring->table->block, blocks = ring->table->blocks - ring->front, latest = ring->start, room = (size - latest) / block;
    if (room < blocks) {
        size_t earlier = blocks - room, before = latest / block;
        if (earlier <= before && (earlier <= ring->hits || earlier * block == latest))
            ring->start -= earlier * block;
        else if (latest % block == 0 && before <= ring->hits)
            ring->start = 0;
    }
    size_t begun = (size - ring->start + block - 1) / block;
    ring->places = begun < blocks ? begun : blocks;
}

/* A hit's ring begins at the hit or before it, the region as many blocks earlier as that has before it: perhaps before the dump begins. */
static void start_before(struct region *ring, const struct hit *hit)
{
    size_t block = hit->table->block, before = hit->table->rings[hit->ring].first, there = hit->offset / block;
    size_t front = before > there ? before - there : 0, start = hit->offset - (before - front) * block;
    if (front > ring->front)
        ring->front = front;
    if (start < ring->start)
        ring->start = start;
}

/* Gathers hits into regions. Returns false without memory. */
static bool gather(struct hits *hits, struct regions *found, size_t size)
{
    *found = (struct regions){ .count = 0 };
    if (hits->count == 0)
        return true;
    struct region *rings = calloc(hits->count, sizeof *rings);
    size_t count = 0;
    if (!rings)
        return false;
    qsort(hits->at, hits->count, sizeof *hits->at, compare_hits);
    for (size_t i = 0; i < hits->count; i++) {
        const struct hit *hit = &hits->at[i];
        if (count == 0 || !joins(&rings[count - 1], hit))
            rings[count++] = (struct region){ .first = hit->offset, .table = hit->table, .start = hit->offset };
        start_before(&rings[count - 1], hit);
        rings[count - 1].last = hit->offset;
        rings[count - 1].hits++;
    }
    found->at = rings;
    found->count = drop_overlaps(rings, count);
    for (size_t i = 0; i < found->count; i++)
        place_region(&rings[i], size);
    return true;
}

static size_t hits_before(const struct hits *hits, size_t offset)
{
    size_t count = 0;
    for (size_t i = 0; i < hits->count; i++)
        count += hits->at[i].offset < offset;
    return count;
}

/* The search ended before the dump did: regions of which there may be more are left to the next one. Unless most headers are theirs: no ring has so
   many, and all searches together must come to an end. */
static void leave_last(struct regions *found, const struct hits *hits, size_t end)
{
    const struct region *r = found->at, *last = &r[found->count - 1];
    size_t whole = 0;
    while (whole < found->count && r[whole].first + (size_t)r[whole].table->blocks * r[whole].table->block + HEADER_SIZE_MAX <= end)
        whole++;
    found->next = last->last + last->table->block;
    if (whole < found->count && hits_before(hits, r[whole].first) >= hits->count / 2 - 1) {
        found->next = r[whole].first;
        found->count = whole;
    }
}

bool regions_find(const struct input *in, const struct tables *tables, size_t from, struct regions *found)
{
    struct hits hits = { 0 };
    size_t end = find_headers(in, tables, from, &hits);
    bool good = gather(&hits, found, in->size) && !hits.failed;
    found->next = in->size;
    if (good && end < in->size)
        leave_last(found, &hits, end);
    free(hits.at);
    return good;
}

static size_t smaller(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Blocks before the first header that was found belong to the ring if they can be corrected. */
static void extend(const struct input *in, struct region *ring)
{
    uint8_t copy[TABLE_BLOCK_MAX];
    const struct table *t = ring->table;
    uint32_t wrong;
    while (ring->start >= t->block && (ring->last - ring->start) / t->block + 1 < t->blocks - ring->front) {
        memcpy(copy, in->data + ring->start - t->block, t->block);
        if (!parity_mend(copy, t, &wrong))
            break;
        ring->start -= t->block;
    }
    ring->places = smaller((in->size - ring->start + t->block - 1) / t->block, t->blocks - ring->front);
}

void region_mend(const struct input *in, struct region *ring)
{
    const struct table *t = ring->table;
    if (!t->ecc)
        return;
    extend(in, ring);
    size_t size = smaller(ring->places * t->block, in->size - ring->start);
    ring->mended = malloc(size);
    ring->wrong = calloc(ring->places, sizeof *ring->wrong);
    if (!ring->mended || !ring->wrong) {
        free(ring->mended);
        ring->mended = NULL;
        return;
    }
    memcpy(ring->mended, in->data + ring->start, size);
    for (size_t i = 0; (i + 1) * t->block <= size; i++) {
        uint8_t *block = ring->mended + i * t->block;
        /* a sealed block that can't be corrected is none, whatever its header says */
        if (!parity_mend(block, t, &ring->wrong[i]) && header_read(block, header_layout(t, 0)).sealed)
            memset(block, 0x7F, t->header); /* neither empty nor being replaced */
    }
}

void region_forget(struct region *ring)
{
    free(ring->mended);
    free(ring->wrong);
    ring->mended = NULL;
    ring->wrong = NULL;
}
