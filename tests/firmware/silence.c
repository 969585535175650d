/*
 * Times across silences of any length, on a 32-bit clock of 1 MHz (a wrap is 4294.967296 s) that this firmware turns itself,
 * ticking four times a wrap. Ends with the log in silence.bin.
 */
#include "semihosting.h"
#include "silence.h"

static uint32_t now = 0xF0000000u; /* so that it wraps soon after the boot */

uint32_t plog_user_clock(void)
{
    return now;
}

/* startup.c's table names them; neither comes. */
void HardFault_Handler(void)
{
    semihosting_exit(1u);
}

void SysTick_Handler(void)
{
}

/* Lets quarters of a wrap, and a rest in microseconds, pass. */
static void pass(uint32_t quarters, uint32_t rest)
{
    while (quarters-- > 0u) {
        now += 1u << 30;
        plog_tick();
    }
    now += rest;
}

static bool to_file(void *user, const void *bytes, size_t length)
{
    return semihosting_write(*(const int32_t *)user, bytes, length);
}

int main(void)
{
    static const uint32_t quarters[] = {0, 1, 2, 3, 4, 5, 40, 4000};
    int32_t file = semihosting_create("silence.bin");
    uint32_t n = 0;

    plog_init(PLOG_CAUSE_POWER_ON);
    for (uint32_t round = 0; round < 8u; round++) /* more than one block of them */
        for (size_t i = 0; i < sizeof quarters / sizeof quarters[0]; i++) {
            pass(quarters[i], 7u);
            log_beat(n++);
        }
    plog_drain(to_file, &file, SIZE_MAX);
    semihosting_close(file);
    semihosting_exit(0u);
}
