/*
 * order TABLE BEGIN FOLDER SIZE: whether all records of an interrupted firmware are in what it drained, with their values, and in an order that can be: those of main
 * and those of the interrupt are each numbered 0, 1, 2, ...; a record of the interrupt stands right before or after the one that it interrupted. And whether nothing is
 * damaged in what the ring, of SIZE bytes, held each time that the log was at rest. FOLDER is what interruption.c writes; the line of figures begins with BEGIN.
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
    unsigned long points, refused, cleared, resets, failures;
} told;

static uint32_t logged, interrupted; /* of main's and of the interrupt's records, the next one's number */
static uint32_t missing;             /* of the interrupt's */
static uint32_t boots, refused, resets;
static uint16_t boot;
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

/* Those of a ring that was lost are counted from 1 again. */
static void check_boot(const struct event *e)
{
    if (e->boot != 1 && e->boot != boot + 1)
        is_wrong("a boot has another number");
    boot = e->boot;
    boots++;
}

static void take_event(const struct event *e)
{
    switch (e->kind) {
    case EVENT_MESSAGE:
        if (strcmp(e->record->message->name, "interrupted") == 0)
            check_interrupted(e);
        else
            check_logged(e->record);
        break;
    case EVENT_BOOT:
        check_boot(e);
        break;
    case EVENT_REFUSED:
        refused += (uint32_t)e->record->refused;
        break;
    case EVENT_RESET:
        resets++;
        break;
    case EVENT_LOST:
        is_lost("something was overwritten");
        break;
    default:
        is_wrong(e->kind == EVENT_DAMAGE ? e->reason : "an event that nobody has logged");
        break;
    }
}

/* Of the ring, what was drained from it is known already. */
static void look_at_event(const struct event *e)
{
    if (e->kind == EVENT_DAMAGE)
        is_wrong(e->reason);
    else if (e->kind == EVENT_CORRECTED)
        is_wrong("something was corrected, but nothing was damaged");
    else if (e->kind == EVENT_LOST)
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

    if (fscanf(file, "%lu %lu %lu %lu %lu", &told.points, &told.refused, &told.cleared, &told.resets, &told.failures) != 5)
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
    if (told.points != interrupted + told.refused || missing != told.cleared) {
        is_lost("interrupts that have left nothing");
        if (told.points > interrupted + told.refused)
            lost += told.points - interrupted - told.refused - 1;
    }
    if (refused > told.refused || (told.refused > 0 && refused == 0)) /* a reset may take the count before it is told */
        is_wrong("refused records are counted wrong");
    if (resets != told.resets)
        is_wrong("a record of a reset is missing, or there is one too many");
    if (told.failures > 0)
        is_wrong("a call has returned what it must not");
}

int main(int argc, char **argv)
{
    struct unknown unknown = { .count = 0 };
    struct input in = { .name = "the stream" };

    if (argc != 5)
        return 2;
    tables_add(&tables, argv[1]);
    read_told(argv[3]);
    in.data = read_all(argv[3], "stream", &in.size);
    chunks_print(&in, &tables, &history, &unknown);
    check_told();
    look_at_rings(argv[3], strtoul(argv[4], NULL, 0));
    printf("%s points=%lu records=%u interrupts=%u refused=%lu told=%u cleared=%u boots=%u rings=%llu lost=%llu false=%llu\n", argv[2],
           told.points, (unsigned)logged, (unsigned)interrupted, told.refused, (unsigned)refused, (unsigned)missing, (unsigned)boots,
           (unsigned long long)looks, (unsigned long long)lost, (unsigned long long)wrong);
    return told.points > 0 && logged > 0 && looks > 0 && lost == 0 && wrong == 0 ? 0 : 1;
}
