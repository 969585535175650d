/*
 * A sensor node on an lx106. The first boot logs and reads through a bad pointer; the exception's handler logs its last words and
 * resets the board. The second drains the log to standard output.
 */
#include "sensor_node.h"

#define KNOWN 0x6B6E6F77u
#define BOARD_RESET (*(volatile uint32_t *)0x9D020010u) /* 0xdead, written here, resets QEMU's lx60 */

enum { SYS_EXIT = 1, SYS_WRITE = 4, STANDARD_OUTPUT = 1 };

extern uint32_t plog_region_start[], plog_region_end[]; /* sensor_node.ld */

uint32_t simcall(uint32_t number, uint32_t a, const void *b, size_t c);
void fault(void);
void *memcpy(void *to, const void *from, size_t length);

/* Where somebody thinks the sensor is: not aligned, and nothing is there. */
static volatile uint32_t *volatile sensor = (volatile uint32_t *)2u;

/* Kept over a reset: KNOWN after the first boot. */
static uint32_t history __attribute__((section(".noinit")));

/* The spec's "clock user". */
uint32_t plog_user_clock(void)
{
    uint32_t cycles;

    __asm__ volatile("rsr.ccount %0" : "=a"(cycles));
    return cycles;
}

/* All exceptions end here; lx106.S. */
void fault(void)
{
    log_out_of_heap(96, 12);
    plog_going_down(PLOG_CAUSE_FAULT);
    for (;;)
        BOARD_RESET = 0xDEAD;
}

/* QEMU's RAM is zero at power-on, real RAM is not. */
static void make_noise(void)
{
    uint32_t noise = 106;

    for (uint32_t *word = plog_region_start; word < plog_region_end; word++) {
        noise ^= noise << 13; /* xorshift32 */
        noise ^= noise >> 17;
        noise ^= noise << 5;
        *word = noise;
    }
}

static void run(void)
{
    const uint16_t blocks[4] = {1, 20, 300, 4000};
    uint32_t i;

    log_woke(LOG_RESET_REASON_DEEP_SLEEP_WAKE, 3600000000u);
    log_heap(31000, blocks);
    for (i = 0; i < 3; i++)
        log_reading(21.25f + (float)i, 40.5f, (uint16_t)(3300u - i));
    log_upload_failed(-11, "https://example.org/sensors");
    log_reconnect(8, LOG_WIFI_STATE_ASSOCIATED | LOG_WIFI_STATE_HAS_IP);
    *sensor = 0;
}

/* There is no C library for this core; the compiler calls this one all the same. */
void *memcpy(void *to, const void *from, size_t length)
{
    volatile uint8_t *byte = (volatile uint8_t *)to; /* volatile, or this loop becomes a call of itself */
    const uint8_t *source = (const uint8_t *)from;

    while (length-- > 0)
        *byte++ = *source++;
    return to;
}

/* A plog_sink. */
static bool to_host(void *user, const void *bytes, size_t length)
{
    (void)user;
    return simcall(SYS_WRITE, STANDARD_OUTPUT, bytes, length) == length;
}

int main(void)
{
    bool again = history == KNOWN;

    if (!again)
        make_noise();
    history = KNOWN;
    plog_init(PLOG_CAUSE_UNKNOWN);
    if (!again)
        run();
    plog_drain(to_host, NULL, SIZE_MAX);
    simcall(SYS_EXIT, 0, NULL, 0);
    return 0;
}
