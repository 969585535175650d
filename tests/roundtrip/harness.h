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

#ifdef __AVR__
#include "uart.h"
#else
static FILE *stream_file;

static bool open_stream(const char *path)
{
    stream_file = fopen(path, "wb");
    return stream_file != NULL;
}

static bool to_stream(const void *bytes, size_t length)
{
    return fwrite(bytes, 1, length, stream_file) == length;
}

static bool close_stream(void)
{
    return fclose(stream_file) == 0;
}
#endif

static bool streaming; /* into FILE */
static size_t pending; /* bytes that may have been logged since the last drain */
static uint64_t now = 123456789;

/* As wide as plog.h has them for the target. */
typedef __typeof__(plog_user_clock()) ticks_type;
__typeof__(plog_ticks) plog_ticks;

ticks_type plog_user_clock(void)
{
    return (ticks_type)now;
}

uint32_t plog_user_lock(void)
{
    return 1;
}

void plog_user_unlock(uint32_t held)
{
    (void)held;
}

#ifndef __linux__
/* What a device's owner defines besides. Nobody reads the backup. */
uint32_t plog_user_core(void)
{
    return 0;
}

void plog_backup_read(uint32_t offset, uint32_t *words, uint32_t count)
{
    (void)offset;
    memset(words, 0, 4 * count);
}

void plog_backup_write(uint32_t offset, const uint32_t *words, uint32_t count)
{
    (void)offset;
    (void)words;
    (void)count;
}

#define plog_init_file(path, cause) PLOG_IO
#endif

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
    return to_stream(bytes, length);
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
    if (streaming && pending + bound > CAPACITY)
        drain();
    pending += bound;
    now += delta;
    plog_ticks = (ticks_type)now;
    plog_tick(); /* a clock of 32 bits wraps */
}

static plog_status start(const char *mode, const char *path)
{
    if (strcmp(mode, "image") == 0)
        return plog_init_file(path, PLOG_CAUSE_POWER_ON);
    streaming = open_stream(path);
    return streaming ? plog_init(PLOG_CAUSE_POWER_ON) : PLOG_IO;
}

static void log_all(void);

/* Nothing may have been lost. */
static int run(const char *mode, const char *path)
{
    plog_ticks = (ticks_type)now;
    plog_status status = start(mode, path);
    if (status != PLOG_OK) {
        fprintf(stderr, "the log did not start: plog_status %d\n", (int)status);
        return 1;
    }
    if (streaming)
        drain();
    log_all();
    if (streaming)
        drain();
    if (plog_lost() != 0)
        fprintf(stderr, "%lu lost\n", (unsigned long)plog_lost());
    return plog_lost() != 0 || (streaming && !close_stream());
}

#ifdef __AVR__
int main(void)
{
    return run("chunks", "");
}
#else
int main(int argc, char **argv)
{
    return argc == 3 ? run(argv[1], argv[2]) : 2;
}
#endif

#endif
