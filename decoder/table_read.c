/* Reads and checks a table's JSON. */
#include "heads.h"
#include "memory.h"
#include "parity.h"
#include "table.h"

#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <json-c/json.h>

/* What is being read, for the reason when it is refused. */
struct loader {
    struct table *table;
    char *why;
    const char *what; /* "message", "type" or NULL for the table itself */
    size_t index;
};

static bool __attribute__((format(printf, 2, 3))) refuse(struct loader *l, const char *format, ...)
{
    char reason[160];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(reason, sizeof reason, format, arguments);
    va_end(arguments);
    if (l->what)
        snprintf(l->why, 256, "%s %zu: %s", l->what, l->index, reason);
    else
        snprintf(l->why, 256, "%s", reason);
    return false;
}

static bool no_memory(struct loader *l)
{
    return refuse(l, "out of memory");
}

/* The value of a key, which must be there and of this JSON type. */
static json_object *get(struct loader *l, json_object *from, const char *key, json_type type)
{
    json_object *value;
    if (!json_object_object_get_ex(from, key, &value)) {
        refuse(l, "\"%s\" is missing", key);
        return NULL;
    }
    if (!json_object_is_type(value, type)) {
        refuse(l, "\"%s\" is not a JSON %s", key, json_type_to_name(type));
        return NULL;
    }
    return value;
}

static bool has(json_object *from, const char *key)
{
    return json_object_object_get_ex(from, key, NULL);
}

static bool get_number(struct loader *l, json_object *from, const char *key, uint64_t min, uint64_t max, uint64_t *out)
{
    json_object *value = get(l, from, key, json_type_int);
    if (!value)
        return false;
    *out = json_object_get_uint64(value);
    if (json_object_get_int64(value) < 0 || *out < min || *out > max)
        return refuse(l, "\"%s\" is out of range", key);
    return true;
}

static bool get_number32(struct loader *l, json_object *from, const char *key, uint32_t min, uint32_t max,
                         uint32_t *out)
{
    uint64_t number;
    if (!get_number(l, from, key, min, max, &number))
        return false;
    *out = (uint32_t)number;
    return true;
}

static bool get_flag(struct loader *l, json_object *from, const char *key, bool *out)
{
    *out = false;
    if (!has(from, key))
        return true;
    json_object *value = get(l, from, key, json_type_boolean);
    if (!value)
        return false;
    *out = json_object_get_boolean(value);
    return true;
}

static bool is_name(const char *text, size_t size)
{
    if (size == 0 || size > TABLE_NAME_MAX || (text[0] >= '0' && text[0] <= '9'))
        return false;
    for (size_t i = 0; i < size; i++) {
        char c = text[i];
        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'))
            return false;
    }
    return true;
}

/* Names are what C takes for names, so that they need no escaping anywhere. */
static bool get_name(struct loader *l, json_object *from, const char *key, const char **out)
{
    json_object *value = get(l, from, key, json_type_string);
    if (!value)
        return false;
    *out = json_object_get_string(value);
    if (!is_name(*out, (size_t)json_object_get_string_len(value)))
        return refuse(l, "\"%s\" is no name", key);
    return true;
}

/* Which of the words (up to NULL) the key's string is. */
static bool get_word(struct loader *l, json_object *from, const char *key, const char *const *words, unsigned *out)
{
    json_object *value = get(l, from, key, json_type_string);
    if (!value)
        return false;
    for (*out = 0; words[*out]; ++*out)
        if (strcmp(json_object_get_string(value), words[*out]) == 0)
            return true;
    return refuse(l, "\"%s\" is none of its values", key);
}

static bool get_hash(struct loader *l, json_object *from, const char *key, uint32_t *out)
{
    json_object *value = get(l, from, key, json_type_string);
    if (!value)
        return false;
    const char *text = json_object_get_string(value);
    if (strlen(text) != 8 || strspn(text, "0123456789abcdef") != 8)
        return refuse(l, "\"%s\" is not eight hex digits", key);
    *out = (uint32_t)strtoul(text, NULL, 16);
    return true;
}

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
    json_object *values = get(l, from, "values", json_type_array);
    if (!values)
        return false;
    unsigned width = integer_width(type->base);
    uint64_t max = type->basic == BASIC_FLAGS ? 8 * width - 1 : largest(width);
    type->constant_count = json_object_array_length(values);
    type->constants = table_alloc(l->table, type->constant_count, sizeof *type->constants);
    if (!type->constants)
        return no_memory(l);
    for (size_t i = 0; i < type->constant_count; i++) {
        json_object *value = json_object_array_get_idx(values, i);
        type->constants[i].order = i;
        if (!get_name(l, value, "name", &type->constants[i].name) ||
            !get_number(l, value, "value", 0, max, &type->constants[i].value))
            return false;
    }
    qsort(type->constants, type->constant_count, sizeof *type->constants, compare_constants);
    return true;
}

static const struct type *find_type(const struct table *t, const char *name)
{
    for (size_t i = 0; i < t->type_count; i++)
        if (strcmp(t->types[i].name, name) == 0)
            return &t->types[i];
    return NULL;
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
    const char *key = has(from, "count") ? "count" : has(from, "max") ? "max" : NULL;
    f->shape = !key ? SHAPE_ONE : strcmp(key, "count") == 0 ? SHAPE_EXACTLY : SHAPE_UP_TO;
    if (key && !get_number32(l, from, key, 1, TABLE_BLOCK_MAX, &f->count))
        return false;
    if (f->basic == BASIC_STR && f->shape != SHAPE_UP_TO)
        return refuse(l, "a str without \"max\"");
    if (f->basic == BASIC_BYTES && f->shape == SHAPE_ONE)
        return refuse(l, "bytes without \"count\" or \"max\"");
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
        return refuse(l, "an argument is no object");
    if (!get_name(l, from, "name", &f->name) || !get_flag(l, from, "fixed", &fixed) ||
        !get_flag(l, from, "flow", &f->flow))
        return false;
    const char *type;
    if (!get_name(l, from, "type", &type))
        return false;
    unsigned basic;
    for (basic = 0; basic_names[basic] && strcmp(basic_names[basic], type) != 0;)
        basic++;
    f->basic = (enum basic)basic;
    if (!basic_names[basic]) {
        f->type = find_type(l->table, type);
        if (!f->type)
            return refuse(l, "the type of \"%s\" is unknown", f->name);
        f->basic = f->type->basic;
    }
    if (!read_shape(l, from, f))
        return false;
    set_wire(f, fixed, l->table->pointer);
    f->integer = f->shape == SHAPE_ONE && BASIC_U8 <= f->basic && f->basic <= BASIC_I64;
    return true;
}

/* Reads the arguments of a message or the fields of a struct. *size_min gets the bytes they take at least. */
static bool read_fields(struct loader *l, json_object *from, struct field **out, size_t *count, uint64_t *size_min)
{
    *count = json_object_array_length(from);
    *size_min = 0;
    if (*count > TABLE_BLOCK_MAX)
        return refuse(l, "too many arguments");
    struct field *fields = table_alloc(l->table, *count, sizeof *fields);
    if (!fields)
        return no_memory(l);
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
    json_object *fields = get(l, from, "fields", json_type_array);
    if (!fields || !read_fields(l, fields, &type->fields, &type->field_count, &type->size_min))
        return false;
    if (type->field_count == 0)
        return refuse(l, "a struct without fields");
    type->depth = 1;
    for (size_t i = 0; i < type->field_count; i++)
        if (type->fields[i].basic == BASIC_STRUCT && type->fields[i].type->depth >= type->depth)
            type->depth = type->fields[i].type->depth + 1;
    if (type->depth > TABLE_DEPTH_MAX)
        return refuse(l, "structs nested too deep");
    return true;
}

static bool read_type(struct loader *l, json_object *from, struct type *type)
{
    static const char *const kinds[] = { "enum", "flags", "struct", NULL };
    static const char *const bases[] = { "u8", "u16", "u32", "u64", NULL };
    unsigned kind, base;
    if (!json_object_is_type(from, json_type_object))
        return refuse(l, "it is no object");
    if (!get_name(l, from, "name", &type->name) || !get_word(l, from, "kind", kinds, &kind))
        return false;
    if (find_type(l->table, type->name))
        return refuse(l, "\"%s\" is there twice", type->name);
    type->basic = (enum basic)(BASIC_ENUM + (int)kind);
    if (type->basic == BASIC_STRUCT)
        return read_struct(l, from, type);
    if (!get_word(l, from, "base", bases, &base))
        return false;
    type->base = (enum basic)(BASIC_U8 + (int)base);
    return read_constants(l, from, type);
}

static bool read_types(struct loader *l, json_object *root)
{
    json_object *types = get(l, root, "types", json_type_array);
    if (!types)
        return false;
    size_t count = json_object_array_length(types);
    l->table->types = table_alloc(l->table, count, sizeof *l->table->types);
    if (!l->table->types)
        return no_memory(l);
    l->what = "type";
    /* type_count grows with each, so that a type finds only those before it. */
    for (l->index = 0; l->index < count; l->index++) {
        if (!read_type(l, json_object_array_get_idx(types, l->index), &l->table->types[l->index]))
            return false;
        l->table->type_count++;
    }
    l->what = NULL;
    return true;
}

static bool read_message(struct loader *l, json_object *from, struct message *m)
{
    static const char *const kinds[] = { "message", "begin", "end", "counter", NULL };
    static const char *const levels[] = { "fatal", "error", "warn", "info", "debug", "trace", NULL };
    unsigned kind, level;
    if (!json_object_is_type(from, json_type_object))
        return refuse(l, "it is no object");
    if (!get_number32(l, from, "id", 1, TABLE_ID_MAX, &m->id) || !get_name(l, from, "name", &m->name) ||
        !get_word(l, from, "kind", kinds, &kind) || !get_word(l, from, "level", levels, &level))
        return false;
    json_object *module;
    if (!json_object_object_get_ex(from, "module", &module))
        return refuse(l, "\"module\" is missing");
    if (module && !get_name(l, from, "module", &m->module))
        return false;
    m->kind = (enum message_kind)kind;
    m->level = levels[level];

    uint64_t size_min;
    json_object *arguments = get(l, from, "args", json_type_array);
    if (!arguments || !read_fields(l, arguments, &m->arguments, &m->argument_count, &size_min))
        return false;
    /* One that "level" left out may be larger than this ring's blocks. */
    if (size_min > TABLE_BLOCK_MAX)
        return refuse(l, "it does not fit into a block");
    for (size_t i = 0; i < m->argument_count; i++)
        m->has_flow |= m->arguments[i].flow;
    if (!get_flag(l, from, "place", &m->place))
        return false;
    if (m->place && l->table->crash_frames == 0)
        return refuse(l, "it has a \"place\", but the table has no \"crash\"");
    json_object *text = get(l, from, "text", json_type_string);
    char why[256];
    if (text && !table_read_text(l->table, m, json_object_get_string(text),
                                 (size_t)json_object_get_string_len(text), why))
        return refuse(l, "%s", why);
    return text != NULL;
}

static bool index_messages(struct loader *l)
{
    struct table *t = l->table;
    for (size_t i = 0; i < t->message_count; i++)
        if (t->messages[i].id >= t->id_limit)
            t->id_limit = t->messages[i].id + 1;
    t->by_id = table_alloc(t, t->id_limit, sizeof *t->by_id);
    if (!t->by_id)
        return no_memory(l);
    for (size_t i = 0; i < t->message_count; i++) {
        const struct message **place = &t->by_id[t->messages[i].id];
        if (*place)
            return refuse(l, "id %u is there twice", t->messages[i].id);
        *place = &t->messages[i];
    }
    return true;
}

static bool read_messages(struct loader *l, json_object *root)
{
    json_object *messages = get(l, root, "messages", json_type_array);
    if (!messages)
        return false;
    size_t count = json_object_array_length(messages);
    if (count > TABLE_ID_MAX)
        return refuse(l, "too many messages");
    l->table->messages = table_alloc(l->table, count, sizeof *l->table->messages);
    if (!l->table->messages)
        return no_memory(l);
    l->what = "message";
    for (l->index = 0; l->index < count; l->index++)
        if (!read_message(l, json_object_array_get_idx(messages, l->index), &l->table->messages[l->index]))
            return false;
    l->what = NULL;
    l->table->message_count = count;
    if (!heads_prepare(l->table))
        return no_memory(l);
    return index_messages(l);
}

/* Ticks per second up to 10 GHz: their share of a second, in nanoseconds, fits 64 bits. */
#define HZ_MAX UINT64_C(10000000000)

static bool read_clock(struct loader *l, json_object *root)
{
    static const char *const kinds[] = { "none", "cycles", "tick", "ns", "user", NULL };
    struct table *t = l->table;
    unsigned kind;
    json_object *clock = get(l, root, "clock", json_type_object);
    if (!clock || !get_word(l, clock, "kind", kinds, &kind))
        return false;
    t->clock = kind != 0;
    if (!t->clock)
        return true;
    if (!get_number(l, clock, "hz", 1, HZ_MAX, &t->hz) || !get_number32(l, clock, "bits", 24, 64, &t->clock_bits) ||
        !get_number32(l, clock, "shift", 0, 33, &t->clock_shift))
        return false;
    return t->clock_bits == 24 || t->clock_bits == 32 || t->clock_bits == 64 ||
           refuse(l, "\"bits\" is none of 24, 32 and 64");
}

static bool read_one_ring(struct loader *l, json_object *from, struct table_ring *ring)
{
    if (!json_object_is_type(from, json_type_object))
        return refuse(l, "a ring is no object");
    return get_number32(l, from, "blocks", 1, l->table->blocks - ring->first, &ring->blocks) &&
           get_number32(l, from, "core", 0, TABLE_RINGS_MAX, &ring->core) && get_flag(l, from, "keep", &ring->keep);
}

/* How the region is divided; without "rings" it is not. */
static bool read_rings(struct loader *l, json_object *from)
{
    struct table *t = l->table;
    json_object *rings = NULL;
    if (has(from, "rings") && !(rings = get(l, from, "rings", json_type_array)))
        return false;
    size_t count = rings ? json_object_array_length(rings) : 1;
    if (count == 0 || count > TABLE_RINGS_MAX)
        return refuse(l, "there can be 1 to %u rings", TABLE_RINGS_MAX);
    t->ring_count = (uint32_t)count;
    t->rings = table_alloc(t, count, sizeof *t->rings);
    if (!t->rings)
        return no_memory(l);
    if (!rings) {
        t->rings[0].blocks = t->blocks;
        return true;
    }
    uint32_t first = 0;
    bool cores = false;
    for (size_t i = 0; i < count; first += t->rings[i++].blocks) {
        t->rings[i].first = first;
        if (!read_one_ring(l, json_object_array_get_idx(rings, i), &t->rings[i]))
            return false;
        cores |= t->rings[i].core > 0;
    }
    for (size_t i = 0; i < count; i++)
        t->rings[i].cores = cores;
    return true;
}

static bool read_ring(struct loader *l, json_object *root)
{
    static const char *const modes[] = { "overwrite", "drop", NULL };
    static const char *const checks[] = { "none", "check8", "check16", "ecc", NULL };
    struct table *t = l->table;
    uint32_t commit, size;
    unsigned mode, check;
    bool count;
    json_object *ring = get(l, root, "ring", json_type_object);
    if (!ring || !get_word(l, ring, "mode", modes, &mode) || !get_number32(l, ring, "commit", 8, 16, &commit) ||
        !get_flag(l, ring, "count", &count))
        return false;
    if (commit != 8 && commit != 16)
        return refuse(l, "\"commit\" is neither 8 nor 16");
    if (!get_word(l, ring, "integrity", checks, &check))
        return refuse(l, "its \"integrity\" is newer than this plogcat");
    t->ecc = check == 3;
    t->check = t->ecc ? 0 : check;
    t->drop = mode == 1;
    t->form = commit == 8 ? FORM_NARROW : count ? FORM_COUNTING : FORM_WIDE;
    if (count && (t->drop || commit == 8))
        return refuse(l, "\"count\" is for overwrite rings with \"commit\" 16");
    if (!get_number32(l, ring, "header", 0, 255, &t->header))
        return false;
    if (t->header != header_size(t->form))
        return refuse(l, "\"header\" does not fit \"commit\" and \"count\"");
    if (!get_number32(l, ring, "block", t->header + 1, commit == 8 ? 0x80 : TABLE_BLOCK_MAX, &t->block) ||
        !get_number32(l, ring, "size", t->block, UINT32_MAX, &size) ||
        !get_number32(l, ring, "blocks", 1, size / t->block, &t->blocks))
        return false;
    t->end = t->block - parity_size(t);
    if (t->ecc && (commit == 8 || t->block >= HEADER_SEALED || t->end <= t->header || t->end > t->block))
        return refuse(l, "its blocks have no room for parity");
    return read_rings(l, ring);
}

/* Cores have fewer, and a record counts its own in a byte. */
#define REGISTERS_MAX 255
#define MACHINES_MAX 16u

static bool read_registers(struct loader *l, json_object *from, struct registers *registers)
{
    json_object *names = get(l, from, "registers", json_type_array);
    if (!names)
        return false;
    size_t count = json_object_array_length(names);
    if (count > REGISTERS_MAX)
        return refuse(l, "too many registers");
    registers->names = table_alloc(l->table, count, sizeof *registers->names);
    if (!registers->names)
        return no_memory(l);
    for (; registers->count < count; registers->count++) {
        json_object *name = json_object_array_get_idx(names, registers->count);
        const char *text = json_object_get_string(name);
        if (!json_object_is_type(name, json_type_string) || !is_name(text, (size_t)json_object_get_string_len(name)))
            return refuse(l, "a register's name is none");
        registers->names[registers->count] = text;
    }
    return true;
}

static bool read_machines(struct loader *l, json_object *crash)
{
    struct table *t = l->table;
    json_object *machines = get(l, crash, "machines", json_type_array);
    size_t count = machines ? json_object_array_length(machines) : 0;
    if (!machines)
        return false;
    if (count > MACHINES_MAX)
        return refuse(l, "too many machines");
    t->crash_machines = table_alloc(t, count, sizeof *t->crash_machines);
    if (!t->crash_machines)
        return no_memory(l);
    for (; t->crash_machine_count < count; t->crash_machine_count++) {
        json_object *from = json_object_array_get_idx(machines, t->crash_machine_count);
        struct machine *machine = &t->crash_machines[t->crash_machine_count];
        if (!json_object_is_type(from, json_type_object))
            return refuse(l, "a machine is no object");
        if (!get_number32(l, from, "machine", 0, UINT32_MAX, &machine->number) || !read_registers(l, from, &machine->registers))
            return false;
    }
    return true;
}

static bool read_crash(struct loader *l, json_object *root)
{
    struct table *t = l->table;
    if (!has(root, "crash"))
        return true;
    json_object *crash = get(l, root, "crash", json_type_object);
    return crash && get_number32(l, crash, "frames", 1, 255, &t->crash_frames) &&
           get_number32(l, crash, "address", 1, 8, &t->crash_address) && read_registers(l, crash, &t->crash_registers) &&
           (!has(crash, "machines") || read_machines(l, crash));
}

static bool read_root(struct loader *l, json_object *root)
{
    struct table *t = l->table;
    uint64_t version, pointer;
    if (!json_object_is_type(root, json_type_object) || !has(root, "plog"))
        return refuse(l, TABLE_FOREIGN);
    if (!get_number(l, root, "plog", 0, UINT64_MAX, &version))
        return false;
    if (version != 1)
        return refuse(l, "it is of format version %llu; this plogcat reads version 1", (unsigned long long)version);
    if (!get_name(l, root, "project", &t->project) || !get_hash(l, root, "schema", &t->schema) ||
        !get_number(l, root, "pointer", 1, 8, &pointer))
        return false;
    t->pointer = (unsigned)pointer;
    return read_clock(l, root) && read_ring(l, root) && read_crash(l, root) && read_types(l, root) && read_messages(l, root);
}

bool memory_is_needed;

/* Whether it would take json-c more memory than a table is worth: three bytes, "{},", take it 800. */
static bool is_too_large(const char *json, size_t size)
{
    size_t objects = 0, commas = 0;
    bool text = false;
    if (size > TABLE_BYTES_MAX || size > INT_MAX)
        return true;
    for (size_t at = 0; at < size; at++) {
        if (json[at] == '"')
            text = !text;
        else if (text)
            at += json[at] == '\\';
        else if (json[at] == '{' || json[at] == '[')
            objects++;
        else if (json[at] == ',')
            commas++;
    }
    return objects > TABLE_OBJECTS_MAX || commas > TABLE_COMMAS_MAX;
}

static json_object *parse(const char *json, size_t size, char *why)
{
    if (is_too_large(json, size)) {
        snprintf(why, 256, "it is too large");
        return NULL;
    }
    json_tokener *tokener = json_tokener_new_ex(16);
    if (!tokener) {
        snprintf(why, 256, "out of memory");
        return NULL;
    }
    json_tokener_set_flags(tokener, JSON_TOKENER_STRICT | JSON_TOKENER_VALIDATE_UTF8);
    json_object *root = json_tokener_parse_ex(tokener, json, (int)size);
    enum json_tokener_error error = json_tokener_get_error(tokener);
    if (!root) {
        snprintf(why, 256, "it is no JSON (%s, at byte %zu); give the NAME.json that plogen wrote",
                 error == json_tokener_continue ? "it ends too early" : json_tokener_error_desc(error),
                 json_tokener_get_parse_end(tokener));
    } else {
        for (size_t at = json_tokener_get_parse_end(tokener); at < size; at++) {
            if (!strchr(" \t\r\n", json[at]) || !json[at]) {
                snprintf(why, 256, "it goes on after its JSON, at byte %zu", at);
                json_object_put(root);
                root = NULL;
                break;
            }
        }
    }
    json_tokener_free(tokener);
    return root;
}

struct table *table_read(const char *json, size_t size, const char *path, char why[static 256])
{
    memory_is_needed = true;
    json_object *root = parse(json, size, why);
    memory_is_needed = false;
    if (!root)
        return NULL;
    struct table *t = calloc(1, sizeof *t);
    if (!t) {
        json_object_put(root);
        snprintf(why, 256, "out of memory");
        return NULL;
    }
    t->json = root;
    t->path = strdup(path);
    struct loader l = { .table = t, .why = why };
    if (!t->path ? !no_memory(&l) : !read_root(&l, root)) {
        table_free(t);
        return NULL;
    }
    return t;
}
