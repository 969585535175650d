/* Reads and checks a table: its ring, clock, crash records and messages. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "heads.h"
#include "parity.h"
#include "table_types.h"

static bool read_message(struct loader *l, json_object *from, struct message *m)
{
    static const char *const kinds[] = { "message", "begin", "end", "counter", NULL };
    static const char *const levels[] = { "fatal", "error", "warn", "info", "debug", "trace", NULL };
    unsigned kind, level;
    if (!json_object_is_type(from, json_type_object))
        return table_refuse(l, "it is no object");
    if (!table_get_number32(l, from, "id", 1, TABLE_ID_MAX, &m->id) || !table_get_name(l, from, "name", &m->name) ||
        !table_get_word(l, from, "kind", kinds, &kind) || !table_get_word(l, from, "level", levels, &level))
        return false;
    json_object *module;
    if (!json_object_object_get_ex(from, "module", &module))
        return table_refuse(l, "\"module\" is missing");
    if (module && !table_get_name(l, from, "module", &m->module))
        return false;
    m->kind = (enum message_kind)kind;
    m->level = levels[level];

    uint64_t size_min;
    json_object *arguments = table_get(l, from, "args", json_type_array);
    if (!arguments || !table_read_fields(l, arguments, &m->arguments, &m->argument_count, &size_min))
        return false;
    /* One that "level" left out may be larger than this ring's blocks. */
    if (size_min > TABLE_BLOCK_MAX)
        return table_refuse(l, "it does not fit into a block");
    for (size_t i = 0; i < m->argument_count; i++)
        m->has_flow |= m->arguments[i].flow;
    if (!table_get_flag(l, from, "place", &m->place))
        return false;
    if (m->place && l->table->crash_frames == 0)
        return table_refuse(l, "it has a \"place\", but the table has no \"crash\"");
    json_object *text = table_get(l, from, "text", json_type_string);
    char why[256];
    if (text && !table_read_text(l->table, m, json_object_get_string(text),
                                 (size_t)json_object_get_string_len(text), why))
        return table_refuse(l, "%s", why);
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
        return table_no_memory(l);
    for (size_t i = 0; i < t->message_count; i++) {
        const struct message **place = &t->by_id[t->messages[i].id];
        if (*place)
            return table_refuse(l, "id %u is there twice", t->messages[i].id);
        *place = &t->messages[i];
    }
    return true;
}

static bool read_messages(struct loader *l, json_object *root)
{
    json_object *messages = table_get(l, root, "messages", json_type_array);
    if (!messages)
        return false;
    size_t count = json_object_array_length(messages);
    if (count > TABLE_ID_MAX)
        return table_refuse(l, "too many messages");
    l->table->messages = table_alloc(l->table, count, sizeof *l->table->messages);
    if (!l->table->messages)
        return table_no_memory(l);
    l->what = "message";
    for (l->index = 0; l->index < count; l->index++)
        if (!read_message(l, json_object_array_get_idx(messages, l->index), &l->table->messages[l->index]))
            return false;
    l->what = NULL;
    l->table->message_count = count;
    if (!heads_prepare(l->table))
        return table_no_memory(l);
    return index_messages(l);
}

/* Ticks per second up to 10 GHz: their share of a second, in nanoseconds, fits 64 bits. */
#define HZ_MAX UINT64_C(10000000000)

static bool read_clock(struct loader *l, json_object *root)
{
    static const char *const kinds[] = { "none", "cycles", "tick", "ns", "user", NULL };
    struct table *t = l->table;
    unsigned kind;
    json_object *clock = table_get(l, root, "clock", json_type_object);
    if (!clock || !table_get_word(l, clock, "kind", kinds, &kind))
        return false;
    t->clock = kind != 0;
    if (!t->clock)
        return true;
    if (!table_get_number(l, clock, "hz", 1, HZ_MAX, &t->hz) || !table_get_number32(l, clock, "bits", 24, 64, &t->clock_bits) ||
        !table_get_number32(l, clock, "shift", 0, 33, &t->clock_shift))
        return false;
    return t->clock_bits == 24 || t->clock_bits == 32 || t->clock_bits == 64 ||
           table_refuse(l, "\"bits\" is none of 24, 32 and 64");
}

static bool read_one_ring(struct loader *l, json_object *from, struct table_ring *ring)
{
    if (!json_object_is_type(from, json_type_object))
        return table_refuse(l, "a ring is no object");
    return table_get_number32(l, from, "blocks", 1, l->table->blocks - ring->first, &ring->blocks) &&
           table_get_number32(l, from, "core", 0, TABLE_RINGS_MAX, &ring->core) && table_get_flag(l, from, "keep", &ring->keep);
}

/* How the region is divided; without "rings" it is not. */
static bool read_rings(struct loader *l, json_object *from)
{
    struct table *t = l->table;
    json_object *rings = NULL;
    if (table_has(from, "rings") && !(rings = table_get(l, from, "rings", json_type_array)))
        return false;
    size_t count = rings ? json_object_array_length(rings) : 1;
    if (count == 0 || count > TABLE_RINGS_MAX)
        return table_refuse(l, "there can be 1 to %u rings", TABLE_RINGS_MAX);
    t->ring_count = (uint32_t)count;
    t->rings = table_alloc(t, count, sizeof *t->rings);
    if (!t->rings)
        return table_no_memory(l);
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
    json_object *ring = table_get(l, root, "ring", json_type_object);
    if (!ring || !table_get_word(l, ring, "mode", modes, &mode) || !table_get_number32(l, ring, "commit", 8, 16, &commit) ||
        !table_get_flag(l, ring, "count", &count))
        return false;
    if (commit != 8 && commit != 16)
        return table_refuse(l, "\"commit\" is neither 8 nor 16");
    if (!table_get_word(l, ring, "integrity", checks, &check))
        return table_refuse(l, "its \"integrity\" is newer than this plogcat");
    t->ecc = check == 3;
    t->check = t->ecc ? 0 : check;
    t->drop = mode == 1;
    t->form = commit == 8 ? FORM_NARROW : count ? FORM_COUNTING : FORM_WIDE;
    if (count && (t->drop || commit == 8))
        return table_refuse(l, "\"count\" is for overwrite rings with \"commit\" 16");
    if (!table_get_number32(l, ring, "header", 0, 255, &t->header))
        return false;
    if (t->header != header_size(t->form))
        return table_refuse(l, "\"header\" does not fit \"commit\" and \"count\"");
    if (!table_get_number32(l, ring, "block", t->header + 1, commit == 8 ? 0x80 : TABLE_BLOCK_MAX, &t->block) ||
        !table_get_number32(l, ring, "size", t->block, UINT32_MAX, &size) ||
        !table_get_number32(l, ring, "blocks", 1, size / t->block, &t->blocks))
        return false;
    t->end = t->block - parity_size(t);
    if (t->ecc && (commit == 8 || t->block >= HEADER_SEALED || t->end <= t->header || t->end > t->block))
        return table_refuse(l, "its blocks have no room for parity");
    return read_rings(l, ring);
}

/* Cores have fewer, and a record counts its own in a byte. */
#define REGISTERS_MAX 255
#define MACHINES_MAX 16u

static bool read_registers(struct loader *l, json_object *from, struct registers *registers)
{
    json_object *names = table_get(l, from, "registers", json_type_array);
    if (!names)
        return false;
    size_t count = json_object_array_length(names);
    if (count > REGISTERS_MAX)
        return table_refuse(l, "too many registers");
    registers->names = table_alloc(l->table, count, sizeof *registers->names);
    if (!registers->names)
        return table_no_memory(l);
    for (; registers->count < count; registers->count++) {
        json_object *name = json_object_array_get_idx(names, registers->count);
        const char *text = json_object_get_string(name);
        if (!json_object_is_type(name, json_type_string) || !table_is_name(text, (size_t)json_object_get_string_len(name)))
            return table_refuse(l, "a register's name is none");
        registers->names[registers->count] = text;
    }
    return true;
}

static bool read_machines(struct loader *l, json_object *crash)
{
    struct table *t = l->table;
    json_object *machines = table_get(l, crash, "machines", json_type_array);
    size_t count = machines ? json_object_array_length(machines) : 0;
    if (!machines)
        return false;
    if (count > MACHINES_MAX)
        return table_refuse(l, "too many machines");
    t->crash_machines = table_alloc(t, count, sizeof *t->crash_machines);
    if (!t->crash_machines)
        return table_no_memory(l);
    for (; t->crash_machine_count < count; t->crash_machine_count++) {
        json_object *from = json_object_array_get_idx(machines, t->crash_machine_count);
        struct machine *machine = &t->crash_machines[t->crash_machine_count];
        if (!json_object_is_type(from, json_type_object))
            return table_refuse(l, "a machine is no object");
        if (!table_get_number32(l, from, "machine", 0, UINT32_MAX, &machine->number) || !read_registers(l, from, &machine->registers))
            return false;
    }
    return true;
}

static bool read_crash(struct loader *l, json_object *root)
{
    struct table *t = l->table;
    if (!table_has(root, "crash"))
        return true;
    json_object *crash = table_get(l, root, "crash", json_type_object);
    return crash && table_get_number32(l, crash, "frames", 1, 255, &t->crash_frames) &&
           table_get_number32(l, crash, "address", 1, 8, &t->crash_address) && read_registers(l, crash, &t->crash_registers) &&
           (!table_has(crash, "machines") || read_machines(l, crash));
}

static bool read_root(struct loader *l, json_object *root)
{
    struct table *t = l->table;
    uint64_t version, pointer;
    if (!json_object_is_type(root, json_type_object) || !table_has(root, "plog"))
        return table_refuse(l, TABLE_FOREIGN);
    if (!table_get_number(l, root, "plog", 0, UINT64_MAX, &version))
        return false;
    if (version != 1)
        return table_refuse(l, "it is of format version %llu; this plogcat reads version 1", (unsigned long long)version);
    if (!table_get_name(l, root, "project", &t->project) || !table_get_hash(l, root, "schema", &t->schema) ||
        !table_get_number(l, root, "pointer", 1, 8, &pointer))
        return false;
    t->pointer = (unsigned)pointer;
    return read_clock(l, root) && read_ring(l, root) && read_crash(l, root) && table_read_types(l, root) && read_messages(l, root);
}

struct table *table_read(const char *json, size_t size, const char *path, char why[static 256])
{
    json_object *root = json_parse(json, size, why);
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
    bool good = t->path ? read_root(&l, root) : table_no_memory(&l);
    table_forget_types(&l);
    if (good)
        return t;
    table_free(t);
    return NULL;
}
