/*
 * plog_rtt.c: a line through a debug probe that reads and writes the RAM while the core runs; plog_sinks.h is the manual.
 * Source: SEGGER, UM08001 J-Link / J-Trace User Guide, chapter RTT, "How RTT works": the control block, and who writes what of it.
 */
#include "plog_sinks.h"

#include <stdbool.h>
#include <stdint.h>

#define BUFFER_SIZE 168u /* the largest frame, and the byte that stays free; more would not be used */

struct rtt_buffer {
    const char *name;
    uint8_t *start;
    unsigned size;
    volatile unsigned write; /* where the next byte goes; one of two the same: empty */
    volatile unsigned read;  /* where the host reads next; the host's */
    unsigned flags;          /* 0: nobody waits */
};

/* The host finds it by its name, at a multiple of 4. */
extern struct rtt_control {
    volatile char id[16];
    int up_count, down_count;
    struct rtt_buffer up;
} _SEGGER_RTT;

struct rtt_control _SEGGER_RTT;

static uint8_t buffer[BUFFER_SIZE];
static size_t offered; /* bytes of the line that are in the buffer, and not reported as taken */

/* The id comes last, when the rest is right, and nowhere else does it stand: a copy in flash, or the part of a string that
   holds it, could be taken for the block. */
static void start(void)
{
    static const char reversed[10] = { 'T', 'T', 'R', ' ', 'R', 'E', 'G', 'G', 'E', 'S' };
    unsigned i;

    _SEGGER_RTT.up.name = "plog";
    _SEGGER_RTT.up.start = buffer;
    _SEGGER_RTT.up.size = BUFFER_SIZE;
    _SEGGER_RTT.up_count = 1;
    __atomic_thread_fence(__ATOMIC_SEQ_CST);
    for (i = sizeof reversed; i-- > 0;)
        _SEGGER_RTT.id[i] = reversed[sizeof reversed - 1 - i];
    __atomic_thread_fence(__ATOMIC_SEQ_CST);
}

/* A write that reaches the buffer's end goes on at its start. One byte stays free, else full would look like empty. */
static void put(const uint8_t *bytes, size_t length)
{
    unsigned write = _SEGGER_RTT.up.write;

    for (; length > 0; length--) {
        buffer[write] = *bytes++;
        write = write + 1 == BUFFER_SIZE ? 0 : write + 1;
    }
    __atomic_thread_fence(__ATOMIC_SEQ_CST);
    _SEGGER_RTT.up.write = write;
}

/* plog_poll() offers the same bytes until they are taken: the first time they go into the buffer, and when the host has read it
   empty they are taken. */
size_t plog_rtt(void *user, const void *bytes, size_t length)
{
    size_t taken;

    (void)user;
    if (_SEGGER_RTT.up_count == 0)
        start();
    if (_SEGGER_RTT.up.read != _SEGGER_RTT.up.write)
        return 0;
    if (offered == 0) {
        put((const uint8_t *)bytes, length);
        offered = length;
        return 0;
    }
    taken = offered < length ? offered : length;
    offered -= taken;
    return taken;
}
