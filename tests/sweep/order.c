/*
 * order TABLE NAME STREAM POINTS REFUSED: whether all records of an interrupted firmware are in what it drained, with their values, and in an order that can be: those of main
 * and those of the interrupt are each numbered 0, 1, 2, ...; a record of the interrupt stands right before or after the one that it interrupted.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../../decoder/chunks.h"
#include "../../decoder/output.h"
#include "records.h"
#include "values.h"

#define COMPLAINTS_MOST 10

static struct tables tables;
static struct output output; /* nothing is written to it */
static struct history history = { .output = &output };

static uint32_t logged, interrupted, boots, refused;
static uint64_t lost, wrong;

static void complain(const char *what)
{
    if (lost + wrong < COMPLAINTS_MOST)
        fprintf(stderr, "record %u, interrupt %u: %s\n", (unsigned)logged, (unsigned)interrupted, what);
}

static void is_wrong(const char *what)
{
    complain(what);
    wrong++;
}

static void check_interrupted(const struct record *r)
{
    uint32_t n = (uint32_t)r->values[0].as.number, at = (uint32_t)r->values[1].as.number;

    if (n != interrupted) {
        complain("a record of the interrupt is missing");
        lost++;
        interrupted = n;
    }
    if (r->values[2].as.number != values_hash(n, 400u))
        is_wrong("a wrong value in a record of the interrupt");
    if (at != logged && at + 1 != logged)
        is_wrong("the interrupt's record is not beside the one that it interrupted");
    interrupted++;
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

/* Takes the place of decoder/output.c's. */
void __wrap_output_event(struct output *o, const struct event *e);
void __wrap_output_event(struct output *o, const struct event *e)
{
    (void)o;
    switch (e->kind) {
    case EVENT_MESSAGE:
        if (strcmp(e->record->message->name, "interrupted") == 0)
            check_interrupted(e->record);
        else
            check_logged(e->record);
        break;
    case EVENT_BOOT:
        if (e->boot != ++boots)
            is_wrong("a boot has another number");
        break;
    case EVENT_REFUSED:
        refused += (uint32_t)e->record->refused;
        break;
    case EVENT_LOST:
        complain("something was overwritten");
        lost++;
        break;
    default:
        is_wrong(e->kind == EVENT_DAMAGE ? e->reason : "an event that nobody has logged");
        break;
    }
}

static uint8_t *read_all(const char *path, size_t *size)
{
    FILE *file = fopen(path, "rb");
    uint8_t *bytes;

    if (!file || fseek(file, 0, SEEK_END) != 0)
        exit(2);
    *size = (size_t)ftell(file);
    rewind(file);
    bytes = malloc(*size + 1);
    if (!bytes || fread(bytes, 1, *size, file) != *size)
        exit(2);
    fclose(file);
    return bytes;
}

int main(int argc, char **argv)
{
    struct unknown unknown = { .count = 0 };
    struct input in = { .name = "the stream" };
    unsigned long points, held;

    if (argc != 6)
        return 2;
    tables_add(&tables, argv[1]);
    in.data = read_all(argv[3], &in.size);
    points = strtoul(argv[4], NULL, 10);
    held = strtoul(argv[5], NULL, 10);
    chunks_print(&in, &tables, &history, &unknown);
    if (points > interrupted + held) {
        complain("interrupts that have left nothing");
        lost += points - interrupted - held;
    }
    if (refused > held || (held > 0 && refused == 0)) /* a reset may take the count before it is told */
        is_wrong("refused records are counted wrong");
    printf("%s: points=%lu records=%u interrupts=%u refused=%lu told=%u boots=%u lost=%llu false=%llu\n", argv[2], points, (unsigned)logged,
           (unsigned)interrupted, held, (unsigned)refused, (unsigned)boots, (unsigned long long)lost, (unsigned long long)wrong);
    return points > 0 && logged > 0 && lost == 0 && wrong == 0 ? 0 : 1;
}
