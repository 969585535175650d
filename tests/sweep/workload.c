/*
 * What is interrupted by a reset at every instruction. The first boot begins with noise, logs each type, wraps the ring several times, drains, clears, logs on. A
 * boot that finds a journal recovers: the first such logs, drains and logs; the next ones only log. Each call is written to the journal
 * before and after it.
 */
#include "board.h"
#include "journal.h"
#include "sweep.h"
#include "values.h"

#define RECORDS 70u /* of each round: they fill the ring and more */

__attribute__((section(".noinit"))) volatile struct journal journal;

/* The instruction at which the plugin ends a boot. */
void sweep_end(void);

static unsigned next; /* the next call's number */
static uint32_t now;

/* The spec's clock. What the emulator's would tell differs from run to run. */
uint32_t plog_user_clock(void)
{
    return now += 41u;
}

/* With "lock user": nobody is there to hold off. */
uint32_t plog_user_lock(void)
{
    return 1u;
}

void plog_user_unlock(uint32_t held)
{
    (void)held;
}

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

static void log_texts_of(uint32_t n)
{
    char text[10];
    uint8_t bytes[3];
    uint32_t length = values_length(n, 8u);
    uint8_t i;

    for (i = 0; i < length; i++)
        text[i] = (char)values_byte(n, i);
    text[length] = '\0';
    for (i = 0; i < 3u; i++)
        bytes[i] = values_byte(n, 20u + i);
    log_texts(values_null(n) ? NULL : text, bytes);
}

static void log_runs_of(uint32_t n)
{
    uint8_t bytes[5];
    uint16_t words[4];
    int32_t pair[2];
    uint8_t i;

    for (i = 0; i < 5u; i++)
        bytes[i] = values_byte(n, i);
    for (i = 0; i < 4u; i++)
        words[i] = (uint16_t)values_number(n, i);
    pair[0] = (int32_t)values_number(n, 4u);
    pair[1] = -(int32_t)(values_number(n, 5u) / 2u);
    log_runs(bytes, (size_t)values_length(n, 4u), values_null(n) ? NULL : words, (size_t)values_length(n, 3u), pair);
}

static void log_places_of(uint32_t n)
{
    log_point points[2];
    double reals[2];
    uint8_t i;

    for (i = 0; i < 2u; i++) {
        points[i].x = values_real(n, i);
        points[i].y = values_short(n, i + 10u);
        points[i].on = values_hash(n, i + 20u) % 2u != 0;
        reals[i] = values_double(n, i + 30u);
    }
    log_places(points, reals);
}

static void log_of(uint32_t n)
{
    static const log_mode modes[2] = { LOG_MODE_IDLE, LOG_MODE_RUN };

    switch (values_message(n)) {
    case 0: log_plain(); break;
    case 1: log_naturals((uint8_t)values_number(n, 0), (uint16_t)values_number(n, 1), values_number(n, 2), values_long(n, 3)); break;
    case 2: log_integers((int8_t)values_number(n, 0), values_short(n, 1), (int32_t)values_number(n, 2), (int64_t)values_long(n, 3)); break;
    case 3: log_fixeds(values_hash(n, 0), values_short(n, 1), values_double(n, 2)); break;
    case 4:
        log_others(values_hash(n, 0) % 2u != 0, (char)values_byte(n, 1), (const void *)(uintptr_t)(uint16_t)values_hash(n, 2),
                   modes[values_hash(n, 3) % 2u], (log_bits)values_hash(n, 4));
        break;
    case 5: log_texts_of(n); break;
    case 6: log_runs_of(n); break;
    case 7: log_places_of(n); break;
    default: log_level((int32_t)values_number(n, 0)); break;
    }
}

static void log_one(void)
{
    uint32_t lost = plog_lost();
    unsigned n = begin(ITEM_LOG);

    log_of(n);
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
