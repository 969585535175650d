#include "record.h"

#include <string.h>

#include "bytes.h"
#include "cursor.h"

/* The check at a record's end, FORMAT.md section 4. */
#define SUM_FACTOR 0xB03C78EDu

static void sum_word(struct cursor *c, uint32_t word)
{
    if (c->check == 2)
        word ^= word >> 16;
    c->sum = c->sum * SUM_FACTOR + word;
}

static inline void sum_number(struct cursor *c, uint64_t number, bool wide)
{
    if (c->check == 0)
        return;
    sum_word(c, (uint32_t)number);
    if (wide)
        sum_word(c, (uint32_t)(number >> 32));
}

void cursor_sum_bytes(struct cursor *c, const uint8_t *from, const uint8_t *to)
{
    if (c->check == 0)
        return;
    while (from < to)
        sum_word(c, *from++);
}

/* `seed` is the block's own. */
static enum fault read_check(struct cursor *c, uint16_t seed)
{
    if ((size_t)(c->end - c->at) < c->check)
        return FAULT_SHORT;
    uint64_t stored = load_wide(c->at, c->check);
    c->at += c->check;
    return stored == (c->sum * SUM_FACTOR ^ (uint32_t)seed << 16) >> (32 - 8 * c->check) ? FAULT_NONE : FAULT_CHECK;
}

enum fault cursor_long_varint(struct cursor *c, uint64_t *number)
{
    uint8_t first = *c->at;
    unsigned follow = 1;
    while (follow < 8 && (first & 0x80u >> follow))
        follow++;
    if ((size_t)(c->end - c->at) <= follow)
        return FAULT_SHORT;
    uint64_t high = first & (0x7Fu >> follow);
    *number = load_wide(c->at + 1, follow) | (follow < 8 ? high << 8 * follow : 0);
    c->at += 1 + follow;
    /* The form one byte shorter holds 7 bits a byte. */
    return *number >> 7 * follow ? FAULT_NONE : FAULT_VARINT;
}

static uint64_t extend_sign(uint64_t number, unsigned width)
{
    uint64_t sign = UINT64_C(1) << (8 * width - 1);
    return (number ^ sign) - sign;
}

static double single_of(uint64_t bits)
{
    uint32_t low = (uint32_t)bits;
    float number;
    memcpy(&number, &low, sizeof number);
    return (double)number;
}

/* A number of a fixed size. */
static enum fault read_fixed(struct cursor *c, const struct field *f, struct value *v)
{
    if ((size_t)(c->end - c->at) < f->width)
        return FAULT_SHORT;
    uint64_t number = load_wide(c->at, f->width);
    c->at += f->width;
    sum_number(c, number, f->width > 4);
    switch (f->wire) {
    case WIRE_F32: v->as.real = single_of(number); break;
    case WIRE_F64: memcpy(&v->as.real, &number, sizeof v->as.real); break;
    case WIRE_SIGNED: v->as.number = extend_sign(number, f->width); break;
    default: v->as.number = number; break;
    }
    return f->wire == WIRE_BOOL && number > 1 ? FAULT_BOOL : FAULT_NONE;
}

/* Reads one element that is a number. */
static inline enum fault read_number(struct cursor *c, const struct field *f)
{
    struct value *v = c->next++;
    uint64_t number;
    *v = (struct value){ .length = 0 };
    if (f->wire != WIRE_VARINT && f->wire != WIRE_ZIGZAG)
        return read_fixed(c, f, v);
    enum fault fault = cursor_varint_below(c, 8 * f->width, FAULT_RANGE, &number);
    if (fault)
        return fault;
    sum_number(c, number, f->width > 4);
    v->as.number = f->wire == WIRE_ZIGZAG ? number >> 1 ^ (0 - (number & 1)) : number;
    return FAULT_NONE;
}

/* How many elements follow, and the value that tells it. */
static enum fault read_length(struct cursor *c, const struct field *f, struct value *v)
{
    *v = (struct value){ .length = f->count };
    if (f->shape == SHAPE_EXACTLY)
        return FAULT_NONE;
    uint64_t code;
    const uint8_t *start = c->at;
    enum fault fault = cursor_varint(c, &code);
    if (fault)
        return fault;
    cursor_sum_bytes(c, start, c->at);
    if (code <= f->count) {
        v->length = (uint32_t)code;
        return FAULT_NONE;
    }
    if (code > (uint64_t)f->count + 2)
        return FAULT_CODE;
    v->cut = code == (uint64_t)f->count + 1;
    v->null = !v->cut;
    if (v->null)
        v->length = 0;
    c->record->any_cut |= v->cut;
    return FAULT_NONE;
}

static enum fault read_run(struct cursor *c, const struct field *f)
{
    struct value *v = c->next++;
    enum fault fault = read_length(c, f, v);
    if (fault)
        return fault;
    if ((size_t)(c->end - c->at) < v->length)
        return FAULT_SHORT;
    v->as.bytes = c->at;
    c->at += v->length;
    cursor_sum_bytes(c, v->as.bytes, c->at);
    return FAULT_NONE;
}

static enum fault read_many(struct cursor *c, const struct field *f);

/* Each value takes a byte at least, but the last may be the one that is missing: hence the one more in record. */
static inline enum fault read_field(struct cursor *c, const struct field *f)
{
    if (f->wire == WIRE_RUN)
        return read_run(c, f);
    return f->shape == SHAPE_ONE && f->wire != WIRE_STRUCT ? read_number(c, f) : read_many(c, f);
}

/* Arrays and structs. */
static enum fault read_many(struct cursor *c, const struct field *f)
{
    uint32_t count = 1;
    enum fault fault = FAULT_NONE;
    if (f->shape != SHAPE_ONE) {
        struct value length, *kept = f->shape == SHAPE_UP_TO ? c->next++ : &length;
        fault = read_length(c, f, kept);
        count = kept->length;
    }
    for (; count > 0 && !fault; count--) {
        if (f->wire != WIRE_STRUCT) {
            fault = read_number(c, f);
            continue;
        }
        for (size_t i = 0; i < f->type->field_count && !fault; i++)
            fault = read_field(c, &f->type->fields[i]);
    }
    return fault;
}

static bool is_pointer(const struct field *f)
{
    return f->shape == SHAPE_EXACTLY || (f->shape == SHAPE_ONE && f->basic == BASIC_STRUCT);
}

static bool all_zero(const uint8_t *from, const uint8_t *to)
{
    while (from < to && *from == 0)
        from++;
    return from == to;
}

static enum fault read_arguments(struct cursor *c, const struct message *m)
{
    struct record *r = c->record;
    if (m->argument_count < 64 && r->nulls >> m->argument_count)
        return FAULT_NULLS;
    for (size_t i = 0; i < m->argument_count; i++) {
        const uint8_t *start = c->at;
        r->starts[i] = (uint32_t)(c->next - r->values);
        enum fault fault = read_field(c, &m->arguments[i]);
        if (fault)
            return fault;
        if (record_is_null(r, i) && !(is_pointer(&m->arguments[i]) && all_zero(start, c->at)))
            return FAULT_NULLS;
    }
    r->starts[m->argument_count] = (uint32_t)(c->next - r->values);
    return FAULT_NONE;
}

/* Where a message was called. */
static enum fault read_place(struct cursor *c, const struct table *t)
{
    const unsigned width = t->crash_address;
    if ((size_t)(c->end - c->at) < width)
        return FAULT_SHORT;
    c->record->place = load_wide(c->at, width);
    c->at += width;
    sum_number(c, c->record->place, width > 4);
    return FAULT_NONE;
}

enum fault cursor_message(struct cursor *c, const struct table *t, uint64_t id)
{
    struct record *r = c->record;
    r->kind = RECORD_MESSAGE;
    r->message = id < t->id_limit ? t->by_id[id] : NULL;
    if (!r->message)
        return FAULT_ID;
    c->sum ^= (uint32_t)id;
    enum fault fault = cursor_delta(c, t);
    if (fault)
        return fault;
    if (t->clock)
        sum_number(c, r->delta, t->clock_bits > 32);
    fault = read_arguments(c, r->message);
    return fault || !r->message->place ? fault : read_place(c, t);
}

enum fault record_decode(struct record *r, const struct table *t, uint16_t seed, const uint8_t *bytes, size_t size)
{
    struct cursor c = { .start = bytes, .at = bytes, .end = bytes + size, .record = r, .next = r->values, .check = t->check };
    uint64_t id;
    enum fault fault = cursor_varint(&c, &id);
    r->nulls = 0;
    r->any_cut = false;
    if (!fault)
        fault = id == 0 ? cursor_own(&c, t) : cursor_message(&c, t, id);
    if (!fault && r->kind != RECORD_MESSAGE)
        cursor_sum_bytes(&c, bytes, c.at);
    if (!fault && c.check > 0)
        fault = read_check(&c, seed);
    r->size = (size_t)(c.at - bytes);
    return fault;
}

const struct value *value_after(const struct field *f, const struct value *v)
{
    if (f->wire == WIRE_RUN)
        return v + 1;
    uint32_t count = f->shape == SHAPE_ONE ? 1 : f->count;
    if (f->shape == SHAPE_UP_TO)
        count = v++->length;
    if (f->wire != WIRE_STRUCT)
        return v + count;
    for (; count > 0; count--)
        for (size_t i = 0; i < f->type->field_count; i++)
            v = value_after(&f->type->fields[i], v);
    return v;
}
