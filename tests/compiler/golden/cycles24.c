/*
 * cycles24.c: the log functions of "cycles24". Written by plogen from cycles24.plog: change that file, not this one.
 * Compile it with plogen's runtime/ folder on the include path; it needs no other file of the runtime.
 */
#include "cycles24.h"

/* The ring, as the spec has it; plog_ring.h tells what each means. */
#define PLOG_GENERATED 1
#define PLOG_PORT "port/cortex_m.h"
#define PLOG_SCHEMA 0x2990F842u
#define PLOG_POINTER 4
#define PLOG_REGION_SIZE 1024u
#define PLOG_REGION "plog_needs_cycles24_ld_in_the_link" /* in cycles24.ld */
#define PLOG_BLOCK_SIZE 204u
#define PLOG_RINGS 1
#define PLOG_PARTS { 5 }
#define PLOG_STATES { PLOG_CLOSED }
#define PLOG_DROP 0
#define PLOG_COUNT 0
#define PLOG_LAST_ID 1u
#define PLOG_SMALL 0
#define PLOG_SPILL 0
#define PLOG_LOCK PLOG_LOCK_IRQ
#define PLOG_CLOCK PLOG_CLOCK_CYCLES
#define PLOG_CLOCK_BITS 24
#define PLOG_CLOCK_SHIFT 21
#include "plog_ring.h"

void log_step(uint8_t n)
{
    plog_writer plog = plog_begin_offset(0, 1, 6);

    if (plog.at == NULL)
        return;
    plog.at = plog_put_u8(plog.at, n);
    plog_end_fixed(plog);
}

#include "plog.c"
