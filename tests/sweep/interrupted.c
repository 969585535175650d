/*
 * Each call of the log, interrupted before each of its instructions by an interrupt that logs, too: the emulator interrupts `interrupts.after` instructions after
 * `interrupts.armed` was set; when the call ends first, at those of its instructions that were left out (places.h), until it ends first again and again; then the
 * next one is tried. After each, what the ring holds is drained to the emulator.
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
#define SWEEP_SPOILS (SWEEP_CORES == 1) /* 0: the ring is never lost. With several rings, the records of boots that all have the number 1 can't be told apart */
#endif

#ifndef SWEEP_FILL
#define SWEEP_FILL 0u /* so many records, none of them drained, fill the ring before each call; and the ring is never lost */
#endif

#ifndef SWEEP_TRACES
#define SWEEP_TRACES 0 /* 1: with "backtrace" */
#endif

#ifndef SWEEP_OTHER
#define SWEEP_OTHER 0 /* 1: what interrupts is another core, with "cores"; 0: it runs on the one that it interrupts */
#endif

/* SWEEP_STEP: every how manieth instruction is interrupted; 1 for all. */

__attribute__((section(".noinit"))) volatile struct interrupts interrupts;

extern uint8_t plog_region_start[], plog_region_end[];

/* The instruction at which the emulator ends the run. */
void sweep_end(void);

/* Kept over the resets of the first calls; they are 0 at power-on. */
__attribute__((section(".noinit"))) static uint32_t logged, interrupted, call, after;

__attribute__((section(".noinit"))) static uint32_t spared; /* how often in a row the call has ended first */

static uint32_t interrupted_before; /* this call */
static uint32_t lost_before;        /* it reads */
static uint32_t interrupts_core;    /* of the last one */
static uint32_t outlived_clear;     /* the last call of plog_clear() inside which an interrupt has left its record */

/* What is dropped keeps its number, which comes again. */
static void log_inside(void)
{
    uint32_t lost = firmware_lost();

    log_interrupted(interrupted, logged, firmware_clock(), values_hash(interrupted, 400u));
    lost = firmware_lost() - lost; /* a start, too, may be dropped, and then what starts it is */
    interrupts.dropped_inside += lost;
    if (lost > 0)
        interrupts.missed++;
    else
        interrupted++;
}

void board_interrupt(void)
{
    uint32_t core = firmware_core;

    interrupts.came = 1;
    interrupts_core = firmware_core = SWEEP_OTHER ? 1u - core : core;
    if (!SWEEP_NMI || plog_may_log())
        log_inside();
    else
        interrupts.refused++;
    firmware_core = core;
}

/* The same without what was dropped in interrupts. */
static uint32_t lost_in_main(void)
{
    uint32_t inside, lost;

    if (!SWEEP_DROP)
        return 0;
    do {
        inside = interrupts.dropped_inside;
        lost = firmware_lost();
    } while (inside != interrupts.dropped_inside);
    return lost - inside;
}

/* Whether what main has just logged is in the ring. */
static bool is_kept(uint32_t lost)
{
    uint32_t more = lost_in_main() - lost;

    interrupts.dropped += more;
    return more == 0;
}

static void expect(bool right)
{
    if (!right)
        interrupts.failures++;
}

void hand_over(const void *bytes, size_t length)
{
    reading_copy(interrupts.chunk, bytes, length);
    interrupts.length = (uint8_t)length;
    interrupts.length = 0;
}

static void log_here(void)
{
    uint32_t lost = lost_in_main();

    log_record(logged);
    if (is_kept(lost))
        logged++;
}

static void log_next(void)
{
    firmware_core = SWEEP_CORES > 1 ? values_core(logged) : 0;
    log_here();
}

static void log_times(unsigned count)
{
    while (count-- > 0)
        log_next();
}

/* On one core: only one polls. */
static void log_three(void)
{
    firmware_core = 0;
    log_here();
    log_here();
    log_here();
}

/* Twice, each log function; and a block is opened. */
static void log_eight(void)
{
    log_times(8);
}

static void drain_here(void)
{
    reading_drain(SIZE_MAX);
}

static void drain(void)
{
    firmware_on_each(drain_here);
}

static void tick(void)
{
    firmware_on_each(plog_tick);
}

static void none(void)
{
}

#if SWEEP_CORES > 1
/* Each core tells of what it has not logged, as the log had not started, when it opens a block. */
static void tell_refused(void)
{
    unsigned rounds;

    interrupts.armed = 0;
    for (rounds = 0; rounds < 3u; rounds++) {
        log_times(16);
        drain();
    }
}

static void begin_on_other(void)
{
    firmware_core = 1;
    log_here();
}
#endif

static void start(void)
{
    uint32_t lost = lost_in_main();

    plog_init(PLOG_CAUSE_UNKNOWN);
    is_kept(lost);
#if SWEEP_CORES > 1
    tell_refused();
#endif
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
    lost_before = plog_lost();
}

/* Releases what was peeked at, unless the interrupt has overwritten it. What was logged meanwhile is left. */
static void read_and_release(void)
{
    expect(reading_release() || (!SWEEP_DROP && plog_lost() != lost_before));
}

static void poll(void)
{
    reading_poll(SIZE_MAX);
}

/* The numbers of what will be cleared are free again. */
static void log_what_is_cleared(void)
{
    uint32_t first;
    unsigned i;

    drain();
    first = logged;
    for (i = 0; i < 12u; i++)
        log_here();
    logged = first;
}

/* An interrupt comes before it, and then its record is cleared, or behind it. */
static void clear(void)
{
    plog_grant grant;

    plog_clear();
    interrupts.armed = 0;
    if (interrupted == interrupted_before)
        return;
    firmware_core = interrupts_core;
    if (plog_read(&grant)) {
        outlived_clear = call;
    } else {
        interrupts.cleared++;
        expect(spared > 0 || outlived_clear != call); /* once it is cleared, what comes later is */
    }
}

static void ask_lost(void)
{
    expect(SWEEP_FILL > 0 || plog_lost() == 0);
}

static void go_down(void)
{
    uint32_t lost = lost_in_main();

    plog_going_down(PLOG_CAUSE_SOFTWARE);
    if (is_kept(lost))
        interrupts.resets++;
}

#if SWEEP_TRACES
static void trace(void)
{
    uint32_t lost = lost_in_main();

    plog_backtrace();
    if (is_kept(lost))
        interrupts.traces++;
}
#endif

/* What is done before, and what is interrupted. */
static const struct {
    void (*prepare)(void);
    void (*make)(void);
} calls[] = {
    { none, start }, /* each time behind a reset */
#if SWEEP_CORES > 1
    { start, begin_on_other },
#else
    { none, log_next },
#endif
    { SWEEP_SPOILS && SWEEP_FILL == 0 ? spoil : none, start },
#define STARTING 3u
    { none, log_eight },
    { none, log_eight },
    { firmware_wait_long, log_next },
    { firmware_wait, tick },
    { firmware_wait_long, tick },
    { log_three, drain },
    { log_and_peek, read_and_release },
    { log_three, poll },
    { drain, clear },
    { log_what_is_cleared, clear },
    { none, ask_lost },
    { none, go_down },
#if SWEEP_TRACES
    { none, trace },
#endif
};

#define CALLS (sizeof calls / sizeof calls[0])
#define SPARED_MOST (SWEEP_STEP == 1 ? 200u : 10u) /* so many that what comes seldom comes among them */

/* Whether the interrupt came in time. */
static bool interrupt_call(void)
{
    if (call >= STARTING)
        log_times(SWEEP_FILL);
    calls[call].prepare();
    interrupted_before = interrupted;
    interrupts.came = 0;
    after += SWEEP_STEP;
    interrupts.after = spared > 0 ? PLACES_NEW : after;
    interrupts.armed = 1;
    calls[call].make();
    interrupts.armed = 0;
    log_next(); /* the log goes on; and no two rings that were lost begin with the same bytes */
    drain();
    interrupts.rested = 1;
    interrupts.rested = 0;
    ask_lost();
    if (call < STARTING)
        log_times(SWEEP_FILL); /* the next boot finds it full */
    return interrupts.came;
}

int main(void)
{
    board_start_interrupts();
    if (call >= STARTING) {
        start();
        tick();
    }
    while (call != CALLS) {
        if (interrupt_call()) {
            spared = spared > 0 ? 1u : 0;
        } else if (++spared == SPARED_MOST) {
            call++;
            after = spared = 0;
        }
        if (call < STARTING)
            sweep_end(); /* a reset: the log is started once in each boot */
    }
    interrupts.logged = logged;
    interrupts.done = 1;
    sweep_end();
    return 0;
}
