/*
 * Prints the size in the ring of each of the nine records, with less than 128 ticks between them.
 */
#include <stdio.h>

#include "bench.h"
#include "calls.h"

volatile uint32_t bench_ticks;

/* Releases what is in the ring, and counts it. */
static size_t take_all(void)
{
    plog_grant grant;
    size_t bytes = 0;

    while (plog_read(&grant)) {
        bytes += grant.length;
        plog_release(&grant, grant.length);
    }
    return bytes;
}

#define WRAP(name, parameters, call, arguments) static void log_the_##name parameters { call; }
CALLS(WRAP)

#define MEASURE(name, parameters, call, arguments) \
    bench_ticks += 100; \
    log_the_##name arguments; \
    printf(" %zu", take_all());

int main(void)
{
    plog_init(PLOG_CAUSE_POWER_ON);
    take_all();
    CALLS(MEASURE)
    puts("");
    return 0;
}
