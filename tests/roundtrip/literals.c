#include "literals.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static json_object *put_signed(FILE *c, unsigned bits, uint64_t zigzag)
{
    int64_t value = (int64_t)(zigzag >> 1 ^ (0 - (zigzag & 1)));
    if (value == INT64_MIN)
        fputs("INT64_MIN", c);
    else if (value == INT32_MIN && bits == 32)
        fputs("INT32_MIN", c);
    else
        fprintf(c, bits == 64 ? "INT64_C(%" PRId64 ")" : "%" PRId64, value);
    return json_object_new_int64(value);
}

static json_object *put_float_bits(FILE *c, const char *key, double value, const char *suffix, uint64_t bits)
{
    const char *sign = signbit(value) ? "-" : "";
    if (isnan(value))
        fprintf(c, "%s__builtin_nan%s(\"\")", sign, suffix);
    else if (isinf(value))
        fprintf(c, "%s__builtin_inf%s()", sign, suffix);
    else
        fprintf(c, "%.*e%s", *suffix ? 8 : 16, value, suffix);
    json_object *object = json_object_new_object();
    json_object_object_add(object, key, json_object_new_uint64(bits));
    return object;
}

static json_object *put_f32(FILE *c, uint64_t bits)
{
    uint32_t word = (uint32_t)bits;
    float value;
    memcpy(&value, &word, sizeof value);
    return put_float_bits(c, "$f32", (double)value, "f", bits);
}

static json_object *put_f64(FILE *c, uint64_t bits, bool rounded)
{
    double value;
    memcpy(&value, &bits, sizeof value);
    if (rounded)
        value = (double)(float)value;
    memcpy(&bits, &value, sizeof bits);
    return put_float_bits(c, "$f64", value, "", bits);
}

static const struct constant *find_constant(const struct named *type, uint64_t value)
{
    for (size_t i = 0; i < type->constant_count; i++)
        if (type->constants[i].value == value)
            return &type->constants[i];
    return NULL;
}

unsigned literals_int_bits = 32;

/* What a C enum keeps of a value: it is as wide as an int, or as its constants need. */
static uint64_t kept_of(const struct named *type, uint64_t value)
{
    uint64_t all = 0;
    for (size_t i = 0; i < type->constant_count; i++)
        all |= type->constants[i].value;
    return all >> literals_int_bits == 0 ? value & ((UINT64_C(1) << literals_int_bits) - 1) : value;
}

/* A value without a name goes through number(), which the compiler can't see through: it may be beyond the C enum. */
static json_object *put_enum(FILE *c, const struct field *field, uint64_t bits)
{
    const struct named *type = field->type;
    uint64_t value = field->bits <= 32 ? kept_of(type, bits) : bits; /* of 64 bits it is no C enum */
    const struct constant *constant = find_constant(type, value);
    json_object *object = json_object_new_object();
    if (constant)
        fputs(constant->c_name, c);
    else
        fprintf(c, "(%s)number(UINT64_C(%" PRIu64 "))", type->c_name, value);
    json_object_object_add(object, "value", json_object_new_uint64(value));
    json_object_object_add(object, "name", constant ? json_object_new_string(constant->name) : NULL);
    return object;
}

static json_object *put_flags(FILE *c, const struct named *type, uint64_t value)
{
    json_object *object = json_object_new_object(), *names = json_object_new_array();
    const struct constant *only = NULL;
    for (unsigned bit = 0; bit < 64; bit++) {
        const struct constant *constant = value >> bit & 1 ? find_constant(type, bit) : NULL;
        if (constant)
            json_object_array_add(names, json_object_new_string(constant->name));
        if (constant && value == UINT64_C(1) << bit)
            only = constant;
    }
    if (only)
        fputs(only->c_name, c);
    else
        fprintf(c, "(%s)UINT64_C(%" PRIu64 ")", type->c_name, value);
    json_object_object_add(object, "value", json_object_new_uint64(value));
    json_object_object_add(object, "names", names);
    return object;
}

static json_object *put_char(FILE *c, uint64_t value)
{
    unsigned char byte = (unsigned char)value;
    fprintf(c, "(char)%u", byte);
    return shown_text(&byte, 1);
}

json_object *put_literal(FILE *c, const struct field *field, uint64_t bits)
{
    switch (field->kind) {
    case KIND_BOOL:
        fputs(bits ? "true" : "false", c);
        return json_object_new_boolean(bits != 0);
    case KIND_CHAR: return put_char(c, bits);
    case KIND_SIGNED: return put_signed(c, field->bits, bits);
    case KIND_F32: return put_f32(c, bits);
    case KIND_F64: return put_f64(c, bits, field->rounded);
    case KIND_ENUM: return put_enum(c, field, bits);
    case KIND_FLAGS: return put_flags(c, field->type, bits);
    case KIND_PTR:
        fprintf(c, "(const void *)(uintptr_t)UINT64_C(%" PRIu64 ")", bits);
        return json_object_new_uint64(bits);
    default:
        fprintf(c, field->bits == 64 ? "UINT64_C(%" PRIu64 ")" : "%" PRIu64 "u", bits);
        return json_object_new_uint64(bits);
    }
}

/* Bytes of the character in UTF-8 that starts here, or 0: Unicode's table 3-7, row by row. */
static size_t character_size(const unsigned char *b, size_t left)
{
    static const struct {
        unsigned char first, last, second_low, second_high;
        size_t size;
    } rows[] = {
        {0x00, 0x7F, 0, 0, 1},       {0xC2, 0xDF, 0x80, 0xBF, 2}, {0xE0, 0xE0, 0xA0, 0xBF, 3},
        {0xE1, 0xEC, 0x80, 0xBF, 3}, {0xED, 0xED, 0x80, 0x9F, 3}, {0xEE, 0xEF, 0x80, 0xBF, 3},
        {0xF0, 0xF0, 0x90, 0xBF, 4}, {0xF1, 0xF3, 0x80, 0xBF, 4}, {0xF4, 0xF4, 0x80, 0x8F, 4},
    };
    for (size_t r = 0; r < sizeof rows / sizeof *rows; r++) {
        if (b[0] < rows[r].first || b[0] > rows[r].last)
            continue;
        size_t size = rows[r].size;
        if (size > left || (size > 1 && (b[1] < rows[r].second_low || b[1] > rows[r].second_high)))
            return 0;
        for (size_t i = 2; i < size; i++)
            if (b[i] >> 6 != 2)
                return 0;
        return size;
    }
    return 0;
}

json_object *shown_text(const unsigned char *bytes, size_t count)
{
    char *text;
    size_t length;
    FILE *out = open_memstream(&text, &length);
    for (size_t at = 0; at < count;) {
        size_t size = character_size(bytes + at, count - at);
        if (size == 0)
            fprintf(out, "\\x%02x", bytes[at++]);
        fwrite(bytes + at, 1, size, out);
        at += size;
    }
    fclose(out);
    json_object *string = json_object_new_string_len(text, (int)length);
    free(text);
    return string;
}
