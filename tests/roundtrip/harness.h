/*
 * What every program that make_calls wrote has in common: where its records go, and its clock. Included after
 *   CAPACITY   bytes of records that a block holds
 *
 *     PROGRAM chunks FILE   drains before anything is overwritten, into FILE
 *     PROGRAM image FILE    lets the ring lie in FILE
 */
#ifndef HARNESS_H
#define HARNESS_H

#include <stdio.h>
#include <string.h>

static FILE *stream;
static size_t pending; /* bytes that may have been logged since the last drain */
static uint64_t now = 123456789;

/* As wide as plog.h has them for the target. */
__typeof__(plog_ticks) plog_ticks;

__typeof__(plog_user_clock()) plog_user_clock(void)
{
    return now;
}

uint32_t plog_user_lock(void)
{
    return 1;
}

void plog_user_unlock(uint32_t held)
{
    (void)held;
}

/* The compiler does not know what comes out. */
static volatile uint64_t hidden;
static inline uint64_t number(uint64_t value)
{
    hidden = value;
    return hidden;
}

static bool sink(void *user, const void *bytes, size_t length)
{
    (void)user;
    return fwrite(bytes, 1, length, stream) == length;
}

static void drain(void)
{
    while (plog_drain(sink, NULL, SIZE_MAX) > 0)
        continue;
    pending = 0;
}

/* To be called before each record: it comes `delta` ticks after the one before and has at most `bound` bytes. */
static inline void ready(size_t bound, uint64_t delta)
{
    if (stream && pending + bound > CAPACITY)
        drain();
    pending += bound;
    now += delta;
    plog_ticks = now;
}

static plog_status start(const char *mode, const char *path)
{
    if (strcmp(mode, "image") == 0)
        return plog_init_file(path, PLOG_CAUSE_POWER_ON);
    stream = fopen(path, "wb");
    return stream ? plog_init(PLOG_CAUSE_POWER_ON) : PLOG_IO;
}

static void log_all(void);

int main(int argc, char **argv)
{
    plog_ticks = now;
    plog_status status = argc == 3 ? start(argv[1], argv[2]) : PLOG_IO;
    if (status != PLOG_OK) {
        fprintf(stderr, "the log did not start: plog_status %d\n", (int)status);
        return 1;
    }
    if (stream)
        drain();
    log_all();
    if (stream)
        drain();
    if (plog_lost() != 0)
        fprintf(stderr, "%lu lost\n", (unsigned long)plog_lost());
    return plog_lost() != 0 || (stream && fclose(stream) != 0);
}

#endif
