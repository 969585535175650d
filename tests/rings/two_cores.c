/*
 * Both cores of a board log at once. The second one starts before the log does, so that its first records are refused and counted. Then a
 * warm reset, and the first core writes the region, as a debugger would dump it.
 */
#include "cores.h"
#include "semihosting.h"
#include "two_cores.h"

#define EACH 3000u
#define RESET_ONCE 0x6F6E6365u

static uint32_t history __attribute__((section(".noinit")));
static bool second_logs, started, second_done;

extern uint32_t plog_region_start[], plog_region_end[]; /* cores.ld */

/* One clock for both: no two records have the same time. */
uint32_t plog_user_clock(void)
{
    static uint32_t now;

    return __atomic_fetch_add(&now, 1u, __ATOMIC_RELAXED);
}

/* So many records of its share may a core be ahead of the other: the emulator may run one of them for a long while. */
#define AHEAD 20u

static uint32_t share[2]; /* what each has logged since the log was started */

/* Logs EACH records since the log was started, without a pause but for the other core. */
static void log_all(uint8_t writer)
{
    for (uint32_t n = 0, own = 0; own < EACH; n++) {
        own += __atomic_load_n(&started, __ATOMIC_ACQUIRE);
        if (n % 50u == 49u)
            log_bad(writer, n);
        else
            log_beat(writer, n);
        __atomic_store_n(&second_logs, true, __ATOMIC_RELEASE);
        __atomic_store_n(&share[writer], own, __ATOMIC_RELEASE);
        while (own > __atomic_load_n(&share[1 - writer], __ATOMIC_ACQUIRE) + AHEAD) {
            /* the other one catches up */
        }
    }
}

void second_main(void)
{
    log_all(1);
    __atomic_store_n(&second_done, true, __ATOMIC_RELEASE);
    for (;;) {
        /* until the reset */
    }
}

static void dump(void)
{
    int32_t image = semihosting_create("image.bin");

    semihosting_write(image, plog_region_start, (size_t)((char *)plog_region_end - (char *)plog_region_start));
    semihosting_close(image);
    semihosting_exit(0u);
}

int main(void)
{
    bool again = history == RESET_ONCE;

    history = RESET_ONCE;
    if (!again) {
        board_start_second();
        while (!__atomic_load_n(&second_logs, __ATOMIC_ACQUIRE)) {
            /* until it has tried to log */
        }
    }
    plog_init(PLOG_CAUSE_UNKNOWN);
    if (again)
        dump();
    __atomic_store_n(&started, true, __ATOMIC_RELEASE);
    log_all(0);
    while (!__atomic_load_n(&second_done, __ATOMIC_ACQUIRE)) {
        /* it logs */
    }
    plog_going_down(PLOG_CAUSE_SOFTWARE);
    board_reset_both();
}
