#include "fingerprint.h"

#include <string.h>

#include "crash.h"
#include "layout.h"

/* FNV-1a, 64 bits: draft-eastlake-fnv-17, section 2. */
struct hash {
    uint64_t state;
};

static struct hash hash_start(void)
{
    return (struct hash){ UINT64_C(0xCBF29CE484222325) };
}

static void hash_byte(struct hash *hash, unsigned char byte)
{
    hash->state = (hash->state ^ byte) * UINT64_C(0x100000001B3);
}

static void hash_number(struct hash *hash, uint64_t number)
{
    for (int i = 0; i < 8; i++)
        hash_byte(hash, (unsigned char)(number >> (8 * i)));
}

/* With its NUL, so that "ab", "c" differs from "a", "bc". */
static void hash_text(struct hash *hash, const char *text)
{
    if (!text)
        text = "";
    do
        hash_byte(hash, (unsigned char)*text);
    while (*text++ != '\0');
}

static uint32_t hash_end(struct hash hash)
{
    return (uint32_t)(hash.state ^ hash.state >> 32);
}

static void hash_fields(struct hash *wire, struct hash *texts, const struct argument *fields)
{
    for (; fields; fields = fields->next) {
        const struct type *type = &fields->type;

        hash_number(wire, is_struct(type) ? BASIC_NAMED : wire_basic(type));
        hash_number(wire, (uint64_t)type->fixed << 8 | (uint64_t)type->shape);
        hash_number(wire, type->count);
        hash_text(texts, fields->name.text);
        hash_text(texts, type->basic == BASIC_NAMED ? type->named->name.text : "");
        hash_number(texts, fields->flow);
        if (is_struct(type))
            hash_fields(wire, texts, type->named->fields);
    }
    hash_number(wire, UINT64_MAX); /* the end of a list is part of it */
}

static void hash_types(struct hash *texts, const struct spec *spec)
{
    for (const struct named_type *t = spec->types; t; t = t->next) {
        hash_number(texts, (uint64_t)t->kind);
        hash_text(texts, t->name.text);
        for (const struct constant *c = t->constants; c; c = c->next) {
            hash_text(texts, c->name.text);
            hash_number(texts, c->value);
        }
        hash_number(texts, UINT64_MAX);
    }
}

static void hash_ring(struct hash *wire, const struct spec *spec, const struct layout *layout)
{
    hash_number(wire, 1); /* the format's version */
    hash_number(wire, spec->target->commit_bits);
    hash_number(wire, spec->target->pointer_bytes);
    hash_number(wire, clock_bits(spec));
    hash_number(wire, spec->clock_hz);
    hash_number(wire, layout->clock_shift);
    hash_number(wire, layout->block);
    hash_number(wire, layout->blocks);
    hash_number(wire, spec->drop);
    hash_number(wire, counts_records(spec));
    if (spec->integrity != INTEGRITY_NONE)
        hash_number(wire, (uint64_t)spec->integrity << 32); /* no depth of a backtrace */
    if (layout->rings > 1) {
        hash_number(wire, layout->rings_per_core);
        for (unsigned i = 0; i < layout->rings; i++)
            hash_number(wire, layout->parts[i]);
    }
    if (spec->backtrace > 0) {
        hash_number(wire, spec->backtrace);
        hash_number(wire, crash_register_count(spec->target));
    }
}

struct fingerprints fingerprints_of(const struct spec *spec, const struct layout *layout)
{
    struct hash wire = hash_start(), texts = hash_start(), schema = hash_start();
    struct fingerprints result;

    hash_ring(&wire, spec, layout);
    hash_text(&texts, spec->project.text);
    hash_types(&texts, spec);
    for (const struct message *m = spec->messages; m; m = m->next) {
        hash_number(&wire, m->id);
        hash_text(&texts, m->name.text);
        hash_text(&texts, m->module ? m->module->name.text : NULL);
        hash_number(&texts, (uint64_t)m->kind << 8 | (uint64_t)m->level);
        hash_text(&texts, m->text.text);
        hash_text(&texts, m->unit);
        hash_fields(&wire, &texts, m->arguments);
        if (tells_place(spec, m))
            hash_number(&wire, UINT64_MAX);
    }
    result.wire = hash_end(wire);
    result.texts = hash_end(texts);
    hash_number(&schema, result.wire);
    hash_number(&schema, result.texts);
    result.schema = hash_end(schema);
    return result;
}
