/*
 * The application that runs on every board. Boot 1, with noise in the ring's RAM as at power-on, logs every kind of
 * argument from main, a line from each of three interrupts, and takes a real fault. Its handler logs and resets. Boot 2 finds
 * all that, logs on and drains it to the host.
 */
#include <stddef.h>

#include "board.h"
#include "ports.h"
#include "semihosting.h"

#define INTERRUPTS 3u /* before the fault */

#define CRASHED 0x64656164u

/* Kept over a reset, as the ring is: CRASHED from the fault on. */
static uint32_t history __attribute__((section(".noinit")));

extern uint32_t plog_region_start[], plog_region_end[]; /* ports.ld */

static volatile uint8_t interrupts;

#ifdef APP_TICKS
/* The spec's "clock tick", on the cores that have it. */
#if PLOG_WIDE_CLOCK
volatile uint64_t plog_ticks;
#else
volatile uint32_t plog_ticks;
#endif
#endif

void app_interrupt(void)
{
#ifdef APP_TICKS
    plog_ticks++;
#endif
    plog_tick();
    if (interrupts < INTERRUPTS)
        log_ticked(++interrupts);
}

void app_fault(void)
{
    log_fault(interrupts);
    plog_going_down(PLOG_CAUSE_FAULT);
    history = CRASHED;
    board_warm_reset();
}

/* RAM at power-on, as it really is: QEMU's is zero. */
static void make_noise(void)
{
    uint32_t noise = 2463534242u;

    for (volatile uint32_t *word = plog_region_start; word < (volatile uint32_t *)plog_region_end; word++) {
        noise ^= noise << 13; /* xorshift32 */
        noise ^= noise >> 17;
        noise ^= noise << 5;
        *word = noise;
    }
}

static void log_arguments(void)
{
    static const uint8_t raw[4] = {0xDE, 0xAD, 0xBE, 0xEF};
    static const float pair[2] = {0.5f, -2.0f};
    static const double few[3] = {1.0, 0.1, -1e300};
    static const int32_t numbers[4] = {-1, INT32_MIN, 300, 4};
    static const uint16_t words[2] = {127, 65535};
    static const log_outer both = {
        {{1.5f, -2, true, LOG_BITS_FIRST}, {-0.25f, 32767, false, LOG_BITS_LAST}}, 1ull << 40
    };

    log_integers(200, 60000, 4000000000u, 0xFEDCBA9876543210u);
    log_signed(-100, -30000, -2000000000, INT64_MIN);
    log_fixed_ones(258, -2, 0x0123456789ABCDEFu);
    log_reals(3.25f, 2.718281828459045, pair, few, 3);
    log_others(true, 'x', (const void *)0x1234, LOG_MODE_RUN, LOG_WIDE_MOST, LOG_BITS_FIRST);
    log_runs("a longer one", raw, raw, sizeof raw, numbers, 4, words);
    log_runs(NULL, NULL, NULL, 0, numbers, 1, words);
    log_structs(&both);
}

/* A plog_sink. */
static bool to_file(void *user, const void *bytes, size_t length)
{
    return semihosting_write(*(const int32_t *)user, bytes, length);
}

static void drain(void)
{
    int32_t file = semihosting_create(BOARD ".bin");

    if (file < 0)
        semihosting_exit(1u);
    plog_drain(to_file, &file, SIZE_MAX);
    semihosting_close(file);
    semihosting_exit(0u);
}

int main(void)
{
    if (history != CRASHED)
        make_noise();
    plog_init(PLOG_CAUSE_UNKNOWN);
    if (history == CRASHED) {
        log_back();
        drain();
    }
    log_started("every board");
    log_arguments();
    board_start_interrupts();
    while (interrupts < INTERRUPTS) {
        /* the interrupt works */
    }
    board_fault();
    semihosting_exit(2u);
}
