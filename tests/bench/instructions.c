/*
 * Runs under callgrind: each call once into an open block, then many times round a 2 KiB ring, with the opening of blocks.
 */
#include "bench.h"
#include "calls.h"

#define ROUNDS 10000

volatile uint32_t bench_ticks;

#define WRAP(name, parameters, call, arguments) \
    __attribute__((noinline)) static void once_##name parameters { call; } \
    __attribute__((noinline)) static void many_##name parameters { call; }
CALLS(WRAP)

#define ONCE(name, parameters, call, arguments) bench_ticks += 100; once_##name arguments;
#define MANY(name, parameters, call, arguments) bench_ticks += 100; many_##name arguments;

int main(void)
{
    plog_init(PLOG_CAUSE_POWER_ON);
    CALLS(ONCE)
    for (int i = 0; i < ROUNDS; i++) {
        CALLS(MANY)
    }
    return 0;
}
