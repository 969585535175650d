#include "render.h"

#include <stdio.h>
#include <string.h>

const struct constant *enum_constant(const struct type *type, uint64_t value)
{
    size_t low = 0, high = type->constant_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (type->constants[middle].value < value)
            low = middle + 1;
        else
            high = middle;
    }
    return low < type->constant_count && type->constants[low].value == value ? &type->constants[low] : NULL;
}

const char *flag_name(const struct type *type, unsigned bit)
{
    const struct constant *constant = enum_constant(type, bit);
    return constant ? constant->name : NULL;
}

static void add_hex_prefix(struct buffer *word, uint64_t number, unsigned digits)
{
    buffer_add_text(word, "0x");
    buffer_add_hex(word, number, digits);
}

static void add_flags(struct buffer *word, const struct type *type, uint64_t value)
{
    const char *separator = "";
    uint64_t nameless = value;
    for (unsigned bit = 0; bit < 64; bit++) {
        const char *name = value >> bit & 1 ? flag_name(type, bit) : NULL;
        if (!name)
            continue;
        buffer_add_text(word, separator);
        buffer_add_text(word, name);
        separator = "|";
        nameless &= ~(UINT64_C(1) << bit);
    }
    if (value == 0)
        buffer_add_char(word, '0');
    if (nameless == 0)
        return;
    unsigned digits = 1;
    while (digits < 16 && nameless >> 4 * digits)
        digits++;
    buffer_add_text(word, separator);
    add_hex_prefix(word, nameless, digits);
}

/* What a number prints as when its format asks for no number. */
static void add_word(struct buffer *word, const struct field *f, uint64_t number)
{
    const struct constant *constant;
    char c = (char)number;
    switch (f->basic) {
    case BASIC_BOOL:
        buffer_add_text(word, number ? "true" : "false");
        break;
    case BASIC_CHAR:
        buffer_add(word, &c, 1);
        break;
    case BASIC_ENUM:
        constant = enum_constant(f->type, number);
        if (constant)
            buffer_add_text(word, constant->name);
        else
            buffer_add_unsigned(word, number);
        break;
    case BASIC_FLAGS:
        add_flags(word, f->type, number);
        break;
    default: /* ptr */
        add_hex_prefix(word, number, number >> 32 ? 16 : 8);
        break;
    }
}

static void render_word(struct buffer *out, const struct format *format, const struct field *f, uint64_t number)
{
    if (format->plain && f->basic != BASIC_CHAR) {
        add_word(out, f, number); /* names need no cleaning */
        return;
    }
    struct buffer word = { 0 };
    add_word(&word, f, number);
    format_text(out, format, word.data, word.size);
    buffer_free(&word);
}

/* A char is a byte of text, also where its format says so. */
static void render_char(struct buffer *out, const struct format *format, uint64_t number)
{
    struct format as_text = *format;
    char c = (char)number;
    as_text.type = 's';
    format_text(out, &as_text, &c, 1);
}

static void render_number(struct buffer *out, const struct format *format, const struct field *f,
                          const struct value *v)
{
    uint64_t number = v->as.number;
    bool negative;
    switch (f->basic) {
    case BASIC_F32: case BASIC_F64:
        format_float(out, format, v->as.real, f->basic == BASIC_F32);
        break;
    case BASIC_BOOL: case BASIC_CHAR: case BASIC_ENUM: case BASIC_FLAGS: case BASIC_PTR:
        if (f->basic == BASIC_CHAR && format->type == 'c')
            render_char(out, format, number);
        else if (format_wants_number(format))
            format_integer(out, format, false, number);
        else
            render_word(out, format, f, number);
        break;
    default:
        negative = f->basic >= BASIC_I8 && f->basic <= BASIC_I64 && number >> 63;
        format_integer(out, format, negative, negative ? 0 - number : number);
        break;
    }
}

/* bytes are a text of hex digits, with 'X' in capitals. */
static void render_bytes(struct buffer *out, const struct format *format, const struct value *v)
{
    if (format->plain) {
        buffer_add_hex_bytes(out, v->as.bytes, v->length);
        return;
    }
    const char *alphabet = format->type == 'X' ? "0123456789ABCDEF" : "0123456789abcdef";
    struct buffer hex = { 0 };
    for (uint32_t i = 0; i < v->length; i++) {
        buffer_add_char(&hex, alphabet[v->as.bytes[i] >> 4]);
        buffer_add_char(&hex, alphabet[v->as.bytes[i] & 15]);
    }
    format_text(out, format, hex.data, hex.size);
    buffer_free(&hex);
}

static void render_run(struct buffer *out, const struct format *format, const struct field *f, const struct value *v)
{
    if (f->basic == BASIC_STR)
        format_text(out, format, (const char *)v->as.bytes, v->length);
    else
        render_bytes(out, format, v);
}

static const struct value *render_field(struct buffer *out, const struct format *format, const struct field *f,
                                        const struct value *v);

static const struct value *render_struct(struct buffer *out, const struct format *format, const struct type *type,
                                         const struct value *v)
{
    buffer_add_char(out, '{');
    for (size_t i = 0; i < type->field_count; i++) {
        if (i > 0)
            buffer_add_text(out, ", ");
        buffer_add_text(out, type->fields[i].name);
        buffer_add_text(out, ": ");
        v = render_field(out, format, &type->fields[i], v);
    }
    buffer_add_char(out, '}');
    return v;
}

static const struct value *render_element(struct buffer *out, const struct format *format, const struct field *f,
                                          const struct value *v)
{
    if (f->wire == WIRE_STRUCT)
        return render_struct(out, format, f->type, v);
    render_number(out, format, f, v);
    return v + 1;
}

/* Renders a field whose values start at v; returns the value behind them. */
static const struct value *render_field(struct buffer *out, const struct format *format, const struct field *f,
                                        const struct value *v)
{
    if (f->wire != WIRE_RUN && f->shape == SHAPE_ONE)
        return render_element(out, format, f, v);
    const struct value *length = v;
    if (f->wire == WIRE_RUN || f->shape == SHAPE_UP_TO)
        v++;
    if (v != length && length->null) {
        buffer_add_text(out, "null");
        return v;
    }
    if (f->wire == WIRE_RUN) {
        render_run(out, format, f, length);
    } else {
        uint32_t count = f->shape == SHAPE_UP_TO ? length->length : f->count;
        buffer_add_char(out, '[');
        for (uint32_t i = 0; i < count; i++) {
            if (i > 0)
                buffer_add_text(out, ", ");
            v = render_element(out, format, f, v);
        }
        buffer_add_char(out, ']');
    }
    if (f->shape == SHAPE_UP_TO && length->cut)
        buffer_add_text(out, CUT_MARK);
    return v;
}

static void render_piece(struct buffer *out, const struct record *r, const struct piece *piece)
{
    if (piece->decimal) {
        render_integer(out, piece->field, &r->values[r->starts[piece->argument]]);
        return;
    }
    if (record_is_null(r, piece->argument)) {
        buffer_add_text(out, "null");
        return;
    }
    const struct value *v = r->values + r->starts[piece->argument];
    const struct field *f = &r->message->arguments[piece->argument];
    for (unsigned i = 0; i < piece->path_length; i++) {
        for (uint32_t before = 0; before < piece->path[i]; before++)
            v = value_after(&f->type->fields[before], v);
        f = &f->type->fields[piece->path[i]];
    }
    render_field(out, &piece->format, f, v);
}

void render_message(struct buffer *out, const struct record *r)
{
    const struct piece *end = r->message->pieces + r->message->piece_count;
    for (const struct piece *piece = r->message->pieces; piece < end && !out->full; piece++) {
        buffer_add_padded(out, piece->literal, piece->literal_size);
        if (!piece->has_value)
            break; /* the last */
        render_piece(out, r, piece);
    }
}
