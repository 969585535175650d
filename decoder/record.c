#include "record.h"

#include <string.h>

#include "bytes.h"
#include "crash.h"

struct cursor {
    const uint8_t *start, *at, *end;
    struct record *record;
    struct value *next;
    unsigned check; /* bytes of the record's check */
    uint32_t sum;   /* from which it is made */
};

const char *fault_text(enum fault fault)
{
    switch (fault) {
    case FAULT_NONE: break;
    case FAULT_SHORT: return "a record crosses the committed end";
    case FAULT_VARINT: return "a number is not in its shortest form";
    case FAULT_RANGE: return "a number is too large for its type";
    case FAULT_BOOL: return "a bool is neither 0 nor 1";
    case FAULT_CODE: return "a length is above its maximum";
    case FAULT_ID: return "an id is not in the table";
    case FAULT_KIND: return "a record of the ring is of no known kind";
    case FAULT_CAUSE: return "a reset has no known cause";
    case FAULT_BACKUP: return "nothing known became of a backup";
    case FAULT_SCHEMA: return "a boot record is of another schema than its block";
    case FAULT_NULLS: return "a null pointer is given for what is none";
    case FAULT_DELTA: return "a time is wider than the clock";
    case FAULT_CHECK: return "a record's check is wrong";
    case FAULT_CRASH: return "a crash record is not as the table has it";
    }
    return "nothing";
}

const char *cause_name(unsigned cause)
{
    static const char *const names[CAUSE_MAX + 1] = {
        "unknown", "power-on", "pin", "brown-out", "watchdog", "software", "fault", "lockup", "wake", "panic"
    };
    return cause <= CAUSE_MAX ? names[cause] : NULL;
}

const char *backup_text(unsigned backup)
{
    static const char *const texts[BACKUP_MAX + 1] = {
        "the ring was lost; the newest records are back from the backup",
        "the ring was lost, and the backup is damaged",
        "the ring was lost, and the backup was not complete when the reset came",
        "the ring was lost, and the backup is of a firmware with another ring",
    };
    return backup <= BACKUP_MAX ? texts[backup] : NULL;
}

/* The check at a record's end, FORMAT.md section 4. */
#define SUM_FACTOR 0xB03C78EDu

static void sum_word(struct cursor *c, uint32_t word)
{
    if (c->check == 2)
        word ^= word >> 16;
    c->sum = c->sum * SUM_FACTOR + word;
}

static void sum_number(struct cursor *c, uint64_t number, bool wide)
{
    sum_word(c, (uint32_t)number);
    if (wide)
        sum_word(c, (uint32_t)(number >> 32));
}

static void sum_bytes(struct cursor *c, const uint8_t *from, const uint8_t *to)
{
    if (c->check == 0)
        return;
    while (from < to)
        sum_word(c, *from++);
}

static enum fault read_check(struct cursor *c)
{
    if ((size_t)(c->end - c->at) < c->check)
        return FAULT_SHORT;
    uint64_t stored = load_wide(c->at, c->check);
    c->at += c->check;
    return c->check == 0 || stored == c->sum * SUM_FACTOR >> (32 - 8 * c->check) ? FAULT_NONE : FAULT_CHECK;
}

static enum fault read_long_varint(struct cursor *c, uint64_t *number)
{
    uint8_t first = *c->at;
    unsigned follow = 1;
    if (first < 0xC0 && c->end - c->at > 1) { /* two bytes: most of the long ones */
        *number = (first & 0x3Fu) << 8 | c->at[1];
        c->at += 2;
        return *number >> 7 ? FAULT_NONE : FAULT_VARINT;
    }
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

static inline enum fault read_varint(struct cursor *c, uint64_t *number)
{
    if (c->at == c->end)
        return FAULT_SHORT;
    if (*c->at >= 0x80)
        return read_long_varint(c, number);
    *number = *c->at++;
    return FAULT_NONE;
}

static enum fault read_limited(struct cursor *c, unsigned width, uint64_t *number)
{
    enum fault fault = read_varint(c, number);
    if (fault)
        return fault;
    return width < 8 && *number >> 8 * width ? FAULT_RANGE : FAULT_NONE;
}

static uint64_t extend_sign(uint64_t number, unsigned width)
{
    uint64_t sign = UINT64_C(1) << (8 * width - 1);
    return (number ^ sign) - sign;
}

static double load_float(const uint8_t *p)
{
    uint32_t bits = load32(p);
    float number;
    memcpy(&number, &bits, sizeof number);
    return (double)number;
}

static double load_double(const uint8_t *p)
{
    uint64_t bits = load_wide(p, 8);
    double number;
    memcpy(&number, &bits, sizeof number);
    return number;
}

/* Reads one element that is a number. */
static enum fault read_number(struct cursor *c, const struct field *f, struct value *v)
{
    enum fault fault;
    *v = (struct value){ .length = 0 };
    if (f->wire == WIRE_VARINT || f->wire == WIRE_ZIGZAG) {
        fault = read_limited(c, f->width, &v->as.number);
        sum_number(c, v->as.number, f->width > 4);
        if (f->wire == WIRE_ZIGZAG)
            v->as.number = v->as.number >> 1 ^ (0 - (v->as.number & 1));
        return fault;
    }
    if ((size_t)(c->end - c->at) < f->width)
        return FAULT_SHORT;
    const uint8_t *bytes = c->at;
    c->at += f->width;
    sum_number(c, load_wide(bytes, f->width), f->width > 4);
    if (f->wire == WIRE_F32)
        v->as.real = load_float(bytes);
    else if (f->wire == WIRE_F64)
        v->as.real = load_double(bytes);
    else
        v->as.number = load_wide(bytes, f->width);
    if (f->wire == WIRE_SIGNED)
        v->as.number = extend_sign(v->as.number, f->width);
    return f->wire == WIRE_BOOL && v->as.number > 1 ? FAULT_BOOL : FAULT_NONE;
}

/* How many elements follow, and the value that tells it. */
static enum fault read_length(struct cursor *c, const struct field *f, struct value *v)
{
    *v = (struct value){ .length = f->count };
    if (f->shape == SHAPE_EXACTLY)
        return FAULT_NONE;
    uint64_t code;
    const uint8_t *start = c->at;
    enum fault fault = read_varint(c, &code);
    if (fault)
        return fault;
    sum_bytes(c, start, c->at);
    if (code > (uint64_t)f->count + 2)
        return FAULT_CODE;
    v->cut = code == (uint64_t)f->count + 1;
    v->null = code == (uint64_t)f->count + 2;
    if (v->null)
        v->length = 0;
    else if (!v->cut)
        v->length = (uint32_t)code;
    c->record->any_cut |= v->cut;
    return FAULT_NONE;
}

static enum fault read_field(struct cursor *c, const struct field *f);

static enum fault read_elements(struct cursor *c, const struct field *f, uint32_t count)
{
    enum fault fault = FAULT_NONE;
    for (; count > 0 && !fault; count--) {
        if (f->wire != WIRE_STRUCT) {
            fault = read_number(c, f, c->next++);
            continue;
        }
        for (size_t i = 0; i < f->type->field_count && !fault; i++)
            fault = read_field(c, &f->type->fields[i]);
    }
    return fault;
}

/* Each value takes a byte at least, but the last may be the one that is missing: hence the one more in record. */
static enum fault read_field(struct cursor *c, const struct field *f)
{
    if (f->shape == SHAPE_ONE && f->wire != WIRE_RUN && f->wire != WIRE_STRUCT)
        return read_number(c, f, c->next++);
    if (f->wire != WIRE_RUN && f->shape != SHAPE_UP_TO)
        return read_elements(c, f, f->shape == SHAPE_ONE ? 1 : f->count);
    struct value *length = c->next++;
    enum fault fault = read_length(c, f, length);
    if (fault || f->wire != WIRE_RUN)
        return fault ? fault : read_elements(c, f, length->length);
    if ((size_t)(c->end - c->at) < length->length)
        return FAULT_SHORT;
    length->as.bytes = c->at;
    c->at += length->length;
    sum_bytes(c, length->as.bytes, c->at);
    return FAULT_NONE;
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

bool record_is_null(const struct record *r, size_t argument)
{
    return argument < 64 && r->nulls >> argument & 1;
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

static enum fault read_delta(struct cursor *c, const struct table *t)
{
    c->record->delta = 0;
    if (!t->clock)
        return FAULT_NONE;
    enum fault fault = read_varint(c, &c->record->delta);
    if (!fault && t->clock_bits < 64 && c->record->delta >> t->clock_bits)
        return FAULT_DELTA;
    return fault;
}

static enum fault read_cause(struct cursor *c)
{
    if (c->at == c->end)
        return FAULT_SHORT;
    c->record->cause = *c->at++;
    return c->record->cause > CAUSE_MAX ? FAULT_CAUSE : FAULT_NONE;
}

static enum fault read_boot(struct cursor *c, const struct table *t)
{
    if (c->end - c->at < 7)
        return FAULT_SHORT;
    c->record->kind = RECORD_BOOT;
    c->record->delta = 0;
    c->record->boot = load16(c->at);
    c->at += 2;
    enum fault fault = read_cause(c);
    c->record->schema = load32(c->at);
    c->at += 4;
    if (c->record->schema != t->schema)
        return FAULT_SCHEMA;
    return fault;
}

enum { KIND_BOOT = 1, KIND_RESET, KIND_NULLS, KIND_REFUSED, KIND_CRASH, KIND_SILENCE, KIND_BACKUP, KIND_LOOP };

static enum fault read_reset(struct cursor *c, const struct table *t)
{
    c->record->kind = RECORD_RESET;
    enum fault fault = read_delta(c, t);
    return fault ? fault : read_cause(c);
}

static enum fault read_refused(struct cursor *c, const struct table *t)
{
    c->record->kind = RECORD_REFUSED;
    enum fault fault = read_delta(c, t);
    return fault ? fault : read_varint(c, &c->record->refused);
}

/* Its ticks are its delta: time goes on by as much. */
static enum fault read_silence(struct cursor *c, const struct table *t)
{
    c->record->kind = RECORD_SILENCE;
    return t->clock ? read_varint(c, &c->record->delta) : FAULT_KIND;
}

/* A delta and a byte. */
static enum fault read_news(struct cursor *c, const struct table *t, uint8_t *news)
{
    enum fault fault = read_delta(c, t);
    if (fault)
        return fault;
    if (c->at == c->end)
        return FAULT_SHORT;
    *news = *c->at++;
    return FAULT_NONE;
}

static enum fault read_loop(struct cursor *c, const struct table *t)
{
    c->record->kind = RECORD_LOOP;
    return read_news(c, t, &c->record->row);
}

static enum fault read_backup(struct cursor *c, const struct table *t)
{
    c->record->kind = RECORD_BACKUP;
    enum fault fault = read_news(c, t, &c->record->backup);
    if (fault)
        return fault;
    return backup_text(c->record->backup) ? FAULT_NONE : FAULT_BACKUP;
}

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

static enum fault read_message(struct cursor *c, const struct table *t, uint64_t id)
{
    struct record *r = c->record;
    r->kind = RECORD_MESSAGE;
    r->message = id < t->id_limit ? t->by_id[id] : NULL;
    if (!r->message)
        return FAULT_ID;
    c->sum ^= (uint32_t)id;
    enum fault fault = read_delta(c, t);
    if (fault)
        return fault;
    if (t->clock)
        sum_number(c, r->delta, t->clock_bits > 32);
    fault = read_arguments(c, r->message);
    return fault || !r->message->place ? fault : read_place(c, t);
}

/* A nulls record is one with the message behind it. */
static enum fault read_nulls(struct cursor *c, const struct table *t)
{
    uint64_t id;
    enum fault fault = read_varint(c, &c->record->nulls);
    sum_bytes(c, c->start, c->at);
    if (!fault)
        fault = read_varint(c, &id);
    if (fault)
        return fault;
    return c->record->nulls && id ? read_message(c, t, id) : FAULT_NULLS;
}

/* `count` addresses, of which the first is the result; faults come out as NULL. */
static const uint8_t *read_addresses(struct cursor *c, const struct table *t, size_t count)
{
    const uint8_t *at = c->at;
    if ((size_t)(c->end - at) < count * t->crash_address)
        return NULL;
    c->at += count * t->crash_address;
    return at;
}

static enum fault read_pairs(struct cursor *c, const struct table *t)
{
    struct crash *crash = &c->record->crash;
    uint64_t pairs, address = 0;
    enum fault fault = read_varint(c, &pairs);
    if (fault)
        return fault;
    if (pairs / 2 > t->crash_frames)
        return FAULT_CRASH;
    crash->cut = pairs & 1;
    crash->pairs = (uint32_t)(pairs / 2);
    crash_register(c->record, "pc", &address);
    for (uint32_t i = 0; i < crash->pairs; i++, c->next += 2) {
        uint64_t words, link = 0, difference;
        fault = read_limited(c, t->crash_address, &words);
        if (!fault && words & 1)
            fault = read_limited(c, 4, &link);
        if (!fault)
            fault = read_limited(c, t->crash_address, &difference);
        if (fault)
            return fault;
        if (words & 1 && link == 0)
            return FAULT_CRASH;
        c->next[0].as.number = words >> 1;
        c->next[0].length = (uint32_t)link;
        address += difference >> 1 ^ (0 - (difference & 1));
        address &= UINT64_MAX >> (64 - 8 * t->crash_address);
        c->next[1].as.number = address;
    }
    return FAULT_NONE;
}

/* By what the record says that its machine is, among the registers that every record has. */
static const struct registers *machine_registers(const struct record *r)
{
    const struct table *t = r->crash.table;
    uint64_t machine;
    if (!crash_register(r, "machine", &machine))
        return NULL;
    for (size_t i = 0; i < t->crash_machine_count; i++)
        if (t->crash_machines[i].number == machine)
            return &t->crash_machines[i].registers;
    return NULL;
}

static enum fault read_crash(struct cursor *c, const struct table *t)
{
    struct crash *crash = &c->record->crash;
    c->record->kind = RECORD_CRASH;
    enum fault fault = read_delta(c, t);
    if (fault)
        return fault;
    if (c->end - c->at < 2)
        return FAULT_SHORT;
    *crash = (struct crash){ .table = t, .origin = (enum crash_origin)c->at[0], .count = c->at[1] };
    c->at += 2;
    if (crash->origin >= ORIGIN_COUNT || t->crash_frames == 0)
        return FAULT_CRASH;
    const size_t count = crash->count, first = t->crash_registers.count;
    crash->count = (uint8_t)(count < first ? count : first);
    crash->registers = read_addresses(c, t, count);
    if (!crash->registers)
        return FAULT_SHORT;
    crash->more = count > first ? machine_registers(c->record) : NULL;
    if (count > first && (!crash->more || count - first > crash->more->count))
        return FAULT_CRASH;
    crash->count = (uint8_t)count;
    bool told = crash_is_told(c->record);
    bool framed = crash_is_framed(c->record);
    const uint8_t *more = read_addresses(c, t, 1u + (told ? 2u : 0u) + (framed ? 1u : 0u));
    if (!more)
        return FAULT_SHORT;
    if (framed)
        crash->frame = load_wide(c->at - 2 * t->crash_address, t->crash_address);
    if (told) {
        crash->text = load_wide(more, t->crash_address);
        crash->place = load_wide(more + t->crash_address, t->crash_address);
    }
    crash->sp = load_wide(c->at - t->crash_address, t->crash_address);
    fault = read_varint(c, &crash->room);
    return fault ? fault : read_pairs(c, t);
}

static enum fault read_own(struct cursor *c, const struct table *t)
{
    uint64_t kind;
    enum fault fault = read_varint(c, &kind);
    if (fault)
        return fault;
    switch (kind) {
    case KIND_BOOT: return read_boot(c, t);
    case KIND_RESET: return read_reset(c, t);
    case KIND_NULLS: return read_nulls(c, t);
    case KIND_REFUSED: return read_refused(c, t);
    case KIND_CRASH: return read_crash(c, t);
    case KIND_SILENCE: return read_silence(c, t);
    case KIND_BACKUP: return read_backup(c, t);
    case KIND_LOOP: return read_loop(c, t);
    default: return FAULT_KIND;
    }
}

enum fault record_decode(struct record *r, const struct table *t, uint16_t seed, const uint8_t *bytes, size_t size)
{
    struct cursor c = { .start = bytes, .at = bytes, .end = bytes + size, .record = r, .next = r->values, .check = t->check,
                        .sum = seed };
    uint64_t id;
    enum fault fault = read_varint(&c, &id);
    r->nulls = 0;
    r->any_cut = false;
    if (!fault)
        fault = id == 0 ? read_own(&c, t) : read_message(&c, t, id);
    if (!fault && r->kind != RECORD_MESSAGE)
        sum_bytes(&c, bytes, c.at);
    if (!fault)
        fault = read_check(&c);
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
