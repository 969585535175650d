/*
 * Each call of the log, interrupted before each of its instructions by an interrupt that logs, too. The plugin interrupts `interrupts.after` instructions after that
 * was set; when the call ends first, the next one is tried. After each, what the ring holds is drained to the plugin.
 */
#include "board.h"
#include "firmware.h"
#include "interrupts.h"
#include "values.h"

#ifndef SWEEP_NMI
#define SWEEP_NMI 0 /* 1: what interrupts is an NMI, which the lock does not hold off */
#endif

/* SWEEP_STEP: every how manieth instruction is interrupted; 1 for all. */

__attribute__((section(".noinit"))) volatile struct interrupts interrupts;

/* The instruction at which the plugin ends the run. */
void sweep_end(void);

/* Kept over the resets of the first part; they are 0 at power-on. */
__attribute__((section(".noinit"))) static uint32_t logged, interrupted, call, after;

void board_interrupt(void)
{
    interrupts.came = 1;
    if (!SWEEP_NMI || plog_may_log()) {
        log_interrupted(interrupted, logged, values_hash(interrupted, 400u));
        interrupted++;
    } else {
        interrupts.refused++;
    }
}

static bool take(void *user, const void *bytes, size_t length)
{
    const uint8_t *from = (const uint8_t *)bytes;
    size_t i;

    (void)user;
    for (i = 0; i < length; i++)
        interrupts.chunk[i] = from[i];
    interrupts.length = (uint8_t)length;
    return true;
}

static void log_next(void)
{
    log_record(logged);
    logged++;
}

enum { CALL_INIT, CALL_LOG, CALL_DRAIN, CALL_OTHERS, CALLS };

static void make_call(void)
{
    unsigned i;

    switch (call) {
    case CALL_INIT:
        plog_init(PLOG_CAUSE_UNKNOWN);
        break;
    case CALL_LOG:
        for (i = 0; i < 24u; i++) /* each log function, and one of them opens a block */
            log_next();
        break;
    case CALL_DRAIN:
        log_next();
        plog_drain(take, NULL, SIZE_MAX);
        break;
    default:
        plog_tick();
        plog_lost();
        log_next();
        break;
    }
}

/* Whether the interrupt came in time. */
static bool interrupt_call(void)
{
    interrupts.came = 0;
    after += SWEEP_STEP;
    interrupts.after = after;
    make_call();
    interrupts.after = 0;
    plog_drain(take, NULL, SIZE_MAX);
    return interrupts.came;
}

int main(void)
{
    board_start_interrupts();
    if (call != CALL_INIT)
        plog_init(PLOG_CAUSE_UNKNOWN);
    while (call != CALLS) {
        if (!interrupt_call()) {
            call++;
            after = 0;
        } else if (call == CALL_INIT) {
            sweep_end(); /* a reset: the log is started once in each boot */
        }
    }
    interrupts.done = 1;
    sweep_end();
    return 0;
}
