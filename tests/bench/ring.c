/*
 * ring: logs the calls of STREAM_CALLS by turns until the ring has been overwritten, and writes its memory on standard output.
 */
#include <stdio.h>
#include <stdlib.h>

#include STREAM_LOG
#include STREAM_CALLS

volatile uint32_t bench_ticks;

#define WRAP(name, parameters, call, arguments) static void log_the_##name parameters { call; }
CALLS(WRAP)

#define LOG(name, parameters, call, arguments) \
    bench_ticks += 100 + (bench_ticks & 1023); \
    log_the_##name arguments;

int main(int count, char **arguments)
{
    size_t size = count > 1 ? strtoull(arguments[1], NULL, 0) : 0;
    void *memory = calloc(1, size);
    if (!memory || plog_init_region(memory, size, PLOG_CAUSE_POWER_ON) != PLOG_OK)
        return 1;
    for (size_t round = 0; round < size / 20; round++) { /* the nine calls take some 60 bytes */
        CALLS(LOG)
    }
    return fwrite(memory, 1, size, stdout) == size ? 0 : 1;
}
