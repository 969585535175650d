/*
 * Each call of the log, with a fault in the place of each of its instructions: `faults.after` instructions after that was set the plugin makes one. Its handler logs
 * the crash and resets; the next boot tells what was logged before, and drains it to the plugin. When the call ends first, faults come at those of its
 * instructions that were left out (places.h), until it ends first again and again; then the next one is tried.
 *
 *   FAULTS_STEP    every how manieth instruction faults; 1 for all
 *   FAULTS_APART   0, or a second fault comes in the handler of the first, which then comes at every so manieth instruction
 *   FAULTS_FILL    0, or before each call so many records are logged that nobody has drained
 */
#include "board.h"
#include "faults.h"
#include "firmware.h"
#include "reading.h"
#include "values.h"

#ifndef FAULTS_FILL
#define FAULTS_FILL 0u
#endif

__attribute__((section(".noinit"))) volatile struct faults faults;

/* The instruction at which the plugin ends a boot. */
void sweep_end(void);

/* Of a kind of records, how many were logged; and whether the next one is on its way. */
struct made {
    uint32_t count;
    bool next;
};

/* Kept over the resets; they are 0 at power-on. */
__attribute__((section(".noinit"))) static volatile struct made records, traces, resets;
__attribute__((section(".noinit"))) static uint64_t clock_of_crash;
__attribute__((section(".noinit"))) static volatile uint32_t told, call, after, again;
__attribute__((section(".noinit"))) static volatile uint32_t dropped;
__attribute__((section(".noinit"))) static volatile bool in_start;
__attribute__((section(".noinit"))) static volatile bool prepared; /* the next boot's init is to fault */

void plog_reset(void)
{
    clock_of_crash = firmware_clock();
    sweep_end();
    for (;;) {
        /* the plugin resets */
    }
}

static void take_faults(void)
{
#if defined(__riscv)
    __asm__ volatile("csrw mtvec, %0" : : "r"(plog_trap_handler));
#elif __ARM_ARCH_ISA_THUMB == 2
    *(volatile uint32_t *)0xE000ED24u |= 7u << 16; /* SHCSR: each kind has its own exception */
#endif
}

void hand_over(const void *bytes, size_t length)
{
    reading_copy(faults.chunk, bytes, length);
    faults.length = (uint8_t)length;
}

/* Leaves the next one of a kind. What a full ring drops keeps its number, and is tried again. */
static void leave_next(volatile struct made *made)
{
    uint32_t lost = firmware_lost();

    made->next = true;
    if (made == &records)
        log_record(made->count);
    else if (made == &traces)
        plog_backtrace();
    else
        plog_going_down(PLOG_CAUSE_SOFTWARE);
    if (firmware_lost() != lost)
        dropped++;
    else
        made->count++;
    made->next = false;
}

static void log_next(void)
{
    leave_next(&records);
}

static void log_some(unsigned some)
{
    while (some-- > 0)
        log_next();
}

static void none(void)
{
}

static void start(void)
{
    if (plog_init(PLOG_CAUSE_UNKNOWN) == PLOG_FULL)
        dropped++;
}

/* Each log function; and one of them opens a block. */
static void log_each(void)
{
    log_some(24);
}

static void log_three(void)
{
    log_some(3);
}

static void drain(void)
{
    reading_drain(SIZE_MAX);
}

static void log_and_peek(void)
{
    log_three();
    reading_peek();
}

static void read_and_release(void)
{
    if (!reading_release())
        hand_over("?", 1); /* no chunk: crashes.c says so */
}

static void poll(void)
{
    reading_poll(SIZE_MAX);
}

/* So long that the log has closed its block, and not followed to the end. */
static void wait_on(void)
{
    firmware_wait_long();
    firmware_wait();
}

static void go_down(void)
{
    leave_next(&resets);
}

static void others(void)
{
    plog_tick();
    plog_lost();
    leave_next(&traces);
}

/* What a fault in plog_clear() leaves of these may be any of them. */
static void log_what_is_cleared(void)
{
    drain();
    faults.clear.done = 0;
    faults.clear.from = records.count;
    log_some(FAULTS_FILL + 24u);
    faults.clear.to = records.count;
}

static void clear(void)
{
    plog_clear();
    faults.clear.done = 1;
    log_next();
}

/* What is done before, and what faults. */
static const struct {
    void (*prepare)(void);
    void (*make)(void);
} calls[] = {
    { none, start }, /* each time behind a reset */
    { none, log_each },
    { log_next, drain },
    { log_and_peek, read_and_release },
    { log_three, poll },
    { firmware_wait_long, log_next },
    { wait_on, plog_tick },
    { none, go_down },
    { none, others },
    { log_what_is_cleared, clear },
};

#define SPARED_MOST (FAULTS_APART > 0 ? 1u : FAULTS_STEP == 1 ? 200u : 10u) /* so many that what comes seldom comes among them */

#define CALL_INIT 0u
#define CALLS (sizeof calls / sizeof calls[0])

/* A frame that was cut is only seen by who looks for frames. */
static void drain_on(void)
{
    if (calls[call].make == poll)
        poll();
    else
        drain();
}

/* Whether one was on its way when the fault came. It may be in the ring or not; its number is not used again. */
static uint32_t end_next(volatile struct made *made)
{
    uint32_t next = made->next ? 1u : 0u;

    made->count += next;
    made->next = false;
    return next;
}

/* Says up to where the boot that the fault ended has come. */
static void tell_fault(void)
{
    uint32_t flying = end_next(&records) + 2u * end_next(&traces) + 4u * end_next(&resets) + (in_start ? 8u : 0u);

    in_start = false;
    drain_on();
    log_faulted(told, records.count, clock_of_crash, values_hash(told, 400u + flying));
    told++;
    drain_on();
}

__attribute__((section(".noinit"))) static volatile uint32_t spared; /* how often in a row the call has ended first */

/* Where the fault comes next. */
static void step(void)
{
    if (FAULTS_APART == 0) {
        after += FAULTS_STEP;
    } else if (after == 0 || faults.came == 1u) { /* the handler came to its end */
        after += FAULTS_APART;
        again = FAULTS_STEP;
    } else {
        again += FAULTS_STEP;
    }
    faults.came = 0;
}

/* The log is started once in each boot, and with something in it. */
static void prepare_start(void)
{
    log_some(FAULTS_FILL + 6u);
    prepared = true;
    sweep_end();
}

/* Comes back only if the fault would have come later than the call's end. */
static void fault_in_call(void)
{
    if (call != CALL_INIT)
        log_some(FAULTS_FILL);
    calls[call].prepare();
    step();
    in_start = call == CALL_INIT; /* the fault may come before plog_init() does */
    faults.again = again;
    faults.after = spared > 0 ? PLACES_NEW : after;
    calls[call].make();
    faults.after = 0;
    in_start = false;
    drain_on();
    if (++spared == SPARED_MOST) {
        after = spared = 0;
        call++;
    } else if (call == CALL_INIT) {
        prepare_start();
    }
}

int main(void)
{
    bool faulted = faults.came > 0 && !prepared;

    take_faults();
    if (faulted || call != CALL_INIT)
        start();
    if (faulted)
        tell_fault();
    if (faulted && spared > 0)
        spared = 1;
    if (faulted && call == CALL_INIT)
        prepare_start();
    prepared = false;
    while (call != CALLS)
        fault_in_call();
    faults.logged = records.count;
    faults.traces = traces.count;
    faults.resets = resets.count;
    faults.dropped = dropped;
    faults.done = 1;
    sweep_end();
    return 0;
}
