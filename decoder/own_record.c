/* The records that are the ring's own: their id is 0, and a kind follows (docs/FORMAT.md, section 7). */
#include "cursor.h"

#include "bytes.h"
#include "crash.h"

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
    enum fault fault = cursor_delta(c, t);
    return fault ? fault : read_cause(c);
}

static enum fault read_refused(struct cursor *c, const struct table *t)
{
    c->record->kind = RECORD_REFUSED;
    enum fault fault = cursor_delta(c, t);
    return fault ? fault : cursor_varint(c, &c->record->refused);
}

/* Its ticks are its delta: time goes on by as much. */
static enum fault read_silence(struct cursor *c, const struct table *t)
{
    c->record->kind = RECORD_SILENCE;
    return t->clock ? cursor_varint(c, &c->record->delta) : FAULT_KIND;
}

/* A delta and a byte. */
static enum fault read_news(struct cursor *c, const struct table *t, uint8_t *news)
{
    enum fault fault = cursor_delta(c, t);
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

/* A nulls record is one with the message behind it. */
static enum fault read_nulls(struct cursor *c, const struct table *t)
{
    uint64_t id;
    enum fault fault = cursor_varint(c, &c->record->nulls);
    cursor_sum_bytes(c, c->start, c->at);
    if (!fault)
        fault = cursor_varint(c, &id);
    if (fault)
        return fault;
    return c->record->nulls && id ? cursor_message(c, t, id) : FAULT_NULLS;
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
    enum fault fault = cursor_varint(c, &pairs);
    if (fault)
        return fault;
    if (pairs / 2 > t->crash_frames)
        return FAULT_CRASH;
    crash->cut = pairs & 1;
    crash->pairs = (uint32_t)(pairs / 2);
    crash_register(c->record, "pc", &address);
    for (uint32_t i = 0; i < crash->pairs; i++, c->next += 2) {
        uint64_t words, link = 0, difference;
        fault = cursor_varint_below(c, 8 * t->crash_address, FAULT_RANGE, &words);
        if (!fault && words & 1)
            fault = cursor_varint_below(c, 32, FAULT_RANGE, &link);
        if (!fault)
            fault = cursor_varint_below(c, 8 * t->crash_address, FAULT_RANGE, &difference);
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
    enum fault fault = cursor_delta(c, t);
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
    fault = cursor_varint(c, &crash->room);
    return fault ? fault : read_pairs(c, t);
}

enum fault cursor_own(struct cursor *c, const struct table *t)
{
    uint64_t kind;
    enum fault fault = cursor_varint(c, &kind);
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
