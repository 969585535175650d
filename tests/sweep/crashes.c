/*
 * crashes TABLE BEGIN STREAM PLACES CLEARS POINTS LOGGED TRACES RESETS DROPPED SPARED APART: whether a firmware that was made to fault (faulted.c) has drained all that it had logged before each
 * fault, the crash itself with the address where it came, and nothing else. What a ring was too full for it has counted: one that overwrites the records, with "count", of which
 * the next one then shows the number; one that drops as many as the firmware knows to have been dropped. SPARED instructions never faulted: few,
 * unless APART is above 0. The line of figures begins with BEGIN.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../../decoder/chunks.h"
#include "../../decoder/crash.h"
#include "../../decoder/output.h"
#include "faults.h"
#include "records.h"
#include "values.h"
#include "verdicts.h"

enum { CAUSE_WATCHDOG = 4, CAUSE_SOFTWARE = 5, CAUSE_FAULT = 6 }; /* docs/FORMAT.md, section 7 */

/* Ticks of the clock that a crash's time, which counts from its boot, does not have: each look at it takes 41 (firmware.c). One look is the boot's, one comes
   behind the crash's. Of a start that was cut off two may come before the boot, which the handler then logs. */
#define UNCOUNTED(starting) (41u * ((starting) ? 3u : 2u))

static struct tables tables;
static struct output output; /* nothing is written to it */
static struct history history = { .output = &output };

static const struct fault_places *places;
static const struct fault_clear *clear, *clears_end; /* the next one */
static uint32_t points;

/* What was read. A crash is that of point `told`, until the firmware tells that it came. */
static uint32_t logged, told;
static uint32_t traces, traces_in_flight, resets, resets_in_flight;
static uint32_t overwritten, dropped;          /* the ring says so */
static uint32_t crashes_dropped, may_be_dropped; /* of a full ring: the others are known to the firmware, or were on their way */
static unsigned crashes; /* since the last point */
static uint64_t crash_pc, crash_ticks;
static bool crash_time_known;
static unsigned reset_cause;
static uint32_t lockups, untold;
static uint32_t cleared, outlived_clear; /* records that plog_clear() was called for */

void tell_place(void)
{
    fprintf(stderr, "record %u, point %u", (unsigned)logged, (unsigned)told);
}

/* Whether the next record is one that plog_clear() was called for. */
static bool is_to_clear(void)
{
    while (clear != clears_end && clear->to <= logged)
        clear++;
    return clear != clears_end && logged >= clear->from;
}

static bool is_next(const struct plain *seen)
{
    struct plain expected;

    records_expect(&expected, logged);
    return records_equal(seen, &expected);
}

/* When it has come back, all of these are gone; before, each may be. */
static void check_logged(const struct record *r)
{
    struct plain seen;

    records_read(&seen, r);
    while (is_to_clear() && (clear->done || !is_next(&seen))) {
        logged++;
        cleared++;
    }
    if (!is_next(&seen))
        is_wrong("not the record that was logged");
    outlived_clear += is_to_clear();
    logged++;
}

/* Nothing tells of a crash. A full ring may have dropped it; and nothing is recorded before the log has started, of several cores, or where there is no block yet and the
   handler that makes one faults. */
static void check_untold(bool twice, bool starting)
{
    if (starting && (twice || tables.at[0]->rings[0].cores))
        untold++;
    else if (tables.at[0]->drop && !twice)
        crashes_dropped++;
    else
        is_lost("a crash has left nothing");
}

/* The crash that the firmware tells of. A second fault may take the first one's record, but then the reset is said to be a lockup; or comes before the first is
   taken note of, and is the one that is recorded. */
static void check_crash(uint64_t clock, bool starting)
{
    const struct fault_places *place = &places[told];

    if (crashes > 1 || (crashes > 0 && told >= points))
        is_wrong("a crash that did not happen");
    else if (crashes == 1 && crash_pc != place->first && (place->second == 0 || crash_pc != place->second))
        is_wrong("a crash somewhere else");
    else if (crashes == 1 && place->second == 0 && crash_time_known && (crash_ticks > clock || crash_ticks + UNCOUNTED(starting) < clock))
        is_wrong("a crash at another time");
    else if (crashes == 0 && (place->second == 0 || reset_cause != CAUSE_LOCKUP))
        check_untold(place->second != 0, starting);
    lockups += reset_cause == CAUSE_LOCKUP;
    crashes = 0;
    reset_cause = 0;
}

/* What was on its way when the fault came; it is in values_hash() of the firmware's word. */
enum { ON_RECORD = 1, ON_TRACE = 2, ON_RESET = 4, ON_START = 8, ON_MOST = 16 };

static uint32_t on_its_way(const struct record *r)
{
    uint32_t what = 0;

    while (what < ON_MOST && (uint32_t)r->values[3].as.number != values_hash(told, 400u + what))
        what++;
    return what;
}

/* The firmware's word of what it did up to the fault: the record that was on its way may be there. */
static void check_told(const struct record *r)
{
    uint32_t at = (uint32_t)r->values[1].as.number, flying = on_its_way(r);

    if (r->values[0].as.number != told || flying == ON_MOST) {
        is_wrong("the firmware's word is not what it said");
        return;
    }
    for (; logged < at && is_to_clear(); logged++)
        cleared++;
    if (logged != at && logged + (flying & ON_RECORD) != at)
        is_lost("a record that was logged before the fault");
    logged = at;
    traces_in_flight += (flying & ON_TRACE) != 0;
    resets_in_flight += (flying & ON_RESET) != 0;
    may_be_dropped += flying != 0;
    check_crash(r->values[2].as.number, flying & ON_START);
    told++;
}

static void check_message(const struct record *r)
{
    if (strcmp(r->message->name, "faulted") == 0)
        check_told(r);
    else
        check_logged(r);
}

static void check_trace(const struct event *e)
{
    const struct record *r = e->record;

    if (r->crash.origin == ORIGIN_ASKED) {
        traces++;
        return;
    }
    crashes++;
    crash_time_known = e->time_known;
    crash_ticks = e->ticks;
    if (!crash_register(r, "pc", &crash_pc))
        is_wrong("a crash without the core's registers");
}

static void check_reset(unsigned cause)
{
    if (cause == CAUSE_SOFTWARE)
        resets++;
    else if (cause != CAUSE_WATCHDOG && cause != CAUSE_FAULT && cause != CAUSE_LOCKUP)
        is_wrong("another cause of a reset");
    reset_cause = cause;
}

static void check_boot(unsigned cause)
{
    if (cause != 0 && cause != reset_cause)
        is_wrong("a boot of another cause");
}

/* Boots in a row that crashed, up to 255. A boot that was planned ends a row. */
static void check_row(unsigned row)
{
    static unsigned before;

    if (row != 1 && row != before + 1 && row != 255)
        is_wrong("a row of crashes is counted wrong");
    before = row;
}

static void check_lost(const struct event *e)
{
    if (!e->lost_records_known)
        is_lost("something was overwritten");
    else if (tables.at[0]->drop)
        dropped += e->lost_records;
    else
        overwritten += e->lost_records;
    if (!tables.at[0]->drop)
        logged += e->lost_records;
}

/* Time rises in each boot. */
static void check_time(const struct event *e)
{
    static uint64_t ticks;
    static uint16_t boot;

    if (!e->time_known)
        return;
    if (e->boot == boot && e->ticks < ticks)
        is_wrong("time falls");
    ticks = e->ticks;
    boot = e->boot;
}

/* Takes the place of decoder/output.c's. */
void __wrap_output_event(struct output *o, const struct event *e);
void __wrap_output_event(struct output *o, const struct event *e)
{
    (void)o;
    check_time(e);
    switch (e->kind) {
    case EVENT_LOST: check_lost(e); break;
    case EVENT_LOOP: check_row(e->record->row); break;
    case EVENT_MESSAGE: check_message(e->record); break;
    case EVENT_CRASH: check_trace(e); break;
    case EVENT_RESET: check_reset(e->record->cause); break;
    case EVENT_BOOT: check_boot(e->cause); break;
    default: is_wrong(e->kind == EVENT_DAMAGE ? e->reason : "an event that nobody has logged"); break;
    }
}

/* The firmware counts what was on its way, too, which may be there or not. */
static void check_count(const char *what, uint32_t seen, uint32_t in_flight, const char *known)
{
    uint32_t most = (uint32_t)strtoul(known, NULL, 10);

    if (seen > most || seen + in_flight < most)
        is_lost(what);
}

/* What was on its way may have been dropped without the firmware's knowing. */
static void check_dropped(const char *known)
{
    uint32_t least = crashes_dropped + (uint32_t)strtoul(known, NULL, 10);

    if (dropped < least || dropped > least + may_be_dropped)
        is_wrong("what a full ring has dropped is counted wrong");
}

int main(int argc, char **argv)
{
    struct unknown unknown = { .count = 0 };
    struct input stream, list, clears;
    bool apart;

    if (argc != 13)
        return 2;
    tables_add(&tables, argv[1]);
    if (!input_open(&stream, argv[3]) || !input_open(&list, argv[4]) || !input_open(&clears, argv[5]))
        return 2;
    places = (const struct fault_places *)(const void *)list.data;
    clear = (const struct fault_clear *)(const void *)clears.data;
    clears_end = clear + clears.size / sizeof *clear;
    points = (uint32_t)strtoul(argv[6], NULL, 10);
    if (points == 0 || list.size != points * sizeof *places)
        return 2;
    chunks_print(&stream, &tables, &history, &unknown);
    if (told != points)
        is_lost("the boot behind a fault");
    if (logged != strtoul(argv[7], NULL, 10))
        is_lost("records at the end");
    check_count("traces", traces, traces_in_flight, argv[8]);
    check_count("resets that the firmware told before", resets, resets_in_flight, argv[9]);
    check_dropped(argv[10]);
    apart = strtoul(argv[12], NULL, 10) > 0;
    if (!apart && strtoul(argv[11], NULL, 10) > 3 + points / 100)
        is_wrong("too many instructions never faulted");
    printf("%s points=%u%s%s records=%u full=%u lockups=%u untold=%u cleared=%u left=%u lost=%llu false=%llu\n", argv[2], (unsigned)points,
           apart ? "" : " spared=", apart ? "" : argv[11], (unsigned)logged, (unsigned)(overwritten + dropped), (unsigned)lockups,
           (unsigned)untold, (unsigned)cleared, (unsigned)outlived_clear, (unsigned long long)lost, (unsigned long long)wrong);
    return lost == 0 && wrong == 0 ? 0 : 1;
}
