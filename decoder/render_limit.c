/* What can be told of a message's text before any record of it is seen. */
#include "render.h"
#include "utf8.h"

#define UNLIMITED (BUFFER_ROOM + 1)

/* More than any float takes beside its padding: 1e308 in full, grouped, with FORMAT_NUMBER_MAX digits behind the point. */
#define FLOAT_FORMATTED_MAX (2 * FORMAT_NUMBER_MAX)

/* 64 binary digits, grouped, with sign and prefix. */
#define INTEGER_FORMATTED_MAX 128

#define ESCAPED 4 /* a byte that is no UTF-8: \xNN */

static size_t number_limit(const struct format *format, const struct field *f)
{
    switch (f->basic) {
    case BASIC_F32: case BASIC_F64: return format->plain ? FLOAT_TEXT_MAX : FLOAT_FORMATTED_MAX;
    case BASIC_FLAGS: return FLOAT_FORMATTED_MAX + 8 * f->width * (TABLE_NAME_MAX + 1);
    case BASIC_BOOL: case BASIC_CHAR: case BASIC_ENUM: case BASIC_PTR: return FLOAT_FORMATTED_MAX;
    default: break;
    }
    if (format->plain)
        return 1 + DECIMAL_MAX;
    return format->type == 0 || strchr("bcdoxXn", format->type) ? INTEGER_FORMATTED_MAX : FLOAT_FORMATTED_MAX;
}

static size_t value_limit(const struct format *format, const struct field *f)
{
    size_t padding = sizeof format->fill * (size_t)format->width;
    if (f->wire == WIRE_RUN)
        return padding + ESCAPED * f->count + sizeof CUT_MARK;
    return f->wire == WIRE_STRUCT || f->shape != SHAPE_ONE ? UNLIMITED : padding + number_limit(format, f);
}

size_t render_limit(const struct message *m)
{
    size_t limit = 0;
    for (size_t i = 0; i < m->piece_count; i++) {
        const struct piece *piece = &m->pieces[i];
        limit += piece->literal_size + (piece->has_value ? sizeof "null" + value_limit(&piece->format, piece->field) : 0);
        if (limit > BUFFER_ROOM)
            return 0;
    }
    return limit;
}

bool render_is_clean(const struct message *m)
{
    for (size_t i = 0; i < m->piece_count; i++) {
        const struct piece *piece = &m->pieces[i];
        const struct format *format = &piece->format;
        if (!utf8_is_clean(piece->literal, piece->literal_size))
            return false;
        if (piece->has_value && (!utf8_is_clean(format->fill, strlen(format->fill)) || format->type == 'c' || piece->field->basic == BASIC_STR ||
                                 piece->field->basic == BASIC_CHAR || piece->field->basic == BASIC_STRUCT))
            return false;
    }
    return true;
}
