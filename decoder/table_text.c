/* Splits a message's text into literals and values: "rms {rms.x:.2f}, {{{clipped}}}". */
#include <stdio.h>
#include <string.h>

#include "table.h"

struct splitter {
    struct table *table;
    struct message *message;
    const char *at, *end;
    char *literal;      /* being filled: braces that were doubled are single here */
    size_t literal_size;
    char *why;
};

static bool refuse(struct splitter *s, const char *reason)
{
    snprintf(s->why, 256, "its text is wrong: %s", reason);
    return false;
}

static const struct field *find_field(const struct field *fields, size_t count, const char *name, size_t size,
                                      uint32_t *index)
{
    for (size_t i = 0; i < count; i++) {
        if (strlen(fields[i].name) == size && memcmp(fields[i].name, name, size) == 0) {
            *index = (uint32_t)i;
            return &fields[i];
        }
    }
    return NULL;
}

/* Follows "name.field.field" up to `stop`. */
static bool read_path(struct splitter *s, const char *stop, struct piece *piece)
{
    const struct field *fields = s->message->arguments;
    size_t count = s->message->argument_count;
    for (bool first = true;; first = false) {
        const char *dot = memchr(s->at, '.', (size_t)(stop - s->at));
        const char *end = dot ? dot : stop;
        uint32_t index;
        piece->field = find_field(fields, count, s->at, (size_t)(end - s->at), &index);
        if (!piece->field)
            return refuse(s, "it names no argument");
        if (first)
            piece->argument = index;
        else
            piece->path[piece->path_length++] = index;
        if (!dot)
            return true;
        if (piece->field->basic != BASIC_STRUCT || piece->field->shape != SHAPE_ONE)
            return refuse(s, "it asks for a field of what is no struct");
        /* The depth of structs is limited, and so is the path. */
        fields = piece->field->type->fields;
        count = piece->field->type->field_count;
        s->at = dot + 1;
    }
}

static enum format_class class_of(const struct field *f)
{
    switch (f->basic) {
    case BASIC_STR: return FORMAT_TEXT;
    case BASIC_BYTES: return FORMAT_BYTES;
    case BASIC_F32: case BASIC_F64: return FORMAT_FLOAT;
    case BASIC_BOOL: case BASIC_CHAR: case BASIC_ENUM: case BASIC_FLAGS: case BASIC_PTR:
        return FORMAT_NAMED;
    default: return FORMAT_INTEGER;
    }
}

/* A format of a struct is applied to each of its fields. */
static bool format_fits_field(const struct format *format, const struct field *f)
{
    if (f->basic != BASIC_STRUCT)
        return format_fits(format, class_of(f));
    for (size_t i = 0; i < f->type->field_count; i++)
        if (!format_fits_field(format, &f->type->fields[i]))
            return false;
    return true;
}

/* Reads a value behind its opening brace. */
static bool read_value(struct splitter *s, struct piece *piece)
{
    const char *close = memchr(s->at, '}', (size_t)(s->end - s->at));
    if (!close)
        return refuse(s, "a brace is open at its end");
    const char *colon = memchr(s->at, ':', (size_t)(close - s->at));
    if (!read_path(s, colon ? colon : close, piece))
        return false;
    const char *format = colon ? colon + 1 : close;
    if (!format_read(format, (size_t)(close - format), &piece->format))
        return refuse(s, "a format is none");
    if (colon && !format_fits_field(&piece->format, piece->field))
        return refuse(s, "a format does not fit its argument");
    piece->has_value = true;
    piece->decimal = piece->format.plain && piece->path_length == 0 && piece->field->integer;
    s->at = close + 1;
    return true;
}

/* Reads literal text up to the next value. */
static bool read_literal(struct splitter *s, bool *value_follows)
{
    *value_follows = false;
    while (s->at < s->end) {
        char c = *s->at++;
        bool doubled = s->at < s->end && *s->at == c;
        if (c == '{' && !doubled) {
            *value_follows = true;
            return true;
        }
        if (c == '}' && !doubled)
            return refuse(s, "a brace is closed that was not open");
        if (c == '{' || c == '}')
            s->at++;
        s->literal[s->literal_size++] = c;
    }
    return true;
}

/* As many opening braces as are not doubled. */
static size_t count_values(const char *text, size_t size)
{
    size_t count = 0;
    for (size_t i = 0; i < size; i++) {
        bool doubled = i + 1 < size && text[i + 1] == text[i];
        count += text[i] == '{' && !doubled;
        i += text[i] == '{' && doubled;
    }
    return count;
}

bool table_read_text(struct table *t, struct message *m, const char *text, size_t size, char why[static 256])
{
    struct splitter s = { .table = t, .message = m, .at = text, .end = text + size, .why = why };
    size_t values = count_values(text, size);
    if (values > TABLE_VALUES_MAX - t->value_count)
        return refuse(&s, "with it the table has too many values in texts");
    t->value_count += values;
    s.literal = table_alloc(t, size + BUFFER_PADDING, 1);
    m->pieces = table_alloc(t, values + 1, sizeof *m->pieces);
    if (!s.literal || !m->pieces)
        return refuse(&s, "out of memory");
    bool value_follows = true;
    while (value_follows) {
        struct piece *piece = &m->pieces[m->piece_count++];
        piece->literal = s.literal;
        s.literal_size = 0;
        if (!read_literal(&s, &value_follows))
            return false;
        piece->literal_size = s.literal_size;
        s.literal += s.literal_size;
        if (value_follows && !read_value(&s, piece))
            return false;
    }
    return true;
}
