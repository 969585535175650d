#include "judge.h"

#include <stdio.h>
#include <string.h>

#include "device.h"
#include "expect.h"

uint8_t image[RING_MAX];
struct observed reference, other_reference, seen;
static struct observed merged;
static unsigned newest[2]; /* place of the block that `good` was filled to, of each ring */
static unsigned backed_up; /* records of the backup */
static unsigned guarded; /* place of the block that a row of crashes keeps; the number of blocks if there is none */
unsigned long false_shown, lost_hit, corrected, mistaken, failures, case_number;
const char *scenario_name = "undamaged";

void fail(const char *what)
{
    failures++;
    if (failures <= 10)
        printf("%s: replay with: %s %lu\n", what, scenario_name, case_number);
}

/* What plogcat shows */

/* A damaged delta of years can't be told from a silence of years, and moves the times of the boot's later blocks: by whole spans of what
   their headers tell. */
static bool same_time(const struct shown *a, const struct shown *b)
{
    return !b->time_known || a->ticks == b->ticks || (device.span && (b->ticks - a->ticks) % device.span == 0);
}

bool same_block(const struct observed *where, unsigned place, unsigned count)
{
    for (unsigned i = 0; i < count; i++) {
        const struct shown *x = &where->events[where->begin[place] + i], *y = &seen.events[seen.begin[place] + i];
        if (x->hash != y->hash || !same_time(x, y))
            return false;
    }
    return true;
}

bool was_logged(const struct observed *where, unsigned place, const struct shown *s)
{
    for (unsigned i = 0; i < where->count[place]; i++)
        if (where->events[where->begin[place] + i].hash == s->hash)
            return true;
    return false;
}

/* Those of a block that was hit are counted: integrity none promises nothing for them. */
static void count_hit(unsigned place)
{
    unsigned right = 0;
    for (unsigned i = 0; i < seen.count[place]; i++) {
        const struct shown *s = &seen.events[seen.begin[place] + i];
        right += was_logged(&reference, place, s);
        false_shown += s->message && !s->is_true;
    }
    lost_hit += reference.count[place] > right ? reference.count[place] - right : 0;
}

/* Whether the block is whole, as it was in a lap before. */
static bool is_restored(unsigned place)
{
    size_t at = (size_t)place * device.block;
    for (unsigned i = 0; i < LAPS; i++)
        if (memcmp(image + at, laps[i] + at, device.block) == 0)
            return true;
    return false;
}

/* A block that was sealed shows all that it had, or nothing; unless the seal itself was hit. */
static void check_sealed(unsigned place, uint64_t *spoilt)
{
    const uint8_t *was = good + (size_t)place * device.block, *is = image + (size_t)place * device.block;
    unsigned least, most;
    if (expect_mended(was, is, &least, &most)) {
        if (expect_sealed(is)) /* else the next boot takes the damage for what is to be sealed */
            *spoilt &= ~(UINT64_C(1) << place);
        if (seen.count[place] != reference.count[place] || !same_block(&reference, place, seen.count[place]))
            fail("a block that can be corrected is not shown as it was");
        else if (seen.corrected[place] < least || seen.corrected[place] > most)
            fail("another number of bytes was corrected");
        corrected += seen.corrected[place];
        return;
    }
    mistaken += seen.corrected[place] > 0;
    if (expect_sealed(is) && seen.corrected[place] == 0 && seen.count[place] > 0 && !is_restored(place))
        fail("a block that can't be corrected is shown");
    count_hit(place);
}

/* Returns the blocks whose records may be lost: those that were hit, but for those that can be corrected. */
static uint64_t check_shown(uint64_t hit)
{
    uint64_t spoilt = hit;
    for (unsigned place = 0; place < device.blocks; place++) {
        if (hit >> place & 1 && expect_sealed(good + (size_t)place * device.block))
            check_sealed(place, &spoilt);
        else if (hit >> place & 1)
            count_hit(place);
        else if (seen.count[place] != reference.count[place])
            fail("a record of a block that was not hit is missing");
        else if (!same_block(&reference, place, seen.count[place]))
            fail("a record of a block that was not hit is shown otherwise");
    }
    return spoilt;
}

void check_merged(const uint8_t *base, size_t from, size_t size)
{
    uint64_t each = 0, all = 0;
    if (device.rings == 1)
        return;
    observe_merged(base, from, size, &merged);
    for (unsigned i = 0; i < seen.total; i++)
        each += seen.events[i].message ? seen.events[i].hash : 0;
    for (unsigned i = 0; i < merged.total; i++)
        all += merged.events[i].message ? merged.events[i].hash : 0;
    if (each != all)
        fail("with the rings merged, other records are shown than of each");
}

/* What the target does */

/* The i-th number behind those of `good` that is logged to this ring. */
static uint32_t number_of(unsigned ring, unsigned i)
{
    uint32_t number = next_number;
    while (device_ring(number) != ring || i-- > 0)
        number++;
    return number;
}

static unsigned after(unsigned ring, unsigned place)
{
    return place + 1 < device.first[ring + 1] ? place + 1 : device.first[ring];
}

static uint64_t bit_of(unsigned place)
{
    return UINT64_C(1) << place;
}

/* Whether the target went on in the block at this place, or from the next on, without leaving one out. */
static bool goes_on_from(unsigned ring, unsigned place, uint64_t opened)
{
    if (!(opened & bit_of(place)))
        place = after(ring, place);
    for (; opened & bit_of(place); place = after(ring, place))
        opened &= ~bit_of(place);
    return (opened & (bit_of(device.first[ring + 1]) - bit_of(device.first[ring]))) == 0;
}

/* Whether it went on where the ring ends: in the newest block; if that was hit, perhaps in the one before it; and so on. */
static bool goes_on(unsigned ring, uint64_t hit, uint64_t opened)
{
    unsigned place = newest[ring];
    do {
        if (goes_on_from(ring, place, opened))
            return true;
        if (!(hit & bit_of(place)))
            return false;
        place = (place > device.first[ring] ? place : device.first[ring + 1]) - 1;
    } while (place != newest[ring]);
    return false;
}

/* Returns the blocks that were written to: with what is kept of a row of crashes, the one behind a block that is opened may be, too. */
static uint64_t log_on_ring(unsigned ring)
{
    unsigned first = device_place(ring), i = 0;
    uint64_t opened = bit_of(first);
    while (device_place(ring) == first && i++ < device.block)
        device_log(number_of(ring, 0));
    opened |= bit_of(device_place(ring));
    for (i = 1; i <= LOGGED; i++)
        device_log(number_of(ring, i));
    opened |= bit_of(device_place(ring));
    return device.guards ? opened | bit_of(after(ring, device_place(ring))) : opened;
}

/* Logs until a block has been opened: what comes behind damage in the same block shares its fate. Then some more. Returns what was opened. */
uint64_t log_on(void)
{
    uint64_t opened = 0;
    if (!device_boot())
        fail("the log does not start");
    if (device.drop) {
        device_drain();
        device_log(next_number); /* where the boot found no room, this opens a block */
    }
    for (unsigned ring = 0; ring < device.rings; ring++)
        opened |= log_on_ring(ring);
    return opened;
}

static void check_logged_to(unsigned ring)
{
    unsigned at = seen.total;
    for (unsigned i = LOGGED; i > 0; i--) {
        while (at > 0 && (!seen.events[at - 1].message || seen.events[at - 1].ring != ring))
            at--;
        if (at == 0 || !seen.events[at - 1].is_true || seen.events[at - 1].number != number_of(ring, i)) {
            fail("what was logged after the damage is not what is shown last");
            return;
        }
        at--;
    }
}

void check_logged(void)
{
    for (unsigned ring = 0; ring < device.rings; ring++)
        check_logged_to(ring);
}

/* The block that a row of crashes keeps may be elsewhere now. */
static void check_guarded(uint64_t spoilt)
{
    if (guarded == device.blocks || spoilt >> guarded & 1)
        return;
    for (unsigned i = 0; i < reference.count[guarded]; i++) {
        uint64_t hash = reference.events[reference.begin[guarded] + i].hash;
        unsigned at = 0;
        while (at < seen.total && seen.events[at].hash != hash)
            at++;
        if (at == seen.total) {
            fail("the target lost the first crash of a row");
            return;
        }
    }
}

/* Boots on what `image` holds and logs on; blocks that were neither spoilt, which is hit for good, nor opened now are still all there. */
static void check_target(uint64_t hit, uint64_t spoilt)
{
    memcpy(device.region, image, device.size);
    uint64_t opened = log_on();
    for (unsigned ring = 0; ring < device.rings; ring++)
        if (!goes_on(ring, hit, opened))
            fail("the target opened another block than the next");
    observe(device.region, 0, device.size, &seen);
    check_logged();
    check_merged(device.region, 0, device.size);
    check_guarded(spoilt);
    spoilt |= opened;
    for (unsigned place = 0; place < device.blocks; place++)
        if (!(spoilt >> place & 1) &&
            (seen.count[place] < reference.count[place] || !same_block(&reference, place, reference.count[place])))
            fail("the target lost a record of a block that was not hit");
    device_drain();
}

void check_damage(uint64_t hit)
{
    observe(image, 0, device.size, &seen);
    check_merged(image, 0, device.size);
    check_target(hit, check_shown(hit));
}

void check_damage_beside(void)
{
    unsigned kept = guarded;
    guarded = device.blocks; /* it is not known any more */
    check_damage(0);
    guarded = kept;
}

static bool was_in_ring(const struct shown *s)
{
    for (unsigned place = 0; place < device.blocks; place++)
        if (was_logged(&reference, place, s))
            return true;
    return false;
}

/* Of a ring that was lost. */
static unsigned restored_records(void)
{
    unsigned restored = 0;
    memset(device.region, 0, device.size);
    log_on();
    observe(device.region, 0, device.size, &seen);
    check_logged();
    for (unsigned i = 0; i < seen.total; i++) {
        const struct shown *s = &seen.events[i];
        if (!s->message || s->number >= next_number)
            continue;
        restored++;
        if (!s->is_true || !was_in_ring(s))
            fail("a record comes back that was not there");
    }
    return restored;
}

void check_restored(void)
{
    unsigned restored = restored_records();
    if (restored != 0 && restored != backed_up)
        fail("a part of the backup comes back");
}

void judge_begin(void)
{
    rings_make();
    for (unsigned ring = 0; ring < device.rings; ring++)
        newest[ring] = device_place(ring);
    guarded = device_guarded();
    if (device.guards && guarded == device.blocks)
        fail("no block is kept");
    observe(other, 0, device.size, &other_reference);
    observe(good, 0, device.size, &reference);
    for (unsigned i = 0; i < reference.total; i++)
        if (reference.events[i].message && !reference.events[i].is_true)
            fail("the undamaged ring shows a wrong value");
    if (reference.blocks != device.blocks || reference.damage > 0)
        fail("the ring is not full");
    if (device.backs_up && (backed_up = restored_records()) == 0)
        fail("nothing comes back from the backup");
}

