/* Events as JSON, one object a line. Names in a table are C names (table_read.c) and need no escaping. */
#include <math.h>
#include <string.h>

#include "crash.h"
#include "heads.h"
#include "output.h"
#include "place.h"
#include "render.h"
#include "source_line.h"
#include "utf8.h"

static void write_escape(struct output *o, uint32_t code)
{
    static const char short_forms[] = "\"\\\b\f\n\r\t";
    const char *form = code < 0x80 && code ? strchr(short_forms, (int)code) : NULL;
    output_char(o, '\\');
    if (form) {
        output_char(o, "\"\\bfnrt"[form - short_forms]);
    } else {
        output_char(o, 'u');
        output_hex(o, code, 4);
    }
}

/* What a terminal would take as a command is escaped too. Invalid UTF-8 becomes the text \xNN.
   `end` stands behind it. */
static void write_string(struct output *o, const char *text, size_t size, const char *end)
{
    output_char(o, '"');
    for (size_t at = 0; at < size;) {
        size_t plain = utf8_plain(text + at, size - at);
        output_bytes(o, text + at, plain);
        at += plain;
        if (at == size)
            break;
        uint32_t code;
        unsigned length = utf8_decode((const uint8_t *)text + at, size - at, &code);
        if (!length) {
            output_text(o, "\\\\x");
            output_hex(o, (uint8_t)text[at], 2);
        } else if (code == '"' || code == '\\' || utf8_is_control(code)) {
            write_escape(o, code);
        } else {
            output_bytes(o, text + at, length);
        }
        at += length ? length : 1;
    }
    output_text(o, end);
    output_char(o, '"');
}

static void write_name(struct output *o, const char *name)
{
    if (!name) {
        output_text(o, "null");
        return;
    }
    output_char(o, '"');
    output_text(o, name);
    output_char(o, '"');
}

static void write_key(struct output *o, const char *name)
{
    output_char(o, '"');
    output_text(o, name);
    output_text(o, "\":");
}

/* The key of an argument or a field; kernel.c's have none prepared. */
static void write_key_of(struct output *o, const struct field *f)
{
    if (f->key.data)
        output_bytes(o, f->key.data, f->key.size);
    else
        write_key(o, f->name);
}

static void write_float(struct output *o, const struct value *v, bool single)
{
    char text[FLOAT_TEXT_MAX];
    size_t length = float_repr(v->as.real, single, text);
    bool finite = isfinite(v->as.real);
    if (!finite)
        output_char(o, '"');
    output_bytes(o, text, length);
    if (!finite)
        output_char(o, '"');
}

static void write_enum(struct output *o, const struct type *type, uint64_t number)
{
    const struct constant *constant = enum_constant(type, number);
    output_text(o, "{\"value\":");
    output_unsigned(o, number);
    output_text(o, ",\"name\":");
    write_name(o, constant ? constant->name : NULL);
    output_char(o, '}');
}

static void write_flags(struct output *o, const struct type *type, uint64_t number)
{
    const char *separator = "";
    output_text(o, "{\"value\":");
    output_unsigned(o, number);
    output_text(o, ",\"names\":[");
    for (unsigned bit = 0; bit < 64; bit++) {
        const char *name = number >> bit & 1 ? flag_name(type, bit) : NULL;
        if (!name)
            continue;
        output_text(o, separator);
        write_name(o, name);
        separator = ",";
    }
    output_text(o, "]}");
}

static void write_number(struct output *o, const struct field *f, const struct value *v)
{
    uint64_t number = v->as.number;
    char c = (char)number;
    switch (f->basic) {
    case BASIC_BOOL: output_text(o, number ? "true" : "false"); break;
    case BASIC_CHAR: write_string(o, &c, 1, ""); break;
    case BASIC_F32: case BASIC_F64: write_float(o, v, f->basic == BASIC_F32); break;
    case BASIC_ENUM: write_enum(o, f->type, number); break;
    case BASIC_FLAGS: write_flags(o, f->type, number); break;
    case BASIC_I8: case BASIC_I16: case BASIC_I32: case BASIC_I64:
        if (number >> 63)
            output_char(o, '-');
        output_unsigned(o, number >> 63 ? 0 - number : number);
        break;
    default: output_unsigned(o, number); break;
    }
}

static const struct value *write_field(struct output *o, const struct field *f, const struct value *v);

static const struct value *write_element(struct output *o, const struct field *f, const struct value *v)
{
    if (f->wire != WIRE_STRUCT) {
        write_number(o, f, v);
        return v + 1;
    }
    output_char(o, '{');
    for (size_t i = 0; i < f->type->field_count; i++) {
        if (i > 0)
            output_char(o, ',');
        write_key_of(o, &f->type->fields[i]);
        v = write_field(o, &f->type->fields[i], v);
    }
    output_char(o, '}');
    return v;
}

static void write_run(struct output *o, const struct field *f, const struct value *v)
{
    if (f->basic == BASIC_STR) {
        write_string(o, (const char *)v->as.bytes, v->length, "");
        return;
    }
    output_char(o, '"');
    output_hex_bytes(o, v->as.bytes, v->length);
    output_char(o, '"');
}

/* Writes a field whose values start at v; returns the value behind them. */
static const struct value *write_field(struct output *o, const struct field *f, const struct value *v)
{
    if (f->wire != WIRE_RUN && f->shape == SHAPE_ONE)
        return write_element(o, f, v);
    bool has_length = f->wire == WIRE_RUN || f->shape == SHAPE_UP_TO;
    const struct value *length = v;
    v += has_length;
    if (has_length && length->null) {
        output_text(o, "null");
    } else if (f->wire == WIRE_RUN) {
        write_run(o, f, length);
    } else {
        uint32_t count = f->shape == SHAPE_UP_TO ? length->length : f->count;
        output_char(o, '[');
        for (uint32_t i = 0; i < count; i++) {
            if (i > 0)
                output_char(o, ',');
            v = write_element(o, f, v);
        }
        output_char(o, ']');
    }
    return v;
}

/* Writes the arguments; only those marked flow when only_flow is set. */
static void write_arguments(struct output *o, const struct record *r, bool only_flow)
{
    const char *separator = "";
    output_char(o, '{');
    for (size_t i = 0; i < r->message->argument_count; i++) {
        const struct field *f = &r->message->arguments[i];
        if (only_flow && !f->flow)
            continue;
        output_text(o, separator);
        write_key_of(o, f);
        if (record_is_null(r, i))
            output_text(o, "null");
        else
            write_field(o, f, r->values + r->starts[i]);
        separator = ",";
    }
    output_char(o, '}');
}

/* Names the arguments that were cut, or in which something was. */
static void write_cut(struct output *o, const struct record *r)
{
    const char *separator = "";
    output_text(o, ",\"cut\":[");
    for (size_t i = 0; i < r->message->argument_count; i++) {
        bool cut = false;
        for (uint32_t v = r->starts[i]; v < r->starts[i + 1]; v++)
            cut |= r->values[v].cut;
        if (!cut)
            continue;
        output_text(o, separator);
        write_name(o, r->message->arguments[i].name);
        separator = ",";
    }
    output_char(o, ']');
}

static void write_number_of(struct output *o, const char *name, uint64_t number)
{
    output_char(o, ',');
    write_key(o, name);
    output_unsigned(o, number);
}

static void write_line(struct output *o, const struct source_line *line)
{
    output_text(o, ",\"function\":");
    if (line->function)
        write_string(o, line->function, strlen(line->function), "");
    else
        write_name(o, NULL);
    output_text(o, ",\"file\":");
    if (line->file)
        write_string(o, line->file, strlen(line->file), "");
    else
        write_name(o, NULL);
    output_text(o, ",\"line\":");
    if (line->line > 0)
        output_unsigned(o, (uint64_t)line->line);
    else
        write_name(o, NULL);
}

/* One object for each function: those that were inlined there come before the one that has the frame. */
static void write_frame(struct output *o, const struct firmware *f, const struct frame *frame)
{
    struct source_line lines[SOURCE_LINES_MAX] = { { .function = NULL } };
    size_t count = f ? source_lines(f, frame->inside, lines) : 1;
    for (size_t i = 0; i < count; i++) {
        output_text(o, i == 0 ? "{\"address\":" : ",{\"address\":");
        output_unsigned(o, frame->address);
        write_line(o, &lines[i]);
        output_text(o, lines[i].inlined ? ",\"inlined\":true,\"verified\":" : ",\"inlined\":false,\"verified\":");
        output_text(o, frame->verified ? "true}" : "false}");
    }
}

/* Where the message was called. */
static void write_place(struct output *o, const struct table *t, const struct record *r)
{
    struct frame frame;
    const struct firmware *f = place_of_call(o->firmwares, t, r, &frame);
    write_number_of(o, "place", r->place);
    output_text(o, ",\"called\":[");
    if (f)
        write_frame(o, f, &frame);
    output_char(o, ']');
}

static void write_message_rest(struct output *o, const struct table *t, const struct record *r)
{
    write_arguments(o, r, false);
    if (r->any_cut)
        write_cut(o, r);
    if (r->message->kind == MESSAGE_BEGIN || r->message->kind == MESSAGE_END)
        output_text(o, r->message->kind == MESSAGE_BEGIN ? ",\"phase\":\"begin\"" : ",\"phase\":\"end\"");
    if (r->message->has_flow) {
        output_text(o, ",\"flow\":");
        write_arguments(o, r, true);
    }
    if (r->message->place)
        write_place(o, t, r);
}

static void write_lost(struct output *o, const struct event *e)
{
    output_char(o, '{');
    if (e->lost_bytes_known) {
        output_text(o, "\"bytes\":");
        output_unsigned(o, e->lost_bytes);
    }
    if (e->lost_records_known) {
        output_text(o, e->lost_bytes_known ? ",\"records\":" : "\"records\":");
        output_unsigned(o, e->lost_records);
    }
    if (e->ring && e->ring->keep)
        output_text(o, ",\"keep\":true");
    output_char(o, '}');
}

static void write_frames(struct output *o, const struct record *r)
{
    bool verified = o->chain.count > 0;
    output_text(o, ",\"frames\":[");
    for (size_t i = 0; i < o->chain.count; i++) {
        if (i > 0)
            output_char(o, ',');
        write_frame(o, o->chain.firmware, &o->chain.frames[i]);
        verified &= o->chain.frames[i].verified;
    }
    output_text(o, verified ? "],\"verified\":true,\"cut\":" : "],\"verified\":false,\"cut\":");
    output_text(o, r->crash.cut && !o->chain.whole ? "true" : "false");
}

/* What plog_panic() was told, and where. */
static void write_told(struct output *o, const struct record *r)
{
    const struct chain *chain = &o->chain;
    write_number_of(o, "text", r->crash.text);
    output_text(o, ",\"said\":");
    if (chain->text)
        write_string(o, chain->text, chain->text_size, chain->text_size == FIRMWARE_TEXT_MAX ? CUT_MARK : "");
    else
        write_name(o, NULL);
    write_number_of(o, "place", r->crash.place);
    output_text(o, ",\"called\":[");
    if (chain->firmware)
        write_frame(o, chain->firmware, &chain->call);
    output_char(o, ']');
}

static void write_crash(struct output *o, const struct record *r)
{
    struct buffer cause = { 0 };
    crash_cause(&cause, r);
    output_text(o, "{\"origin\":");
    write_name(o, crash_origin(r));
    output_text(o, ",\"cause\":");
    if (cause.size > 0)
        write_string(o, cause.data, cause.size, "");
    else
        write_name(o, NULL);
    buffer_free(&cause);
    output_text(o, ",\"registers\":{");
    for (size_t i = 0; i < r->crash.count; i++) {
        if (i > 0)
            output_char(o, ',');
        write_key(o, crash_register_name(r, i));
        output_unsigned(o, crash_register_at(r, i));
    }
    output_char(o, '}');
    if (crash_is_told(r))
        write_told(o, r);
    write_number_of(o, "sp", r->crash.sp);
    write_number_of(o, "room", r->crash.room);
    write_frames(o, r);
    output_char(o, '}');
}

static void write_rest(struct output *o, const struct event *e)
{
    switch (e->kind) {
    case EVENT_MESSAGE:
        write_message_rest(o, e->table, e->record);
        break;
    case EVENT_BOOT:
        output_text(o, "{\"cause\":");
        write_name(o, cause_name(e->cause));
        output_text(o, ",\"schema\":\"");
        output_hex(o, e->record->schema, 8);
        output_text(o, "\",\"project\":");
        write_name(o, e->table->project);
        output_char(o, '}');
        break;
    case EVENT_RESET:
        output_text(o, "{\"cause\":");
        write_name(o, cause_name(e->record->cause));
        output_char(o, '}');
        break;
    case EVENT_REFUSED:
        output_text(o, "{\"records\":");
        output_unsigned(o, e->record->refused);
        output_char(o, '}');
        break;
    case EVENT_CRASH:
        write_crash(o, e->record);
        break;
    case EVENT_BACKUP:
        output_text(o, "{\"restored\":");
        output_text(o, e->record->backup == 0 ? "true}" : "false}");
        break;
    case EVENT_LOOP:
        output_text(o, "{\"boots\":");
        output_unsigned(o, e->record->row);
        output_char(o, '}');
        break;
    case EVENT_LOST:
        write_lost(o, e);
        break;
    case EVENT_CORRECTED:
        output_text(o, "{\"offset\":");
        output_unsigned(o, e->offset);
        output_text(o, ",\"bytes\":");
        output_unsigned(o, e->size);
        output_char(o, '}');
        break;
    case EVENT_DAMAGE:
        output_text(o, "{\"offset\":");
        output_unsigned(o, e->offset);
        output_text(o, e->blocks ? ",\"blocks\":" : ",\"bytes\":");
        output_unsigned(o, e->blocks ? e->blocks : e->size);
        output_text(o, ",\"reason\":");
        write_string(o, e->reason, strlen(e->reason), "");
        output_char(o, '}');
        break;
    }
}

static void write_time(struct output *o, const struct event *e)
{
    output_text(o, ",\"time\":");
    if (!e->time_known) {
        output_text(o, "null,\"ticks\":null");
        return;
    }
    output_seconds(o, e->table, e->ticks, 9, true);
    output_text(o, ",\"ticks\":");
    output_unsigned(o, e->ticks);
}

static void write_head(struct output *o, const struct event *e)
{
    const struct message *m = e->kind == EVENT_MESSAGE ? e->record->message : NULL;
    if (m && m->json_head.data) {
        output_bytes(o, m->json_head.data, m->json_head.size);
        return;
    }
    struct buffer head = { 0 };
    head_as_json(&head, m ? m->level : NULL, m ? m->module : NULL, m ? m->name : event_name(e));
    output_bytes(o, head.data, head.size);
    buffer_free(&head);
}

void json_event(struct output *o, const struct event *e)
{
    output_char(o, '{');
    if (o->file) {
        write_key(o, "file");
        write_string(o, o->file, strlen(o->file), "");
        output_char(o, ',');
    }
    output_text(o, "\"boot\":");
    if (e->boot_known)
        output_unsigned(o, e->boot);
    else
        output_text(o, "null");
    write_time(o, e);
    if (e->order_unknown)
        output_text(o, ",\"order\":\"unknown\"");
    if (e->ring && e->ring->cores) {
        output_text(o, ",\"core\":");
        output_unsigned(o, e->ring->core);
    }
    write_head(o, e);
    output_render(o, e);
    write_string(o, o->text.data, o->text.size, o->text.full ? CUT_MARK : "");
    output_text(o, ",\"args\":");
    write_rest(o, e);
    output_text(o, "}\n");
}
