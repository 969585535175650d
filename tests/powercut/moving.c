/*
 * Damage in the middle of a move: the block that a crash loop keeps is moved to another place (docs/FORMAT.md, section 2), the power is cut at each
 * store of that, and then a bit is flipped, in the ring or beside it, or all that is beside it is destroyed. For each:
 *
 *   plogcat    shows all of every block that was not hit, none twice, and nothing false but in the block that was
 *   the target boots on it and logs on, and then the same holds; the block that is kept is still there, unless it was hit or what is beside
 *
 *     PROGRAM TABLE EACH                      all moves until the ring was written round, all stores; of the damage each EACHth, and more of that to headers:
 *                                             all of it before the first store
 *     PROGRAM TABLE RECORD CUT DAMAGE         one case again
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../corruption/device.h"
#include "../corruption/observe.h"
#include "stores.h"

#define BOOTS 4u        /* that crash before the first move, and one some records behind each */
#define BEHIND 1000000u /* added to a number: the first record that is logged behind a cut */
#define DESTROYED 3u    /* ways in which all that is beside the ring is */

static const unsigned long passing_most[] = { 0, 200, 60000 }; /* with a check of so many bytes one of so many cases may show a wrong value */

static struct observed before, whole, seen; /* the call; the cut; the damage */
static unsigned kept;       /* place of the block that is moved, before */
static unsigned live;       /* and at the cut */
static unsigned newest;
static uint32_t next_number;
static unsigned long cut, damage, cases, failures, false_shown, moves;
static unsigned kept_boot;  /* that opened it */
/* A block that is opened where the moved one stood has the records of that behind its end. Without a check in each record a flipped bit of that end may show
   them, as it shows whatever else stands there (docs/RELIABILITY.md). */
static bool shows_behind;
static bool is_opened[PLACES_MAX]; /* since the cut: what was there may be gone */

static void fail(const char *what)
{
    if (++failures <= 10)
        printf("%s: replay with: %lu %lu %lu\n", what, (unsigned long)next_number, cut, damage);
}

static void log_next(void)
{
    device_log(next_number);
}

static unsigned after(unsigned place)
{
    return (place + 1) % device.blocks;
}

static unsigned boot_of(unsigned place)
{
    const uint8_t *header = device.region + (size_t)place * device.block;
    return header[6] | (unsigned)header[7] << 8;
}

/* The damage with this number. Returns the place that was hit; the number of blocks if what is beside the ring was. */
static unsigned do_damage(unsigned long n)
{
    static const uint8_t fill[DESTROYED] = { 0, 0xFF, 0xA5 };
    shows_behind = false;
    if (n < DESTROYED) {
        memset(device.beside, fill[n], device.beside_size);
        return device.blocks;
    }
    n -= DESTROYED;
    if (n < 8ul * device.beside_size) {
        device.beside[n / 8] ^= (uint8_t)(1u << n % 8);
        return device.blocks;
    }
    n -= 8ul * device.beside_size;
    device.region[n / 8] ^= (uint8_t)(1u << n % 8);
    shows_behind = device.check == 0 && n / 8 % device.block < 2 && n / 8 / device.block == kept && boot_of(kept) != kept_boot;
    return (unsigned)(n / 8 / device.block);
}

static unsigned long damages(void)
{
    return DESTROYED + 8ul * (device.beside_size + (unsigned long)device.block * device.blocks);
}

/* Whether the damage is neither to a header nor beside the ring. */
static bool is_in_body(unsigned long n)
{
    unsigned long first = DESTROYED + 8ul * device.beside_size;
    return n >= first && (n - first) / 8 % device.block >= device.header;
}

static bool is_true_message(const struct shown *s)
{
    return s->message && s->is_true;
}

/* Whether the records of the block at this place before are all shown now, in their order. */
static bool still_shows(const struct observed *then, unsigned place)
{
    unsigned found = 0;
    for (unsigned i = 0; i < seen.total && found < then->count[place]; i++)
        found += seen.events[i].hash == then->events[then->begin[place] + found].hash;
    return found == then->count[place];
}

/* Whether each message comes once, behind those with lower numbers. */
static bool is_rising(void)
{
    uint32_t next = 0;
    for (unsigned i = 0; i < seen.total; i++) {
        if (!is_true_message(&seen.events[i]))
            continue;
        if (seen.events[i].number < next)
            return false;
        next = seen.events[i].number + 1;
    }
    return true;
}

/* Wrong values stand in the block that was hit, if they do anywhere; a record's check lets few pass. That block may have been moved since. */
static void count_false(unsigned hit, bool booted)
{
    for (unsigned place = 0; place < device.blocks; place++)
        for (unsigned i = 0; i < seen.count[place]; i++) {
            const struct shown *s = &seen.events[seen.begin[place] + i];
            if (!s->message || s->is_true)
                continue;
            if (place != hit && !(booted && hit == live))
                fail("a wrong value is shown outside of the block that was hit");
            false_shown += !booted;
        }
}

static void check_shown(unsigned hit, bool booted)
{
    observe(device.region, 0, device.size, &seen);
    if (!is_rising() && !shows_behind)
        fail(booted ? "the target shows a record twice, or out of order" : "a record is shown twice, or out of order");
    count_false(hit, booted);
    for (unsigned place = 0; place < device.blocks; place++) {
        bool keeps = place == live && hit != device.blocks; /* wherever it is now */
        if (place == hit || (is_opened[place] && !keeps))
            continue;
        if (!still_shows(&whole, place))
            fail(!booted ? "a record of a block that was not hit is missing"
                 : keeps ? "the target lost the first crash of a row"
                         : "the target lost a record of a block that was not hit");
    }
}

/* The block that is being filled, and the one behind it if what is kept was moved there. */
static void note_opened(unsigned was)
{
    unsigned is = device_place(0);
    if (is != newest || was != newest)
        is_opened[is] = is_opened[after(is)] = true;
}

/* Until a block has been opened, and some more. */
static void log_on(void)
{
    unsigned first = device_place(0), n = 0;
    while (device_place(0) == first && n < device.block)
        device_log(next_number + BEHIND + n++);
    for (unsigned more = 0; more < 2; more++)
        device_log(next_number + BEHIND + n++);
    note_opened(first);
    observe(device.region, 0, device.size, &seen);
    if (seen.total == 0 || !is_true_message(&seen.events[seen.total - 1]) || seen.events[seen.total - 1].number != next_number + BEHIND + n - 1)
        fail("what was logged behind the damage is not shown last");
}

/* Of the state that the cut left, which was kept. */
static void run_damage(unsigned long n)
{
    damage = n;
    cases++;
    device_resume(1);
    memset(is_opened, 0, sizeof is_opened);
    unsigned hit = do_damage(n);
    check_shown(hit, false);
    if (!device_boot())
        fail("the log does not start");
    note_opened(newest);
    check_shown(hit, true);
    log_on();
    check_shown(hit, true);
}

/* The place at which the block that is moved is shown: the old one or the next. */
static unsigned find_live(void)
{
    unsigned place = whole.count[kept] > 0 ? kept : after(kept);
    seen = whole;
    if (!still_shows(&before, kept) || !is_rising())
        fail("what is shown is not what was committed");
    return place;
}

/* Leaves the state that the cut leaves. False if the call has no such store. */
static bool cut_at(unsigned long store)
{
    cut = store;
    device_resume(0);
    if (!stores_run(log_next, store, 0))
        return false;
    device_keep(1);
    observe(device.region, 0, device.size, &whole);
    newest = device.blocks;
    if (whole.blocks > 0)
        newest = whole.order[whole.blocks - 1];
    live = find_live();
    return true;
}

static void run_move(unsigned long each)
{
    unsigned long stores;
    moves++;
    stores_run(log_next, 0, 0);
    stores = stores_count();
    for (unsigned long store = 1; store <= stores && cut_at(store); store++) {
        for (unsigned long n = 0; n < DESTROYED; n++)
            run_damage(n);
        for (unsigned long n = DESTROYED, skip = (moves * 97 + store * 41) % each; n < damages(); n++) {
            unsigned long step = is_in_body(n) ? each : store == 1 ? 1 : each / 64 + 1;
            if ((n + skip) % step == 0)
                run_damage(n);
        }
    }
}

/* Whether the next record moves the block that is kept. The target is as it was afterwards. */
static bool moves_next(void)
{
    unsigned moved_to;
    kept = device_guarded();
    if (kept == device.blocks)
        return false;
    device_keep(0);
    log_next();
    moved_to = device_guarded();
    device_resume(0);
    return moved_to != kept;
}

static void run(unsigned long each, char **words)
{
    unsigned since = 0;
    memset(device.region, 0, device.size);
    memset(device.beside, 0, device.beside_size);
    for (unsigned boot = 0; boot < BOOTS; boot++) {
        device_boot();
        device_log(next_number++);
    }
    for (; moves < device.blocks + 1; next_number++, since++) {
        if (moves_next()) {
            since = 0;
            observe(device.region, 0, device.size, &before);
            kept_boot = boot_of(kept);
            if (!words) {
                run_move(each);
            } else if (strtoul(words[0], NULL, 0) == next_number) {
                if (cut_at(strtoul(words[1], NULL, 0)))
                    run_damage(strtoul(words[2], NULL, 0));
                return;
            } else {
                moves++;
            }
            device_resume(0);
        }
        log_next();
        if (since == 5)
            device_boot();
    }
}

int main(int argc, char **argv)
{
    if ((argc != 3 && argc != 5) || !freopen("/dev/null", "w", stderr))
        return 2;
    observe_table(argv[1]);
    device_power_on();
    stores_watch(device.region, device.size);
    stores_watch(device.beside, device.beside_size);
    run(argc == 3 ? strtoul(argv[2], NULL, 0) : 1, argc == 5 ? argv + 2 : NULL);
    if (device.check > 0 && false_shown > cases / passing_most[device.check])
        fail("more wrong values pass the records' check than may");
    printf("cases=%lu failed=%lu moves=%lu wrong-of-hit=%lu ring=%u block=%u\n", cases, failures, moves, false_shown, device.size, device.block);
    return failures > 0;
}
