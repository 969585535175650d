/*
 * judge TABLE SIZE BEGIN [loops|loses|polls] <STATES: decodes each state of the ring that a sweep saw, with plogcat's own objects, and holds it against the journal.
 *
 *   lost   what had returned and is neither in the ring, nor drained, nor counted as lost
 *   false  what the ring shows and is not right: damage, a wrong value, a record twice or in the wrong order, a time that falls, two boots of one
 *          number, a wrong count of what was lost
 *
 * With several rings, each is held against the calls that it has to do with, and once more all of them merged. With "loops", the block of a row's first crash may stand
 * before a gap; with "loses" resets lose the ring, and a backup comes back; with "polls" what is drained comes in frames. STATES is what states.h describes. Prints a line with the figures that begins with BEGIN, and of the first wrong states what is wrong.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "judge.h"
#include "values.h"

#define SIZE_MOST 4096

struct snapshots {
    struct moment *at;
    size_t count, capacity;
};

const struct table *table;
size_t size;
bool loops, polls;
uint8_t items[JOURNAL_ITEMS];
unsigned count;
struct moment now;
uint32_t ring;
struct knowledge *known;
struct showing shown;
unsigned level;
uint8_t streams[LEVELS][STREAM_MOST];
struct done done;
uint64_t states, boots, moving, lost, wrong, complaints;

static bool restores; /* the log has a backup, and loses the ring in resets */
static struct snapshots snapshots[LEVELS];
static bool ring_lost; /* in the reset that was read last */

void complain(const char *what, unsigned item)
{
    if (complaints++ < COMPLAINTS_MOST)
        fprintf(stderr, "state %llu, level %u, item %u of %u (%02x): %s\n", (unsigned long long)states, level, item, count,
                item < count ? items[item] : 0, what);
}

bool is_wrong(const char *what, unsigned item)
{
    complain(what, item);
    wrong++;
    return false;
}

void enter_ring(uint32_t which)
{
    ring = which;
    known = &now.of[which];
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
    now.frame = now.stream;
    snapshots[level].count = 0;
}

/* The ring was lost in the reset: what was known of it is not any more. */
static void forget(void)
{
    known->gone_before = known->gone > 0;
    known->cut |= known->taken.bytes > 0;
    known->gone = count;
    memset(known->boots, 0, sizeof known->boots);
    memset(known->evicted, 0, sizeof known->evicted);
    memset(known->cleared, 1, count);
}

/* What the journal tells of the ring's releases. */
static void read_items(void)
{
    for (unsigned i = 0; i < count; i++)
        if (kind_of(i) == ITEM_BOOT)
            known->run_begins = i;
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
    for (count = 0; count < JOURNAL_ITEMS && items[count] != ITEM_NONE; count++)
        continue;
    read_kinds();
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
    judge_drained(chunk, (size_t)length);
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
    polls = argc > 4 && strcmp(argv[4], "polls") == 0;
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
    printf("%s points=%llu states=%llu boots=%llu ", argv[3], (unsigned long long)points, (unsigned long long)states, (unsigned long long)boots);
    if (loops)
        printf("moving=%llu ", (unsigned long long)moving);
    printf("lost=%llu false=%llu\n", (unsigned long long)lost, (unsigned long long)wrong);
    return check_done() && points > 0 && lost == 0 && wrong == 0 && (moving > 0) == loops ? 0 : 1;
}
