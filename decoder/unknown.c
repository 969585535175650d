#include "unknown.h"

#include <stdio.h>
#include <string.h>

#include "bytes.h"
#include "chunks.h"

/* A boot record: id 0, kind 1, boot u16, cause u8, schema u32. */
#define BOOT_RECORD_SIZE 9
#define CAUSES 10u

static bool boot_record_schema(const uint8_t *records, size_t size, uint32_t schema24, uint32_t *schema)
{
    if (size < BOOT_RECORD_SIZE || records[0] != 0 || records[1] != 1)
        return false;
    *schema = load32(records + 5);
    return (*schema & 0xFFFFFF) == schema24;
}

void unknown_add(struct unknown *u, uint32_t schema24, const uint8_t *records, size_t size)
{
    uint32_t schema;
    bool whole = boot_record_schema(records, size, schema24, &schema);
    size_t i = 0;
    while (i < u->count && (u->at[i].schema & 0xFFFFFF) != schema24)
        i++;
    if (i == UNKNOWN_MAX) {
        u->more = true;
        return;
    }
    if (i == u->count)
        u->at[u->count++].schema = schema24;
    if (whole) {
        u->at[i].schema = schema;
        u->at[i].whole = true;
    }
}

void unknown_report(const struct unknown *u, const struct tables *tables, const char *input)
{
    for (size_t i = 0; i < u->count; i++) {
        fprintf(stderr, "plogcat: %s: no table for schema ", input);
        if (u->at[i].whole)
            fprintf(stderr, "%08x", (unsigned)u->at[i].schema);
        else
            fprintf(stderr, "..%06x", (unsigned)u->at[i].schema);
        fputc('\n', stderr);
    }
    if (u->more)
        fprintf(stderr, "plogcat: %s: no table for still other schemas\n", input);
    for (size_t i = 0; i < tables->count; i++)
        fprintf(stderr, "plogcat: %s is for schema %08x (%s)\n", tables->at[i]->path,
                (unsigned)tables->at[i]->schema, tables->at[i]->project);
}

static bool is_known(const struct unknown *u, const struct tables *tables, uint32_t schema24)
{
    for (size_t i = 0; i < u->count; i++)
        if ((u->at[i].schema & 0xFFFFFF) == schema24)
            return true;
    return tables_find(tables, schema24);
}

/* A header that may be one: the size of block that makes its check right is possible. */
struct candidate {
    uint32_t schema24, block;
    size_t at;
    uint8_t lap;
};

/* Candidates are remembered by schema and block; a later one takes an earlier one's place. */
#define REMEMBERED 32768u

struct candidates {
    bool clean; /* else to be cleared when the first comes: it is large, and mostly none does */
    struct candidate at[REMEMBERED];
};

static struct candidate *place_of(struct candidates *remembered, uint32_t schema24, uint32_t block)
{
    if (!remembered->clean)
        memset(remembered->at, 0, sizeof remembered->at);
    remembered->clean = true;
    return &remembered->at[((schema24 ^ block << 10) * 0x9E3779B1u) >> 17];
}

/* Whether a block's records begin with a boot that its header counts: the one it was opened for, or one that was appended while it was empty.
   What is alike only because memory is full of zeros and of neighbouring addresses fails here. */
static bool begins_with_boot(const struct header *h, const uint8_t *records, size_t size)
{
    uint32_t schema;
    return boot_record_schema(records, size, h->schema24, &schema) && records[4] < CAUSES &&
           (uint16_t)(load16(records + 2) - h->boot) <= h->appended;
}

/* Whether two headers are those of neighbours in a ring: a block apart, and of one lap, or the second still of the lap before. */
static bool are_neighbours(const struct candidate *a, const struct candidate *b)
{
    return a->schema24 == b->schema24 && a->block == b->block && b->at - a->at == b->block && ((a->lap - b->lap) & 15) <= 1;
}

/* One header alone may be chance, except when its boot's record follows. Two neighbours are not, but where memory repeats itself: neighbours that are
   alike byte by byte exist only in a ring that has never gone round, and its first block has the record of a boot. */
static void weigh(struct unknown *u, const struct tables *tables, struct candidates *remembered, const uint8_t *data,
                  const struct candidate *c, const struct header *h, size_t header)
{
    const uint8_t *records = data + c->at + header;
    struct candidate *before = place_of(remembered, c->schema24, c->block);
    bool pair = are_neighbours(before, c) && memcmp(data + before->at, data + c->at, header) != 0;
    if ((pair || begins_with_boot(h, records, h->used - header)) &&
        !is_known(u, tables, c->schema24))
        unknown_add(u, c->schema24, records, h->used - header);
    *before = *c;
}

/* Looks at the bytes at `at` as at a header of a ring that overwrites, and of one that drops, of which `end - at` could be the block's. */
static void look(struct unknown *u, const struct tables *tables, struct candidates remembered[2], const uint8_t *data, size_t at, size_t end,
                 enum form form)
{
    struct layout layout = { .form = form };
    struct header h = header_read(data + at, layout);
    if (h.used > end - at)
        h.used &= ~HEADER_SEALED;
    /* zeros are everywhere, and no schema but one of 16 million is 0 */
    if (h.schema24 == 0 || h.used > end - at || !header_plausible(&h, layout, TABLE_BLOCK_MAX))
        return;
    for (unsigned drop = 0; drop < 2; drop++) {
        layout.drop = drop;
        struct candidate c = { .schema24 = h.schema24, .block = header_block(&h, layout), .at = at, .lap = h.lap };
        if (c.block > 0)
            weigh(u, tables, &remembered[drop], data, &c, &h, header_size(form));
    }
}

/* How much is searched for one form of header and then for the next: it stays in the processor's cache. */
#define WINDOW ((size_t)1 << 16)

static void search_blocks(struct unknown *u, const struct tables *tables, const struct input *in, size_t start, size_t end)
{
    static struct candidates remembered[FORM_COUNT][2];
    size_t passed = start;
    for (int i = 0; i < FORM_COUNT; i++)
        remembered[i][0].clean = remembered[i][1].clean = false;
    for (size_t window = start; window < end; window += WINDOW) {
        input_pass(in, &passed, window);
        for (int i = 0; i < FORM_COUNT; i++) {
            enum form form = (enum form)i;
            size_t header = header_size(form), last = end - window < WINDOW ? end : window + WINDOW;
            for (size_t at = window; at < last && header <= end - at; at++)
                if (header_ends_plausible(in->data + at, form))
                    look(u, tables, remembered[i], in->data, at, end, form);
        }
    }
}

static void search_chunks(struct unknown *u, const struct tables *tables, const struct input *in, size_t start, size_t end)
{
    for (size_t at = chunk_next(in, start, end); at < end; at = chunk_next(in, at + 1, end)) {
        struct layout layout;
        struct header h;
        if (chunk_header(in->data + at, end - at, &layout, &h) && !is_known(u, tables, h.schema24))
            unknown_add(u, h.schema24, NULL, 0);
    }
}

void unknown_search(struct unknown *u, const struct tables *tables, const struct input *in, size_t start, size_t end)
{
    search_blocks(u, tables, in, start, end);
    search_chunks(u, tables, in, start, end);
}
