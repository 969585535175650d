#include "format.h"

#include <string.h>

#include "arena.h"
#include "utf8.h"

#define WIDTH_MAX 999

struct format {
    const char *start, *end, *cursor;
    /* Where each part stands; NULL when it is not there. */
    const char *align, *sign, *z, *alternate, *zero, *width, *grouping, *precision, *type;
    unsigned type_size; /* bytes of the type's character: it may be a wrong one */
    unsigned wide;      /* the greater one of width and precision */
};

enum format_kind format_kind_of(const struct type *type)
{
    switch (type->basic) {
    case BASIC_BOOL: return FORMAT_BOOL;
    case BASIC_CHAR: return FORMAT_CHAR;
    case BASIC_F32:
    case BASIC_F64: return FORMAT_FLOAT;
    case BASIC_STR: return FORMAT_STRING;
    case BASIC_BYTES: return FORMAT_BYTES;
    case BASIC_NAMED: return type->named->kind == NAMED_STRUCT ? FORMAT_WHOLE : FORMAT_NAMED;
    default: return FORMAT_INTEGER;
    }
}

static bool is_one_of(const char *c, const char *end, const char *set)
{
    return c < end && *c && strchr(set, *c);
}

/* Takes the character at the cursor if it is one of `set`. */
static const char *take(struct format *format, const char *set)
{
    return is_one_of(format->cursor, format->end, set) ? format->cursor++ : NULL;
}

static const char *take_digits(struct format *format)
{
    const char *digits = format->cursor;
    unsigned value = 0;
    for (; is_one_of(format->cursor, format->end, "0123456789"); format->cursor++)
        if (value <= WIDTH_MAX)
            value = value * 10 + (unsigned)(*format->cursor - '0');
    if (value > format->wide)
        format->wide = value;
    return format->cursor > digits ? digits : NULL;
}

static void take_alignment(struct format *format)
{
    uint32_t fill;
    size_t left = (size_t)(format->end - format->cursor);
    size_t size = left ? utf8_decode(format->cursor, left, &fill) : 0;
    if (size > 0 && is_one_of(format->cursor + size, format->end, "<>=^"))
        format->cursor += size;
    format->align = take(format, "<>=^");
}

/* Cuts the format into its parts. Returns NULL, or what is wrong at the cursor. */
static const char *take_parts(struct format *format)
{
    take_alignment(format);
    format->sign = take(format, "+- ");
    format->z = take(format, "z");
    format->alternate = take(format, "#");
    format->zero = take(format, "0");
    format->width = take_digits(format);
    format->grouping = take(format, ",_");
    if (take(format, ".")) {
        format->precision = take_digits(format);
        if (!format->precision)
            return "a precision is missing behind '.'";
    }
    if (format->cursor < format->end) {
        uint32_t character;
        format->type = format->cursor;
        format->type_size = (unsigned)utf8_decode(format->cursor, (size_t)(format->end - format->cursor), &character);
        format->cursor += format->type_size;
    }
    return format->cursor < format->end ? "this is no part of a format; one is written like 6.1f or #06x" : NULL;
}

/* The types that each kind takes, and what the kind is called. */
static const struct {
    const char *types, *name, *list;
} kinds[] = {
    [FORMAT_INTEGER] = {"bcdoxXneEfFgG%", "an integer", "b c d o x X n e E f F g G %"},
    [FORMAT_FLOAT] = {"eEfFgGn%", "a float", "e E f F g G n %"},
    [FORMAT_BOOL] = {"ds", "a bool", "d s"},
    [FORMAT_CHAR] = {"csbdoxX", "a char", "c s b d o x X"},
    [FORMAT_STRING] = {"s", "a str", "s"},
    [FORMAT_BYTES] = {"xX", "bytes", "x X"},
    [FORMAT_NAMED] = {"sbdoxXn", "an enum or flags", "s b d o x X n"},
    [FORMAT_WHOLE] = {"", "a struct", ""},
};

/* Whether the value is shown as text, as an integer or as a float. */
enum shown_as { AS_TEXT, AS_CHARACTER, AS_INTEGER, AS_FLOAT };

static enum shown_as shown_as(const struct format *format, enum format_kind kind)
{
    const char *float_types = "eEfFgG%";
    if (format->type && *format->type == 'c')
        return kind == FORMAT_CHAR ? AS_TEXT : AS_CHARACTER;
    if (kind == FORMAT_STRING || kind == FORMAT_BYTES)
        return AS_TEXT;
    if (!format->type && (kind == FORMAT_BOOL || kind == FORMAT_CHAR || kind == FORMAT_NAMED))
        return AS_TEXT;
    if (format->type && *format->type == 's')
        return AS_TEXT;
    if (kind == FORMAT_FLOAT || (format->type && strchr(float_types, *format->type)))
        return AS_FLOAT;
    return AS_INTEGER;
}

static const char *check_type(const struct format *format, enum format_kind kind, const char **wrong)
{
    if (!format->type)
        return NULL;
    *wrong = format->type;
    int size = (int)format->type_size;
    if (size == 1 && strchr(kinds[kind].types, *format->type))
        return NULL;
    return arena_printf("format '%.*s' does not fit %s; it takes one of %s", size, format->type, kinds[kind].name,
                        kinds[kind].list);
}

static const char *check_text(const struct format *format, enum format_kind kind, const char **wrong)
{
    if ((*wrong = format->sign))
        return "a sign does not fit a text";
    if ((*wrong = format->z))
        return "'z' does not fit a text";
    if ((*wrong = format->alternate))
        return "'#' does not fit a text";
    if ((*wrong = format->grouping))
        return "grouping does not fit a text";
    if (format->align && *format->align == '=' && (*wrong = format->align))
        return "'=' does not fit a text; use '<', '^' or '>'";
    if (kind == FORMAT_BYTES && (*wrong = format->precision))
        return "a precision does not fit bytes";
    return NULL;
}

static const char *check_grouping(const struct format *format, const char **wrong)
{
    *wrong = format->grouping;
    if (!format->grouping || !format->type)
        return NULL;
    const char *refused = *format->grouping == ',' ? "bcoxXn" : "cn";
    if (!strchr(refused, *format->type))
        return NULL;
    return arena_printf("'%c' does not go with '%c'", *format->grouping, *format->type);
}

static const char *check_integer(const struct format *format, const char **wrong)
{
    if ((*wrong = format->precision))
        return "a precision does not fit an integer";
    if ((*wrong = format->z))
        return "'z' does not fit an integer";
    return NULL;
}

static const char *check_character(const struct format *format, const char **wrong)
{
    if ((*wrong = format->sign))
        return "a sign does not go with 'c'";
    if ((*wrong = format->alternate))
        return "'#' does not go with 'c'";
    return check_integer(format, wrong);
}

/* Returns NULL, or what is wrong; then `*wrong` is the part. */
static const char *check_parts(const struct format *format, enum format_kind kind, const char **wrong)
{
    const char *error = check_type(format, kind, wrong);
    if (error)
        return error;
    if (format->wide > WIDTH_MAX && (*wrong = format->width ? format->width : format->precision))
        return "a width or a precision can be 999 at most";
    enum shown_as as = shown_as(format, kind);
    if (as == AS_TEXT)
        return check_text(format, kind, wrong);
    if (as == AS_CHARACTER)
        error = check_character(format, wrong);
    if (as == AS_INTEGER)
        error = check_integer(format, wrong);
    return error ? error : check_grouping(format, wrong);
}

const char *format_check(const char *text, size_t size, enum format_kind kind, size_t *at, size_t *length)
{
    struct format format = {.start = text, .end = text + size, .cursor = text};
    const char *wrong = text;
    *at = 0;
    *length = size;
    if (kind == FORMAT_WHOLE && size > 0)
        return "a struct takes no format; show its fields, like {name.field:x}";
    const char *error = take_parts(&format);
    if (error) {
        *at = (size_t)(format.cursor - text);
        *length = 1;
    } else {
        error = check_parts(&format, kind, &wrong);
        *at = (size_t)(wrong - text);
        *length = wrong == format.type ? format.type_size : 1;
    }
    return error;
}
