/* The decoder's table: docs/FORMAT.md, section 9. */
#include "arena.h"
#include "crash.h"
#include "emit.h"
#include "json.h"
#include "layout.h"

static const char *const basic_names[] = {
    [BASIC_BOOL] = "bool", [BASIC_CHAR] = "char", [BASIC_U8] = "u8", [BASIC_U16] = "u16", [BASIC_U32] = "u32",
    [BASIC_U64] = "u64", [BASIC_I8] = "i8", [BASIC_I16] = "i16", [BASIC_I32] = "i32", [BASIC_I64] = "i64",
    [BASIC_F32] = "f32", [BASIC_F64] = "f64", [BASIC_PTR] = "ptr", [BASIC_STR] = "str", [BASIC_BYTES] = "bytes",
};

static const char *const level_names[] = { "fatal", "error", "warn", "info", "debug", "trace" };

static void put_arguments(struct json *json, const char *key, const struct argument *arguments)
{
    json_open(json, key, '[');
    for (const struct argument *a = arguments; a; a = a->next) {
        const struct type *type = &a->type;

        json_open(json, NULL, '{');
        json_text(json, "name", a->name.text);
        json_text(json, "type", type->basic == BASIC_NAMED ? type->named->name.text : basic_names[type->basic]);
        if (type->fixed)
            json_flag(json, "fixed", true);
        if (type->shape != SHAPE_ONE)
            json_number(json, type->shape == SHAPE_EXACTLY ? "count" : "max", type->count);
        if (a->flow)
            json_flag(json, "flow", true);
        json_close(json, '}');
    }
    json_close(json, ']');
}

static void put_values(struct json *json, const struct constant *constants)
{
    json_open(json, "values", '[');
    for (const struct constant *c = constants; c; c = c->next) {
        json_open(json, NULL, '{');
        json_text(json, "name", c->name.text);
        json_number(json, "value", c->value);
        json_close(json, '}');
    }
    json_close(json, ']');
}

static void put_type(struct json *json, const struct named_type *type)
{
    static const char *const kinds[] = { [NAMED_ENUM] = "enum", [NAMED_FLAGS] = "flags", [NAMED_STRUCT] = "struct" };

    json_open(json, NULL, '{');
    json_text(json, "name", type->name.text);
    json_text(json, "kind", kinds[type->kind]);
    if (type->kind == NAMED_STRUCT) {
        put_arguments(json, "fields", type->fields);
    } else {
        json_text(json, "base", basic_names[type->base]);
        put_values(json, type->constants);
    }
    json_close(json, '}');
}

static void put_message(struct json *json, const struct spec *spec, const struct message *message)
{
    static const char *const kinds[] = {
        [MESSAGE_PLAIN] = "message", [MESSAGE_BEGIN] = "begin", [MESSAGE_END] = "end", [MESSAGE_COUNTER] = "counter",
    };

    json_open(json, NULL, '{');
    json_number(json, "id", message->id);
    json_text(json, "name", message->name.text);
    json_text(json, "module", message->module ? message->module->name.text : NULL);
    json_text(json, "kind", kinds[message->kind]);
    json_text(json, "level", level_names[message->level]);
    json_text(json, "text", message->text.text);
    if (message->unit)
        json_text(json, "unit", message->unit);
    if (message->doc)
        json_text(json, "doc", message->doc);
    put_arguments(json, "args", message->arguments);
    if (tells_place(spec, message))
        json_flag(json, "place", true);
    json_close(json, '}');
}

static void put_clock(struct json *json, const struct spec *spec, const struct layout *layout)
{
    static const char *const kinds[] = {
        [CLOCK_NONE] = "none", [CLOCK_CYCLES] = "cycles", [CLOCK_TICK] = "tick", [CLOCK_NS] = "ns", [CLOCK_USER] = "user",
    };

    json_open(json, "clock", '{');
    json_text(json, "kind", kinds[spec->clock]);
    json_number(json, "hz", spec->clock_hz);
    json_number(json, "bits", spec->clock == CLOCK_NONE ? spec->target->clock_bits : clock_bits(spec));
    json_number(json, "shift", layout->clock_shift);
    json_close(json, '}');
}

/* How the region is divided, where it is. */
static void put_rings(struct json *json, const struct layout *layout)
{
    json_open(json, "rings", '[');
    for (unsigned i = 0; i < layout->rings; i++) {
        json_open(json, NULL, '{');
        json_number(json, "blocks", layout->parts[i]);
        json_number(json, "core", i / layout->rings_per_core);
        json_flag(json, "keep", i % layout->rings_per_core == 1);
        json_close(json, '}');
    }
    json_close(json, ']');
}

static void put_ring(struct json *json, const struct spec *spec, const struct layout *layout)
{
    static const char *const checks[] = {
        [INTEGRITY_NONE] = "none", [INTEGRITY_CHECK8] = "check8", [INTEGRITY_CHECK16] = "check16", [INTEGRITY_ECC] = "ecc",
    };

    json_open(json, "ring", '{');
    json_text(json, "mode", spec->drop ? "drop" : "overwrite");
    json_number(json, "size", spec->buffer_size);
    json_number(json, "block", layout->block);
    json_number(json, "blocks", layout->blocks);
    json_number(json, "commit", spec->target->commit_bits);
    json_number(json, "header", layout->header);
    json_flag(json, "count", counts_records(spec));
    json_text(json, "integrity", checks[spec->integrity]);
    if (layout->rings > 1)
        put_rings(json, layout);
    json_close(json, '}');
}

static void put_names(struct json *json, const char *const *name)
{
    json_open(json, "registers", '[');
    for (; *name; name++)
        json_text(json, NULL, *name);
    json_close(json, ']');
}

static void put_crash(struct json *json, const struct spec *spec)
{
    const struct crash_machine *machine = crash_machines(spec->target);

    json_open(json, "crash", '{');
    json_number(json, "frames", spec->backtrace);
    put_names(json, crash_registers(spec->target));
    if (machine->registers) {
        json_open(json, "machines", '[');
        for (; machine->registers; machine++) {
            json_open(json, NULL, '{');
            json_number(json, "machine", machine->number);
            put_names(json, machine->registers);
            json_close(json, '}');
        }
        json_close(json, ']');
    }
    json_number(json, "address", spec->target->pointer_bytes);
    json_close(json, '}');
}

static struct text table_text(const struct spec *spec, const struct layout *layout, const struct fingerprints *fingerprints,
                              bool pretty)
{
    struct json json = { .pretty = pretty };

    json_open(&json, NULL, '{');
    json_number(&json, "plog", 1);
    json_text(&json, "project", spec->project.text);
    json_text(&json, "target", spec->target->name);
    json_text(&json, "prefix", spec->prefix);
    json_text(&json, "schema", arena_printf("%08x", fingerprints->schema));
    json_text(&json, "wire", arena_printf("%08x", fingerprints->wire));
    json_text(&json, "texts", arena_printf("%08x", fingerprints->texts));
    json_number(&json, "pointer", spec->target->pointer_bytes);
    put_clock(&json, spec, layout);
    put_ring(&json, spec, layout);
    if (spec->backtrace > 0)
        put_crash(&json, spec);
    json_open(&json, "types", '[');
    for (const struct named_type *t = spec->types; t; t = t->next)
        put_type(&json, t);
    json_close(&json, ']');
    json_open(&json, "messages", '[');
    for (const struct message *m = spec->messages; m; m = m->next)
        put_message(&json, spec, m);
    json_close(&json, ']');
    json_close(&json, '}');
    return json.text;
}

const char *emit_table(const struct spec *spec, const struct layout *layout, const struct fingerprints *fingerprints)
{
    struct text out = table_text(spec, layout, fingerprints, true);

    text_puts(&out, "\n");
    return out.data;
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
    struct text out = {0};

    if (spec->backtrace == 0)
        return "";
    const char *table = table_text(spec, layout, fingerprints, false).data;
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
