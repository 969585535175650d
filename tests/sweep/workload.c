/*
 * What is interrupted by a reset at every instruction. The first boot begins with noise, logs each type, wraps the ring several times, drains, clears, logs on. A
 * boot that finds a journal recovers: the first such logs, drains and logs; the next ones only log. Each call is written to the journal
 * before and after it.
 */
#include "board.h"
#include "journal.h"
#include "firmware.h"

#define RECORDS 70u /* of each round: they fill the ring and more */

__attribute__((section(".noinit"))) volatile struct journal journal;

/* The instruction at which the plugin ends a boot. */
void sweep_end(void);

static unsigned next; /* the next call's number */

static unsigned begin(uint8_t item)
{
    unsigned n = next++;

    journal.items[n] = item;
    journal.inside = 1;
    return n;
}

static void end(unsigned n, bool dropped)
{
    journal.inside = 0;
    journal.items[n] = (uint8_t)(journal.items[n] | ITEM_DONE | (dropped ? ITEM_DROPPED : 0));
}

static void log_one(void)
{
    uint32_t lost = plog_lost();
    unsigned n = begin(ITEM_LOG);

    log_record(n);
    end(n, SWEEP_DROP && plog_lost() != lost);
}

static bool take(void *user, const void *bytes, size_t length)
{
    const uint8_t *from = (const uint8_t *)bytes;
    uint8_t i;

    (void)user;
    for (i = 0; i < length; i++)
        journal.chunk[i] = from[i];
    journal.length = (uint8_t)length;
    journal.chunks++;
    return true;
}

static void drain(size_t max)
{
    unsigned n = begin(ITEM_DRAIN);

    plog_drain(take, NULL, max);
    end(n, false);
}

static void clear(void)
{
    unsigned n = begin(ITEM_CLEAR);

    plog_clear();
    end(n, false);
}

static void boot(void)
{
    unsigned n = begin(ITEM_BOOT);
    bool full = plog_init(PLOG_CAUSE_UNKNOWN) == PLOG_FULL;

    plog_tick();
    end(n, full);
}

static void go_down(void)
{
    uint32_t lost = plog_lost();
    unsigned n = begin(ITEM_RESET);

    plog_going_down(PLOG_CAUSE_SOFTWARE);
    end(n, SWEEP_DROP && plog_lost() != lost);
}

static void log_some(unsigned count)
{
    while (count-- > 0)
        log_one();
}

static void work(void)
{
    log_some(RECORDS);
    drain(300);
    log_some(10);
    drain(SIZE_MAX);
    log_some(RECORDS);
    clear();
    log_some(5);
    go_down();
}

/* How often it booted before. */
static unsigned boots_before(void)
{
    unsigned boots = 0;

    for (next = 0; journal.items[next] != ITEM_NONE; next++)
        boots += (journal.items[next] & ITEM_KIND) == ITEM_BOOT;
    return boots;
}

int main(void)
{
    unsigned boots = boots_before();

    boot();
    if (boots == 0) {
        work();
    } else {
        log_some(2);
        if (boots == 1) {
            drain(SIZE_MAX);
            log_some(1);
        }
    }
    sweep_end();
    return 0;
}
