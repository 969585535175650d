#include "table.h"

#include <ctype.h>
#include <json-c/json.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Everything lives until the program ends. */
static void *allocate(size_t count, size_t size)
{
    void *memory = calloc(count ? count : 1, size);
    if (!memory)
        abort();
    return memory;
}

__attribute__((format(printf, 1, 2))) static char *print(const char *format, ...)
{
    char *text;
    va_list list;
    va_start(list, format);
    if (vasprintf(&text, format, list) < 0)
        abort();
    va_end(list);
    return text;
}

static json_object *get(json_object *from, const char *key)
{
    json_object *value = NULL;
    json_object_object_get_ex(from, key, &value);
    return value;
}

static const char *get_text(json_object *from, const char *key)
{
    return json_object_get_string(get(from, key));
}

static unsigned get_number(json_object *from, const char *key)
{
    return (unsigned)json_object_get_int64(get(from, key));
}

static const struct {
    const char *name, *c_type;
    enum kind kind;
    unsigned bits;
} basics[] = {
    {"bool", "bool", KIND_BOOL, 1},          {"char", "char", KIND_CHAR, 8},
    {"u8", "uint8_t", KIND_UNSIGNED, 8},     {"u16", "uint16_t", KIND_UNSIGNED, 16},
    {"u32", "uint32_t", KIND_UNSIGNED, 32},  {"u64", "uint64_t", KIND_UNSIGNED, 64},
    {"i8", "int8_t", KIND_SIGNED, 8},        {"i16", "int16_t", KIND_SIGNED, 16},
    {"i32", "int32_t", KIND_SIGNED, 32},     {"i64", "int64_t", KIND_SIGNED, 64},
    {"f32", "float", KIND_F32, 32},          {"f64", "double", KIND_F64, 64},
    {"ptr", "const void *", KIND_PTR, 64},   {"str", "char", KIND_STR, 8},
    {"bytes", "uint8_t", KIND_BYTES, 8},
};
#define BASICS (sizeof basics / sizeof *basics)

static size_t find_basic(const char *name)
{
    size_t i = 0;
    while (i < BASICS && strcmp(basics[i].name, name) != 0)
        i++;
    return i;
}

static void set_type(const struct table *table, struct field *field, const char *name)
{
    size_t basic = find_basic(name);
    if (basic < BASICS) {
        field->c_type = basics[basic].c_type;
        field->kind = basics[basic].kind;
        field->bits = field->kind == KIND_PTR ? table->pointer_bits : basics[basic].bits;
        field->rounded = field->kind == KIND_F64 && table->small_doubles;
        return;
    }
    const struct named *type = table->types;
    while (strcmp(type->name, name) != 0)
        type++;
    field->type = type;
    field->c_type = type->c_name;
    field->kind = type->kind;
    field->bits = type->bits;
}

static struct fields read_fields(const struct table *table, json_object *array)
{
    struct fields fields = {.count = json_object_array_length(array)};
    fields.at = allocate(fields.count, sizeof *fields.at);
    for (size_t i = 0; i < fields.count; i++) {
        json_object *object = json_object_array_get_idx(array, i);
        struct field *field = &fields.at[i];
        field->name = get_text(object, "name");
        field->shape = get(object, "max") ? SHAPE_UP_TO : get(object, "count") ? SHAPE_EXACTLY : SHAPE_ONE;
        field->count = field->shape == SHAPE_UP_TO ? get_number(object, "max") : get_number(object, "count");
        field->flow = get(object, "flow") != NULL;
        set_type(table, field, get_text(object, "type"));
    }
    return fields;
}

static char *upper(char *text)
{
    for (char *c = text; *c; c++)
        *c = (char)toupper((unsigned char)*c);
    return text;
}

static void read_constants(struct named *type, json_object *values)
{
    type->constant_count = json_object_array_length(values);
    type->constants = allocate(type->constant_count, sizeof *type->constants);
    for (size_t i = 0; i < type->constant_count; i++) {
        json_object *value = json_object_array_get_idx(values, i);
        struct constant *constant = &type->constants[i];
        constant->name = get_text(value, "name");
        constant->c_name = upper(print("%s_%s", type->c_name, constant->name));
        constant->value = json_object_get_uint64(get(value, "value"));
    }
}

static void read_type(struct table *table, json_object *object, const char *prefix)
{
    struct named *type = &table->types[table->type_count];
    const char *kind = get_text(object, "kind");
    type->name = get_text(object, "name");
    type->c_name = print("%s_%s", prefix, type->name);
    type->kind = strcmp(kind, "enum") == 0 ? KIND_ENUM : strcmp(kind, "flags") == 0 ? KIND_FLAGS : KIND_STRUCT;
    if (type->kind == KIND_STRUCT) {
        type->fields = read_fields(table, get(object, "fields"));
    } else {
        type->bits = basics[find_basic(get_text(object, "base"))].bits;
        read_constants(type, get(object, "values"));
    }
    table->type_count++; /* only now: a struct can't use itself */
}

static void read_message(struct table *table, json_object *object, const char *prefix)
{
    struct message *message = &table->messages[table->message_count++];
    const char *kind = get_text(object, "kind");
    bool span = strcmp(kind, "begin") == 0 || strcmp(kind, "end") == 0;
    message->id = get_number(object, "id");
    message->name = get_text(object, "name");
    message->module = get_text(object, "module");
    message->level = get_text(object, "level");
    message->phase = span ? kind : NULL;
    message->function = print("%s_%s%s%s%s%s", prefix, message->module ? message->module : "",
                              message->module ? "_" : "", message->name, span ? "_" : "", span ? kind : "");
    message->arguments = read_fields(table, get(object, "args"));
}

struct table *table_read(const char *path)
{
    json_object *root = json_object_from_file(path);
    if (!root) {
        fprintf(stderr, "%s: %s\n", path, json_util_get_last_err());
        exit(1);
    }
    struct table *table = allocate(1, sizeof *table);
    json_object *clock = get(root, "clock"), *ring = get(root, "ring");
    json_object *types = get(root, "types"), *messages = get(root, "messages");
    const char *prefix = get_text(root, "prefix");
    table->clock = get_text(clock, "kind");
    table->hz = json_object_get_uint64(get(clock, "hz"));
    table->pointer_bits = 8 * get_number(root, "pointer");
    table->small_doubles = strncmp(get_text(root, "target"), "avr", 3) == 0;
    table->clock_bits = get_number(clock, "bits");
    table->clock_shift = get_number(clock, "shift");
    table->block = get_number(ring, "block");
    table->header = get_number(ring, "header");
    table->rings = get(ring, "rings") != NULL;
    table->types = allocate(json_object_array_length(types), sizeof *table->types);
    for (size_t i = 0; i < json_object_array_length(types); i++)
        read_type(table, json_object_array_get_idx(types, i), prefix);
    table->messages = allocate(json_object_array_length(messages), sizeof *table->messages);
    for (size_t i = 0; i < json_object_array_length(messages); i++)
        read_message(table, json_object_array_get_idx(messages, i), prefix);
    return table;
}
