/*
 * Both Cortex-M33 of mps2-an521 log at once. The second one starts before the log does, so that its first records are refused and counted. Then a
 * warm reset, and the first core writes the region, as a debugger would dump it.
 * Sources: Arm CoreLink SSE-200 Subsystem for Embedded (101104): CPU_IDENTITY, system control registers INITSVTOR1 and CPUWAIT.
 */
#include "../../examples/motor/board.h"
#include "cores.h"
#include "semihosting.h"

#define EACH 3000u
#define RESET_ONCE 0x6F6E6365u

#define CPU_ID     REGISTER(0x5001F000u)
#define INITSVTOR1 REGISTER(0x50021114u)
#define CPUWAIT    REGISTER(0x50021118u)

static uint32_t history __attribute__((section(".noinit")));
static bool second_logs, started, second_done;

extern uint32_t plog_region_start[], plog_region_end[]; /* cores.ld */

/* One clock for both: no two records have the same time. */
uint32_t plog_user_clock(void)
{
    static uint32_t now;

    return __atomic_fetch_add(&now, 1u, __ATOMIC_RELAXED);
}

uint32_t plog_user_core(void)
{
    return CPU_ID;
}

void SysTick_Handler(void)
{
}

void HardFault_Handler(void)
{
    semihosting_exit(1u);
}

/* Logs without a pause; EACH records since the log was started. */
static void log_all(uint8_t writer)
{
    uint32_t left = EACH;

    for (uint32_t n = 0; left > 0; n++) {
        left -= __atomic_load_n(&started, __ATOMIC_ACQUIRE);
        if (n % 50u == 49u)
            log_bad(writer, n);
        else
            log_beat(writer, n);
        __atomic_store_n(&second_logs, true, __ATOMIC_RELEASE);
    }
}

static void second_main(void)
{
    log_all(1);
    __atomic_store_n(&second_done, true, __ATOMIC_RELEASE);
    for (;;) {
        /* until the reset */
    }
}

static uint32_t second_stack[256];

static const struct {
    uint32_t *stack;
    void (*handlers[15])(void);
} second_vectors __attribute__((aligned(128))) = {
    &second_stack[256], { second_main, HardFault_Handler, HardFault_Handler }
};

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
        INITSVTOR1 = (uint32_t)&second_vectors;
        CPUWAIT = 0u;
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
    board_reset();
}
