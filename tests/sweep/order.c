/*
 * order TABLE BEGIN FOLDER SIZE FULL: whether all records of an interrupted firmware are in what it drained, with their values, and in an order that can be: those of main
 * and those of the interrupt are each numbered 0, 1, 2, ...; a record of the interrupt stands right before or after the one that it interrupted. What a full ring was
 * too small for it has counted: what it overwrites are main's, of which the next one shows the number; of what it drops the firmware knows how many. And whether nothing is
 * damaged in what the ring, of SIZE bytes, held each time that the log was at rest. FOLDER is what interruption.c writes; the line of figures begins with BEGIN. FULL is 1 if
 * the ring must have been full, else 0.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../../decoder/chunks.h"
#include "../../decoder/image.h"
#include "../../decoder/output.h"
#include "records.h"
#include "values.h"
#include "verdicts.h"

#define ASKED_MOST (41u * 40u) /* ticks: each look at the clock takes 41 (firmware.c) */

static struct tables tables;
static struct output output; /* nothing is written to it */
static struct history history = { .output = &output };

/* What the firmware counted. */
static struct {
    unsigned long points, spared, refused, cleared, resets, failures, traces, dropped, missed, logged;
} told;

static uint32_t logged, interrupted; /* of main's and of the interrupt's records, the next one's number */
static uint32_t missing;             /* of the interrupt's */
static uint32_t boots, refused, resets, traces;
static uint32_t overwritten, dropped; /* the ring says so */
static uint32_t boots_dropped;
static uint16_t boot;
static bool may_lose;  /* the firmware fills the ring */
static bool looking;   /* at the ring, not at the stream */
static uint64_t looks;

void tell_place(void)
{
    fprintf(stderr, "record %u, interrupt %u", (unsigned)logged, (unsigned)interrupted);
}

/* The times of two of the interrupt's records differ as the clock did, but for what was asked of it since. */
static void check_time(const struct event *e, uint64_t clock)
{
    static const struct table *table;
    static uint64_t ticks_before, clock_before;
    static uint16_t boot_before;

    if (table && e->boot == boot_before && clock > clock_before) {
        uint64_t passed = e->ticks - ticks_before, most = clock - clock_before + ASKED_MOST;

        if (passed > most || passed + 2 * ASKED_MOST < most)
            is_wrong("a wrong time");
    }
    table = e->table;
    ticks_before = e->ticks;
    clock_before = clock;
    boot_before = e->boot;
}

static void check_interrupted(const struct event *e)
{
    const struct value *values = e->record->values;
    uint32_t n = (uint32_t)values[0].as.number, at = (uint32_t)values[1].as.number;

    if (n < interrupted)
        is_wrong("a record of the interrupt comes twice, or too late");
    else
        missing += n - interrupted;
    interrupted = n + 1;
    if (values[3].as.number != values_hash(n, 400u))
        is_wrong("a wrong value in a record of the interrupt");
    if (e->time_known)
        check_time(e, values[2].as.number);
    if (at != logged && at + 1 != logged)
        is_wrong("the interrupt's record is not beside the one that it interrupted");
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

/* Those of a ring that was lost are counted from 1 again. A full ring may have dropped some. */
static void check_boot(const struct event *e)
{
    if (e->boot != 1 && e->boot != boot + 1 && (!e->table->drop || e->boot <= boot))
        is_wrong("a boot has another number");
    if (e->boot > boot)
        boots_dropped += e->boot - boot - 1u;
    boot = e->boot;
    boots++;
}

static void check_lost(const struct event *e)
{
    if (!e->lost_records_known) {
        is_lost("something was overwritten");
    } else if (e->table->drop) {
        dropped += e->lost_records;
    } else {
        overwritten += e->lost_records;
        logged += e->lost_records;
    }
}

static void check_trace(const struct event *e)
{
    if (e->record->crash.origin != ORIGIN_ASKED)
        is_wrong("a crash that did not happen");
    traces++;
}

static void check_message(const struct event *e)
{
    if (strcmp(e->record->message->name, "interrupted") == 0)
        check_interrupted(e);
    else
        check_logged(e->record);
}

static void take_event(const struct event *e)
{
    switch (e->kind) {
    case EVENT_MESSAGE: check_message(e); break;
    case EVENT_BOOT: check_boot(e); break;
    case EVENT_REFUSED: refused += (uint32_t)e->record->refused; break;
    case EVENT_RESET: resets++; break;
    case EVENT_LOST: check_lost(e); break;
    case EVENT_CRASH: check_trace(e); break;
    default: is_wrong(e->kind == EVENT_DAMAGE ? e->reason : "an event that nobody has logged"); break;
    }
}

/* Of the ring, what was drained from it is known already. */
static void look_at_event(const struct event *e)
{
    if (e->kind == EVENT_DAMAGE)
        is_wrong(e->reason);
    else if (e->kind == EVENT_CORRECTED)
        is_wrong("something was corrected, but nothing was damaged");
    else if (e->kind == EVENT_LOST && !may_lose)
        is_wrong("something was overwritten, says the ring");
}

/* Takes the place of decoder/output.c's. */
void __wrap_output_event(struct output *o, const struct event *e);
void __wrap_output_event(struct output *o, const struct event *e)
{
    (void)o;
    if (looking)
        look_at_event(e);
    else
        take_event(e);
}

static FILE *open_in(const char *folder, const char *name, size_t *size)
{
    char path[4096];
    FILE *file;

    snprintf(path, sizeof path, "%s/%s", folder, name);
    file = fopen(path, "rb");
    if (!file || fseek(file, 0, SEEK_END) != 0)
        exit(2);
    *size = (size_t)ftell(file);
    rewind(file);
    return file;
}

static uint8_t *read_all(const char *folder, const char *name, size_t *size)
{
    FILE *file = open_in(folder, name, size);
    uint8_t *bytes = malloc(*size + 1);

    if (!bytes || fread(bytes, 1, *size, file) != *size)
        exit(2);
    fclose(file);
    return bytes;
}

static void read_told(const char *folder)
{
    size_t size;
    FILE *file = open_in(folder, "told", &size);

    if (fscanf(file, "%lu %lu %lu %lu %lu %lu %lu %lu %lu %lu", &told.points, &told.spared, &told.refused, &told.cleared, &told.resets, &told.failures,
               &told.traces, &told.dropped, &told.missed, &told.logged) != 10)
        exit(2); /* it did not come to its end */
    fclose(file);
}

/* The ring each time that the log was at rest. */
static void look_at_rings(const char *folder, size_t size)
{
    struct unknown unknown = { .count = 0 };
    size_t all;
    uint8_t *rings = read_all(folder, "rings", &all);

    looking = true;
    for (size_t at = 0; size > 0 && at + size <= all; at += size, looks++) {
        struct input in = { .name = "the ring", .data = rings + at, .size = size };

        if (image_print(&in, &tables, &history, &unknown) != 1)
            is_wrong("there is no ring");
    }
    free(rings);
}

/* What the firmware counted, against what it drained. */
static void check_told(void)
{
    unsigned long known = interrupted + told.refused + told.missed;
    uint32_t unstarted = tables.at[0]->rings[0].cores ? refused : 0; /* no other record starts the log, then, and the firmware does not know */

    if (told.points != known || missing != told.cleared + unstarted) {
        is_lost("interrupts that have left nothing");
        if (told.points > known)
            lost += told.points - known - 1;
    }
    if (logged != told.logged)
        is_lost("records at the end");
    if (dropped != told.dropped || boots_dropped > dropped)
        is_wrong("what a full ring has dropped is counted wrong");
    if (may_lose != (overwritten + dropped > 0))
        is_wrong("the ring was not full, or was to be so");
    if (traces != told.traces)
        is_wrong("a trace is missing, or there is one too many");
    if (refused - unstarted > told.refused || (told.refused > 0 && refused == 0)) /* a reset may take the count before it is told */
        is_wrong("refused records are counted wrong");
    if (resets != told.resets)
        is_wrong("a record of a reset is missing, or there is one too many");
    if (told.spared > 3 + told.points / 100)
        is_wrong("too many instructions were never interrupted");
    if (told.failures > 0)
        is_wrong("a call has returned what it must not");
}

int main(int argc, char **argv)
{
    struct unknown unknown = { .count = 0 };
    struct input in = { .name = "the stream" };

    if (argc != 6)
        return 2;
    may_lose = strcmp(argv[5], "1") == 0;
    tables_add(&tables, argv[1]);
    read_told(argv[3]);
    in.data = read_all(argv[3], "stream", &in.size);
    chunks_print(&in, &tables, &history, &unknown);
    check_told();
    look_at_rings(argv[3], strtoul(argv[4], NULL, 0));
    printf("%s points=%lu spared=%lu records=%u interrupts=%u refused=%lu told=%u cleared=%u full=%u boots=%u rings=%llu lost=%llu false=%llu\n", argv[2],
           told.points, told.spared, (unsigned)logged, (unsigned)interrupted, told.refused, (unsigned)refused, (unsigned)missing,
           (unsigned)(overwritten + dropped), (unsigned)boots, (unsigned long long)looks, (unsigned long long)lost, (unsigned long long)wrong);
    return told.points > 0 && logged > 0 && looks > 0 && lost == 0 && wrong == 0 ? 0 : 1;
}
