/* The decoder's table: docs/FORMAT.md, section 9. */
#include <json-c/json.h>
#include <stdio.h>

#include "arena.h"
#include "crash.h"
#include "emit.h"
#include "layout.h"

static const char *const basic_names[] = {
    [BASIC_BOOL] = "bool", [BASIC_CHAR] = "char", [BASIC_U8] = "u8", [BASIC_U16] = "u16", [BASIC_U32] = "u32",
    [BASIC_U64] = "u64", [BASIC_I8] = "i8", [BASIC_I16] = "i16", [BASIC_I32] = "i32", [BASIC_I64] = "i64",
    [BASIC_F32] = "f32", [BASIC_F64] = "f64", [BASIC_PTR] = "ptr", [BASIC_STR] = "str", [BASIC_BYTES] = "bytes",
};

static const char *const level_names[] = { "fatal", "error", "warn", "info", "debug", "trace" };

static void add_text(json_object *to, const char *key, const char *value)
{
    json_object_object_add(to, key, value ? json_object_new_string(value) : NULL);
}

static void add_number(json_object *to, const char *key, uint64_t value)
{
    json_object_object_add(to, key, json_object_new_uint64(value));
}

static void add_flag(json_object *to, const char *key, bool value)
{
    json_object_object_add(to, key, json_object_new_boolean(value));
}

static json_object *arguments_object(const struct argument *arguments)
{
    json_object *array = json_object_new_array();

    for (const struct argument *a = arguments; a; a = a->next) {
        const struct type *type = &a->type;
        json_object *object = json_object_new_object();

        add_text(object, "name", a->name.text);
        add_text(object, "type", type->basic == BASIC_NAMED ? type->named->name.text : basic_names[type->basic]);
        if (type->fixed)
            add_flag(object, "fixed", true);
        if (type->shape != SHAPE_ONE)
            add_number(object, type->shape == SHAPE_EXACTLY ? "count" : "max", type->count);
        if (a->flow)
            add_flag(object, "flow", true);
        json_object_array_add(array, object);
    }
    return array;
}

static json_object *type_object(const struct named_type *type)
{
    static const char *const kinds[] = { [NAMED_ENUM] = "enum", [NAMED_FLAGS] = "flags", [NAMED_STRUCT] = "struct" };
    json_object *object = json_object_new_object();
    json_object *values;

    add_text(object, "name", type->name.text);
    add_text(object, "kind", kinds[type->kind]);
    if (type->kind == NAMED_STRUCT) {
        json_object_object_add(object, "fields", arguments_object(type->fields));
        return object;
    }
    add_text(object, "base", basic_names[type->base]);
    values = json_object_new_array();
    for (const struct constant *c = type->constants; c; c = c->next) {
        json_object *value = json_object_new_object();

        add_text(value, "name", c->name.text);
        add_number(value, "value", c->value);
        json_object_array_add(values, value);
    }
    json_object_object_add(object, "values", values);
    return object;
}

static json_object *message_object(const struct message *message)
{
    static const char *const kinds[] = {
        [MESSAGE_PLAIN] = "message", [MESSAGE_BEGIN] = "begin", [MESSAGE_END] = "end", [MESSAGE_COUNTER] = "counter",
    };
    json_object *object = json_object_new_object();

    add_number(object, "id", message->id);
    add_text(object, "name", message->name.text);
    add_text(object, "module", message->module ? message->module->name.text : NULL);
    add_text(object, "kind", kinds[message->kind]);
    add_text(object, "level", level_names[message->level]);
    add_text(object, "text", message->text.text);
    if (message->unit)
        add_text(object, "unit", message->unit);
    if (message->doc)
        add_text(object, "doc", message->doc);
    json_object_object_add(object, "args", arguments_object(message->arguments));
    return object;
}

static json_object *clock_object(const struct spec *spec, const struct layout *layout)
{
    static const char *const kinds[] = {
        [CLOCK_NONE] = "none", [CLOCK_CYCLES] = "cycles", [CLOCK_TICK] = "tick", [CLOCK_NS] = "ns", [CLOCK_USER] = "user",
    };
    json_object *object = json_object_new_object();

    add_text(object, "kind", kinds[spec->clock]);
    add_number(object, "hz", spec->clock_hz);
    add_number(object, "bits", spec->clock == CLOCK_NONE ? spec->target->clock_bits : clock_bits(spec));
    add_number(object, "shift", layout->clock_shift);
    return object;
}

static json_object *ring_object(const struct spec *spec, const struct layout *layout)
{
    json_object *object = json_object_new_object();

    add_text(object, "mode", spec->drop ? "drop" : "overwrite");
    add_number(object, "size", spec->buffer_size);
    add_number(object, "block", layout->block);
    add_number(object, "blocks", layout->blocks);
    add_number(object, "commit", spec->target->commit_bits);
    add_number(object, "header", layout->header);
    add_flag(object, "count", counts_records(spec));
    add_text(object, "integrity", "none");
    return object;
}

static json_object *crash_object(const struct spec *spec)
{
    const char *const *registers = crash_registers(spec->target);
    json_object *object = json_object_new_object();
    json_object *names = json_object_new_array();

    for (; *registers; registers++)
        json_object_array_add(names, json_object_new_string(*registers));
    add_number(object, "frames", spec->backtrace);
    json_object_object_add(object, "registers", names);
    add_number(object, "address", spec->target->pointer_bytes);
    return object;
}

static json_object *table_object(const struct spec *spec, const struct layout *layout, const struct fingerprints *fingerprints)
{
    json_object *table = json_object_new_object();
    json_object *types = json_object_new_array();
    json_object *messages = json_object_new_array();

    for (const struct named_type *t = spec->types; t; t = t->next)
        json_object_array_add(types, type_object(t));
    for (const struct message *m = spec->messages; m; m = m->next)
        json_object_array_add(messages, message_object(m));
    add_number(table, "plog", 1);
    add_text(table, "project", spec->project.text);
    add_text(table, "target", spec->target->name);
    add_text(table, "prefix", spec->prefix);
    add_text(table, "schema", arena_printf("%08x", fingerprints->schema));
    add_text(table, "wire", arena_printf("%08x", fingerprints->wire));
    add_text(table, "texts", arena_printf("%08x", fingerprints->texts));
    add_number(table, "pointer", spec->target->pointer_bytes);
    json_object_object_add(table, "clock", clock_object(spec, layout));
    json_object_object_add(table, "ring", ring_object(spec, layout));
    if (spec->backtrace > 0)
        json_object_object_add(table, "crash", crash_object(spec));
    json_object_object_add(table, "types", types);
    json_object_object_add(table, "messages", messages);
    return table;
}

/* Takes the object. */
static const char *json_text(json_object *object, int flags)
{
    const char *text = arena_printf("%s", json_object_to_json_string_ext(object, flags | JSON_C_TO_STRING_NOSLASHESCAPE));

    json_object_put(object);
    return text;
}

const char *emit_table(const struct spec *spec, const struct layout *layout, const struct fingerprints *fingerprints)
{
    return arena_printf("%s\n", json_text(table_object(spec, layout, fingerprints),
                                          JSON_C_TO_STRING_PRETTY | JSON_C_TO_STRING_SPACED));
}

/* A character of a string in assembler that stands in a string in C. */
static void put_twice_quoted(struct text *out, unsigned char c)
{
    if (c == '"' || c == '\\')
        text_printf(out, "\\\\\\%c", c);
    else if (c == '?' || c < 0x20 || c >= 0x7F) /* "??" may begin a trigraph */
        text_printf(out, "\\\\%03o", c);
    else
        text_append(out, (const char *)&c, 1);
}

/* Lines of a length that people can look at; each a statement, because strings of more than 4095 characters are not in C99. */
#define TABLE_LINE 100

const char *emit_table_section(const struct spec *spec, const struct layout *layout, const struct fingerprints *fingerprints)
{
    const char *table = json_text(table_object(spec, layout, fingerprints), JSON_C_TO_STRING_PLAIN);
    struct text out = {0};

    if (spec->backtrace == 0)
        return "";
    text_puts(&out, "/* The decoder's table, for plogcat --elf: in the ELF file, but in no memory of the target. */\n");
    while (*table != '\0') {
        text_puts(&out, "PLOG_TABLE(\"");
        for (int i = 0; i < TABLE_LINE && *table != '\0'; i++)
            put_twice_quoted(&out, (unsigned char)*table++);
        text_puts(&out, "\");\n");
    }
    text_puts(&out, "PLOG_TABLE(\"\\\\0\");\n");
    return out.data;
}
