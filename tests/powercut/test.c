/*
 * The power is cut at every store of every call, for every place in the ring that a call can begin at: record after record, until the ring has
 * been written round twice. After each cut plogcat's decoder shows what was committed before, complete and in order, with or without what the call
 * was to add; of the rest nothing. Then the target boots and logs on.
 *
 * This for records of mixed sizes, and of three sizes with every offset that the first of them can have, so that the blocks end at other
 * bytes. In a ring of megabytes only for mixed ones; there the cuts come at the first and last records of some blocks, and where a call makes many
 * stores, at the first, the last, and some between.
 *
 * With parity, a boot is also cut that finds its newest block sealed. Of several rings each is looked at. The block that a row of crashes keeps is never the one that goes, nor is it there twice. Of a backup the cut
 * leaves, should the ring be lost, what it had before or what the call makes of it, or where it was being written nothing; and a ring that is taken
 * from it comes back whole. The boots that put right what a cut left of these are cut once more.
 *
 * Not torn are the stores that the design needs in one piece: of used and of read, with what goes with them, and the words of a backup.
 *
 *     PROGRAM TABLE STEP                               all cases; of the offsets every STEP-th
 *     PROGRAM TABLE SIZE OFFSET CALL RECORD CUT TORN   one case again
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../corruption/device.h"
#include "order.h"
#include "stores.h"

#define LARGE 65536u      /* bytes: rings above it are */
#define CUTS_EACH_END 6u  /* of a call with many stores */
#define CUTS_BETWEEN 4u
#define RECORDS_LEAST 40u /* so that there are boots in the smallest ring, too */
#define BEHIND 1000000u   /* added to a number: the record that is logged behind a cut */
#define LOST_EVERY 11u    /* records: so often the ring is lost */
#define SECOND_EVERY 41u  /* stores of the boot behind a cut: so often it is cut, too, each time at others */

/* Records that are logged: blobs of `size` bytes behind one of `offset` bytes, in each ring, or MIXED ones. */
#define MIXED UINT32_MAX
#define FIRST_OF_SECOND 3u /* number that is logged to the second ring first */
static struct {
    unsigned size, offset;
} plan;

static struct observed earlier, later, seen, after;
static struct observed copy_earlier, copy_later; /* what comes back if the ring is lost before the call, and behind it */
static unsigned kept; /* place of the block that a row of crashes keeps; the number of blocks if there is none */
static uint32_t next_number;
static unsigned long cases, failures;

static void log_record(uint32_t number)
{
    if (plan.size == MIXED)
        device_log(number);
    else
        device_log_blob(number, number == 0 || (device.rings > 1 && number == FIRST_OF_SECOND) ? plan.offset : plan.size);
}

static void log_next(void)
{
    log_record(next_number);
}

static void boot(void)
{
    device_boot();
}

static const struct call {
    const char *name;
    void (*run)(void);
    bool forgets; /* what was there may be gone, block by block */
    bool reads;   /* so that a row's first crash need not stay */
    bool copies;  /* to the backup */
    bool loses;   /* the ring, before */
    bool sealed;  /* the newest block is, as a crash leaves it */
} calls[] = {
    { "log", log_next, .forgets = false }, { "boot", boot, .forgets = false }, { "drain", device_drain, .reads = true },
    { "clear", device_clear, .forgets = true, .reads = true }, { "down", device_go_down, .copies = true }, { "lost", boot, .loses = true },
    { "sealed", boot, .sealed = true },
};
#define CALLS (sizeof calls / sizeof *calls)

static bool in_one_piece(void)
{
    const uint8_t *at = stores_place();
    bool beside = at < device.region || at >= device.region + device.size;
    size_t offset = (size_t)(at - device.region) % device.block;
    return beside ? device.backs_up : offset == 0 || offset == (device.header == 32 ? 24 : 2);
}

static void lose_ring(void)
{
    memset(device.region, 0xA5, device.size);
}

static void fail(const char *what, const struct call *call, unsigned long cut, unsigned torn)
{
    if (++failures <= 10)
        printf("%s: replay with: %d %u %s %lu %lu %u\n", what, (int)plan.size, plan.offset, call->name, (unsigned long)next_number, cut, torn);
}

static bool has_corrected(const struct observed *o)
{
    unsigned bytes = 0;
    for (unsigned place = 0; place < device.blocks; place++)
        bytes += o->corrected[place];
    return bytes > 0;
}

static void look(struct observed *into)
{
    observe(device.region, 0, device.size, into);
}

/* What a boot finds in the backup. What outlives a reset is afterwards as it was before. */
static void look_at_copy(struct observed *into)
{
    device_keep(1);
    lose_ring();
    device_boot();
    look(into);
    device_resume(1);
}

static void check_copy(const struct call *call, unsigned long cut, unsigned torn)
{
    look_at_copy(&after);
    bool none = call->copies; /* it was being written */
    for (unsigned i = 0; i < after.total; i++)
        none = none && !after.events[i].message;
    if (!none && !same_back(&copy_earlier, &after) && !same_back(&copy_later, &after))
        fail("another backup comes back", call, cut, torn);
}

static void check_shown(const struct call *call, unsigned long cut, unsigned torn)
{
    bool right = true;
    look(&seen);
    for (unsigned ring = 0; ring < device.rings; ring++)
        right = right && (call->forgets || call->loses ? is_among(&earlier, &later, &seen, ring) : continues(&earlier, &later, &seen, ring, kept));
    if (!right)
        fail("what is shown is not what was committed", call, cut, torn);
    if (seen.damage > 0 || has_corrected(&seen))
        fail("a cut looks like damage", call, cut, torn);
}

/* The power is cut once more, in the boot that takes a backup anew, or may put right the block that a row of crashes keeps. */
static void check_second(const struct call *call, unsigned long cut, unsigned torn)
{
    device_keep(1);
    for (unsigned long second = 1 + cut % SECOND_EVERY; stores_run(boot, second, 0); second += SECOND_EVERY) {
        cases++;
        look(&seen);
        if (seen.damage > 0 || (call->loses ? !is_among(&earlier, &later, &seen, 0) : !is_rising(&seen)))
            fail("what is shown after a second cut is not what was committed", call, cut, torn);
        device_boot();
        look(&after);
        if (call->loses ? !same_back(&later, &after) : !is_rising(&after) || !still_has(&after, &earlier, kept))
            fail("what a second cut leaves is not put right", call, cut, torn);
        device_resume(1);
    }
    device_resume(1);
}

static void check(const struct call *call, unsigned long cut, unsigned torn)
{
    bool keeps = kept < device.blocks && !call->reads;
    cases++;
    check_shown(call, cut, torn);
    if (call->loses || keeps)
        check_second(call, cut, torn);
    else if (device.backs_up)
        check_copy(call, cut, torn);
    device_boot();
    look(&after);
    if (call->loses && !same_back(&later, &after))
        fail("the backup does not come back as it was", call, cut, torn);
    if (device.drop)
        device_drain();
    log_record(next_number + BEHIND);
    look(&after);
    if (!last_is(&after, device_ring(next_number + BEHIND), next_number + BEHIND))
        fail("the next boot does not log on", call, cut, torn);
    if (keeps && !still_has(&after, &earlier, kept))
        fail("the first crash of a row is gone", call, cut, torn);
}

static void begin(const struct call *call)
{
    if (call->loses)
        lose_ring();
    if (call->sealed)
        device_seal_open();
}

/* Does nothing if the call has no such store, or it is not that wide. */
static void run_case(const struct call *call, unsigned long cut, unsigned torn)
{
    device_resume(0);
    begin(call);
    if (stores_run(call->run, cut, torn) && (torn == 0 || !in_one_piece()))
        check(call, cut, torn);
}

/* What the call does when it is not cut. Returns how many stores it makes. */
static unsigned long run_whole(const struct call *call)
{
    device_keep(0);
    kept = device_guarded();
    if (device.backs_up)
        look_at_copy(&copy_earlier);
    begin(call);
    look(&earlier);
    stores_run(call->run, 0, 0);
    look(&later);
    if (device.backs_up)
        look_at_copy(&copy_later);
    return stores_count();
}

/* The store that is cut after this one. */
static unsigned long next_cut(unsigned long cut, unsigned long stores)
{
    unsigned long between = (stores - cut) / CUTS_BETWEEN;
    bool all = device.size <= LARGE || cut < CUTS_EACH_END || cut + CUTS_EACH_END >= stores || between == 0;
    return cut + (all ? 1 : between);
}

static void run_call(const struct call *call)
{
    static const unsigned tears[] = { 0, 1, 2, 4 };
    unsigned long stores = run_whole(call);
    for (unsigned long cut = 1; cut <= stores; cut = next_cut(cut, stores))
        for (size_t i = 0; i < sizeof tears / sizeof *tears; i++)
            run_case(call, cut, tears[i]);
    device_resume(0);
}

static bool is_called(const struct call *call)
{
    return (!call->loses || (device.backs_up && next_number % LOST_EVERY == 0)) && (!call->sealed || device.parity > 0);
}

/* Whether the power is cut around the record that is logged next. */
static bool is_wanted(unsigned round)
{
    unsigned place = device_place(0), used = device_used();
    bool opens = used + device_largest > device.block, opened = used < device.header + device_largest;
    if (device.size <= LARGE)
        return true;
    return round == 1 && (opens || opened) && (place == 0 || place == device.blocks / 2 || place == device.blocks - 1);
}

/* One case, if it is one of the record that is logged next; NULL: all that are wanted. */
static void run_cases(unsigned round, char **words)
{
    if (!words && !is_wanted(round))
        return;
    if (words && strtoul(words[1], NULL, 0) != next_number)
        return;
    for (size_t i = 0; i < CALLS; i++)
        if (!words && is_called(&calls[i])) {
            run_call(&calls[i]);
        } else if (words && strcmp(words[0], calls[i].name) == 0) {
            run_whole(&calls[i]);
            run_case(&calls[i], strtoul(words[2], NULL, 0), (unsigned)strtoul(words[3], NULL, 0));
            device_resume(0);
        }
}

/* How often what the plan logs has been written round its rings, in each. */
static unsigned least_round(const unsigned *rounds)
{
    unsigned least = rounds[0];
    for (unsigned ring = 1; ring < device.rings && plan.size == MIXED; ring++)
        least = rounds[ring] < least ? rounds[ring] : least;
    return least;
}

static bool is_due(uint32_t every)
{
    return next_number % every == every - 1;
}

/* A boot and a drain now and then. What was drained is neither copied nor kept, so that is rare in a row of crashes or with a backup. */
static void do_rest(void)
{
    unsigned rare = device.size > LARGE ? 1000 : 1; /* a block takes 15 boots, in a large ring like in a small one */
    if (is_due((device.guards ? 13 : 37) * rare))
        device_boot();
    if (is_due((device.beside_size > 0 ? 89 : 5) * rare))
        device_drain();
    if (device.drop && next_number % 3 == 0)
        device_drain();
    if (device.backs_up && is_due(7))
        device_go_down();
}

/* Until the ring has been written round twice. */
static void run_plan(unsigned size, unsigned offset, char **words)
{
    unsigned rounds[2] = { 0 }, before[2] = { 0 };
    plan.size = size;
    plan.offset = offset;
    lose_ring();
    if (device.beside_size > 0)
        memset(device.beside, 0, device.beside_size);
    if (!device_boot())
        exit(1);
    for (next_number = 0; least_round(rounds) < (device.guards ? 4 : 2) || next_number < RECORDS_LEAST; next_number++) {
        run_cases(rounds[0], words);
        do_rest();
        log_record(next_number);
        for (unsigned ring = 0; ring < device.rings; ring++) {
            rounds[ring] += device_place(ring) < before[ring];
            before[ring] = device_place(ring);
        }
    }
}

static void run_plans(unsigned step)
{
    const unsigned sizes[] = { 0, device_largest / 3, device_largest };
    run_plan(MIXED, 0, NULL);
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes && device.size <= LARGE; i++)
        for (unsigned offset = 0; offset <= sizes[i]; offset += step)
            run_plan(sizes[i], offset, NULL);
}

int main(int argc, char **argv)
{
    if ((argc != 3 && argc != 8) || !freopen("/dev/null", "w", stderr))
        return 2;
    observe_table(argv[1]);
    device_power_on();
    stores_watch(device.region, device.size);
    if (device.beside_size > 0)
        stores_watch(device.beside, device.beside_size);
    if (argc == 8)
        run_plan((unsigned)strtol(argv[2], NULL, 0), (unsigned)strtoul(argv[3], NULL, 0), argv + 4);
    else
        run_plans((unsigned)strtoul(argv[2], NULL, 0));
    printf("cases=%lu failed=%lu ring=%u block=%u\n", cases, failures, device.size, device.block);
    return failures > 0 || cases == 0;
}
