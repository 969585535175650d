/*
 * torn FILE: plogcat reads a file in use of which no copy is of one moment (moving.h). Whatever is shown must be an unbroken row of what was logged; a
 * block that can't be shown must be told.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../../decoder/image.h"
#include "../../decoder/output.h"
#include "moving.h"

enum { TRIALS = 400, STORES_MOST = 60, COPIES_MOST = 20 };

static struct tables tables;
static struct output output; /* nothing is written to it */
static struct history history = { .output = &output };
static bool known; /* what must come next */
static unsigned next;
static unsigned long shown, gaps, wrong;
static unsigned passed, failed;

void __wrap_output_event(struct output *o, const struct event *e);
void __wrap_output_event(struct output *o, const struct event *e)
{
    (void)o;
    if (e->kind == EVENT_DAMAGE) {
        known = false;
        gaps++;
        wrong += strcmp(e->reason, "overwritten while it was read") != 0;
    }
    if (e->kind != EVENT_MESSAGE)
        return;
    unsigned number = (unsigned)e->record->values[0].as.number;
    wrong += (known && number != next) || number >= moving_logged();
    known = true;
    next = number + 1;
    shown++;
}

/* Returns whether the copies were never the same. */
static bool read_ring(const char *path, unsigned seed, unsigned copies)
{
    struct unknown unknown = { .count = 0 };
    struct input in;
    moving_begin(seed, 1 + seed % STORES_MOST, copies);
    known = false;
    if (!input_open(&in, path))
        exit(2);
    image_print(&in, &tables, &history, &unknown);
    input_close(&in);
    return in.restless;
}

static void verdict(const char *what, bool good)
{
    printf("%s%s: %lu records shown, %lu times told of blocks overwritten, %lu wrong\n", good ? "" : "FAILED: ", what, shown, gaps, wrong);
    good ? passed++ : failed++;
    shown = gaps = wrong = 0;
}

static void read_table(void)
{
    char why[256];
    const char *text = moving_table();
    struct table *t = table_read(text, strlen(text), "torn", why);
    if (!t)
        exit(2);
    tables_add_table(&tables, t);
}

int main(int argc, char **argv)
{
    unsigned restless = 0;
    bool good = true;
    if (argc != 2)
        return 2;
    read_table();
    moving_file(argv[1]);
    for (unsigned seed = 1; seed <= TRIALS; seed++)
        restless += read_ring(argv[1], seed, UINT32_MAX);
    /* two copies can be the same though the ring was written to */
    verdict("a ring that never rests", restless > TRIALS / 2 && wrong == 0 && shown > 40ul * TRIALS);
    for (unsigned seed = 1; seed <= TRIALS; seed++)
        good = !read_ring(argv[1], seed, seed % COPIES_MOST) && next == moving_logged() && good;
    verdict("a ring that rests after some copies", good && wrong == 0 && gaps == 0);
    printf("%u passed, %u failed\n", passed, failed);
    return failed > 0;
}
