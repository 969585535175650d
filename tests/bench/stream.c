/*
 * stream BYTES: logs the calls of STREAM_CALLS by turns, and writes what is drained: about so many bytes, on standard output.
 */
#include <stdio.h>
#include <stdlib.h>

#include STREAM_LOG
#include STREAM_CALLS

volatile uint32_t bench_ticks;

static bool to_output(void *user, const void *bytes, size_t length)
{
    (void)user;
    return fwrite(bytes, 1, length, stdout) == length;
}

#define WRAP(name, parameters, call, arguments) static void log_the_##name parameters { call; }
CALLS(WRAP)

#define LOG(name, parameters, call, arguments) \
    bench_ticks += 100 + (bench_ticks & 1023); \
    log_the_##name arguments;

int main(int count, char **arguments)
{
    unsigned long long size = count > 1 ? strtoull(arguments[1], NULL, 0) : 0, written = 0;
    plog_init(PLOG_CAUSE_POWER_ON);
    while (written < size) {
        for (int round = 0; round < 16; round++) {
            CALLS(LOG)
        }
        written += plog_drain(to_output, NULL, SIZE_MAX);
    }
    return fflush(stdout) == 0 ? 0 : 1;
}
