#include "rows.h"

#include <stdio.h>
#include <string.h>

#include "../../decoder/output.h"

enum { BOOTS = 256, COMPLAINTS_MOST = 10 }; /* BOOTS: more than the ring shows */

uint64_t records, lost, wrong;

/* Of each boot, by its number modulo BOOTS. */
static uint32_t told_of[BOOTS][WRITERS]; /* records that were logged */
static struct {
    bool begun;             /* its own record is shown */
    uint32_t next[WRITERS]; /* record that must come next; 0: none was shown */
} shown[BOOTS];

static bool reads_in_use;
static bool any; /* something is shown, of: */
static uint16_t oldest, newest;
static uint16_t last_boot; /* that was shown after a kill */
static unsigned untold;    /* boots since that are not shown, but may have been counted */

static void complain(uint64_t *count, const char *what, uint16_t boot, uint32_t writer, uint32_t n)
{
    if (lost + wrong < COMPLAINTS_MOST)
        fprintf(stderr, "boot %u, writer %u, record %u: %s%s\n", (unsigned)boot, (unsigned)writer, (unsigned)n, what, reads_in_use ? ", read in use" : "");
    ++*count;
}

void rows_restart(void)
{
    memset(told_of, 0, sizeof told_of);
    last_boot = 0;
    untold = 0;
}

void rows_begin(bool in_use)
{
    memset(shown, 0, sizeof shown);
    any = false;
    reads_in_use = in_use;
}

/* Goes to a boot. */
static bool enter(uint16_t boot, bool begins)
{
    if (any && ((int16_t)(boot - newest) < 0 || (boot == newest && begins))) {
        complain(&wrong, "a boot that is over", boot, 0, 0);
        return false;
    }
    if ((uint16_t)(boot - last_boot) > 1 + untold && (uint16_t)(last_boot - boot) >= BOOTS) {
        complain(&wrong, "a boot that there was not", boot, 0, 0);
        return false;
    }
    if (any && boot != newest && !begins)
        complain(&lost, "a boot's own record is missing", boot, 0, 0);
    if (!any)
        oldest = boot;
    any = true;
    newest = boot;
    shown[boot % BOOTS].begun |= begins;
    return true;
}

static void show(uint16_t boot, const struct value *values)
{
    uint32_t writer = (uint32_t)values[0].as.number, n = (uint32_t)values[1].as.number;
    uint32_t *next = &shown[boot % BOOTS].next[writer % WRITERS];

    if (writer >= WRITERS || values[2].as.number != check_of(writer, n)) {
        complain(&wrong, "a wrong value", boot, writer, n);
        return;
    }
    if (*next == 0 && shown[boot % BOOTS].begun)
        *next = 1;
    if (*next != 0 && n != *next)
        complain(&lost, "not the record behind the last one", boot, writer, n);
    *next = n + 1;
    records++;
}

/* Takes the place of decoder/output.c's. */
void __wrap_output_event(struct output *o, const struct event *e);
void __wrap_output_event(struct output *o, const struct event *e)
{
    (void)o;
    if (e->kind == EVENT_DAMAGE && reads_in_use)
        rows_begin(true); /* a block was opened anew while it was copied, and plogcat says so */
    else if (e->kind == EVENT_DAMAGE)
        complain(&wrong, e->reason, newest, 0, 0);
    if (e->kind != EVENT_MESSAGE && e->kind != EVENT_BOOT)
        return;
    if (!e->boot_known && !reads_in_use)
        complain(&wrong, "of no boot", newest, 0, 0);
    if (e->boot_known && enter(e->boot, e->kind == EVENT_BOOT) && e->kind == EVENT_MESSAGE)
        show(e->boot, e->record->values);
}

static uint32_t sum_of(const volatile uint32_t *counts)
{
    uint32_t sum = 0;

    for (uint32_t writer = 0; writer < WRITERS; writer++)
        sum += counts[writer];
    return sum;
}

/* Keeps how many records were logged in the boot that was killed. */
static void note(const volatile uint32_t *told, bool started)
{
    bool booted = any && newest != last_boot;

    if (!booted && (started || sum_of(told) > 0))
        complain(&lost, "the boot that was killed is missing", last_boot, 0, sum_of(told));
    if (!booted) {
        untold++;
        return;
    }
    while (last_boot != newest)
        memset(told_of[++last_boot % BOOTS], 0, sizeof *told_of);
    for (uint32_t writer = 0; writer < WRITERS; writer++)
        told_of[newest % BOOTS][writer] = told[writer];
    untold = 0;
    if (sum_of(told) > 0 && sum_of(shown[newest % BOOTS].next) == 0)
        complain(&lost, "no record is shown", newest, 0, sum_of(told));
}

static void check_end(uint16_t boot, uint32_t writer)
{
    uint32_t next = shown[boot % BOOTS].next[writer], told = told_of[boot % BOOTS][writer];

    if (next == 0 && boot == oldest && !shown[boot % BOOTS].begun)
        return; /* the others have overwritten all of it */
    if (next == 0)
        next = 1;
    if (next <= told)
        complain(&lost, "a record is missing that was logged", boot, writer, told);
    else if (next > told + 2)
        complain(&wrong, "a record that was not logged yet", boot, writer, next - 1);
}

void rows_no_ring(void)
{
    complain(&lost, "no ring is found", last_boot, 0, 0);
}

void rows_check(const volatile uint32_t *told, bool started)
{
    note(told, started);
    for (uint16_t boot = oldest; any && boot != (uint16_t)(newest + 1); boot++)
        for (uint32_t writer = 0; writer < WRITERS; writer++)
            check_end(boot, writer);
}
