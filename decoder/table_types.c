#define _GNU_SOURCE 1 /* tdestroy() */
#include "table_types.h"

#include <search.h>
#include <stdlib.h>
#include <string.h>

/* In the order of enum basic; enum, flags and struct have names of their own. */
static const char *const basic_names[] = {
    "bool", "char", "u8", "u16", "u32", "u64", "i8", "i16", "i32", "i64", "f32", "f64", "ptr", "str", "bytes", NULL
};

static unsigned integer_width(enum basic basic)
{
    static const unsigned widths[] = { [BASIC_U8] = 1, 2, 4, 8, [BASIC_I8] = 1, 2, 4, 8 };
    return widths[basic];
}

static uint64_t largest(unsigned width)
{
    return UINT64_MAX >> (64 - 8 * width);
}

static int compare_constants(const void *left, const void *right)
{
    const struct constant *a = left, *b = right;
    if (a->value != b->value)
        return a->value < b->value ? -1 : 1;
    return a->order < b->order ? -1 : a->order > b->order;
}

static bool read_constants(struct loader *l, json_object *from, struct type *type)
{
    json_object *values = table_get(l, from, "values", json_type_array);
    if (!values)
        return false;
    unsigned width = integer_width(type->base);
    uint64_t max = type->basic == BASIC_FLAGS ? 8 * width - 1 : largest(width);
    type->constant_count = json_object_array_length(values);
    type->constants = table_alloc(l->table, type->constant_count, sizeof *type->constants);
    if (!type->constants)
        return table_no_memory(l);
    for (size_t i = 0; i < type->constant_count; i++) {
        json_object *value = json_object_array_get_idx(values, i);
        type->constants[i].order = i;
        if (!table_get_name(l, value, "name", &type->constants[i].name) ||
            !table_get_number(l, value, "value", 0, max, &type->constants[i].value))
            return false;
    }
    qsort(type->constants, type->constant_count, sizeof *type->constants, compare_constants);
    return true;
}

static int compare_types(const void *left, const void *right)
{
    const struct type *a = left, *b = right;
    return strcmp(a->name, b->name);
}

static const struct type *find_type(struct loader *l, const char *name)
{
    const struct type wanted = { .name = name };
    struct type *const *found = tfind(&wanted, &l->types, compare_types);
    return found ? *found : NULL;
}

/* Now that it is read: a type finds only those before it. */
static bool keep_type(struct loader *l, struct type *type)
{
    struct type *const *place = tsearch(type, &l->types, compare_types);
    if (!place)
        return table_no_memory(l);
    return *place == type || table_refuse(l, "\"%s\" is there twice", type->name);
}

static void keep_memory(void *type)
{
    (void)type; /* the table's */
}

void table_forget_types(struct loader *l)
{
    tdestroy(l->types, keep_memory);
    l->types = NULL;
}

/* How a number of this type stands in a record. */
static void set_number(struct field *f, enum basic basic, bool fixed)
{
    f->width = integer_width(basic);
    bool is_signed = basic >= BASIC_I8;
    if (fixed || f->width == 1)
        f->wire = is_signed ? WIRE_SIGNED : WIRE_PLAIN;
    else
        f->wire = is_signed ? WIRE_ZIGZAG : WIRE_VARINT;
}

static void set_wire(struct field *f, bool fixed, unsigned pointer)
{
    f->width = 1;
    switch (f->basic) {
    case BASIC_BOOL: f->wire = WIRE_BOOL; break;
    case BASIC_CHAR: f->wire = WIRE_PLAIN; break;
    case BASIC_F32: f->wire = WIRE_F32, f->width = 4; break;
    case BASIC_F64: f->wire = WIRE_F64, f->width = 8; break;
    case BASIC_PTR: f->wire = WIRE_PLAIN, f->width = pointer; break;
    case BASIC_STR: case BASIC_BYTES: f->wire = WIRE_RUN; break;
    case BASIC_STRUCT: f->wire = WIRE_STRUCT; break;
    case BASIC_ENUM: case BASIC_FLAGS: set_number(f, f->type->base, fixed); break;
    default: set_number(f, f->basic, fixed); break;
    }
}

static bool read_shape(struct loader *l, json_object *from, struct field *f)
{
    const char *key = table_has(from, "count") ? "count" : table_has(from, "max") ? "max" : NULL;
    f->shape = !key ? SHAPE_ONE : strcmp(key, "count") == 0 ? SHAPE_EXACTLY : SHAPE_UP_TO;
    if (key && !table_get_number32(l, from, key, 1, TABLE_BLOCK_MAX, &f->count))
        return false;
    if (f->basic == BASIC_STR && f->shape != SHAPE_UP_TO)
        return table_refuse(l, "a str without \"max\"");
    if (f->basic == BASIC_BYTES && f->shape == SHAPE_ONE)
        return table_refuse(l, "bytes without \"count\" or \"max\"");
    return true;
}

/* Bytes this field takes at least. */
static uint64_t smallest(const struct field *f)
{
    if (f->shape == SHAPE_UP_TO)
        return 1;
    uint64_t one = f->wire == WIRE_STRUCT ? f->type->size_min
                 : f->wire == WIRE_VARINT || f->wire == WIRE_ZIGZAG ? 1 : f->width;
    return f->shape == SHAPE_EXACTLY ? one * f->count : one;
}

static bool read_field(struct loader *l, json_object *from, struct field *f)
{
    bool fixed;
    if (!json_object_is_type(from, json_type_object))
        return table_refuse(l, "an argument is no object");
    if (!table_get_name(l, from, "name", &f->name) || !table_get_flag(l, from, "fixed", &fixed) ||
        !table_get_flag(l, from, "flow", &f->flow))
        return false;
    const char *type;
    if (!table_get_name(l, from, "type", &type))
        return false;
    unsigned basic;
    for (basic = 0; basic_names[basic] && strcmp(basic_names[basic], type) != 0;)
        basic++;
    f->basic = (enum basic)basic;
    if (!basic_names[basic]) {
        f->type = find_type(l, type);
        if (!f->type)
            return table_refuse(l, "the type of \"%s\" is unknown", f->name);
        f->basic = f->type->basic;
    }
    if (!read_shape(l, from, f))
        return false;
    set_wire(f, fixed, l->table->pointer);
    f->integer = f->shape == SHAPE_ONE && BASIC_U8 <= f->basic && f->basic <= BASIC_I64;
    return true;
}

bool table_read_fields(struct loader *l, json_object *from, struct field **out, size_t *count, uint64_t *size_min)
{
    *count = json_object_array_length(from);
    *size_min = 0;
    if (*count > TABLE_BLOCK_MAX)
        return table_refuse(l, "too many arguments");
    struct field *fields = table_alloc(l->table, *count, sizeof *fields);
    if (!fields)
        return table_no_memory(l);
    for (size_t i = 0; i < *count; i++) {
        if (!read_field(l, json_object_array_get_idx(from, i), &fields[i]))
            return false;
        *size_min += smallest(&fields[i]);
    }
    if (*size_min > TABLE_BLOCK_MAX)
        *size_min = TABLE_BLOCK_MAX + 1;
    *out = fields;
    return true;
}

static bool read_struct(struct loader *l, json_object *from, struct type *type)
{
    json_object *fields = table_get(l, from, "fields", json_type_array);
    if (!fields || !table_read_fields(l, fields, &type->fields, &type->field_count, &type->size_min))
        return false;
    if (type->field_count == 0)
        return table_refuse(l, "a struct without fields");
    type->depth = 1;
    for (size_t i = 0; i < type->field_count; i++)
        if (type->fields[i].basic == BASIC_STRUCT && type->fields[i].type->depth >= type->depth)
            type->depth = type->fields[i].type->depth + 1;
    if (type->depth > TABLE_DEPTH_MAX)
        return table_refuse(l, "structs nested too deep");
    return true;
}

static bool read_type(struct loader *l, json_object *from, struct type *type)
{
    static const char *const kinds[] = { "enum", "flags", "struct", NULL };
    static const char *const bases[] = { "u8", "u16", "u32", "u64", NULL };
    unsigned kind, base;
    if (!json_object_is_type(from, json_type_object))
        return table_refuse(l, "it is no object");
    if (!table_get_name(l, from, "name", &type->name) || !table_get_word(l, from, "kind", kinds, &kind))
        return false;
    type->basic = (enum basic)(BASIC_ENUM + (int)kind);
    if (type->basic == BASIC_STRUCT)
        return read_struct(l, from, type);
    if (!table_get_word(l, from, "base", bases, &base))
        return false;
    type->base = (enum basic)(BASIC_U8 + (int)base);
    return read_constants(l, from, type);
}

bool table_read_types(struct loader *l, json_object *root)
{
    json_object *types = table_get(l, root, "types", json_type_array);
    if (!types)
        return false;
    size_t count = json_object_array_length(types);
    l->table->types = table_alloc(l->table, count, sizeof *l->table->types);
    if (!l->table->types)
        return table_no_memory(l);
    l->what = "type";
    for (l->index = 0; l->index < count; l->index++) {
        struct type *type = &l->table->types[l->index];
        if (!read_type(l, json_object_array_get_idx(types, l->index), type) || !keep_type(l, type))
            return false;
        l->table->type_count++;
    }
    l->what = NULL;
    return true;
}
