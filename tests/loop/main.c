/*
 * Crashes forty times in a row, each time a little later, and the first time in a function of its own. Then it runs well, and writes what the
 * ring holds to files: at the boot, when the ring has gone round, and when it has done so after the program said that it is healthy. Then it resets
 * in an orderly way, logs a little more, and writes it once more.
 */
#include "loop.h"
#include "semihosting.h"

#define CRASHES 40u

extern const uint8_t plog_region_start[], plog_region_end[]; /* loop.ld */

/* Kept over a reset; QEMU's RAM is zero at power-on. */
static uint32_t boots __attribute__((section(".noinit")));

uint32_t plog_user_clock(void)
{
    static uint32_t now;

    return now += 10u;
}

void SysTick_Handler(void)
{
}

/* Handed on as it came. */
__attribute__((naked)) void HardFault_Handler(void)
{
    __asm__ volatile("b plog_fault_handler");
}

static __attribute__((noinline)) void first_crash(void)
{
    __asm__ volatile("udf #1");
}

static void work(uint32_t steps)
{
    for (uint32_t step = 0; step < steps; step++)
        log_working(step);
}

static void dump(const char *name)
{
    int32_t file = semihosting_create(name);

    semihosting_write(file, plog_region_start, (size_t)(plog_region_end - plog_region_start));
    semihosting_close(file);
}

int main(void)
{
    boots++;
    plog_init(PLOG_CAUSE_UNKNOWN);
    log_started((uint16_t)boots);
    if (boots == 1u)
        first_crash();
    work(boots);
    if (boots <= CRASHES)
        __asm__ volatile("udf #2");
    if (boots == CRASHES + 1u) {
        dump("loop.bin");
        work(500);
        dump("full.bin");
    }
    plog_healthy();
    log_healthy();
    work(boots == CRASHES + 1u ? 500u : 5u);
    dump("healthy.bin");
    plog_going_down(PLOG_CAUSE_SOFTWARE);
    if (boots == CRASHES + 1u)
        plog_reset();
    semihosting_exit(0u);
}
