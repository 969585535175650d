/* Values as JSON. Names in a table are C names (table_read.c) and need no escaping. */
#include "json_value.h"

#include <math.h>
#include <string.h>

#include "render.h"
#include "utf8.h"

static void add_character(struct buffer *out, uint32_t code, const char *bytes, unsigned length)
{
    static const char short_forms[] = "\"\\\b\f\n\r\t";
    if (code != '"' && code != '\\' && !utf8_is_control(code)) {
        buffer_add(out, bytes, length);
        return;
    }
    const char *form = code < 0x80 && code ? strchr(short_forms, (int)code) : NULL;
    buffer_add_char(out, '\\');
    if (form) {
        buffer_add_char(out, "\"\\bfnrt"[form - short_forms]);
    } else {
        buffer_add_char(out, 'u');
        buffer_add_hex(out, code, 4);
    }
}

void json_escape(struct buffer *out, const char *text, size_t size)
{
    utf8_add(out, text, size, "\\\\x", add_character);
}

void json_string(struct buffer *out, const char *text, size_t size)
{
    buffer_add_char(out, '"');
    json_escape(out, text, size);
    buffer_add_char(out, '"');
}

void json_text(struct buffer *out, const char *text)
{
    if (text)
        json_string(out, text, strlen(text));
    else
        buffer_add_text(out, "null");
}

void json_name(struct buffer *out, const char *name)
{
    if (!name) {
        buffer_add_text(out, "null");
        return;
    }
    buffer_add_char(out, '"');
    buffer_add_text(out, name);
    buffer_add_char(out, '"');
}

void json_key(struct buffer *out, const char *name)
{
    buffer_add_char(out, '"');
    buffer_add_text(out, name);
    buffer_add_text(out, "\":");
}

void json_number(struct buffer *out, const char *name, uint64_t number)
{
    buffer_add_char(out, ',');
    json_key(out, name);
    buffer_add_unsigned(out, number);
}

/* The key of an argument or a field. The first has no comma before it. */
static inline void add_key(struct buffer *out, const struct field *f, bool first)
{
    buffer_add_padded(out, f->key.data + first, f->key.size - first);
}

static void add_float(struct buffer *out, const struct value *v, bool single)
{
    char text[FLOAT_TEXT_MAX];
    size_t length = float_repr(v->as.real, single, text);
    bool finite = isfinite(v->as.real);
    if (!finite)
        buffer_add_char(out, '"');
    buffer_add(out, text, length);
    if (!finite)
        buffer_add_char(out, '"');
}

static void add_enum(struct buffer *out, const struct type *type, uint64_t number)
{
    const struct constant *constant = enum_constant(type, number);
    buffer_add_text(out, "{\"value\":");
    buffer_add_unsigned(out, number);
    buffer_add_text(out, ",\"name\":");
    json_name(out, constant ? constant->name : NULL);
    buffer_add_char(out, '}');
}

static void add_flags(struct buffer *out, const struct type *type, uint64_t number)
{
    const char *separator = "";
    buffer_add_text(out, "{\"value\":");
    buffer_add_unsigned(out, number);
    buffer_add_text(out, ",\"names\":[");
    for (unsigned bit = 0; bit < 64; bit++) {
        const char *name = number >> bit & 1 ? flag_name(type, bit) : NULL;
        if (!name)
            continue;
        buffer_add_text(out, separator);
        json_name(out, name);
        separator = ",";
    }
    buffer_add_text(out, "]}");
}

static void add_number(struct buffer *out, const struct field *f, const struct value *v)
{
    uint64_t number = v->as.number;
    char c = (char)number;
    switch (f->basic) {
    case BASIC_BOOL: buffer_add_text(out, number ? "true" : "false"); break;
    case BASIC_CHAR: json_string(out, &c, 1); break;
    case BASIC_F32: case BASIC_F64: add_float(out, v, f->basic == BASIC_F32); break;
    case BASIC_ENUM: add_enum(out, f->type, number); break;
    case BASIC_FLAGS: add_flags(out, f->type, number); break;
    case BASIC_PTR: buffer_add_unsigned(out, number); break;
    default: render_integer(out, f, v); break;
    }
}

static const struct value *add_field(struct buffer *out, const struct field *f, const struct value *v);

static const struct value *add_element(struct buffer *out, const struct field *f, const struct value *v)
{
    if (f->wire != WIRE_STRUCT) {
        add_number(out, f, v);
        return v + 1;
    }
    buffer_add_char(out, '{');
    for (size_t i = 0; i < f->type->field_count; i++) {
        add_key(out, &f->type->fields[i], i == 0);
        v = add_field(out, &f->type->fields[i], v);
    }
    buffer_add_char(out, '}');
    return v;
}

static void add_run(struct buffer *out, const struct field *f, const struct value *v)
{
    if (f->basic == BASIC_STR) {
        json_string(out, (const char *)v->as.bytes, v->length);
        return;
    }
    buffer_add_char(out, '"');
    buffer_add_hex_bytes(out, v->as.bytes, v->length);
    buffer_add_char(out, '"');
}

/* Adds a field whose values start at v; returns the value behind them. */
static const struct value *add_field(struct buffer *out, const struct field *f, const struct value *v)
{
    if (f->wire != WIRE_RUN && f->shape == SHAPE_ONE)
        return add_element(out, f, v);
    bool has_length = f->wire == WIRE_RUN || f->shape == SHAPE_UP_TO;
    const struct value *length = v;
    v += has_length;
    if (has_length && length->null) {
        buffer_add_text(out, "null");
    } else if (f->wire == WIRE_RUN) {
        add_run(out, f, length);
    } else {
        uint32_t count = f->shape == SHAPE_UP_TO ? length->length : f->count;
        buffer_add_char(out, '[');
        for (uint32_t i = 0; i < count; i++) {
            if (i > 0)
                buffer_add_char(out, ',');
            v = add_element(out, f, v);
        }
        buffer_add_char(out, ']');
    }
    return v;
}

void json_arguments(struct buffer *out, const struct record *r, bool only_flow)
{
    bool first = true;
    buffer_add_char(out, '{');
    for (size_t i = 0; i < r->message->argument_count; i++) {
        const struct field *f = &r->message->arguments[i];
        if (only_flow && !f->flow)
            continue;
        add_key(out, f, first);
        if (f->integer)
            render_integer(out, f, &r->values[r->starts[i]]);
        else if (record_is_null(r, i))
            buffer_add_text(out, "null");
        else
            add_field(out, f, r->values + r->starts[i]);
        first = false;
    }
    buffer_add_char(out, '}');
}
