#include "output.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "crash.h"
#include "render.h"
#include "utf8.h"

static void drain(struct buffer *out)
{
    output_flush((struct output *)(void *)out);
}

void output_open(struct output *o, int fd, bool json)
{
    o->out = (struct buffer){ .data = o->data, .capacity = OUTPUT_SIZE, .drain = drain };
    o->fd = fd;
    o->json = json;
    buffer_clear(&o->opening.text);
}

void output_flush(struct output *o)
{
    size_t at = 0;
    while (at < o->out.size && !o->error) {
        ssize_t written = write(o->fd, o->data + at, o->out.size - at);
        if (written >= 0)
            at += (size_t)written;
        else if (errno != EINTR)
            o->error = errno;
    }
    o->out.size = 0;
}

void output_close(struct output *o)
{
    buffer_free(&o->file);
    buffer_free(&o->opening.text);
    buffer_free(&o->text);
    chain_free(&o->chain);
}

static bool is_open_for(const struct opening *opening, const struct event *e)
{
    return opening->text.size > 0 && opening->boot_known == e->boot_known && opening->boot == e->boot && opening->cause == e->cause &&
           opening->ring == e->ring && opening->time_known == e->time_known &&
           (!e->time_known || (opening->hz == e->table->hz && e->ticks >= opening->first && e->ticks - opening->first < opening->hz));
}

/* Apart, as what is rare. */
__attribute__((cold)) static void open_for(struct output *o, const struct event *e, void (*write)(struct output *o, const struct event *e))
{
    struct opening *opening = &o->opening;
    *opening = (struct opening){
        .text = opening->text, .boot_known = e->boot_known, .boot = e->boot, .cause = e->cause, .ring = e->ring,
        .time_known = e->time_known, .hz = e->time_known ? e->table->hz : 1,
    };
    opening->first = e->ticks - e->ticks % opening->hz;
    uint64_t second = OUTPUT_SECOND / 1000 % opening->hz == 0 ? OUTPUT_SECOND / 1000 : OUTPUT_SECOND;
    opening->digits = second < OUTPUT_SECOND ? MICRO_DIGITS : NANO_DIGITS;
    opening->unit = second % opening->hz == 0 ? second / opening->hz : 0;
    buffer_clear(&opening->text);
    write(o, e);
    buffer_room(&opening->text, BUFFER_PADDING);
}

void output_opening(struct output *o, const struct event *e, void (*write)(struct output *o, const struct event *e))
{
    if (!is_open_for(&o->opening, e))
        open_for(o, e, write);
    buffer_add_padded(&o->out, o->opening.text.data, o->opening.text.size);
}

/* "plog.lost" and the like; NULL for a message. */
static const char *event_name(const struct event *e)
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

void output_head(struct buffer *out, const struct event *e, void (*put)(struct buffer *out, const char *level, const char *module, const char *name))
{
    const struct message *m = e->kind == EVENT_MESSAGE ? e->record->message : NULL;
    put(out, m ? m->level : NULL, m ? m->module : NULL, m ? m->name : event_name(e));
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

/* Renders an event's text. */
static void render(struct output *o, struct buffer *b, const struct event *e)
{
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

/* Takes what was written from `start` on out again, and escapes it. */
__attribute__((cold)) static void escape_from(struct output *o, size_t start, void (*escape)(struct buffer *out, const char *text, size_t size))
{
    buffer_clear(&o->text);
    buffer_add(&o->text, o->out.data + start, o->out.size - start);
    o->out.size = start;
    escape(&o->out, o->text.data, o->text.size);
}

__attribute__((cold)) static void render_apart(struct output *o, const struct event *e,
                                               void (*escape)(struct buffer *out, const char *text, size_t size))
{
    buffer_clear(&o->text);
    render(o, &o->text, e);
    escape(&o->out, o->text.data, o->text.size);
    if (o->text.full)
        buffer_add_text(&o->out, CUT_MARK);
}

void output_rendered(struct output *o, const struct event *e, void (*escape)(struct buffer *out, const char *text, size_t size))
{
    const struct message *m = e->kind == EVENT_MESSAGE ? e->record->message : NULL;
    /* Of a text that has a limit it is known whether there is room: it is put where it belongs. */
    if (!m || m->text_max == 0 || !buffer_room(&o->out, m->text_max)) {
        render_apart(o, e, escape);
        return;
    }
    size_t start = o->out.size;
    render_message(&o->out, e->record);
    size_t size = o->out.size - start;
    if (!m->text_clean && utf8_plain(o->out.data + start, size) < size)
        escape_from(o, start, escape);
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
    if (!o->json) {
        text_file(&o->out, path);
        return;
    }
    buffer_clear(&o->file);
    json_file(&o->file, path);
    buffer_clear(&o->opening.text);
}
