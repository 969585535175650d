#include "output.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "crash.h"
#include "render.h"

void output_flush(struct output *o)
{
    size_t at = 0;
    while (at < o->size && !o->error) {
        ssize_t written = write(o->fd, o->data + at, o->size - at);
        if (written >= 0)
            at += (size_t)written;
        else if (errno != EINTR)
            o->error = errno;
    }
    o->size = 0;
}

void output_many(struct output *o, const char *data, size_t size)
{
    while (size > 0) {
        if (o->size == OUTPUT_SIZE)
            output_flush(o);
        size_t part = OUTPUT_SIZE - o->size < size ? OUTPUT_SIZE - o->size : size;
        memcpy(o->data + o->size, data, part);
        o->size += part;
        data += part;
        size -= part;
    }
}

/* Where up to `size` bytes can be written; the caller adds to o->size. */
static char *make_room(struct output *o, size_t size)
{
    if (size > OUTPUT_SIZE - o->size)
        output_flush(o);
    return o->data + o->size;
}

void output_unsigned(struct output *o, uint64_t number)
{
    char *place = make_room(o, DECIMAL_MAX);
    o->size += decimal(number, place);
}

void output_hex(struct output *o, uint64_t number, unsigned digits)
{
    hex(number, digits, make_room(o, digits));
    o->size += digits;
}

void output_hex_bytes(struct output *o, const uint8_t *bytes, size_t size)
{
    while (size > 0) {
        size_t part = size < OUTPUT_SIZE / 2 ? size : OUTPUT_SIZE / 2;
        hex_bytes(bytes, part, make_room(o, 2 * part));
        o->size += 2 * part;
        bytes += part;
        size -= part;
    }
}

#define NANO_DIGITS 9

static void go_to_second(struct second *s, uint64_t hz, uint64_t ticks)
{
    s->hz = hz;
    s->first = ticks - ticks % hz;
    s->size = decimal(ticks / hz, s->digits);
    s->digits[s->size++] = '.';
}

void output_seconds(struct output *o, const struct table *t, uint64_t ticks, unsigned digits, bool trim)
{
    struct second *s = &o->second;
    if (s->hz != t->hz || ticks < s->first || ticks - s->first >= s->hz)
        go_to_second(s, t->hz, ticks);
    /* hz is 10^10 at most (table_read.c), so the product is below 2^64. */
    uint64_t nanoseconds = (ticks - s->first) * UINT64_C(1000000000) / s->hz;
    char *place = make_room(o, sizeof s->digits + NANO_DIGITS), *fraction = place + s->size;
    memcpy(place, s->digits, sizeof s->digits);
    decimal_padded(nanoseconds, NANO_DIGITS, fraction);
    while (trim && digits > 0 && fraction[digits - 1] == '0')
        digits--;
    o->size += digits > 0 ? s->size + digits : s->size - 1;
}

const char *event_name(const struct event *e)
{
    switch (e->kind) {
    case EVENT_MESSAGE: break;
    case EVENT_BOOT: return "plog.boot";
    case EVENT_RESET: return "plog.reset";
    case EVENT_REFUSED: case EVENT_LOST: return "plog.lost";
    case EVENT_CRASH: return e->record->crash.origin == ORIGIN_ASKED ? "plog.trace" : "plog.crash";
    case EVENT_BACKUP: return "plog.backup";
    case EVENT_LOOP: return "plog.loop";
    case EVENT_CORRECTED: return "plog.corrected";
    case EVENT_DAMAGE: return "plog.damage";
    }
    return NULL;
}

static void add_count(struct buffer *b, uint64_t count, const char *of)
{
    buffer_add_unsigned(b, count);
    buffer_add_char(b, ' ');
    buffer_add_text(b, of);
    if (count != 1)
        buffer_add_char(b, 's');
}

static void render_lost(struct buffer *b, const struct event *e)
{
    if (e->lost_bytes_known) {
        add_count(b, e->lost_bytes, "byte");
        buffer_add_text(b, " overwritten before they were drained");
        if (e->lost_records_known) {
            buffer_add_text(b, ", ");
            add_count(b, e->lost_records, "record");
            buffer_add_text(b, " in all");
        }
    } else {
        add_count(b, e->lost_records, "record");
        buffer_add_text(b, " dropped up to here");
    }
    if (e->ring && e->ring->keep)
        buffer_add_text(b, ", of those that are kept");
}

void output_render(struct output *o, const struct event *e)
{
    struct buffer *b = &o->text;
    buffer_clear(b);
    switch (e->kind) {
    case EVENT_MESSAGE:
        render_message(b, e->record);
        break;
    case EVENT_BOOT:
        buffer_add_text(b, e->table->project);
        buffer_add_text(b, " started, schema ");
        buffer_add_hex(b, e->record->schema, 8);
        break;
    case EVENT_RESET:
        buffer_add_text(b, "about to reset: ");
        buffer_add_text(b, cause_name(e->record->cause));
        break;
    case EVENT_REFUSED:
        add_count(b, e->record->refused, "record");
        buffer_add_text(b, " could not be written");
        break;
    case EVENT_CRASH:
        chain_find(&o->chain, o->firmwares, e->record);
        crash_render(b, e->record, &o->chain);
        break;
    case EVENT_BACKUP:
        buffer_add_text(b, backup_text(e->record->backup));
        break;
    case EVENT_LOOP:
        add_count(b, e->record->row, "boot");
        buffer_add_text(b, " in a row crashed");
        break;
    case EVENT_LOST:
        render_lost(b, e);
        break;
    case EVENT_CORRECTED:
        add_count(b, e->size, "byte");
        buffer_add_text(b, " of the block at offset ");
        buffer_add_unsigned(b, e->offset);
        buffer_add_text(b, " corrected");
        break;
    case EVENT_DAMAGE:
        if (e->blocks)
            add_count(b, e->blocks, "block");
        else
            add_count(b, e->size, "byte");
        buffer_add_text(b, " skipped at offset ");
        buffer_add_unsigned(b, e->offset);
        buffer_add_text(b, ": ");
        buffer_add_text(b, e->reason);
        break;
    }
}

void output_event(struct output *o, const struct event *e)
{
    if (o->json)
        json_event(o, e);
    else
        text_event(o, e);
}

void output_file(struct output *o, const char *path)
{
    o->file = path;
    if (!o->json)
        text_file(o);
}
