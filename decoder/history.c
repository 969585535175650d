#include "history.h"

#include "queue.h"

#define TIME_UNKNOWN UINT32_MAX /* in a header */

void history_restart(struct history *h)
{
    h->boot_known = false;
    h->time_known = false;
    h->cause = 0;
    h->announced = 0;
}

/* The smallest time that is `base` modulo 2^bits and whose unit is not before that of the record before. Units, because
   `base` was rounded down to one when it was stored. */
static uint64_t not_before(uint64_t base, uint64_t before, unsigned bits, unsigned shift)
{
    uint64_t mask = bits < 64 ? (UINT64_C(1) << bits) - 1 : UINT64_MAX;
    uint64_t unit = before >> shift << shift;
    return unit + ((base - unit) & mask);
}

static void set_base(struct history *h, const struct table *t, uint32_t time)
{
    if (time == TIME_UNKNOWN) {
        h->time_known = false;
        return;
    }
    bool follows_wraps = time & 1;
    unsigned bits = 31 + t->clock_shift;
    if (!follows_wraps && bits > t->clock_bits)
        bits = t->clock_bits;
    uint64_t base = (uint64_t)(time >> 1) << t->clock_shift;
    if (h->time_known)
        h->ticks = not_before(base, h->ticks, bits, t->clock_shift);
    else
        h->ticks = base;
    h->time_known |= follows_wraps;
}

void history_enter_block(struct history *h, const struct table *t, const struct header *header)
{
    h->decoded = true;
    if (!h->boot_known || h->boot != header->boot) {
        h->boot_known = true;
        h->boot = header->boot;
        h->cause = 0;
        h->time_known = false;
    }
    if (t->clock)
        set_base(h, t, header->time);
    else
        h->time_known = false;
}

void history_resume(struct history *h)
{
    h->decoded = true;
    history_restart(h);
}

static void start_boot(struct history *h, const struct table *t)
{
    h->boot_known = true;
    h->boot = h->record.boot;
    h->cause = h->record.cause ? h->record.cause : h->announced;
    h->time_known = t->clock;
    h->ticks = 0;
}

/* Hands an event on. If it has a record, it was decoded from these bytes. */
static void hand_on(struct history *h, struct event *e, uint16_t seed, const uint8_t *bytes, size_t size)
{
    e->ring = h->ring;
    if (h->queue)
        queue_add(h->queue, e, seed, bytes, size);
    else
        output_event(h->output, e);
}

/* What crashed while a crash was logged may have been the clock, which is not asked any more. */
static bool is_timed(const struct history *h)
{
    const struct record *r = &h->record;
    return h->time_known && !(r->kind == RECORD_RESET && r->cause == CAUSE_LOCKUP && r->delta == 0);
}

static void print_record(struct history *h, const struct table *t, uint16_t seed, const uint8_t *bytes)
{
    static const enum event_kind kinds[] = {
        [RECORD_MESSAGE] = EVENT_MESSAGE, [RECORD_BOOT] = EVENT_BOOT, [RECORD_RESET] = EVENT_RESET,
        [RECORD_REFUSED] = EVENT_REFUSED, [RECORD_CRASH] = EVENT_CRASH,
        [RECORD_BACKUP] = EVENT_BACKUP, [RECORD_LOOP] = EVENT_LOOP
    };
    hand_on(h, &(struct event){
        .kind = kinds[h->record.kind], .table = t, .record = &h->record,
        .boot_known = h->boot_known, .boot = h->boot, .cause = h->cause,
        .time_known = is_timed(h), .ticks = h->ticks,
    }, seed, bytes, h->record.size);
}

/* Up to the record. That of a crash tells when it was since the boot, modulo what the clock counts to. */
static void pass_time(struct history *h, const struct table *t)
{
    if (h->record.kind == RECORD_CRASH && t->clock)
        h->ticks = not_before(h->record.delta, h->ticks, t->clock_bits, 0);
    else
        h->ticks += h->record.delta;
}

size_t history_records(struct history *h, const struct table *t, uint16_t seed, const uint8_t *bytes, size_t size,
                       enum fault *fault, uint32_t *records)
{
    size_t at = 0;
    *fault = FAULT_NONE;
    while (at < size) {
        *fault = record_decode(&h->record, t, seed, bytes + at, size - at);
        if (*fault)
            break;
        at += h->record.size;
        pass_time(h, t);
        if (h->record.kind == RECORD_SILENCE)
            continue;
        if (h->record.kind == RECORD_BOOT)
            start_boot(h, t);
        if (h->record.kind == RECORD_MESSAGE)
            ++*records;
        print_record(h, t, seed, bytes + at - h->record.size);
        h->announced = h->record.kind == RECORD_RESET ? h->record.cause : 0;
    }
    return at;
}

static void print_damage(struct history *h, struct event *e)
{
    h->damaged = true;
    h->time_known = false;
    h->announced = 0;
    hand_on(h, e, 0, NULL, 0);
}

void history_damage(struct history *h, uint64_t offset, uint64_t size, const char *reason)
{
    print_damage(h, &(struct event){ .kind = EVENT_DAMAGE, .offset = offset, .size = size, .reason = reason });
}

void history_damaged_blocks(struct history *h, uint64_t offset, uint64_t blocks, const char *reason)
{
    print_damage(h, &(struct event){ .kind = EVENT_DAMAGE, .offset = offset, .blocks = blocks, .reason = reason });
}

void history_corrected(struct history *h, uint64_t offset, uint64_t bytes)
{
    output_event(h->output, &(struct event){ .kind = EVENT_CORRECTED, .offset = offset, .size = bytes });
}

void history_lost(struct history *h, const struct table *t, const uint32_t *bytes, const uint32_t *records)
{
    hand_on(h, &(struct event){
        .kind = EVENT_LOST, .table = t,
        .lost_bytes_known = bytes, .lost_bytes = bytes ? *bytes : 0,
        .lost_records_known = records, .lost_records = records ? *records : 0,
    }, 0, NULL, 0);
}
