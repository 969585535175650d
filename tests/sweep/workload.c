/*
 * What is interrupted by a reset at every instruction. The first boot begins with noise, logs each type, wraps the ring several times, drains, clears, logs on. A
 * boot that finds a journal recovers: the first such logs, drains and logs; the next ones only log. Each call is written to the journal
 * before and after it. What is built for options of the spec:
 *
 *   SWEEP_DROP     1: with "drop"
 *   SWEEP_CORES    with "cores": calls are made in turn by each; here one core plays them all
 *   SWEEP_LOOP     1: with "crash_loop": work_in_loop(), and each boot's cause is a crash
 *   SWEEP_BACKUP   with "backup": bytes of that memory
 *
 * And, whatever the spec says, SWEEP_RESTARTS 1: a boot comes before the ring is cleared; SWEEP_READS 1: it is drained by plog_read() and plog_release(); SWEEP_POLLS 1: by plog_poll().
 */
#include "board.h"
#include "journal.h"
#include "firmware.h"
#include "reading.h"
#include "values.h"

#ifndef SWEEP_LOOP
#define SWEEP_LOOP 0
#endif

#ifndef SWEEP_RESTARTS
#define SWEEP_RESTARTS 0
#endif
#ifndef SWEEP_READS
#define SWEEP_READS 0
#endif
#ifndef SWEEP_POLLS
#define SWEEP_POLLS 0
#endif

#define RECORDS 70u /* of each round: they fill the ring and more */

__attribute__((section(".noinit"))) volatile struct journal journal;

/* The instruction at which the plugin ends a boot. */
void sweep_end(void);

static unsigned next; /* the next call's number */

static unsigned begin(uint8_t item)
{
    unsigned n = next++;

    firmware_core = SWEEP_CORES > 1 ? values_core(n) : 0;
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

void hand_over(const void *bytes, size_t length)
{
    reading_copy(journal.chunk, bytes, length);
    journal.length = (uint8_t)length;
    journal.chunks++;
}

/* One chunk after the other, until that may be max bytes. */
static void read_out(size_t max)
{
    for (; max >= JOURNAL_CHUNK && reading_peek(); max -= JOURNAL_CHUNK)
        if (!reading_release()) {
            hand_over("", 1); /* no chunk: the judge says so */
            break;
        }
}

static void drain(size_t max)
{
    unsigned n = begin(ITEM_DRAIN);

    if (SWEEP_READS)
        read_out(max);
    else if (SWEEP_POLLS)
        reading_poll(max);
    else
        reading_drain(max);
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
    bool full = plog_init(SWEEP_LOOP ? PLOG_CAUSE_WATCHDOG : PLOG_CAUSE_UNKNOWN) == PLOG_FULL;

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

/* Until it is this core's turn. */
static void log_up_to(unsigned core)
{
    while (SWEEP_CORES > 1 && values_core(next) != core)
        log_one();
}

static void drain_all(size_t max)
{
    unsigned core;

    for (core = 0; core < SWEEP_CORES; core++) {
        log_up_to(core);
        drain(max);
    }
}

static void clear_all(void)
{
    unsigned core;

    for (core = 0; core < SWEEP_CORES; core++) {
        log_up_to(core);
        clear();
    }
}

static void restart(void)
{
    begin(ITEM_RESTART);
    board_restart();
}

static void work(unsigned boots)
{
    if (boots == 0) {
        log_some(RECORDS);
        go_down();
        log_some(3);
        drain_all(300);
        log_some(10);
        drain_all(SIZE_MAX);
        log_some(RECORDS);
        if (SWEEP_RESTARTS)
            restart();
    }
    if (SWEEP_RESTARTS)
        log_some(15); /* no more than some blocks: the others are of the boot before */
    clear_all();
    log_some(5);
    go_down();
}

/* The second of three boots, which all crash, wraps the ring over the block that is kept. The one before the last drains a part of it, before
   it is moved once more. */
static void work_in_loop(unsigned boots)
{
    if (boots == 2)
        drain_all(100);
    log_some(boots == 1 ? RECORDS : 15);
    if (boots == 2) {
        go_down();
    } else {
        restart();
    }
}

#ifdef SWEEP_BACKUP
__attribute__((section(".noinit"))) volatile uint32_t backup_memory[SWEEP_BACKUP / 4];

void plog_backup_read(uint32_t offset, uint32_t *words, uint32_t count)
{
    uint32_t i;

    for (i = 0; i < count; i++)
        words[i] = backup_memory[offset / 4 + i];
}

void plog_backup_write(uint32_t offset, const uint32_t *words, uint32_t count)
{
    uint32_t i;

    for (i = 0; i < count; i++)
        backup_memory[offset / 4 + i] = words[i];
}
#endif

/* How many of these were made before. */
static unsigned calls_before(uint8_t kind)
{
    unsigned calls = 0;

    for (next = 0; journal.items[next] != ITEM_NONE; next++)
        calls += (journal.items[next] & ITEM_KIND) == kind;
    return calls;
}

int main(void)
{
    unsigned boots = calls_before(ITEM_BOOT), restarts = calls_before(ITEM_RESTART);
    bool working = next == 0 || (journal.items[next - 1] & ITEM_KIND) == ITEM_RESTART;

    boot();
    if (working && SWEEP_LOOP) {
        work_in_loop(boots);
    } else if (working) {
        work(boots);
    } else {
        log_some(2);
        if (boots == 1 + restarts || SWEEP_LOOP) {
            drain_all(SIZE_MAX);
            log_some(1);
        }
    }
    sweep_end();
    return 0;
}
