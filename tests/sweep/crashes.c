/*
 * crashes TABLE BEGIN STREAM PLACES POINTS LOGGED TRACES: whether a firmware that was made to fault (faulted.c) has drained all that it had logged before each fault, the
 * crash itself with the address where it came, and nothing else. The line of figures begins with BEGIN.
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

enum { CAUSE_WATCHDOG = 4, CAUSE_FAULT = 6, CAUSE_LOCKUP = 7 }; /* docs/FORMAT.md, section 4 */

static struct tables tables;
static struct output output; /* nothing is written to it */
static struct history history = { .output = &output };

static const struct fault_places *places;
static uint32_t points;

/* What was read. A crash is that of point `told`, until the firmware tells that it came. */
static uint32_t logged, told, traces, traces_in_flight;
static unsigned crashes; /* since the last point */
static uint64_t crash_pc;
static unsigned reset_cause;
static uint32_t lockups, untold;

void tell_place(void)
{
    fprintf(stderr, "record %u, point %u", (unsigned)logged, (unsigned)told);
}

static void check_logged(const struct record *r)
{
    struct plain seen, expected;

    records_read(&seen, r);
    records_expect(&expected, logged);
    if (!records_equal(&seen, &expected))
        is_wrong("not the record that was logged");
    logged++;
}

/* The crash that the firmware tells of. A second fault may take the first one's record, but then the reset is said to be a lockup; or comes before the first is
   taken note of, and is the one that is recorded. */
static void check_crash(void)
{
    const struct fault_places *place = &places[told];

    if (crashes > 1 || (crashes > 0 && told >= points))
        is_wrong("a crash that did not happen");
    else if (crashes == 1 && crash_pc != place->first && (place->second == 0 || crash_pc != place->second))
        is_wrong("a crash somewhere else");
    else if (crashes == 0 && place->second == 0)
        is_lost("a crash has left nothing");
    else if (crashes == 0 && reset_cause != CAUSE_LOCKUP)
        untold++;
    lockups += reset_cause == CAUSE_LOCKUP;
    crashes = 0;
    reset_cause = 0;
}

/* The firmware's word of what it did up to the fault: the record that was on its way may be there. */
static void check_told(const struct record *r)
{
    uint32_t at = (uint32_t)r->values[1].as.number, on_its_way = 0;

    while (on_its_way < 4 && (uint32_t)r->values[2].as.number != values_hash(told, 400u + on_its_way))
        on_its_way++;
    if (r->values[0].as.number != told || on_its_way == 4) {
        is_wrong("the firmware's word is not what it said");
        return;
    }
    if (logged != at && logged + (on_its_way & 1u) != at)
        is_lost("a record that was logged before the fault");
    logged = at;
    traces_in_flight += on_its_way >> 1;
    check_crash();
    told++;
}

static void check_trace(const struct record *r)
{
    if (r->crash.origin == ORIGIN_ASKED) {
        traces++;
        return;
    }
    crashes++;
    if (!crash_register(r, "pc", &crash_pc))
        is_wrong("a crash without the core's registers");
}

static void check_reset(unsigned cause)
{
    if (cause != CAUSE_WATCHDOG && cause != CAUSE_FAULT && cause != CAUSE_LOCKUP)
        is_wrong("another cause of a reset");
    reset_cause = cause;
}

/* Takes the place of decoder/output.c's. */
void __wrap_output_event(struct output *o, const struct event *e);
void __wrap_output_event(struct output *o, const struct event *e)
{
    (void)o;
    switch (e->kind) {
    case EVENT_MESSAGE:
        if (strcmp(e->record->message->name, "faulted") == 0)
            check_told(e->record);
        else
            check_logged(e->record);
        break;
    case EVENT_CRASH:
        check_trace(e->record);
        break;
    case EVENT_RESET:
        check_reset(e->record->cause);
        break;
    case EVENT_BOOT:
        if (e->cause != 0 && e->cause != reset_cause)
            is_wrong("a boot of another cause");
        break;
    default:
        is_wrong(e->kind == EVENT_DAMAGE ? e->reason : "an event that nobody has logged");
        break;
    }
}

int main(int argc, char **argv)
{
    struct unknown unknown = { .count = 0 };
    struct input stream, list;

    if (argc != 8)
        return 2;
    tables_add(&tables, argv[1]);
    if (!input_open(&stream, argv[3]) || !input_open(&list, argv[4]))
        return 2;
    places = (const struct fault_places *)(const void *)list.data;
    points = (uint32_t)strtoul(argv[5], NULL, 10);
    if (points == 0 || list.size != points * sizeof *places)
        return 2;
    chunks_print(&stream, &tables, &history, &unknown);
    if (told != points)
        is_lost("the boot behind a fault");
    if (logged != strtoul(argv[6], NULL, 10))
        is_lost("records at the end");
    if (traces > strtoul(argv[7], NULL, 10) || traces + traces_in_flight < strtoul(argv[7], NULL, 10))
        is_lost("traces");
    printf("%s points=%u records=%u lockups=%u untold=%u lost=%llu false=%llu\n", argv[2], (unsigned)points, (unsigned)logged,
           (unsigned)lockups, (unsigned)untold, (unsigned long long)lost, (unsigned long long)wrong);
    return lost == 0 && wrong == 0 ? 0 : 1;
}
