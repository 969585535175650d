/*
 * A sensor node on an lx106. The first boot logs and writes through a bad pointer; the exception's handler logs the crash and resets the
 * board. The second drains the log to standard output, and writes the RTC memory to standard error.
 *
 * With LOSES 1 every reset clears the RAM, as deep sleep does, but not the RTC memory, where the log's backup is. Then there is a third boot,
 * which finds nothing, copies one record, and damages the copy; and a fourth, which drains what it finds.
 */
#include "sensor_node.h"

#define KNOWN 0x6B6E6F77u
#define BOARD_RESET (*(volatile uint32_t *)0x9D020010u) /* 0xdead, written here, resets QEMU's lx60 */

enum { SYS_EXIT = 1, SYS_WRITE = 4, STANDARD_OUTPUT = 1, STANDARD_ERROR = 2 };

extern uint32_t plog_region_start[], plog_region_end[]; /* sensor_node.ld */

uint32_t simcall(uint32_t number, uint32_t a, const void *b, size_t c);
void *memcpy(void *to, const void *from, size_t length);

/* Where somebody thinks the sensor is: not aligned, and nothing is there. */
static volatile uint32_t *volatile sensor = (volatile uint32_t *)2u;

/* Kept over a reset: KNOWN and the number of the boot. */
static uint32_t history __attribute__((section(".noinit")));

/* The RTC memory; on an ESP8266 it is at 0x60001200, and takes no access but that of a whole word. */
static volatile uint32_t rtc[384 / 4] __attribute__((section(".noinit")));

void plog_backup_read(uint32_t offset, uint32_t *words, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        words[i] = rtc[offset / 4 + i];
}

void plog_backup_write(uint32_t offset, const uint32_t *words, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        rtc[offset / 4 + i] = words[i];
}

/* The spec's "clock user". */
uint32_t plog_user_clock(void)
{
    uint32_t cycles;

    __asm__ volatile("rsr.ccount %0" : "=a"(cycles));
    return cycles;
}

/* How every crash ends. */
void plog_reset(void)
{
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

static __attribute__((noinline)) void start_sensor(void)
{
    *sensor = 0;
}

static __attribute__((noinline)) void run(void)
{
    const uint16_t blocks[4] = {1, 20, 300, 4000};
    uint32_t i;

    log_woke(LOG_RESET_REASON_DEEP_SLEEP_WAKE, 3600000000u);
    log_heap(31000, blocks);
    for (i = 0; i < 3; i++)
        log_reading(21.25f + (float)i, 40.5f, (uint16_t)(3300u - i));
    log_upload_failed(-11, "https://example.org/sensors");
    log_reconnect(8, LOG_WIFI_STATE_ASSOCIATED | LOG_WIFI_STATE_HAS_IP);
    log_out_of_heap(96, 12);
    start_sensor();
    log_heap(0, blocks);
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

/* Where the backup's first record is. */
static void damage_backup(void)
{
    rtc[12] ^= 0x100u;
}

int main(void)
{
    unsigned boot = history - KNOWN < 4u ? history - KNOWN + 1 : 1;

    if (boot == 1 || LOSES)
        make_noise();
    history = KNOWN + boot;
    plog_init(PLOG_CAUSE_UNKNOWN);
    if (boot == 1)
        run();
    if (boot == 3) {
        log_heap(1, NULL);
        plog_backup();
        damage_backup();
        plog_reset();
    }
    plog_drain(to_host, NULL, SIZE_MAX);
    if (boot == 2 && LOSES)
        plog_reset();
    simcall(SYS_WRITE, STANDARD_ERROR, (const void *)(uintptr_t)rtc, sizeof rtc);
    simcall(SYS_EXIT, 0, NULL, 0);
    return 0;
}
