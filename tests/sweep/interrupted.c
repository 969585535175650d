/*
 * Each call of the log, interrupted before each of its instructions by an interrupt that logs, too: the emulator interrupts `interrupts.after` instructions after
 * `interrupts.armed` was set; when the call ends first, the next one is tried. After each, what the ring holds is drained to the emulator.
 */
#include "board.h"
#include "firmware.h"
#include "interrupts.h"
#include "reading.h"
#include "values.h"

#ifndef SWEEP_NMI
#define SWEEP_NMI 0 /* 1: what interrupts is not held off by the lock, and has to ask */
#endif

#ifndef SWEEP_SPOILS
#define SWEEP_SPOILS 1 /* 0: the ring is never lost. With several rings, the records of boots that all have the number 1 can't be told apart */
#endif

/* SWEEP_STEP: every how manieth instruction is interrupted; 1 for all. */

#define LONG_WAIT 0x70000000u /* of the clock: less than half a wrap */

__attribute__((section(".noinit"))) volatile struct interrupts interrupts;

extern uint8_t plog_region_start[], plog_region_end[];

/* The instruction at which the emulator ends the run. */
void sweep_end(void);

/* Kept over the resets of the first calls; they are 0 at power-on. */
__attribute__((section(".noinit"))) static uint32_t logged, interrupted, call, after;

static uint32_t interrupted_before; /* this call */
static bool outlived_clear;         /* an interrupt inside plog_clear() has left its record */

void board_interrupt(void)
{
    interrupts.came = 1;
    if (!SWEEP_NMI || plog_may_log()) {
        log_interrupted(interrupted, logged, firmware_clock, values_hash(interrupted, 400u));
        interrupted++;
    } else {
        interrupts.refused++;
    }
}

static void expect(bool right)
{
    if (!right)
        interrupts.failures++;
}

void hand_over(const void *bytes, size_t length)
{
    const uint8_t *from = (const uint8_t *)bytes;
    size_t i;

    for (i = 0; i < length; i++)
        interrupts.chunk[i] = from[i];
    interrupts.length = (uint8_t)length;
    interrupts.length = 0;
}

static bool take(void *user, const void *bytes, size_t length)
{
    (void)user;
    hand_over(bytes, length);
    return true;
}

static void log_next(void)
{
    log_record(logged);
    logged++;
}

static void log_times(unsigned count)
{
    while (count-- > 0)
        log_next();
}

static void log_three(void)
{
    log_times(3);
}

/* Twice, each log function; and a block is opened. */
static void log_eight(void)
{
    log_times(8);
}

static void drain(void)
{
    plog_drain(take, NULL, SIZE_MAX);
}

static void none(void)
{
}

/* Time passes, and the log follows it. */
static void wait(void)
{
    firmware_clock += LONG_WAIT;
    plog_tick();
}

static void wait_long(void)
{
    wait();
    wait();
    wait();
}

static void wait_unfollowed(void)
{
    firmware_clock += LONG_WAIT;
}

static void start(void)
{
    plog_init(PLOG_CAUSE_UNKNOWN);
}

/* The ring is lost. */
static void spoil(void)
{
    uint8_t noise = 1;
    uint8_t *byte;

    for (byte = plog_region_start; byte != plog_region_end; byte++)
        *byte = noise = (uint8_t)(noise * 5u + 113u);
}

static void log_and_peek(void)
{
    log_three();
    reading_peek();
}

/* Releases what was peeked at. What was logged meanwhile is left. */
static void read_and_release(void)
{
    expect(reading_release());
}

static void poll(void)
{
    reading_poll(SIZE_MAX);
}

/* The ring was empty. An interrupt comes before it, and then its record is cleared, or behind it. */
static void clear(void)
{
    plog_grant grant;

    plog_clear();
    interrupts.armed = 0;
    if (interrupted == interrupted_before)
        return;
    if (plog_read(&grant)) {
        outlived_clear = true;
    } else {
        interrupts.cleared++;
        expect(!outlived_clear); /* once it is cleared, what comes later is */
    }
}

static void ask_lost(void)
{
    expect(plog_lost() == 0);
}

static void go_down(void)
{
    interrupts.resets++;
    plog_going_down(PLOG_CAUSE_SOFTWARE);
}

/* What is done before, and what is interrupted. */
static const struct {
    void (*prepare)(void);
    void (*make)(void);
} calls[] = {
    { none, start }, /* each time behind a reset */
    { none, log_next },
    { SWEEP_SPOILS ? spoil : none, start },
#define STARTING 3u
    { none, log_eight },
    { none, log_eight },
    { wait_long, log_next },
    { wait_unfollowed, plog_tick },
    { wait_long, plog_tick },
    { log_three, drain },
    { log_and_peek, read_and_release },
    { log_three, poll },
    { drain, clear },
    { none, ask_lost },
    { none, go_down },
};

#define CALLS (sizeof calls / sizeof calls[0])

/* Whether the interrupt came in time. */
static bool interrupt_call(void)
{
    calls[call].prepare();
    interrupted_before = interrupted;
    interrupts.came = 0;
    after += SWEEP_STEP;
    interrupts.after = after;
    interrupts.armed = 1;
    calls[call].make();
    interrupts.armed = 0;
    log_next(); /* the log goes on; and no two rings that were lost begin with the same bytes */
    drain();
    interrupts.rested = 1;
    interrupts.rested = 0;
    expect(plog_lost() == 0);
    return interrupts.came;
}

int main(void)
{
    board_start_interrupts();
    if (call >= STARTING) {
        plog_init(PLOG_CAUSE_UNKNOWN);
        plog_tick();
    }
    while (call != CALLS) {
        if (!interrupt_call()) {
            call++;
            after = 0;
        }
        if (call < STARTING)
            sweep_end(); /* a reset: the log is started once in each boot */
    }
    interrupts.done = 1;
    sweep_end();
    return 0;
}
