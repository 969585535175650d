/*
 * A full ring is damaged in every way there is, one case after the other. For each:
 *
 *   plogcat    shows all of every block that was not hit, as it was; never crashes
 *   the target boots on it, logs on, and what it logs is shown behind what was there; never crashes, never hangs
 *
 *     PROGRAM TABLE SEEDS           all cases; as many of those that are random as SEEDS
 *     PROGRAM TABLE SCENARIO CASE   one case again
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../roundtrip/random.h"
#include "device.h"
#include "observe.h"

#define RING_MAX 16384u
#define LAPS 20u         /* laps of which each block is kept */
#define LOGGED 4u        /* records that are logged behind the damage */

static uint8_t good[RING_MAX], image[RING_MAX], other[RING_MAX], laps[LAPS][RING_MAX];
static struct observed reference, other_reference, seen;
static uint32_t next_number;

static const char *scenario_name;
static unsigned long case_number, cases, failures;
static unsigned long false_shown, lost_hit; /* in blocks that were hit: records with wrong values, and records that are not shown */

static void fail(const char *what)
{
    failures++;
    if (failures <= 10)
        printf("%s: replay with: %s %lu\n", what, scenario_name, case_number);
}

static void crashed(int signal_number)
{
    static char text[120];
    int length = snprintf(text, sizeof text, "signal %d: replay with: %s %lu\n", signal_number, scenario_name, case_number);
    if (write(STDOUT_FILENO, text, (size_t)length) < 0)
        _exit(3);
    _exit(2);
}

/* What plogcat shows */

/* A damaged delta of years can't be told from a silence of years, and moves the times of the boot's later blocks: by whole spans of what
   their headers tell. */
static bool same_time(const struct shown *a, const struct shown *b)
{
    return !b->time_known || a->ticks == b->ticks || (device.span && (b->ticks - a->ticks) % device.span == 0);
}

static bool same_block(const struct observed *a, const struct observed *b, unsigned place, unsigned count)
{
    for (unsigned i = 0; i < count; i++) {
        const struct shown *x = &a->events[a->begin[place] + i], *y = &b->events[b->begin[place] + i];
        if (x->hash != y->hash || !same_time(x, y))
            return false;
    }
    return true;
}

static bool was_logged(const struct observed *where, unsigned place, const struct shown *s)
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

/* hit has a bit set for each block that was damaged. */
static void check_shown(uint64_t hit)
{
    for (unsigned place = 0; place < device.blocks; place++) {
        if (hit >> place & 1)
            count_hit(place);
        else if (seen.count[place] != reference.count[place])
            fail("a record of a block that was not hit is missing");
        else if (!same_block(&reference, &seen, place, seen.count[place]))
            fail("a record of a block that was not hit is shown otherwise");
    }
}

/* What the target does */

/* Logs until a block has been opened: what comes behind damage in the same block shares its fate. Then some more. Returns what was opened. */
static uint64_t log_on(void)
{
    uint64_t opened;
    unsigned first, i = 0;
    if (!device_boot())
        fail("the log does not start");
    if (device.drop) {
        device_drain();
        device_log(next_number); /* where the boot found no room, this opens a block */
    }
    first = device_place();
    opened = UINT64_C(1) << first;
    while (device_place() == first && i++ < device.block)
        device_log(next_number);
    opened |= UINT64_C(1) << device_place();
    for (i = 1; i <= LOGGED; i++)
        device_log(next_number + i);
    return opened | UINT64_C(1) << device_place();
}

static void check_logged(void)
{
    unsigned at = seen.total;
    for (unsigned i = LOGGED; i > 0; i--) {
        while (at > 0 && !seen.events[at - 1].message)
            at--;
        if (at == 0 || !seen.events[at - 1].is_true || seen.events[at - 1].number != next_number + i) {
            fail("what was logged after the damage is not what is shown last");
            return;
        }
        at--;
    }
}

/* Boots on what `image` holds and logs on; blocks that were neither hit nor opened now are still all there. */
static void check_target(uint64_t hit)
{
    memcpy(device.region, image, device.size);
    hit |= log_on();
    observe(device.region, 0, device.size, &seen);
    check_logged();
    for (unsigned place = 0; place < device.blocks; place++)
        if (!(hit >> place & 1) && (seen.count[place] < reference.count[place] ||
                                    !same_block(&reference, &seen, place, reference.count[place])))
            fail("the target lost a record of a block that was not hit");
    device_drain();
}

static void check_damage(uint64_t hit)
{
    observe(image, 0, device.size, &seen);
    check_shown(hit);
    check_target(hit);
}

/* The scenarios. Each has so many cases, of which `image` begins as the undamaged ring. */

static uint64_t blocks_between(size_t from, size_t to)
{
    uint64_t hit = 0;
    for (size_t at = from; at < to; at++)
        if (at / device.block < device.blocks)
            hit |= UINT64_C(1) << at / device.block;
    return hit;
}

static unsigned long count_bits(unsigned long seeds)
{
    (void)seeds;
    return 8ul * device.size;
}

static void flip(unsigned long n)
{
    image[n / 8] ^= (uint8_t)(1u << n % 8);
    check_damage(blocks_between(n / 8, n / 8 + 1));
}

static unsigned long count_bytes(unsigned long seeds)
{
    (void)seeds;
    return 4ul * device.size;
}

static void overwrite(unsigned long n)
{
    static const uint8_t bytes[] = { 0x00, 0xFF, 0x33, 0xCC };
    image[n / 4] = bytes[n % 4];
    check_damage(blocks_between(n / 4, n / 4 + 1));
}

static unsigned long count_truncations(unsigned long seeds)
{
    (void)seeds;
    return 2ul * device.size;
}

/* The first n bytes, or the last: whole blocks are shown, if there is a table's worth of a header left. */
static void truncate_dump(unsigned long n)
{
    size_t cut = n / 2, from = n % 2 ? cut : 0, to = n % 2 ? device.size : cut;
    observe(image, from, to - from, &seen);
    for (unsigned place = 0; place < device.blocks; place++) {
        size_t begin = (size_t)place * device.block, end = begin + device.block;
        bool whole = begin >= from && end <= to;
        if (whole && seen.count[place] != reference.count[place])
            fail("a record of a block that is all there is missing");
        if (seen.count[place] > reference.count[place] || !same_block(&reference, &seen, place, seen.count[place]))
            fail("a record is shown that was not there");
    }
}

#define OWN_KINDS 16u

static unsigned long count_own(unsigned long seeds)
{
    (void)seeds;
    return (unsigned long)OWN_KINDS * device.blocks;
}

/* Each block begins with a record of each of the ring's own kinds, and of kinds that there are not. Nothing that it tells sticks to a record
   of another block, or of a later case. */
static void own(unsigned long n)
{
    unsigned place = (unsigned)(n / OWN_KINDS);
    const uint8_t record[] = { 0, (uint8_t)(n % OWN_KINDS), 1, 2 };
    memcpy(image + (size_t)place * device.block + device.header, record, sizeof record);
    check_damage(UINT64_C(1) << place);
}

static unsigned long count_seeds(unsigned long seeds)
{
    return seeds;
}

static unsigned long count_some(unsigned long seeds)
{
    return seeds / 4;
}

static void burst(unsigned long n)
{
    struct random r = { n };
    size_t from = random_below(&r, device.size), length = 1 + random_below(&r, 3 * device.block);
    unsigned kind = random_below(&r, 3);
    size_t to = from + length < device.size ? from + length : device.size;
    for (size_t at = from; at < to; at++)
        image[at] = kind == 0 ? 0 : kind == 1 ? 0xFF : (uint8_t)random_bits(&r);
    check_damage(blocks_between(from, to));
}

/* Whether a block of an older lap, with its four bits, passes for one of the lap to come: from the laps alone nobody can tell where the
   ring ends then, and the target may take it for the newest. */
static bool passes_for_newer(unsigned place)
{
    size_t lap = (size_t)place * device.block + 8;
    return ((image[lap] - good[lap]) & 15) == 1;
}

static unsigned long count_splices(unsigned long seeds)
{
    (void)seeds;
    return 2ul * device.blocks;
}

/* The first blocks of one ring and the last of another: whatever is shown was logged in one of them. */
static void splice(unsigned long n)
{
    size_t at = n / 2 * device.block;
    memcpy(image, n % 2 ? good : other, device.size);
    memcpy(image + at, (n % 2 ? other : good) + at, device.size - at);
    observe(image, 0, device.size, &seen);
    for (unsigned place = 0; place < device.blocks; place++)
        for (unsigned i = 0; i < seen.count[place]; i++) {
            const struct shown *s = &seen.events[seen.begin[place] + i];
            if (!was_logged(&reference, place, s) && !was_logged(&other_reference, place, s))
                fail("a record is shown that is of neither ring");
        }
    memcpy(device.region, image, device.size);
    log_on();
    observe(device.region, 0, device.size, &seen);
    if (!passes_for_newer(0) && !passes_for_newer(device.blocks - 1))
        check_logged();
}

static unsigned long count_restores(unsigned long seeds)
{
    (void)seeds;
    return (unsigned long)LAPS * device.blocks;
}

/* One block as it was some laps ago. */
static void restore(unsigned long n)
{
    unsigned place = (unsigned)(n / LAPS);
    size_t at = (size_t)place * device.block;
    memcpy(image + at, laps[n % LAPS] + at, device.block);
    if (passes_for_newer(place)) {
        memcpy(device.region, image, device.size);
        log_on();
    } else {
        check_damage(UINT64_C(1) << place);
    }
}

static void fill_with_noise(unsigned long n)
{
    struct random r = { n };
    for (size_t at = 0; at < device.size; at += 8) {
        uint64_t bits = random_bits(&r);
        memcpy(device.region + at, &bits, device.size - at < 8 ? device.size - at : 8);
    }
}

/* Random RAM as a cold start. Nothing is shown but what was logged since. */
static void noise(unsigned long n)
{
    fill_with_noise(n);
    log_on();
    observe(device.region, 0, device.size, &seen);
    check_logged();
    for (unsigned i = 0; i < seen.total; i++)
        false_shown += seen.events[i].message && !seen.events[i].is_true;
}

/* The same with headers that look right: whatever stands in them, the target does not crash and logs on. */
static void sealed_noise(unsigned long n)
{
    struct random r = { ~n };
    fill_with_noise(n);
    for (unsigned place = 0; place < device.blocks; place++) {
        uint8_t *block = device.region + (size_t)place * device.block;
        unsigned used = device.header + random_below(&r, device.block - device.header + 2);
        unsigned read = device.header + random_below(&r, used - device.header + 2);
        if (random_below(&r, 8) == 0)
            continue;
        block[0] = (uint8_t)used;
        block[1] = (uint8_t)(used >> 8 | random_below(&r, 16) / 15 * 0x80);
        block[device.header == 32 ? 24 : 2] = (uint8_t)read;
        block[device.header == 32 ? 25 : 3] = (uint8_t)(read >> 8);
        device_seal(block);
    }
    if (!device_boot())
        fail("the log does not start");
    device_drain();
    for (unsigned i = 0; i < 200; i++)
        device_log(next_number + i);
    device_drain();
    observe(device.region, 0, device.size, &seen);
}

static const struct scenario {
    const char *name;
    unsigned long (*count)(unsigned long seeds);
    void (*run)(unsigned long n);
    const char *about;
} scenarios[] = {
    { "flip", count_bits, flip, "every bit flipped" },
    { "byte", count_bytes, overwrite, "every byte overwritten with 00, FF, 33, CC" },
    { "cut", count_truncations, truncate_dump, "every truncation, from both ends" },
    { "own", count_own, own, "every block begun with each of the ring's own records" },
    { "burst", count_some, burst, "bursts of zeros, ones, noise" },
    { "splice", count_splices, splice, "two rings spliced" },
    { "restore", count_restores, restore, "a block of 1 to 20 laps ago restored" },
    { "noise", count_seeds, noise, "random RAM as a cold start" },
    { "sealed", count_some, sealed_noise, "random RAM with headers whose check is right" },
};
#define SCENARIOS (sizeof scenarios / sizeof *scenarios)

/* A ring that has been filled over and over, by several boots, and in which the newest block is in the middle. */
static void make_ring(uint8_t *into, uint32_t from, unsigned records, unsigned boot_every)
{
    memset(device.region, 0, device.size);
    device_boot();
    for (uint32_t n = from; n < from + records; n++) {
        if (n % boot_every == boot_every - 1)
            device_boot();
        if (device.drop)
            device_drain();
        device_log(n);
    }
    memcpy(into, device.region, device.size);
    next_number = from + records;
}

/* Keeps the blocks of the laps before; the ring is in lap `wanted` then. */
static void make_laps(unsigned wanted)
{
    unsigned before = 0, lap = 0;
    memset(device.region, 0, device.size);
    device_boot();
    for (next_number = 100000; lap < wanted; next_number++) {
        if (device.drop)
            device_drain();
        device_log(next_number);
        if (next_number % 200 == 199)
            device_boot();
        if (device_place() < before) {
            memcpy(laps[LAPS - 1 - lap % LAPS], device.region, device.size);
            lap++;
        }
        before = device_place();
    }
    while (device_place() != device.blocks / 2) {
        device_drain();
        device_log(next_number++);
    }
    memcpy(good, device.region, device.size);
}

static void run_case(const struct scenario *s, unsigned long n)
{
    case_number = n;
    memcpy(image, good, device.size);
    alarm(10);
    s->run(n);
}

static void run_scenario(const struct scenario *s, unsigned long seeds)
{
    unsigned long count = s->count(seeds), before = failures;
    scenario_name = s->name;
    false_shown = lost_hit = 0;
    for (unsigned long n = 0; n < count; n++)
        run_case(s, n);
    cases += count;
    printf("%s: %lu cases, %lu failed; in blocks hit: %lu records lost, %lu shown with a wrong value\n", s->about, count,
           failures - before, lost_hit, false_shown);
}

static void prepare(void)
{
    device_power_on();
    make_ring(other, 5000, 700, 150);
    observe(other, 0, device.size, &other_reference);
    make_laps(LAPS);
    observe(good, 0, device.size, &reference);
    for (unsigned i = 0; i < reference.total; i++)
        if (reference.events[i].message && !reference.events[i].is_true)
            fail("the undamaged ring shows a wrong value");
    if (reference.blocks != device.blocks || reference.damage > 0)
        fail("the ring is not full");
}

int main(int argc, char **argv)
{
    static const int deadly[] = { SIGSEGV, SIGBUS, SIGALRM, SIGABRT, SIGFPE };
    for (size_t i = 0; i < sizeof deadly / sizeof *deadly; i++)
        signal(deadly[i], crashed);
    if (argc < 3)
        return 1;
    if (!freopen("/dev/null", "w", stderr))
        return 1;
    setvbuf(stdout, NULL, _IOLBF, 0);
    observe_table(argv[1]);
    scenario_name = "undamaged";
    prepare();
    for (size_t i = 0; i < SCENARIOS; i++) {
        if (argc == 3)
            run_scenario(&scenarios[i], strtoul(argv[2], NULL, 0));
        else if (strcmp(argv[2], scenarios[i].name) == 0)
            scenario_name = argv[2], run_case(&scenarios[i], strtoul(argv[3], NULL, 0));
    }
    printf("%lu cases, %lu failed\n", cases, failures);
    return failures > 0;
}
