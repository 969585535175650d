/*
 * Runs under callgrind: each call once into an open block, then many times round a 2 KiB ring, so that the opening of blocks
 * is shared out among the calls that cause it.
 */
#include "bench.h"
#include "calls.h"

#define ROUNDS 10000

volatile uint32_t bench_ticks;

/* noipa: nothing is known of the arguments, and no two functions become one. */
#define WRAP(name, parameters, call, arguments) \
    __attribute__((noipa)) static void once_##name parameters { call; } \
    __attribute__((noipa)) static void many_##name parameters { call; }
CALLS(WRAP)

#define ONCE(name, parameters, call, arguments) \
    bench_ticks += 100; \
    once_##name arguments;

#define MANY(name, parameters, call, arguments) \
    for (int i = 0; i < ROUNDS; i++) { \
        bench_ticks += 100; \
        many_##name arguments; \
    }

int main(void)
{
    plog_init(PLOG_CAUSE_POWER_ON);
    CALLS(ONCE)
    CALLS(MANY)
    return 0;
}
