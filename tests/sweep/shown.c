#include "shown.h"

#include <stdlib.h>

#include "../../decoder/chunks.h"
#include "../../decoder/image.h"
#include "../../decoder/merge.h"

#define ALL_RINGS UINT32_MAX

static struct tables tables;
static struct output output; /* nothing is written to it */
static struct history history = { .output = &output };

static struct showing *showing;
static uint32_t wanted; /* ring */

const struct table *shown_table(const char *path)
{
    tables_add(&tables, path);
    return tables.count == 1 ? tables.at[0] : NULL;
}

/* A row of crashes, or what became of the backup: it counts with the boot that it follows. */
static void add_told(const struct event *e)
{
    if (showing->count == 0)
        showing->rest += e->record->size;
    else if (showing->at[showing->count - 1].kind == EVENT_BOOT)
        showing->at[showing->count - 1].size += e->record->size;
    else
        showing->damage = "something is told that does not follow a boot";
}

static void add_record(const struct event *e)
{
    struct shown *s = &showing->at[showing->count++];

    *s = (struct shown){ .kind = e->kind, .boot = e->boot, .time_known = e->time_known, .ticks = e->ticks, .size = e->record->size };
    if (e->kind == EVENT_MESSAGE)
        records_read(&s->plain, e->record);
}

/* Takes the place of decoder/output.c's: keeps what is shown. */
void __wrap_output_event(struct output *o, const struct event *e);
void __wrap_output_event(struct output *o, const struct event *e)
{
    (void)o;
    if (e->kind == EVENT_LOST)
        showing->lost += tables.at[0]->drop ? e->lost_records : e->lost_bytes;
    else if (e->kind == EVENT_DAMAGE)
        showing->damage = e->reason;
    else if (e->kind == EVENT_CORRECTED)
        showing->damage = "bytes were corrected that are right";
    else if (e->kind == EVENT_LOOP || e->kind == EVENT_BACKUP)
        add_told(e);
    else if (showing->count == SHOWN_MOST)
        showing->damage = "too many records";
    else
        add_record(e);
}

/* Hands on what the source has, and lets it go on. */
static bool print_source(struct source *s, struct history *h)
{
    bool more = s->next(s->ring);
    struct event e;

    while (queue_head(&s->queue)) {
        queue_take(&s->queue, &e, &h->record);
        output_event(h->output, &e);
    }
    return more;
}

/* Takes the place of decoder/merge.c's, which prints the rings as one: prints the one that is wanted. */
void __wrap_sources_print(struct source *sources, size_t count, struct history *h);
void __real_sources_print(struct source *sources, size_t count, struct history *h);
void __wrap_sources_print(struct source *sources, size_t count, struct history *h)
{
    if (wanted == ALL_RINGS) {
        __real_sources_print(sources, count, h);
        return;
    }
    while (print_source(&sources[wanted], h))
        continue;
    for (size_t i = 0; i < count; i++)
        queue_free(&sources[i].queue);
    free(sources);
}

typedef size_t printer(const struct input *in, const struct tables *tables, struct history *h, struct unknown *unknown);

static void decode_with(printer *print, struct showing *s, const uint8_t *bytes, size_t size, uint32_t ring)
{
    struct input in = { .name = "a state", .data = bytes, .size = size };
    struct unknown unknown = { .count = 0 };

    showing = s;
    wanted = ring;
    s->count = s->rest = 0;
    s->lost = 0;
    s->damage = NULL;
    print(&in, &tables, &history, &unknown);
    if (unknown.count > 0)
        s->damage = "a schema without a table";
}

void shown_of_image(struct showing *s, const uint8_t *bytes, size_t size, uint32_t ring)
{
    decode_with(image_print, s, bytes, size, ring);
}

void shown_of_stream(struct showing *s, const uint8_t *bytes, size_t size, uint32_t ring)
{
    decode_with(chunks_print, s, bytes, size, ring);
}

void shown_merged(struct showing *s, const uint8_t *bytes, size_t size)
{
    decode_with(image_print, s, bytes, size, ALL_RINGS);
}
