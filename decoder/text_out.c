/* Events as lines for people. */
#include "heads.h"
#include "output.h"
#include "place.h"
#include "utf8.h"

static void add_character(struct buffer *out, uint32_t code, const char *bytes, unsigned length)
{
    if (!utf8_is_control(code)) {
        buffer_add(out, bytes, length);
    } else if (code == '\n' || code == '\r' || code == '\t') {
        buffer_add_char(out, '\\');
        buffer_add_char(out, code == '\n' ? 'n' : code == '\r' ? 'r' : 't');
    } else {
        buffer_add_text(out, code < 0x80 ? "\\x" : "\\u");
        buffer_add_hex(out, code, code < 0x80 ? 2 : 4);
    }
}

static void add_escaped(struct buffer *out, const char *text, size_t size)
{
    utf8_add(out, text, size, "\\x", add_character);
}

void text_file(struct buffer *out, const char *path)
{
    buffer_add_text(out, "==> ");
    add_escaped(out, path, strlen(path));
    buffer_add_text(out, " <==\n");
}

static void write_opening(struct output *o, const struct event *e)
{
    struct buffer *text = &o->opening.text;
    buffer_add_text(text, "boot ");
    if (e->boot_known)
        buffer_add_unsigned(text, e->boot);
    else
        buffer_add_char(text, '?');
    if (e->cause) {
        buffer_add_text(text, " (");
        buffer_add_text(text, cause_name(e->cause));
        buffer_add_char(text, ')');
    }
    if (e->ring && e->ring->cores) {
        buffer_add_text(text, " core ");
        buffer_add_unsigned(text, e->ring->core);
    }
    buffer_add_text(text, "  ");
    if (e->time_known)
        buffer_add_unsigned(text, e->ticks / e->table->hz);
    buffer_add_char(text, e->time_known ? '.' : '?');
}

static void write_head(struct buffer *out, const struct event *e)
{
    const struct message *m = e->kind == EVENT_MESSAGE ? e->record->message : NULL;
    if (m && m->text_head.data)
        buffer_add_padded(out, m->text_head.data, m->text_head.size);
    else
        output_head(out, e, head_as_text);
}

static void write_micro(struct buffer *out, const struct opening *opening, const struct event *e)
{
    char *place = buffer_room(out, DECIMAL_MAX);
    uint64_t fraction = output_fraction(opening, e);
    if (place) {
        decimal_padded(opening->digits == MICRO_DIGITS ? fraction : fraction / 1000, MICRO_DIGITS, place);
        out->size += MICRO_DIGITS;
    }
}

/* Where the message was called. */
static void write_place(struct output *o, const struct event *e)
{
    struct buffer lines = { 0 };
    struct frame frame;
    const struct firmware *f = place_of_call(o->firmwares, e->table, e->record, &frame);
    if (f && place_add_lines(&lines, f, &frame)) {
        buffer_add_text(&o->out, "  called in ");
        add_escaped(&o->out, lines.data, lines.size);
    } else {
        buffer_add_text(&o->out, "  called before 0x");
        buffer_add_hex(&o->out, frame.address, 2 * e->table->crash_address);
    }
    buffer_free(&lines);
}

void text_event(struct output *o, const struct event *e)
{
    output_opening(o, e, write_opening);
    if (e->time_known)
        write_micro(&o->out, &o->opening, e);
    if (e->order_unknown)
        buffer_add_char(&o->out, '~');
    write_head(&o->out, e);
    output_rendered(o, e, add_escaped);
    if (e->kind == EVENT_MESSAGE && e->record->message->place)
        write_place(o, e);
    buffer_add_char(&o->out, '\n');
}
