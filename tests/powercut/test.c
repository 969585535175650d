/*
 * The power is cut at every store of every call, for every place in the ring that a call can begin at: record after record, until the ring has
 * been written round twice. After each cut plogcat's decoder shows what was committed before, complete and in order, with or without what the call
 * was to add; of the rest nothing. Then the target boots and logs on.
 *
 * This for records of mixed sizes, and of three sizes with every offset that the first of them can have, so that the blocks end at other
 * bytes. In a ring of megabytes only for mixed ones; there the cuts come at the first and last records of some blocks, and where a call makes many
 * stores, at the first, the last, and some between.
 *
 * Not torn are the stores that the design needs in one piece: of used and of read, with what goes with them.
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

/* Records that are logged: blobs of `size` bytes behind one of `offset` bytes, or MIXED ones. */
#define MIXED UINT32_MAX
static struct {
    unsigned size, offset;
} plan;

static struct observed earlier, later, seen, after;
static uint32_t next_number;
static unsigned long cases, failures;

static void log_record(uint32_t number)
{
    if (plan.size == MIXED)
        device_log(number);
    else
        device_log_blob(number, number == 0 ? plan.offset : plan.size);
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
} calls[] = { { "log", log_next, false }, { "boot", boot, false }, { "drain", device_drain, false }, { "clear", device_clear, true } };
#define CALLS (sizeof calls / sizeof *calls)

static bool in_one_piece(void)
{
    size_t offset = stores_place() % device.block;
    return offset == 0 || offset == (device.header == 32 ? 24 : 2);
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

static void check(const struct call *call, unsigned long cut, unsigned torn)
{
    cases++;
    observe(device.region, 0, device.size, &seen);
    if (call->forgets ? !is_among(&earlier, &later, &seen) : !continues(&earlier, &later, &seen))
        fail("what is shown is not what was committed", call, cut, torn);
    if (seen.damage > 0 || has_corrected(&seen))
        fail("a cut looks like damage", call, cut, torn);
    device_boot();
    if (device.drop)
        device_drain();
    log_record(next_number + BEHIND);
    observe(device.region, 0, device.size, &after);
    if (!last_is(&after, next_number + BEHIND))
        fail("the next boot does not log on", call, cut, torn);
}

/* Does nothing if the call has no such store, or it is not that wide. */
static void run_case(const struct call *call, unsigned long cut, unsigned torn)
{
    device_resume();
    if (stores_run(call->run, device.region, device.size, cut, torn) && (torn == 0 || !in_one_piece()))
        check(call, cut, torn);
}

/* What the call does when it is not cut. Returns how many stores it makes. */
static unsigned long run_whole(const struct call *call)
{
    device_keep();
    observe(device.region, 0, device.size, &earlier);
    stores_run(call->run, device.region, device.size, 0, 0);
    observe(device.region, 0, device.size, &later);
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
    device_resume();
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
        if (!words) {
            run_call(&calls[i]);
        } else if (strcmp(words[0], calls[i].name) == 0) {
            run_whole(&calls[i]);
            run_case(&calls[i], strtoul(words[2], NULL, 0), (unsigned)strtoul(words[3], NULL, 0));
            device_resume();
        }
}

/* Until the ring has been written round twice; a boot and a drain now and then. */
static void run_plan(unsigned size, unsigned offset, char **words)
{
    unsigned round = 0, before = 0, rare = device.size > LARGE ? 1000 : 1; /* a block takes 15 boots, in a large ring like in a small one */
    plan.size = size;
    plan.offset = offset;
    memset(device.region, 0xA5, device.size);
    if (!device_boot())
        exit(1);
    for (next_number = 0; round < 2 || next_number < RECORDS_LEAST; next_number++) {
        run_cases(round, words);
        if (next_number % (37 * rare) == 36)
            device_boot();
        if (next_number % (5 * rare) == 4)
            device_drain();
        if (device.drop && next_number % 3 == 0)
            device_drain();
        log_record(next_number);
        round += device_place(0) < before;
        before = device_place(0);
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
    if (argc == 8)
        run_plan((unsigned)strtol(argv[2], NULL, 0), (unsigned)strtoul(argv[3], NULL, 0), argv + 4);
    else
        run_plans((unsigned)strtoul(argv[2], NULL, 0));
    printf("cases=%lu failed=%lu ring=%u block=%u\n", cases, failures, device.size, device.block);
    return failures > 0;
}
