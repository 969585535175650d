/*
 * A full ring is damaged in every way there is, one case after the other. For each:
 *
 *   plogcat    shows all of every block that was not hit, as it was; never crashes
 *   the target boots on it, logs on, and what it logs is shown behind what was there; never crashes, never hangs
 *
 *     PROGRAM TABLE SEEDS             all cases; as many of those that are random as SEEDS
 *     PROGRAM TABLE SEEDS/EACH        of scenarios with many cases each EACHth
 *     PROGRAM TABLE SCENARIO CASES    one case again, or all below CASES with a "<" before the number: <10000000
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../roundtrip/random.h"
#include "device.h"
#include "expect.h"
#include "judge.h"

#define MISTAKEN_MOST 100000u /* one of so many cases may have a block corrected that has too many wrong bytes */

static const unsigned long passing_most[] = { 0, 200, 60000 }; /* with a check of so many bytes one of so many cases may show a wrong value */

static unsigned long cases, all_lost, all_false, all_corrected; /* of all scenarios */

static void crashed(int signal_number)
{
    static char text[120];
    int length = snprintf(text, sizeof text, "signal %d: replay with: %s %lu\n", signal_number, scenario_name, case_number);
    if (write(STDOUT_FILENO, text, (size_t)length) < 0)
        _exit(3);
    _exit(2);
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
    memset(image, 0xA5, from); /* what is not in the dump is no record */
    memset(image + to, 0xA5, device.size - to);
    observe(image, from, to - from, &seen);
    check_merged(image, from, to - from);
    for (unsigned place = 0; place < device.blocks; place++) {
        size_t begin = (size_t)place * device.block, end = begin + device.block;
        bool whole = begin >= from && end <= to;
        if (whole && seen.count[place] != reference.count[place])
            fail("a record of a block that is all there is missing");
        if (seen.count[place] > reference.count[place] || !same_block(&reference, place, seen.count[place]))
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

static unsigned long count_parity(unsigned long seeds)
{
    return device.parity > 0 ? seeds : 0;
}

static void spoil_sealed(unsigned long n, void (*spoil)(uint8_t *block, struct random *r))
{
    struct random r = { n };
    uint64_t hit = 0;
    for (unsigned place = 0; place < device.blocks; place++) {
        uint8_t *block = image + (size_t)place * device.block;
        if (!expect_sealed(block))
            continue;
        hit |= UINT64_C(1) << place;
        spoil(block, &r);
    }
    check_damage(hit);
}

static void spoil_words(uint8_t *block, struct random *r)
{
    for (unsigned i = 0; i < EXPECT_WRONG * expect_words(); i++) {
        unsigned word = i % expect_words(), at = expect_place(word, random_below(r, expect_size(word)));
        if (!expect_changes(at))
            block[at] = (uint8_t)random_bits(r);
    }
}

/* All that the parity corrects: 8 bytes of each code word of each sealed block. */
static void eight(unsigned long n)
{
    spoil_sealed(n, spoil_words);
}

static void spoil_row(uint8_t *block, struct random *r)
{
    unsigned most = EXPECT_WRONG * expect_words();
    unsigned from = random_below(r, device.block - device.parity - most);
    for (unsigned i = 0; i < most; i++)
        block[from + i] = (uint8_t)random_bits(r);
}

/* As many bytes in a row as the parity corrects, in each sealed block. */
static void row(unsigned long n)
{
    spoil_sealed(n, spoil_row);
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
    for (unsigned ring = 0; ring < device.rings; ring++)
        if (passes_for_newer(device.first[ring]) || passes_for_newer(device.first[ring + 1] - 1))
            return;
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

/* Random RAM as a cold start. Of it nothing is shown, and then nothing but what was logged since. */
static void noise(unsigned long n)
{
    fill_with_noise(n);
    observe(device.region, 0, device.size, &seen);
    if (seen.total > 0)
        fail("a record is shown of random RAM");
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

static unsigned long count_beside(unsigned long seeds)
{
    (void)seeds;
    return 8ul * device.beside_size;
}

/* What is beside the ring does no harm to it. */
static void flip_beside(unsigned long n)
{
    device.beside[n / 8] ^= (uint8_t)(1u << n % 8);
    check_damage_beside();
}

static unsigned long count_backup(unsigned long seeds)
{
    return device.backs_up ? count_beside(seeds) : 0;
}

/* The ring is lost, and the backup comes back as it was made, whole or not at all. */
static void restore_flipped(unsigned long n)
{
    device.beside[n / 8] ^= (uint8_t)(1u << n % 8);
    check_restored();
}

static unsigned long count_spoilt(unsigned long seeds)
{
    return device.beside_size > 0 ? seeds : 0;
}

/* Whatever stands beside the ring under checks that are right, the target does not crash and logs on; with the ring, and where it is lost. */
static void spoil_beside(unsigned long n)
{
    struct random r = { n };
    unsigned from = random_below(&r, device.beside_size), to = from + 1 + random_below(&r, 40);
    for (unsigned at = from; at < to && at < device.beside_size; at++)
        device.beside[at] = (uint8_t)random_bits(&r);
    if (n % 2 == 0)
        memset(image, 0, device.size);
    memcpy(device.region, image, device.size);
    device_seal_beside();
    log_on();
    observe(device.region, 0, device.size, &seen);
    check_logged();
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
    { "eight", count_parity, eight, "8 random bytes of each code word of all sealed blocks" },
    { "row", count_parity, row, "8 bytes a code word in a row in all sealed blocks" },
    { "splice", count_splices, splice, "two rings spliced" },
    { "restore", count_restores, restore, "a block of 1 to 20 laps ago restored" },
    { "noise", count_seeds, noise, "random RAM as a cold start" },
    { "beside", count_beside, flip_beside, "every bit flipped of what is beside the ring" },
    { "restored", count_backup, restore_flipped, "every bit of a backup flipped, the ring lost" },
    { "spoilt", count_spoilt, spoil_beside, "noise beside the ring under checks that are right" },
    { "sealed", count_some, sealed_noise, "random RAM with headers whose check is right" },
};
#define SCENARIOS (sizeof scenarios / sizeof *scenarios)

static void run_case(const struct scenario *s, unsigned long n)
{
    cases++;
    case_number = n;
    memcpy(image, good, device.size);
    memcpy(device.beside, good_beside, device.beside_size);
    alarm(10);
    s->run(n);
}

#define MANY 1000u

static void run_scenario(const struct scenario *s, unsigned long count, unsigned long each)
{
    unsigned long before = failures, taken = 0;
    scenario_name = s->name;
    false_shown = lost_hit = corrected = mistaken = 0;
    for (unsigned long n = 0; n < count; n += count > MANY ? each : 1, taken++)
        run_case(s, n);
    all_lost += lost_hit;
    all_false += false_shown;
    all_corrected += corrected;
    if (mistaken > taken / MISTAKEN_MOST)
        fail("blocks with too many wrong bytes are corrected");
    if (device.check > 0 && false_shown > taken / passing_most[device.check])
        fail("more wrong values pass the records' check than may");
    printf("%s: %lu cases, %lu failed; in blocks hit: %lu records lost, %lu shown with a wrong value", s->about, taken,
           failures - before, lost_hit, false_shown);
    if (device.parity > 0)
        printf(", %lu bytes corrected, %lu blocks corrected to what they were not", corrected, mistaken);
    putchar('\n');
}

/* One case, or all below it. */
static void run_some(const struct scenario *s, const char *which)
{
    scenario_name = s->name;
    if (*which == '<')
        run_scenario(s, strtoul(which + 1, NULL, 0), 1);
    else
        run_case(s, strtoul(which, NULL, 0));
}

int main(int argc, char **argv)
{
    static const int deadly[] = { SIGSEGV, SIGBUS, SIGALRM, SIGABRT, SIGFPE };
    for (size_t i = 0; i < sizeof deadly / sizeof *deadly; i++)
        signal(deadly[i], crashed);
    unsigned long seeds, each;
    char *end;
    if (argc < 3)
        return 1;
    if (!freopen("/dev/null", "w", stderr))
        return 1;
    setvbuf(stdout, NULL, _IOLBF, 0);
    seeds = strtoul(argv[2], &end, 0);
    each = *end == '/' ? strtoul(end + 1, NULL, 0) : 1;
    if (each == 0)
        return 1;
    observe_table(argv[1]);
    judge_begin();
    for (size_t i = 0; i < SCENARIOS; i++) {
        if (argc == 3 && scenarios[i].count(1000) > 0)
            run_scenario(&scenarios[i], scenarios[i].count(seeds), each);
        else if (strcmp(argv[2], scenarios[i].name) == 0)
            run_some(&scenarios[i], argv[3]);
    }
    printf("cases=%lu failed=%lu lost-of-hit=%lu wrong-of-hit=%lu corrected-bytes=%lu\n", cases, failures, all_lost, all_false, all_corrected);
    return failures > 0 || cases == 0;
}
