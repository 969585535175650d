#include "unknown.h"

#include <stdio.h>

#include "bytes.h"
#include "chunks.h"

/* A boot record: id 0, kind 1, boot u16, cause u8, schema u32. */
#define BOOT_RECORD_SIZE 9

static bool boot_record_schema(const uint8_t *records, size_t size, uint32_t schema24, uint32_t *schema)
{
    if (size < BOOT_RECORD_SIZE || records[0] != 0 || records[1] != 1)
        return false;
    *schema = load32(records + 5);
    return (*schema & 0xFFFFFF) == schema24;
}

void unknown_add(struct unknown *u, uint32_t schema24, const uint8_t *records, size_t size)
{
    uint32_t schema = schema24;
    bool whole = boot_record_schema(records, size, schema24, &schema);
    size_t i = 0;
    while (i < u->count && (u->at[i].schema & 0xFFFFFF) != schema24)
        i++;
    if (i == UNKNOWN_MAX) {
        u->more++;
        return;
    }
    if (i == u->count)
        u->count++;
    if (whole) {
        u->at[i].schema = schema;
        u->at[i].whole = true;
    } else if (u->at[i].found == 0) {
        u->at[i].schema = schema24;
    }
    u->at[i].found++;
}

void unknown_report(const struct unknown *u, const struct tables *tables, const char *input)
{
    for (size_t i = 0; i < u->count; i++) {
        fprintf(stderr, "plogcat: %s: no table for schema ", input);
        if (u->at[i].whole)
            fprintf(stderr, "%08x", (unsigned)u->at[i].schema);
        else
            fprintf(stderr, "..%06x", (unsigned)u->at[i].schema);
        fprintf(stderr, " (found %zu time%s)\n", u->at[i].found, u->at[i].found == 1 ? "" : "s");
    }
    if (u->more)
        fprintf(stderr, "plogcat: %s: no table for other schemas (found %zu times)\n", input, u->more);
    for (size_t i = 0; i < tables->count; i++)
        fprintf(stderr, "plogcat: %s is for schema %08x (%s)\n", tables->at[i]->path,
                (unsigned)tables->at[i]->schema, tables->at[i]->project);
}

/* What a header of a given kind at this place says, if it is one. */
static bool find_header(const uint8_t *data, size_t size, struct layout layout, struct header *h)
{
    if (size < header_size(layout.form))
        return false;
    *h = header_read(data, layout);
    return h->used <= size && header_plausible(h, layout, TABLE_BLOCK_MAX) &&
           header_checks_either(h, layout.form, false);
}

/* Two headers this close, with the same schema, are of one ring. */
#define NEAR TABLE_BLOCK_MAX
#define RECENT 8

static void search_layout(struct unknown *u, const struct tables *tables, const uint8_t *data, size_t size,
                          struct layout layout)
{
    struct { uint32_t schema24; size_t at; bool counted; } recent[RECENT] = { { 0 } };
    size_t found = 0;
    struct header h;
    for (size_t at = 0; at < size; at++) {
        if (!find_header(data + at, size - at, layout, &h) || tables_find(tables, h.schema24))
            continue;
        const uint8_t *records = data + at + header_size(layout.form);
        uint32_t schema;
        bool sure = boot_record_schema(records, h.used - header_size(layout.form), h.schema24, &schema);
        for (size_t i = 0; i < RECENT && i < found; i++) {
            if (recent[i].schema24 != h.schema24 || at - recent[i].at > NEAR)
                continue;
            if (!recent[i].counted)
                unknown_add(u, h.schema24, NULL, 0);
            recent[i].counted = sure = true;
        }
        if (sure)
            unknown_add(u, h.schema24, records, h.used - header_size(layout.form));
        recent[found % RECENT].schema24 = h.schema24;
        recent[found % RECENT].at = at;
        recent[found % RECENT].counted = sure;
        found++;
    }
}

static void search_chunks(struct unknown *u, const struct tables *tables, const uint8_t *data, size_t size)
{
    for (size_t at = chunk_find(data, size, 0); at < size; at = chunk_find(data, size, at + 1)) {
        enum form form;
        struct header h;
        if (chunk_header(data + at, size - at, &form, &h) && !tables_find(tables, h.schema24))
            unknown_add(u, h.schema24, NULL, 0);
    }
}

void unknown_search(struct unknown *u, const struct tables *tables, const uint8_t *data, size_t size)
{
    for (int form = 0; form < FORM_COUNT; form++)
        search_layout(u, tables, data, size, (struct layout){ .form = (enum form)form });
    search_chunks(u, tables, data, size);
}
