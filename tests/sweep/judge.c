/*
 * judge TABLE SIZE NAME [loops|loses] <STATES: decodes each state of the ring that a sweep saw, with plogcat's own objects, and holds it against the journal.
 *
 *   lost   what had returned and is neither in the ring, nor drained, nor counted as lost
 *   false  what the ring shows and is not right: damage, a wrong value, a record twice or in the wrong order, a time that falls, two boots of one
 *          number, a wrong count of what was lost
 *
 * With several rings, each is held against the calls that it has to do with, and once more all of them merged. With "loops", the block of a row's first crash may stand
 * before a gap; with "loses" resets lose the ring, and a backup comes back. STATES is what states.h describes. Prints a line with the figures, and of the first wrong states what is wrong.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../../decoder/chunks.h"
#include "journal.h"
#include "shown.h"
#include "values.h"

#define LEVELS 3
#define SIZE_MOST 4096
#define BOOTS_MOST 8
#define RINGS_MOST 4
#define STREAM_MOST 65536
#define COMPLAINTS_MOST 10

/* A place in the row of records. */
struct place {
    unsigned item;
    unsigned bytes; /* of it, where a chunk ends inside a record */
};

/* What is known of the calls besides the journal, of one ring at one state. */
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
    size_t stream_shown;              /* what its chunks showed */
    unsigned stream_next;             /* item behind the last of these */
    unsigned gone;                    /* the ring was lost: of the items before this one, only what the backup had can be there */
    bool gone_before;                 /* and once more before */
    unsigned came_back;               /* the first of these that the backup had */
    bool clear_failed;                /* a reset came in the middle of a clear: what was evicted before is not known any more */
};

struct moment {
    struct knowledge of[RINGS_MOST];
    size_t stream; /* bytes of chunks */
};

struct snapshots {
    struct moment *at;
    size_t count, capacity;
};

static const struct table *table;
static size_t size;

static uint8_t items[JOURNAL_ITEMS];
static unsigned count; /* of items */
static struct moment now;
static bool loops;              /* the log keeps the first crash of a row */
static bool restores;           /* it has a backup, and loses the ring in resets */
static uint32_t ring;           /* the one that is judged */
static struct knowledge *known; /* of it */
static struct showing shown;
static struct snapshots snapshots[LEVELS];
static unsigned level;
static bool ring_lost; /* in the reset that was read last */

/* What was drained, all chunks in a row; each level begins with what the boots before it drained. */
static uint8_t streams[LEVELS][STREAM_MOST];

/* What the workload must have done, or nothing was shown of it. */
static struct {
    uint32_t messages; /* a bit each */
    bool overwrote, drained, cleared, restored;
} done;

static uint64_t states, boots, twice, lost, wrong, complaints;

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

static uint32_t rings_of_core(uint32_t core)
{
    uint32_t mask = 0;

    for (uint32_t i = 0; i < table->ring_count; i++)
        if (table->rings[i].core == core)
            mask |= 1u << i;
    return mask;
}

/* Of a core's rings the one for what is kept, or for the others. */
static uint32_t ring_for(uint32_t mask, bool kept)
{
    uint32_t match = 0;

    for (uint32_t i = 0; i < table->ring_count; i++)
        if ((mask & 1u << i) != 0 && table->rings[i].keep == kept)
            match = 1u << i;
    return match ? match : mask;
}

/* The rings that a call works on. */
static uint32_t rings_of(unsigned item)
{
    uint32_t mask = rings_of_core(table->rings[0].cores ? values_core(item) : 0);

    switch (items[item] & ITEM_KIND) {
    case ITEM_LOG: return ring_for(mask, values_kept(values_message(item)));
    case ITEM_RESET: return ring_for(mask, true);
    case ITEM_BOOT: return UINT32_MAX;
    default: return mask;
    }
}

/* ITEM_NONE for what another ring has to do with. */
static unsigned kind_of(unsigned item)
{
    return (rings_of(item) & 1u << ring) != 0 ? items[item] & ITEM_KIND : ITEM_NONE;
}

static bool is_record(unsigned item)
{
    return kind_of(item) == ITEM_LOG || kind_of(item) == ITEM_BOOT || kind_of(item) == ITEM_RESET;
}

static bool has_returned(unsigned item)
{
    return (items[item] & ITEM_DONE) != 0;
}

/* A call that a reset cut off never becomes a record later. */
static bool in_flight(unsigned item)
{
    return !has_returned(item) && item >= known->run_begins;
}

/* Whether item must be a record; what was committed once stays so. */
static bool is_certain(unsigned item)
{
    return is_record(item) && (known->committed[item] || (has_returned(item) && (items[item] & ITEM_DROPPED) == 0));
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
        return s->kind == EVENT_BOOT && (known->boots[run_of(item)] == 0 || known->boots[run_of(item)] == s->boot);
    case ITEM_RESET:
        return s->kind == EVENT_RESET;
    case ITEM_LOG:
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

/* Which item each thing shown is. */
struct match {
    unsigned item[SHOWN_MOST];
    unsigned oldest;              /* items before it were evicted, but for those that are kept */
    unsigned kept_from, kept_end; /* those of the block that a crash loop keeps */
    bool twice;                   /* and they are there twice */
    bool whole;                   /* all that is shown has its item */
};

/* With a crash loop: before a gap, what the first crash's block has. `left` things are shown before the gap, which ends with item `end`. */
static void match_kept(struct match *m, unsigned floor, unsigned end, size_t left)
{
    size_t copies = 1, run;
    unsigned i;

    for (i = end; i > floor && !(is_certain(i - 1) && matches(&shown.at[left - 1], i - 1)); i--)
        continue;
    m->kept_end = i;
    for (run = left; i > floor && left > 0; i--) {
        if (!is_certain(i - 1))
            continue;
        if (!matches(&shown.at[left - 1], i - 1))
            break;
        m->item[--left] = i - 1;
    }
    m->kept_from = i;
    run -= left;
    for (; left > 0 && matches(&shown.at[left - 1], m->item[left - 1 + run]); left--, copies++)
        m->item[left - 1] = m->item[left - 1 + run];
    m->twice = copies > 1;
    m->whole = left == 0 && (copies == 1 || copies == 1 + run);
}

/* `with_flying` says whether the one in flight is there. From the newest on. */
static void match_all(struct match *m, unsigned floor, unsigned fuzzy, bool with_flying)
{
    size_t left = shown.count;
    unsigned i;

    m->whole = m->twice = false;
    m->kept_from = m->kept_end = 0;
    for (i = count; i > fuzzy && left > 0; i--) {
        bool flying = is_record(i - 1) && in_flight(i - 1) && !known->committed[i - 1];

        if (flying ? !with_flying : !is_certain(i - 1))
            continue;
        if (!matches(&shown.at[left - 1], i - 1)) {
            m->oldest = i;
            if (loops)
                match_kept(m, floor, i, left);
            return;
        }
        m->item[--left] = i - 1;
    }
    while (i > fuzzy && !is_certain(i - 1))
        i--;
    m->oldest = i;
    for (; i > floor && left > 0; i--)
        if (is_record(i - 1) && matches(&shown.at[left - 1], i - 1))
            m->item[--left] = i - 1;
    m->whole = left == 0;
}

/* Boots have rising numbers, and time rises in each. */
static bool check_order(const struct match *m)
{
    for (size_t i = 0; i < shown.count; i++) {
        unsigned run = run_of(m->item[i]);
        uint16_t *number = &known->boots[run];

        if (run >= BOOTS_MOST)
            abort();
        if (*number == 0)
            *number = shown.at[i].boot;
        if (*number != shown.at[i].boot)
            return is_wrong("the number of the boot has changed", m->item[i]);
        for (unsigned before = 0; before < run; before++)
            if (known->boots[before] >= *number)
                return is_wrong("two boots have one number, or one that falls", m->item[i]);
        for (uint32_t other = 0; other < table->ring_count; other++)
            if (now.of[other].boots[run] != 0 && now.of[other].boots[run] != *number)
                return is_wrong("a boot has another number in another ring", m->item[i]);
        if (i > 0 && !m->twice && run == run_of(m->item[i - 1]) && shown.at[i].time_known && shown.at[i - 1].time_known && shown.at[i].ticks < shown.at[i - 1].ticks)
            return is_wrong("time falls", m->item[i]);
    }
    return true;
}

/* Bytes of an item behind a place. */
static uint16_t behind(unsigned item, const struct place *place)
{
    unsigned gone = item < place->item ? known->sizes[item] : item == place->item ? place->bytes : 0;

    return (uint16_t)(known->sizes[item] - gone);
}

static void learn(const struct match *m, unsigned floor)
{
    for (size_t i = 0; i < shown.count; i++) {
        known->committed[m->item[i]] = 1;
        known->sizes[m->item[i]] = (uint16_t)shown.at[i].size;
        if (kind_of(m->item[i]) == ITEM_LOG)
            done.messages |= 1u << values_message(m->item[i]);
    }
    for (unsigned i = floor; i < m->oldest; i++)
        if (is_certain(i) && !known->evicted[i] && !(i >= m->kept_from && i < m->kept_end)) {
            known->evicted[i] = 1;
            done.overwrote = true;
            known->lost_least[i] = behind(i, &known->taken);
            known->lost_most[i] = behind(i, &known->drained);
        }
}

/* What the ring says was overwritten, in bytes, or dropped, in records, is what is missing. */
static bool check_lost(void)
{
    uint64_t least = 0, most = 0;

    for (unsigned i = 0; i < count; i++) {
        if (table->drop) {
            least += has_returned(i) && (items[i] & ITEM_DROPPED) != 0;
            most += (items[i] & ITEM_DROPPED) != 0 || (is_record(i) && !has_returned(i) && !known->committed[i]);
        } else if (known->evicted[i]) {
            least += known->lost_least[i];
            most += known->lost_most[i];
        }
    }
    if (shown.lost + shown.rest >= least && shown.lost + shown.rest <= most)
        return true;
    if (complaints < COMPLAINTS_MOST)
        fprintf(stderr, "lost %llu, not %llu to %llu\n", (unsigned long long)shown.lost, (unsigned long long)least, (unsigned long long)most);
    return is_wrong("what was lost is counted wrong", count);
}

/* A drop ring loses nothing, and the others only what is oldest: at most what stands in two blocks may be missing of a full ring. */
static bool check_kept(const struct match *m, unsigned floor)
{
    size_t kept = 0, room = table->end - table->header, blocks = table->rings[ring].blocks;
    size_t largest = 0, spare = loops ? 4 : 2; /* blocks: what a crash loop keeps need not be full, and is moved over another */
    bool any = false;

    for (unsigned i = floor; i < m->oldest; i++)
        if (is_certain(i)) {
            any = true;
            if (table->drop && i >= known->taken.item) {
                complain("dropped without being counted", i);
                lost++;
                return false;
            }
        }
    for (size_t i = 0; i < shown.count; i++)
        kept += shown.at[i].size;
    for (unsigned i = 0; i < count; i++)
        if (known->sizes[i] > largest)
            largest = known->sizes[i];
    largest += 24u; /* the most that a record's size is overestimated by */
    if (any && !table->drop && kept + spare * room + blocks * largest < blocks * room + 2 * largest) {
        complain("more was overwritten than room was needed", count);
        lost++;
        return false;
    }
    return true;
}

#define NO_ITEM JOURNAL_ITEMS

/* What the backup had when the ring was lost. */
struct copy {
    unsigned end;    /* its last item, or NO_ITEM */
    unsigned flying; /* the same of a copy that was cut off: it gives all or nothing */
    bool sure;       /* that it comes back: nobody may have read or cleared it, or taken it before */
};

static struct copy find_copy(void)
{
    struct copy copy = { NO_ITEM, NO_ITEM, false };

    for (unsigned i = 0; i < known->gone; i++) {
        bool reset = kind_of(i) == ITEM_RESET, returned = has_returned(i);

        if (!reset && kind_of(i) != ITEM_DRAIN && kind_of(i) != ITEM_CLEAR)
            continue;
        copy.sure = reset && returned && !known->gone_before;
        if (returned)
            copy.end = reset ? i : NO_ITEM;
        copy.flying = reset && !returned ? i : NO_ITEM;
    }
    return copy;
}

/* Of the time before the ring was lost it shows what the backup had, in a row, or nothing. */
static bool check_restored(const struct match *m)
{
    struct copy copy = find_copy();
    size_t restored = 0;
    unsigned i;
    bool booted = false;

    while (restored < shown.count && m->item[restored] < known->gone)
        restored++;
    known->came_back = restored > 0 ? m->item[0] : known->gone;
    for (i = known->gone; i < count; i++)
        booted |= kind_of(i) == ITEM_BOOT && has_returned(i);
    if (restored == 0)
        return !copy.sure || !booted || is_wrong("the backup did not come back", count);
    i = m->item[restored - 1];
    if (i != copy.end && i != copy.flying)
        return is_wrong("what came back is not what the backup had", i);
    for (size_t at = restored - 1; at-- > 0;) {
        for (i--; i > m->item[at] && !is_certain(i); i--)
            continue;
        if (i != m->item[at])
            return is_wrong("what came back has gaps", i);
    }
    done.restored = true;
    return true;
}

/* What a block's move leaves twice is gone when the next boot is logged. */
static bool check_twice(const struct match *m)
{
    if (!m->twice)
        return true;
    twice++;
    for (unsigned i = 0; i < count; i++)
        if (is_record(i) && in_flight(i) && !known->committed[i])
            return true;
    return is_wrong("a block is there twice, and nothing is being moved", count);
}

static void judge_ring(const uint8_t *image)
{
    static struct match m;
    unsigned floor = floor_of(), fuzzy = fuzzy_of(floor);

    if (fuzzy < known->gone)
        fuzzy = known->gone;
    shown_of_image(&shown, image, size, ring);
    if (shown.damage) {
        is_wrong(shown.damage, count);
        return;
    }
    match_all(&m, floor, fuzzy, known->gone > 0); /* else the boot in flight could pass for the first one */
    if (!m.whole)
        match_all(&m, floor, fuzzy, known->gone == 0);
    if (!m.whole) {
        is_wrong("the records are not those that were logged", count);
        return;
    }
    if (!check_order(&m) || !check_twice(&m) || (known->gone > 0 && !check_restored(&m)))
        return;
    if (fuzzy > floor)
        known->clear_failed = true;
    learn(&m, fuzzy);
    if (known->clear_failed || m.twice) /* while a block is there twice, what its new place held is not counted yet */
        return;
    if (check_kept(&m, floor) && shown.count > 0)
        check_lost();
}

static void enter_ring(uint32_t which)
{
    ring = which;
    known = &now.of[which];
}

/* Merged, the rings show what they show alone: each record once, in the order of boots. */
static void judge_merged(const uint8_t *image, size_t records)
{
    size_t merged = 0;

    shown_merged(&shown, image, size);
    for (size_t i = 0; i < shown.count; i++) {
        merged += shown.at[i].kind != EVENT_BOOT;
        if (i > 0 && shown.at[i].boot < shown.at[i - 1].boot)
            is_wrong("the merged rings' boots fall", count);
    }
    if (merged != records)
        is_wrong("the merged rings show other records", count);
}

static void judge_state(const uint8_t *image)
{
    uint64_t twice_before = twice;
    size_t records = 0;

    for (uint32_t i = 0; i < table->ring_count; i++) {
        enter_ring(i);
        judge_ring(image);
        for (size_t at = 0; at < shown.count; at++)
            records += shown.at[at].kind != EVENT_BOOT;
    }
    if (table->ring_count > 1 && twice == twice_before)
        judge_merged(image, records);
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
    own->at[own->count++] = now;
}

/* Up to where the sink has now taken records. The chunk may go on in the block, repeat a part that a reset kept from being released, or
   begin a block. Its records are those from `first` on; `next` is behind the last one that is whole. */
static void move_taken(const struct header *chunk, unsigned first, unsigned next)
{
    const struct header *before = &known->chunk;
    bool same = before->used > 0 && before->place == chunk->place && before->lap == chunk->lap && before->boot == chunk->boot
                && before->time == chunk->time;
    unsigned bytes = chunk->used - table->header;

    if (!same || chunk->read >= before->used)
        known->drained = known->taken;
    if (!same)
        known->block_begins = first;
    known->chunk = *chunk;
    for (unsigned i = known->block_begins; i < next; i++)
        bytes -= is_certain(i) ? known->sizes[i] : 0;
    while (next < count && (!is_certain(next) || known->evicted[next])) /* what is cut is the next of this ring that is there */
        next++;
    known->taken = (struct place){ .item = next, .bytes = bytes };
}

/* All that was drained: each record once, in order, and between them only what was evicted or cleared is missing. */
static void judge_stream(const struct header *chunk)
{
    unsigned item = known->stream_next > known->came_back ? known->stream_next : known->came_back, first = item;

    shown_of_stream(&shown, streams[level], now.stream, ring);
    if (shown.damage) {
        is_wrong(shown.damage, count);
        return;
    }
    for (size_t i = known->stream_shown; i < shown.count; i++, item++) {
        while (item < count && (!is_certain(item) || known->evicted[item] || (known->cleared[item] && !matches(&shown.at[i], item))))
            item++;
        if (item == count || !matches(&shown.at[i], item)) {
            is_wrong("a chunk is not what was logged", item);
            return;
        }
        if (i == known->stream_shown)
            first = item;
    }
    done.drained |= shown.count > 0;
    known->stream_shown = shown.count;
    known->stream_next = item;
    move_taken(chunk, first, item);
}

static void judge_chunk(const uint8_t *bytes, size_t length)
{
    struct header chunk;
    struct layout layout;

    if (now.stream + length > STREAM_MOST)
        abort();
    memcpy(streams[level] + now.stream, bytes, length);
    now.stream += length;
    if (length < CHUNK_MARK_SIZE || !chunk_header(bytes, length, &layout, &chunk) || layout.ring >= table->ring_count) {
        is_wrong("what was drained is no chunk", count);
    } else {
        enter_ring(layout.ring);
        judge_stream(&chunk);
    }
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
    ring_lost = getchar() != 0;
    must_read(&index, sizeof index);
    boots++;
    if (level == 0)
        memset(&now, 0, sizeof now);
    else if (level < LEVELS && index < snapshots[level - 1].count)
        now = snapshots[level - 1].at[index];
    else
        abort();
    if (level > 0)
        memcpy(streams[level], streams[level - 1], now.stream);
    snapshots[level].count = 0;
}

/* The ring was lost in the reset: what was known of it is not any more. */
static void forget(void)
{
    known->gone_before = known->gone > 0;
    known->gone = count;
    memset(known->boots, 0, sizeof known->boots);
    memset(known->evicted, 0, sizeof known->evicted);
    memset(known->cleared, 1, count);
    known->clear_failed = true;
}

/* What the journal tells of the ring's releases. */
static void read_items(void)
{
    for (count = 0; count < JOURNAL_ITEMS && items[count] != ITEM_NONE; count++)
        if ((items[count] & ITEM_KIND) == ITEM_BOOT)
            known->run_begins = count;
    if (count > 0 && kind_of(count - 1) == ITEM_DRAIN && has_returned(count - 1))
        known->drained = known->taken;
    if (count > 0 && kind_of(count - 1) == ITEM_CLEAR) {
        memset(known->cleared, 1, count);
        done.cleared |= has_returned(count - 1);
    }
    if (count > 0 && (items[count - 1] & ITEM_DROPPED) != 0)
        done.overwrote = true;
}

static void read_state(void)
{
    uint8_t image[SIZE_MOST];
    bool changed = getchar() != 0;

    must_read(items, sizeof items);
    must_read(image, size);
    for (uint32_t i = 0; i < table->ring_count; i++) {
        enter_ring(i);
        read_items();
        if (ring_lost)
            forget();
    }
    ring_lost = false;
    states++;
    judge_state(image);
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

/* Each message was shown, the ring was full and went on, it was drained and cleared. In a crash loop nothing is cleared. */
static bool check_done(void)
{
    if (done.messages == (1u << VALUES_MESSAGES) - 1u && done.overwrote && done.drained && (done.cleared || loops) && (done.restored || !restores))
        return true;
    fprintf(stderr, "the workload left something out: messages %x, overwrote %d, drained %d, cleared %d, restored %d\n", (unsigned)done.messages,
            done.overwrote, done.drained, done.cleared, done.restored);
    return false;
}

int main(int argc, char **argv)
{
    uint64_t points = 0;
    int c;

    if (argc < 4)
        return 2;
    table = shown_table(argv[1]);
    size = strtoul(argv[2], NULL, 0);
    loops = argc > 4 && strcmp(argv[4], "loops") == 0;
    restores = argc > 4 && strcmp(argv[4], "loses") == 0;
    if (!table || size > SIZE_MOST || table->ring_count > RINGS_MOST)
        return 2;
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
    printf("%s: points=%llu states=%llu boots=%llu ", argv[3], (unsigned long long)points, (unsigned long long)states, (unsigned long long)boots);
    if (loops)
        printf("twice=%llu ", (unsigned long long)twice);
    printf("lost=%llu false=%llu\n", (unsigned long long)lost, (unsigned long long)wrong);
    return check_done() && points > 0 && lost == 0 && wrong == 0 && (twice > 0) == loops ? 0 : 1;
}
