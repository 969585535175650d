/* Events as lines for people. */
#include "heads.h"
#include "output.h"
#include "place.h"
#include "render.h"
#include "utf8.h"

static void write_escaped(struct output *o, const char *text, size_t size)
{
    for (size_t at = 0; at < size;) {
        size_t plain = utf8_plain(text + at, size - at);
        output_bytes(o, text + at, plain);
        at += plain;
        if (at == size)
            break;
        uint32_t code;
        unsigned length = utf8_decode((const uint8_t *)text + at, size - at, &code);
        if (!length) {
            output_text(o, "\\x");
            output_hex(o, (uint8_t)text[at], 2);
        } else if (!utf8_is_control(code)) {
            output_bytes(o, text + at, length);
        } else if (code == '\n' || code == '\r' || code == '\t') {
            output_char(o, '\\');
            output_char(o, code == '\n' ? 'n' : code == '\r' ? 'r' : 't');
        } else {
            output_text(o, code < 0x80 ? "\\x" : "\\u");
            output_hex(o, code, code < 0x80 ? 2 : 4);
        }
        at += length ? length : 1;
    }
}

void text_file(struct output *o)
{
    output_text(o, "==> ");
    write_escaped(o, o->file, strlen(o->file));
    output_text(o, " <==\n");
}

static void write_boot(struct output *o, const struct event *e)
{
    output_text(o, "boot ");
    if (e->boot_known)
        output_unsigned(o, e->boot);
    else
        output_char(o, '?');
    if (e->cause) {
        output_text(o, " (");
        output_text(o, cause_name(e->cause));
        output_char(o, ')');
    }
    if (e->ring && e->ring->cores) {
        output_text(o, " core ");
        output_unsigned(o, e->ring->core);
    }
}

static void write_head(struct output *o, const struct event *e)
{
    const struct message *m = e->kind == EVENT_MESSAGE ? e->record->message : NULL;
    if (m && m->text_head.data) {
        output_bytes(o, m->text_head.data, m->text_head.size);
        return;
    }
    struct buffer head = { 0 };
    head_as_text(&head, m ? m->level : NULL, m ? m->module : NULL, m ? m->name : event_name(e));
    output_bytes(o, head.data, head.size);
    buffer_free(&head);
}

/* Where the message was called. */
static void write_place(struct output *o, const struct event *e)
{
    struct buffer lines = { 0 };
    struct frame frame;
    const struct firmware *f = place_of_call(o->firmwares, e->table, e->record, &frame);
    if (f && place_add_lines(&lines, f, &frame)) {
        output_text(o, "  called in ");
        write_escaped(o, lines.data, lines.size);
    } else {
        output_text(o, "  called before 0x");
        output_hex(o, frame.address, 2 * e->table->crash_address);
    }
    buffer_free(&lines);
}

void text_event(struct output *o, const struct event *e)
{
    output_render(o, e);
    write_boot(o, e);
    output_text(o, "  ");
    if (e->time_known)
        output_seconds(o, e->table, e->ticks, 6, false);
    else
        output_char(o, '?');
    if (e->order_unknown)
        output_char(o, '~');
    write_head(o, e);
    write_escaped(o, o->text.data, o->text.size);
    if (o->text.full)
        output_text(o, CUT_MARK);
    if (e->kind == EVENT_MESSAGE && e->record->message->place)
        write_place(o, e);
    output_char(o, '\n');
}
