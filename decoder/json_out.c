/* Events as JSON, one object a line. */
#include "heads.h"
#include "json_value.h"
#include "output.h"
#include "place.h"

/* Names the arguments that were cut, or in which something was. */
static void write_cut(struct buffer *out, const struct record *r)
{
    const char *separator = "";
    buffer_add_text(out, ",\"cut\":[");
    for (size_t i = 0; i < r->message->argument_count; i++) {
        bool cut = false;
        for (uint32_t v = r->starts[i]; v < r->starts[i + 1]; v++)
            cut |= r->values[v].cut;
        if (!cut)
            continue;
        buffer_add_text(out, separator);
        json_name(out, r->message->arguments[i].name);
        separator = ",";
    }
    buffer_add_char(out, ']');
}

/* Where the message was called. */
static void write_place(struct output *o, const struct event *e)
{
    struct buffer *out = &o->out;
    struct frame frame;
    const struct firmware *f = place_of_call(o->firmwares, e->table, e->record, &frame);
    json_number(out, "place", e->record->place);
    buffer_add_text(out, ",\"called\":[");
    if (f)
        json_frame(out, f, &frame);
    buffer_add_char(out, ']');
}

static void write_message(struct output *o, const struct event *e)
{
    struct buffer *out = &o->out;
    const struct record *r = e->record;
    json_arguments(out, r, false);
    if (r->any_cut)
        write_cut(out, r);
    if (r->message->kind == MESSAGE_BEGIN || r->message->kind == MESSAGE_END)
        buffer_add_text(out, r->message->kind == MESSAGE_BEGIN ? ",\"phase\":\"begin\"" : ",\"phase\":\"end\"");
    if (r->message->has_flow) {
        buffer_add_text(out, ",\"flow\":");
        json_arguments(out, r, true);
    }
    if (r->message->place)
        write_place(o, e);
}

static void write_lost(struct buffer *out, const struct event *e)
{
    buffer_add_char(out, '{');
    if (e->lost_bytes_known) {
        buffer_add_text(out, "\"bytes\":");
        buffer_add_unsigned(out, e->lost_bytes);
    }
    if (e->lost_records_known) {
        buffer_add_text(out, e->lost_bytes_known ? ",\"records\":" : "\"records\":");
        buffer_add_unsigned(out, e->lost_records);
    }
    if (e->ring && e->ring->keep)
        buffer_add_text(out, ",\"keep\":true");
    buffer_add_char(out, '}');
}

static void write_other(struct output *o, const struct event *e)
{
    struct buffer *out = &o->out;
    switch (e->kind) {
    case EVENT_MESSAGE: /* write_message() */
        break;
    case EVENT_BOOT:
        buffer_add_text(out, "{\"cause\":");
        json_name(out, cause_name(e->cause));
        buffer_add_text(out, ",\"schema\":\"");
        buffer_add_hex(out, e->record->schema, 8);
        buffer_add_text(out, "\",\"project\":");
        json_name(out, e->table->project);
        buffer_add_char(out, '}');
        break;
    case EVENT_RESET:
        buffer_add_text(out, "{\"cause\":");
        json_name(out, cause_name(e->record->cause));
        buffer_add_char(out, '}');
        break;
    case EVENT_REFUSED:
        buffer_add_text(out, "{\"records\":");
        buffer_add_unsigned(out, e->record->refused);
        buffer_add_char(out, '}');
        break;
    case EVENT_CRASH:
        json_crash(out, e->record, &o->chain);
        break;
    case EVENT_BACKUP:
        buffer_add_text(out, "{\"restored\":");
        buffer_add_text(out, e->record->backup == 0 ? "true}" : "false}");
        break;
    case EVENT_LOOP:
        buffer_add_text(out, "{\"boots\":");
        buffer_add_unsigned(out, e->record->row);
        buffer_add_char(out, '}');
        break;
    case EVENT_LOST:
        write_lost(out, e);
        break;
    case EVENT_CORRECTED:
        buffer_add_text(out, "{\"offset\":");
        buffer_add_unsigned(out, e->offset);
        buffer_add_text(out, ",\"bytes\":");
        buffer_add_unsigned(out, e->size);
        buffer_add_char(out, '}');
        break;
    case EVENT_DAMAGE:
        buffer_add_text(out, "{\"offset\":");
        buffer_add_unsigned(out, e->offset);
        buffer_add_text(out, e->blocks ? ",\"blocks\":" : ",\"bytes\":");
        buffer_add_unsigned(out, e->blocks ? e->blocks : e->size);
        buffer_add_text(out, ",\"reason\":");
        json_text(out, e->reason);
        buffer_add_char(out, '}');
        break;
    }
}

void json_file(struct buffer *member, const char *path)
{
    json_key(member, "file");
    json_text(member, path);
    buffer_add_char(member, ',');
}

static void write_opening(struct output *o, const struct event *e)
{
    struct buffer *text = &o->opening.text;
    buffer_add_char(text, '{');
    buffer_add(text, o->file.data, o->file.size);
    json_key(text, "boot");
    if (e->boot_known)
        buffer_add_unsigned(text, e->boot);
    else
        buffer_add_text(text, "null");
    buffer_add_text(text, ",\"time\":");
    if (e->time_known)
        buffer_add_unsigned(text, e->ticks / e->table->hz);
    else
        buffer_add_text(text, "null,\"ticks\":null");
}

#define TICKS ",\"ticks\":"

/* What stands behind the whole seconds, without zeros at the end; then the ticks. */
static void write_time(struct buffer *out, const struct opening *opening, const struct event *e)
{
    size_t digits = opening->digits;
    char *place = buffer_room(out, 1 + NANO_DIGITS + sizeof TICKS + DECIMAL_MAX), *at = place;
    if (!place)
        return;
    *at = '.';
    decimal_padded(output_fraction(opening, e), digits, at + 1);
    while (at[digits] == '0')
        digits--;
    at += digits > 0 ? 1 + digits : 0;
    memcpy(at, TICKS, sizeof TICKS - 1);
    at += sizeof TICKS - 1;
    at += decimal(e->ticks, at);
    out->size += (size_t)(at - place);
}

/* Where an event stands among those of other rings. */
static void write_order(struct buffer *out, const struct event *e)
{
    if (e->order_unknown)
        buffer_add_text(out, ",\"order\":\"unknown\"");
    if (e->ring && e->ring->cores) {
        buffer_add_text(out, ",\"core\":");
        buffer_add_unsigned(out, e->ring->core);
    }
}

static void write_head(struct buffer *out, const struct event *e)
{
    const struct message *m = e->kind == EVENT_MESSAGE ? e->record->message : NULL;
    if (m && m->json_head.data)
        buffer_add_padded(out, m->json_head.data, m->json_head.size);
    else
        output_head(out, e, head_as_json);
}

void json_event(struct output *o, const struct event *e)
{
    struct buffer *out = &o->out;
    output_opening(o, e, write_opening);
    if (e->time_known)
        write_time(out, &o->opening, e);
    if (e->ring)
        write_order(out, e);
    write_head(out, e);
    output_rendered(o, e, json_escape);
    buffer_add_text(out, "\",\"args\":");
    if (e->kind == EVENT_MESSAGE)
        write_message(o, e);
    else
        write_other(o, e);
    buffer_add_text(out, "}\n");
}
