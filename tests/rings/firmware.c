/*
 * The same on a Cortex-M3: boot 1 logs twelve errors, floods them with infos and resets. Boot 2 writes the region, as a debugger would dump it,
 * and drains it.
 */
#include "board.h"
#include "kept.h"
#include "semihosting.h"

#define INFOS 20000u
#define RESET_ONCE 0x6F6E6365u

static uint32_t history __attribute__((section(".noinit")));

extern uint32_t plog_region_start[], plog_region_end[]; /* kept.ld */

uint32_t plog_user_clock(void)
{
    static uint32_t now;

    return now++;
}

void SysTick_Handler(void)
{
}

void HardFault_Handler(void)
{
    semihosting_exit(1u);
}

/* A plog_sink. */
static bool to_file(void *user, const void *bytes, size_t length)
{
    return semihosting_write(*(const int32_t *)user, bytes, length);
}

static void dump_and_drain(void)
{
    int32_t image = semihosting_create("image.bin");
    int32_t stream = semihosting_create("stream.bin");

    if (!semihosting_write(image, plog_region_start, (size_t)((char *)plog_region_end - (char *)plog_region_start)))
        semihosting_exit(1u);
    plog_drain(to_file, &stream, SIZE_MAX);
    semihosting_close(image);
    semihosting_close(stream);
    semihosting_exit(0u);
}

int main(void)
{
    plog_init(PLOG_CAUSE_UNKNOWN);
    if (history == RESET_ONCE)
        dump_and_drain();
    history = RESET_ONCE;
    for (uint32_t i = 0; i < INFOS; i++) {
        log_beat(i);
        if (i % 100u == 0u && i < 1200u)
            log_bad(i / 100u);
    }
    plog_going_down(PLOG_CAUSE_SOFTWARE);
    board_reset();
}
