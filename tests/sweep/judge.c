/*
 * judge TABLE SIZE NAME <STATES: decodes each state of the ring that a sweep saw, with plogcat's own objects, and holds it against the journal.
 *
 *   lost   what had returned and is neither in the ring, nor drained, nor counted as lost
 *   false  what the ring shows and is not right: damage, a wrong value, a record twice or in the wrong order, a time that falls, two boots of one
 *          number, a wrong count of what was lost
 *
 * STATES is what plugin.c describes. Prints a line with the figures, and of the first wrong states what is wrong.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../../decoder/chunks.h"
#include "../../decoder/image.h"
#include "../../decoder/output.h"
#include "journal.h"
#include "records.h"

#define LEVELS 3
#define SIZE_MOST 4096
#define SHOWN_MOST 1024 /* events that one ring may show */
#define BOOTS_MOST 8
#define STREAM_MOST 65536
#define COMPLAINTS_MOST 10

/* What the decoder shows. */
struct shown {
    enum event_kind kind;
    uint16_t boot;
    bool time_known;
    uint64_t ticks;
    size_t size; /* of the record */
    struct plain plain;
};

/* A place in the row of records. */
struct place {
    unsigned item;
    unsigned bytes; /* of it, where a chunk ends inside a record */
};

/* What is known of the calls besides the journal, at one state. */
struct knowledge {
    uint8_t committed[JOURNAL_ITEMS]; /* the record was seen */
    uint8_t evicted[JOURNAL_ITEMS];
    uint8_t cleared[JOURNAL_ITEMS];   /* or may have been, by a clear that a reset cut off */
    uint16_t sizes[JOURNAL_ITEMS];
    uint16_t boots[BOOTS_MOST];       /* numbers, by run; 0 unknown */
    uint16_t lost_least[JOURNAL_ITEMS], lost_most[JOURNAL_ITEMS]; /* of an evicted record: bytes that were not drained */
    unsigned run_begins;              /* first item of the boot that runs */
    struct place drained, taken;      /* up to where records were released for sure; and up to where the sink took them */
    struct header chunk;              /* the last one's */
    unsigned block_begins;            /* first item of the chunk's block */
    size_t stream, stream_shown;      /* bytes of chunks, and what they showed */
    bool clear_failed;                /* a reset came in the middle of a clear: what was evicted before is not known any more */
};

struct snapshots {
    struct knowledge *at;
    size_t count, capacity;
};

static struct tables tables;
static const struct table *table;
static size_t size;
static struct output output; /* nothing is written to it */
static struct history history = { .output = &output };

static struct shown shown[SHOWN_MOST];
static size_t shown_count;
static uint64_t shown_lost;
static const char *shown_damage; /* why; NULL: none */

static uint8_t items[JOURNAL_ITEMS];
static unsigned count; /* of items */
static struct knowledge known;
static struct snapshots snapshots[LEVELS];
static unsigned level;

/* What was drained, all chunks in a row; each level begins with what the boots before it drained. */
static uint8_t streams[LEVELS][STREAM_MOST];

static uint64_t states, boots, lost, wrong, complaints;

static void complain(const char *what, unsigned item)
{
    if (complaints++ < COMPLAINTS_MOST)
        fprintf(stderr, "state %llu, level %u, item %u of %u (%02x): %s\n", (unsigned long long)states, level, item, count,
                item < count ? items[item] : 0, what);
}

static bool is_wrong(const char *what, unsigned item)
{
    complain(what, item);
    wrong++;
    return false;
}

/* Takes the place of decoder/output.c's: keeps what is shown. */
void __wrap_output_event(struct output *o, const struct event *e);
void __wrap_output_event(struct output *o, const struct event *e)
{
    struct shown *s;

    (void)o;
    if (e->kind == EVENT_LOST) {
        shown_lost += table->drop ? e->lost_records : e->lost_bytes;
        return;
    }
    if (e->kind == EVENT_DAMAGE || shown_count == SHOWN_MOST) {
        shown_damage = e->kind == EVENT_DAMAGE ? e->reason : "too many records";
        return;
    }
    s = &shown[shown_count++];
    *s = (struct shown){ .kind = e->kind, .boot = e->boot, .time_known = e->time_known, .ticks = e->ticks, .size = e->record->size };
    if (e->kind == EVENT_MESSAGE)
        records_read(&s->plain, e->record);
}

typedef size_t printer(const struct input *in, const struct tables *tables, struct history *h, struct unknown *unknown);

static void decode_with(printer *print, const uint8_t *bytes, size_t length)
{
    struct input in = { .name = "a state", .data = bytes, .size = length };
    struct unknown unknown = { .count = 0 };

    shown_count = 0;
    shown_lost = 0;
    shown_damage = NULL;
    print(&in, &tables, &history, &unknown);
    if (unknown.count > 0)
        shown_damage = "a schema without a table";
}

static unsigned kind_of(unsigned item)
{
    return items[item] & ITEM_KIND;
}

static bool is_record(unsigned item)
{
    return kind_of(item) != ITEM_DRAIN && kind_of(item) != ITEM_CLEAR;
}

static bool has_returned(unsigned item)
{
    return (items[item] & ITEM_DONE) != 0;
}

/* A call that a reset cut off never becomes a record later. */
static bool in_flight(unsigned item)
{
    return !has_returned(item) && item >= known.run_begins;
}

/* Whether item must be a record; what was committed once stays so. */
static bool is_certain(unsigned item)
{
    return is_record(item) && (known.committed[item] || (has_returned(item) && (items[item] & ITEM_DROPPED) == 0));
}

static unsigned run_of(unsigned item)
{
    unsigned run = 0;

    for (unsigned i = 0; i <= item; i++)
        run += kind_of(i) == ITEM_BOOT;
    return run;
}

static bool matches(const struct shown *s, unsigned item)
{
    struct plain plain;

    switch (kind_of(item)) {
    case ITEM_BOOT:
        return s->kind == EVENT_BOOT && (known.boots[run_of(item)] == 0 || known.boots[run_of(item)] == s->boot);
    case ITEM_RESET:
        return s->kind == EVENT_RESET;
    case ITEM_LOG:
    case ITEM_INTERRUPT:
        if (s->kind != EVENT_MESSAGE)
            return false;
        records_expect(&plain, item);
        return records_equal(&plain, &s->plain);
    default:
        return false;
    }
}

/* The first item that no completed clear has removed. */
static unsigned floor_of(void)
{
    unsigned floor = 0;

    for (unsigned i = 0; i < count; i++)
        if (kind_of(i) == ITEM_CLEAR && has_returned(i))
            floor = i + 1;
    return floor;
}

/* Behind the last clear that a reset cut off, or that runs; what was before it may be gone, in any part. */
static unsigned fuzzy_of(unsigned floor)
{
    unsigned fuzzy = floor;

    for (unsigned i = floor; i < count; i++)
        if (kind_of(i) == ITEM_CLEAR)
            fuzzy = i + 1;
    return fuzzy;
}

/* Which item each thing shown is. `last_item` says whether the one in flight is there. Returns how many match, from the newest on; they
   all do if that is shown_count. */
struct match {
    unsigned item[SHOWN_MOST];
    unsigned oldest; /* items before it were evicted */
    bool whole;
};

static void match_all(struct match *m, unsigned floor, unsigned fuzzy, bool with_flying)
{
    size_t left = shown_count;
    unsigned i;

    m->whole = false;
    for (i = count; i > fuzzy && left > 0; i--) {
        bool flying = is_record(i - 1) && in_flight(i - 1) && !known.committed[i - 1];

        if (flying ? !with_flying : !is_certain(i - 1))
            continue;
        if (!matches(&shown[left - 1], i - 1))
            return;
        m->item[--left] = i - 1;
    }
    while (i > fuzzy && !is_certain(i - 1))
        i--;
    m->oldest = i;
    for (; i > floor && left > 0; i--)
        if (is_record(i - 1) && matches(&shown[left - 1], i - 1))
            m->item[--left] = i - 1;
    m->whole = left == 0;
}

/* Boots have rising numbers, and time rises in each. */
static bool check_order(const struct match *m)
{
    for (size_t i = 0; i < shown_count; i++) {
        unsigned run = run_of(m->item[i]);
        uint16_t *number = &known.boots[run];

        if (run >= BOOTS_MOST)
            abort();
        if (*number == 0)
            *number = shown[i].boot;
        if (*number != shown[i].boot)
            return is_wrong("the number of the boot has changed", m->item[i]);
        for (unsigned before = 0; before < run; before++)
            if (known.boots[before] >= *number)
                return is_wrong("two boots have one number, or one that falls", m->item[i]);
        if (i > 0 && run == run_of(m->item[i - 1]) && shown[i].time_known && shown[i - 1].time_known && shown[i].ticks < shown[i - 1].ticks)
            return is_wrong("time falls", m->item[i]);
    }
    return true;
}

/* Bytes of an item behind a place. */
static uint16_t behind(unsigned item, const struct place *place)
{
    unsigned gone = item < place->item ? known.sizes[item] : item == place->item ? place->bytes : 0;

    return (uint16_t)(known.sizes[item] - gone);
}

static void learn(const struct match *m, unsigned floor)
{
    for (size_t i = 0; i < shown_count; i++) {
        known.committed[m->item[i]] = 1;
        known.sizes[m->item[i]] = (uint16_t)shown[i].size;
    }
    for (unsigned i = floor; i < m->oldest; i++)
        if (is_certain(i) && !known.evicted[i]) {
            known.evicted[i] = 1;
            known.lost_least[i] = behind(i, &known.taken);
            known.lost_most[i] = behind(i, &known.drained);
        }
}

/* What the ring says was overwritten, in bytes, or dropped, in records, is what is missing. */
static bool check_lost(void)
{
    uint64_t least = 0, most = 0;

    for (unsigned i = 0; i < count; i++) {
        if (table->drop) {
            least += has_returned(i) && (items[i] & ITEM_DROPPED) != 0;
            most += (items[i] & ITEM_DROPPED) != 0 || (is_record(i) && !has_returned(i) && !known.committed[i]);
        } else if (known.evicted[i]) {
            least += known.lost_least[i];
            most += known.lost_most[i];
        }
    }
    if (shown_lost >= least && shown_lost <= most)
        return true;
    if (complaints < COMPLAINTS_MOST)
        fprintf(stderr, "lost %llu, not %llu to %llu\n", (unsigned long long)shown_lost, (unsigned long long)least, (unsigned long long)most);
    return is_wrong("what was lost is counted wrong", count);
}

/* A drop ring loses nothing, and the others only what is oldest: at most what stands in two blocks may be missing of a full ring. */
static bool check_kept(const struct match *m, unsigned floor)
{
    size_t kept = 0, room = table->block - table->header;
    size_t largest = 0;
    bool any = false;

    for (unsigned i = floor; i < m->oldest; i++)
        if (is_certain(i)) {
            any = true;
            if (table->drop && i >= known.taken.item) {
                complain("dropped without being counted", i);
                lost++;
                return false;
            }
        }
    for (size_t i = 0; i < shown_count; i++)
        kept += shown[i].size;
    for (unsigned i = 0; i < count; i++)
        if (known.sizes[i] > largest)
            largest = known.sizes[i];
    largest += 24u; /* the most that a record's size is overestimated by */
    if (any && !table->drop && kept + 2 * room + (table->blocks - 2) * largest < table->blocks * room) {
        complain("more was overwritten than room was needed", count);
        lost++;
        return false;
    }
    return true;
}

static void judge_state(const uint8_t *ring)
{
    static struct match m;
    unsigned floor = floor_of(), fuzzy = fuzzy_of(floor);

    decode_with(image_print, ring, size);
    if (shown_damage) {
        is_wrong(shown_damage, count);
        return;
    }
    match_all(&m, floor, fuzzy, false);
    if (!m.whole)
        match_all(&m, floor, fuzzy, true);
    if (!m.whole) {
        is_wrong("the records are not those that were logged", count);
        return;
    }
    if (!check_order(&m))
        return;
    if (fuzzy > floor)
        known.clear_failed = true;
    learn(&m, fuzzy);
    if (known.clear_failed)
        return;
    if (check_kept(&m, floor) && shown_count > 0)
        check_lost();
}

static void keep(void)
{
    struct snapshots *own = &snapshots[level];

    if (own->count == own->capacity) {
        own->capacity = own->capacity ? 2 * own->capacity : 256;
        own->at = realloc(own->at, own->capacity * sizeof *own->at);
        if (!own->at)
            abort();
    }
    own->at[own->count++] = known;
}

/* Up to where the sink has now taken records. The chunk may go on in the block, repeat a part that a reset kept from being released, or
   begin a block. Its records are those from `first` on; `next` is behind the last one that is whole. */
static void move_taken(const struct header *chunk, unsigned first, unsigned next)
{
    const struct header *before = &known.chunk;
    bool same = before->used > 0 && before->place == chunk->place && before->lap == chunk->lap && before->boot == chunk->boot
                && before->time == chunk->time;
    unsigned bytes = chunk->used - table->header;

    if (!same || chunk->read >= before->used)
        known.drained = known.taken;
    if (!same)
        known.block_begins = first;
    known.chunk = *chunk;
    for (unsigned i = known.block_begins; i < next; i++)
        bytes -= is_certain(i) ? known.sizes[i] : 0;
    known.taken = (struct place){ .item = next, .bytes = bytes };
}

/* All that was drained: each record once, in order, and between them only what was evicted or cleared is missing. */
static void judge_stream(const struct header *chunk)
{
    unsigned item = 0, first = 0;

    decode_with(chunks_print, streams[level], known.stream);
    if (shown_damage) {
        is_wrong(shown_damage, count);
        return;
    }
    for (size_t i = 0; i < shown_count; i++, item++) {
        while (item < count && (!is_certain(item) || (!matches(&shown[i], item) && (known.evicted[item] || known.cleared[item]))))
            item++;
        if (item == count || !matches(&shown[i], item)) {
            is_wrong("a chunk is not what was logged", item);
            return;
        }
        if (i == known.stream_shown)
            first = item;
    }
    known.stream_shown = shown_count;
    move_taken(chunk, first, item);
}

static void judge_chunk(const uint8_t *bytes, size_t length)
{
    struct header chunk;
    struct layout layout;

    if (known.stream + length > STREAM_MOST)
        abort();
    memcpy(streams[level] + known.stream, bytes, length);
    known.stream += length;
    if (length < CHUNK_MARK_SIZE || !chunk_header(bytes, length, &layout, &chunk))
        is_wrong("what was drained is no chunk", count);
    else
        judge_stream(&chunk);
}

static void must_read(void *to, size_t length)
{
    if (fread(to, 1, length, stdin) != length) {
        fprintf(stderr, "the sweep ended early\n");
        exit(1);
    }
}

/* A boot begins, with the state that had this index. */
static void begin_boot(void)
{
    uint32_t index;

    level = (unsigned)getchar();
    must_read(&index, sizeof index);
    boots++;
    if (level == 0)
        memset(&known, 0, sizeof known);
    else if (level < LEVELS && index < snapshots[level - 1].count)
        known = snapshots[level - 1].at[index];
    else
        abort();
    if (level > 0)
        memcpy(streams[level], streams[level - 1], known.stream);
    snapshots[level].count = 0;
}

static void read_state(void)
{
    uint8_t ring[SIZE_MOST];
    bool changed = getchar() != 0;

    must_read(items, sizeof items);
    must_read(ring, size);
    for (count = 0; count < JOURNAL_ITEMS && items[count] != ITEM_NONE; count++)
        if (kind_of(count) == ITEM_BOOT)
            known.run_begins = count;
    if (count > 0 && kind_of(count - 1) == ITEM_DRAIN && has_returned(count - 1))
        known.drained = known.taken;
    if (count > 0 && kind_of(count - 1) == ITEM_CLEAR)
        memset(known.cleared, 1, count);
    states++;
    judge_state(ring);
    if (changed)
        keep();
}

static void read_chunk(void)
{
    uint8_t chunk[JOURNAL_CHUNK];
    int length = getchar();

    must_read(chunk, (size_t)length);
    judge_chunk(chunk, (size_t)length);
}

int main(int argc, char **argv)
{
    uint64_t points = 0;
    int c;

    if (argc != 4)
        return 2;
    tables_add(&tables, argv[1]);
    size = strtoul(argv[2], NULL, 0);
    if (tables.count != 1 || size > SIZE_MOST)
        return 2;
    table = tables.at[0];
    while ((c = getchar()) != EOF) {
        if (c == 'B')
            begin_boot();
        else if (c == 'S')
            read_state();
        else if (c == 'C')
            read_chunk();
        else
            must_read(&points, sizeof points);
    }
    printf("%s: points=%llu states=%llu boots=%llu lost=%llu false=%llu\n", argv[3], (unsigned long long)points, (unsigned long long)states,
           (unsigned long long)boots, (unsigned long long)lost, (unsigned long long)wrong);
    return points > 0 && lost == 0 && wrong == 0 ? 0 : 1;
}
