/*
 * Linked for a Cortex-M3, never run: what is in flash besides the .bench sections is what starting the log and the
 * nine calls take.
 */
#include "bench.h"
#include "calls.h"

volatile uint32_t bench_ticks;

#define WRAP(name, parameters, call, arguments) \
    __attribute__((section(".bench_text"))) static void log_the_##name parameters { call; }
CALLS(WRAP)

#define LOG_IT(name, parameters, call, arguments) log_the_##name arguments;

__attribute__((section(".bench_text"))) int main(void)
{
    plog_init(PLOG_CAUSE_POWER_ON);
    CALLS(LOG_IT)
    return 0;
}
