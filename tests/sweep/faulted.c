/*
 * Each call of the log, with a fault in the place of each of its instructions: `faults.after` instructions after that was set the plugin makes one. Its handler logs
 * the crash and resets; the next boot tells what was logged before, and drains it to the plugin. When the call ends first, the next one is tried.
 *
 *   FAULTS_STEP    every how manieth instruction faults; 1 for all
 *   FAULTS_APART   0, or a second fault comes in the handler of the first, which then comes at every so manieth instruction
 */
#include "board.h"
#include "faults.h"
#include "firmware.h"
#include "values.h"

__attribute__((section(".noinit"))) volatile struct faults faults;

/* The instruction at which the plugin ends a boot. */
void sweep_end(void);

/* Kept over the resets; they are 0 at power-on. */
__attribute__((section(".noinit"))) static uint32_t told, call, after, again;
__attribute__((section(".noinit"))) static volatile uint32_t logged, traces;
__attribute__((section(".noinit"))) static volatile bool in_record, in_trace;
__attribute__((section(".noinit"))) static bool prepared; /* the next boot's init is to fault */

enum { CALL_INIT, CALL_LOG, CALL_DRAIN, CALL_OTHERS, CALLS };

void plog_reset(void)
{
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

static bool take(void *user, const void *bytes, size_t length)
{
    const uint8_t *from = (const uint8_t *)bytes;
    size_t i;

    (void)user;
    for (i = 0; i < length; i++)
        faults.chunk[i] = from[i];
    faults.length = (uint8_t)length;
    return true;
}

static void log_next(void)
{
    in_record = true;
    log_record(logged);
    logged++;
    in_record = false;
}

static void trace_next(void)
{
    in_trace = true;
    plog_backtrace();
    traces++;
    in_trace = false;
}

static void log_some(unsigned count)
{
    while (count-- > 0)
        log_next();
}

static void make_call(void)
{
    switch (call) {
    case CALL_INIT:
        plog_init(PLOG_CAUSE_UNKNOWN);
        break;
    case CALL_LOG:
        log_some(24); /* each log function, and one of them opens a block */
        break;
    case CALL_DRAIN:
        log_next();
        plog_drain(take, NULL, SIZE_MAX);
        break;
    default:
        plog_clear();
        plog_tick();
        plog_lost();
        log_next();
        trace_next();
        break;
    }
}

/* Says up to where the boot that the fault ended has come. What was on its way may be in the ring or not; its number is not used again. */
static void tell_fault(void)
{
    uint32_t record = in_record ? 1u : 0u, trace = in_trace ? 1u : 0u;

    in_record = in_trace = false;
    logged += record;
    traces += trace;
    log_faulted(told, logged, values_hash(told, 400u + record + 2u * trace));
    told++;
    plog_drain(take, NULL, SIZE_MAX);
}

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

/* Comes back only if the fault would have come later than the call's end. */
static void fault_in_call(void)
{
    step();
    faults.again = again;
    faults.after = after;
    make_call();
    faults.after = 0;
    plog_drain(take, NULL, SIZE_MAX);
    after = 0;
    call++;
}

int main(void)
{
    bool faulted = faults.came > 0 && !prepared;

    take_faults();
    if (faulted || call != CALL_INIT)
        plog_init(PLOG_CAUSE_UNKNOWN);
    if (faulted)
        tell_fault();
    if (faulted && call == CALL_INIT) { /* the log is started once in each boot, and with something in it */
        log_some(6);
        prepared = true;
        sweep_end();
    }
    prepared = false;
    while (call != CALLS)
        fault_in_call();
    faults.logged = logged;
    faults.traces = traces;
    faults.done = 1;
    sweep_end();
    return 0;
}
