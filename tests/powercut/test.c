/*
 * The power is cut at every store of every call, for every place in the ring that a call can begin at: record after record, until the ring has
 * been written round. After each cut plogcat's decoder shows what was committed before, complete and in order, with or without what the call
 * was to add; of the rest nothing. Then the target boots and logs on.
 *
 * Not torn are the stores that the design needs in one piece: of used and of read, with what goes with them.
 *
 *     PROGRAM TABLE                        all cases
 *     PROGRAM TABLE CALL RECORD CUT TORN   one case again
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../corruption/device.h"
#include "../corruption/observe.h"
#include "stores.h"

static struct observed earlier, later, seen, after;
static uint32_t next_number;
static unsigned long cases, failures;

static void log_next(void)
{
    device_log(next_number);
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

/* The records in the order in which they were shown. */
static unsigned sequence(const struct observed *o, const struct shown **list)
{
    unsigned count = 0;
    for (unsigned block = 0; block < o->blocks; block++)
        for (unsigned i = 0; i < o->count[o->order[block]]; i++)
            list[count++] = &o->events[o->begin[o->order[block]] + i];
    return count;
}

static bool same(const struct shown **a, const struct shown **b, unsigned count)
{
    for (unsigned i = 0; i < count; i++)
        if (a[i]->hash != b[i]->hash)
            return false;
    return true;
}

/* Whether `now` is what `before` was, less at most the whole blocks that `evicted` allows, and more by the first of what `then` added. */
static bool continues(const struct observed *before, const struct observed *then, const struct observed *now)
{
    static const struct shown *b[EVENTS_MAX], *t[EVENTS_MAX], *n[EVENTS_MAX];
    unsigned before_count = sequence(before, b), then_count = sequence(then, t), now_count = sequence(now, n);
    unsigned gone = 0;
    for (unsigned block = 0; block <= before->blocks && block <= 2; block++) {
        unsigned kept = before_count - gone, more = now_count - kept;
        if (now_count >= kept && more <= then_count && same(n, b + gone, kept) && same(n + kept, t + then_count - more, more))
            return true;
        gone += block < before->blocks ? before->count[before->order[block]] : 0;
    }
    return false;
}

/* Nothing that is of neither. */
static bool is_among(const struct observed *before, const struct observed *then, const struct observed *now)
{
    static const struct shown *b[EVENTS_MAX], *t[EVENTS_MAX], *n[EVENTS_MAX];
    unsigned before_count = sequence(before, b), then_count = sequence(then, t), now_count = sequence(now, n);
    for (unsigned i = 0; i < now_count; i++) {
        bool found = false;
        for (unsigned j = 0; j < before_count && !found; j++)
            found = b[j]->hash == n[i]->hash;
        for (unsigned j = 0; j < then_count && !found; j++)
            found = t[j]->hash == n[i]->hash;
        if (!found)
            return false;
    }
    return true;
}

static bool in_one_piece(void)
{
    size_t offset = stores_place() % device.block;
    return offset == 0 || offset == (device.header == 32 ? 24 : 2);
}

static bool last_is(const struct observed *o, uint32_t number)
{
    static const struct shown *list[EVENTS_MAX];
    unsigned count = sequence(o, list);
    return count > 0 && list[count - 1]->message && list[count - 1]->is_true && list[count - 1]->number == number;
}

static void fail(const char *what, const struct call *call, uint32_t record, unsigned long cut, unsigned torn)
{
    if (++failures <= 10)
        printf("%s: replay with: %s %lu %lu %u\n", what, call->name, (unsigned long)record, cut, torn);
}

static void check(const struct call *call, uint32_t record, unsigned long cut, unsigned torn)
{
    cases++;
    observe(device.region, 0, device.size, &seen);
    if (call->forgets ? !is_among(&earlier, &later, &seen) : !continues(&earlier, &later, &seen))
        fail("what is shown is not what was committed", call, record, cut, torn);
    if (seen.damage > 0)
        fail("a cut looks like damage", call, record, cut, torn);
    device_boot();
    if (device.drop)
        device_drain();
    device_log(record + 1000000);
    observe(device.region, 0, device.size, &after);
    if (!last_is(&after, record + 1000000))
        fail("the next boot does not log on", call, record, cut, torn);
}

/* Whether there is such a case. */
static bool run_case(const struct call *call, unsigned long cut, unsigned torn)
{
    device_resume();
    if (!stores_run(call->run, device.region, device.size, cut, torn))
        return torn > 0 && stores_width() > 0;
    if (torn == 0 || !in_one_piece())
        check(call, next_number, cut, torn);
    return true;
}

static void run_call(const struct call *call)
{
    static const unsigned tears[] = { 1, 2, 4 };
    device_keep();
    observe(device.region, 0, device.size, &earlier);
    call->run();
    observe(device.region, 0, device.size, &later);
    for (unsigned long cut = 1;; cut++) {
        if (!run_case(call, cut, 0))
            break;
        unsigned width = stores_width();
        for (unsigned i = 0; i < 3; i++)
            if (tears[i] < width)
                run_case(call, cut, tears[i]);
    }
    device_resume();
}

static void replay(const struct call *call, char **words)
{
    device_keep();
    observe(device.region, 0, device.size, &earlier);
    call->run();
    observe(device.region, 0, device.size, &later);
    run_case(call, strtoul(words[1], NULL, 0), (unsigned)strtoul(words[2], NULL, 0));
}

/* Until the ring has been written round twice; a boot now and then. */
int main(int argc, char **argv)
{
    unsigned rounds = 0, before = 0;
    if (argc != 2 && argc != 6)
        return 1;
    if (!freopen("/dev/null", "w", stderr))
        return 1;
    observe_table(argv[1]);
    device_power_on();
    memset(device.region, 0xA5, device.size);
    if (!device_boot())
        return 1;
    for (next_number = 0; rounds < 2; next_number++) {
        for (size_t i = 0; i < CALLS; i++) {
            if (argc == 2)
                run_call(&calls[i]);
            else if (argc == 6 && strcmp(argv[2], calls[i].name) == 0 && strtoul(argv[3], NULL, 0) == next_number)
                replay(&calls[i], argv + 3);
        }
        if (argc == 6 && strtoul(argv[3], NULL, 0) == next_number)
            break;
        if (next_number % 37 == 36)
            device_boot();
        if (next_number % 5 == 4)
            device_drain();
        if (device.drop && next_number % 3 == 0)
            device_drain();
        device_log(next_number);
        rounds += device_place() < before;
        before = device_place();
    }
    printf("%u bytes in blocks of %u: %lu cases, %lu failed\n", device.size, device.block, cases, failures);
    return failures > 0;
}
