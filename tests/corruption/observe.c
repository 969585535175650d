#include "observe.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../../decoder/decode.h"
#include "../../decoder/event.h"
#include "../../decoder/merge.h"
#include "device.h"

static struct tables tables;
static struct history history;
static struct observed *now;
static const uint8_t *dump; /* where the ring begins */
static struct input in;     /* what there is of it */

void observe_table(const char *path)
{
    tables_add(&tables, path);
    if (tables.count == 0)
        exit(1);
}

/* The linker is told to call the second in the place of history_records(), and history_records() in the place of the first. */
__typeof__(history_records) __real_history_records, __wrap_history_records;

static unsigned differing(const uint8_t *a, const uint8_t *b, size_t size)
{
    unsigned count = 0;
    for (size_t i = 0; i < size; i++)
        count += a[i] != b[i];
    return count;
}

/* The place of the records that stand here. In a corrected copy, it is that of the block in the dump that is most alike. */
static unsigned place_of(const uint8_t *bytes, size_t size)
{
    unsigned best = PLACES_MAX, least = UINT32_MAX;
    if (bytes >= in.data && bytes <= in.data + in.size)
        return (unsigned)((size_t)(bytes - dump) / device.block);
    for (unsigned place = 0; place < device.blocks; place++) {
        const uint8_t *block = dump + (size_t)place * device.block;
        if (block < in.data || block + device.header + size > in.data + in.size)
            continue;
        unsigned count = differing(block, bytes - device.header, device.header + size);
        if (count < least) {
            least = count;
            best = place;
        }
    }
    return best;
}

/* Each block's records come by one call; where they stand tells the place. */
size_t __wrap_history_records(struct history *h, const struct table *t, uint16_t seed, const uint8_t *bytes, size_t size,
                              enum fault *fault, uint32_t *records)
{
    unsigned place = place_of(bytes, size);
    if (place >= PLACES_MAX || now->seen[place]) {
        printf("place %u: a block is shown twice, or is none\n", place);
        fflush(stdout);
        abort();
    }
    now->seen[place] = true;
    now->begin[place] = now->total;
    now->order[now->blocks++] = place;
    size_t done = __real_history_records(h, t, seed, bytes, size, fault, records);
    now->count[place] = now->total - now->begin[place];
    return done;
}

static bool merging;

/* So too with several rings. */
__typeof__(sources_print) __real_sources_print, __wrap_sources_print;

void __wrap_sources_print(struct source *sources, size_t count, struct history *h)
{
    if (merging) {
        __real_sources_print(sources, count, h);
        return;
    }
    for (size_t i = 0; i < count; i++) {
        sources[i].history.queue = NULL;
        while (sources[i].next(sources[i].ring))
            continue;
        h->decoded |= sources[i].history.decoded;
        h->damaged |= sources[i].history.damaged;
    }
    free(sources);
}

static uint64_t mix(uint64_t hash, const void *data, size_t size)
{
    const uint8_t *bytes = data;
    for (size_t i = 0; i < size; i++)
        hash = (hash ^ bytes[i]) * UINT64_C(0x100000001B3);
    return hash;
}

static uint64_t mix_number(uint64_t hash, uint64_t number)
{
    return mix(hash, &number, sizeof number);
}

/* Of a run of bytes that is one value, the bytes count, else the number. */
static uint64_t mix_values(uint64_t hash, const struct record *r)
{
    for (size_t i = 0; i < r->message->argument_count; i++) {
        const struct field *f = &r->message->arguments[i];
        bool run = f->basic == BASIC_STR || f->basic == BASIC_BYTES;
        for (uint32_t v = r->starts[i]; v < r->starts[i + 1]; v++) {
            hash = mix_number(hash, r->values[v].length | (uint64_t)r->values[v].cut << 32 | (uint64_t)r->values[v].null << 33);
            hash = run && r->values[v].length > 0 ? mix(hash, r->values[v].as.bytes, r->values[v].length)
                   : run ? hash : mix_number(hash, r->values[v].as.number);
        }
    }
    return hash;
}

/* What a record of the ring's own tells. Of the fields that its kind does not have, struct record keeps what an earlier record left. */
static uint64_t mix_own(uint64_t hash, const struct record *r)
{
    switch (r->kind) {
    case RECORD_BOOT: return mix_number(hash, (uint64_t)r->boot << 16 | r->cause);
    case RECORD_RESET: return mix_number(hash, r->cause);
    case RECORD_REFUSED: return mix_number(hash, r->refused);
    case RECORD_BACKUP: return mix_number(hash, r->backup);
    case RECORD_LOOP: return mix_number(hash, r->row);
    default: return hash;
    }
}

static bool has_pattern(const struct value *v, uint32_t number)
{
    for (uint32_t i = 0; i < v->length; i++)
        if (v->as.bytes[i] != pattern_of(number, i))
            return false;
    return true;
}

static bool follows(const struct record *r, uint32_t number)
{
    const struct value *v = r->values;
    uint32_t product = product_of(number);
    char text[16];
    unsigned length = text_of(number, text);
    if (r->message->id > 2)
        return has_pattern(&v[1], number);
    if (r->message->id == 2)
        return number % 4 == 3 && v[1].as.number == (uint64_t)product << 20;
    return number % 4 != 3 && v[1].as.number == product && v[2].length == length && memcmp(v[2].as.bytes, text, length) == 0 &&
           v[3].length == number % 5 && (v[3].length == 0 || memcmp(v[3].as.bytes, &product, v[3].length) == 0) && r->nulls == 0;
}

static struct shown show(const struct event *e)
{
    const struct record *r = e->record;
    struct shown s = { .ticks = e->ticks, .time_known = e->time_known, .message = e->kind == EVENT_MESSAGE, .boot = e->boot };
    s.ring = e->ring ? (unsigned)(e->ring - e->table->rings) : 0;
    s.hash = mix_number(UINT64_C(0xCBF29CE484222325), (uint64_t)e->kind << 32 | e->boot);
    if (s.message) {
        s.number = (uint32_t)r->values[0].as.number;
        s.is_true = follows(r, s.number);
        s.hash = mix_values(mix_number(s.hash, r->message->id | r->nulls << 32), r);
    } else {
        s.hash = mix_own(s.hash, r);
    }
    return s;
}

void output_event(struct output *o, const struct event *e)
{
    (void)o;
    if (e->kind == EVENT_DAMAGE) {
        now->damage++;
    } else if (e->kind == EVENT_CORRECTED) {
        now->corrected[((size_t)(in.data - dump) + e->offset) / device.block] += (unsigned)e->size;
    } else if (e->kind != EVENT_LOST) {
        if (now->total == EVENTS_MAX)
            abort();
        now->events[now->total++] = show(e);
    }
}

void observe(const uint8_t *base, size_t from, size_t size, struct observed *into)
{
    in = (struct input){ .name = "ring", .data = base + from, .size = size };
    memset(into, 0, offsetof(struct observed, events));
    now = into;
    dump = base;
    history.damaged = history.decoded = false;
    decode(&in, &tables, &history);
}

void observe_merged(const uint8_t *base, size_t from, size_t size, struct observed *into)
{
    merging = true;
    observe(base, from, size, into);
    merging = false;
}
