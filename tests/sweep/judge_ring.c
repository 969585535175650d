/* Whether what a ring shows is right: each record that it must have, no other, and what was lost is counted. */
#include <stdio.h>
#include <stdlib.h>

#include "judge.h"
#include "values.h"

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
        if (i > 0 && run == run_of(m->item[i - 1]) && shown.at[i].time_known && shown.at[i - 1].time_known && shown.at[i].ticks < shown.at[i - 1].ticks)
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

/* Whether what was lost is known: not where a clear runs or was cut off, which may have come to blocks that no state shows; and not where the ring itself was lost. */
static bool knows_lost(void)
{
    for (unsigned i = 0; i < count; i++)
        if (kind_of(i) == ITEM_CLEAR && !has_returned(i))
            return false;
    return known->gone == 0;
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

/* What a crash loop was seen to keep is there until all of it was drained: here every boot is one of the row. */
static bool check_first_crash(const struct match *m)
{
    bool there = false;

    if (m->kept_end > m->kept_from)
        known->kept_end = m->kept_end;
    for (size_t i = 0; i < shown.count; i++)
        there |= m->item[i] + 1 == known->kept_end;
    if (there || known->taken.item >= known->kept_end)
        return true;
    complain("the first crash of the row is gone", known->kept_end - 1);
    lost++;
    return false;
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
    if (!check_order(&m) || !check_first_crash(&m) || (known->gone > 0 && !check_restored(&m)))
        return;
    learn(&m, fuzzy);
    if (check_kept(&m, fuzzy) && knows_lost() && shown.count > 0)
        check_lost();
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

/* Whether a crash loop has copied a block, and the old place or the new one still says so. */
static bool is_moving(const uint8_t *image)
{
    struct layout layout = header_layout(table, 0);

    for (uint32_t i = 0; i < table->blocks; i++) {
        struct header h = header_read(image + (size_t)i * table->block, layout);

        if (h.copy && !h.replaced && h.used <= table->end && header_checks(&h, layout, false))
            return true;
    }
    return false;
}

void judge_state(const uint8_t *image)
{
    size_t records = 0;

    for (uint32_t i = 0; i < table->ring_count; i++) {
        enter_ring(i);
        judge_ring(image);
        for (size_t at = 0; at < shown.count; at++)
            records += shown.at[at].kind != EVENT_BOOT;
    }
    moving += is_moving(image);
    if (table->ring_count > 1)
        judge_merged(image, records);
}
