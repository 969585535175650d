/*
 * cores.c: the log functions of "cores". Written by plogen from cores.plog: change that file, not this one.
 * Compile it with plogen's runtime/ folder on the include path; it needs no other file of the runtime.
 */
#include "cores.h"

/* The ring, as the spec has it; plog_ring.h tells what each means. */
#define PLOG_GENERATED 1
#define PLOG_PORT "port/cortex_m.h"
#define PLOG_SCHEMA 0x8EAD1615u
#define PLOG_POINTER 4
#define PLOG_REGION_SIZE 4096u
#define PLOG_REGION "plog_needs_cores_ld_in_the_link" /* in cores.ld */
#define PLOG_BLOCK_SIZE 168u
#define PLOG_RINGS 4
#define PLOG_PARTS { 9, 3, 9, 3 }
#define PLOG_STATES { PLOG_CLOSED, PLOG_CLOSED, PLOG_CLOSED, PLOG_CLOSED }
#define PLOG_CORES 2
#define PLOG_KEEP 1
#define PLOG_DROP 0
#define PLOG_COUNT 0
#define PLOG_LAST_ID 2u
#define PLOG_SMALL 1
#define PLOG_SPILL 0
#define PLOG_LOCK PLOG_LOCK_IRQ
#define PLOG_CLOCK PLOG_CLOCK_TICK
#define PLOG_CLOCK_BITS 32
#define PLOG_CLOCK_SHIFT 7
#define PLOG_REORDERS 1
#include "plog_ring.h"

void log_bad(uint32_t code)
{
    plog_writer plog = plog_begin(1, 1, 11);

    if (plog.at == NULL)
        return;
    plog.at = plog_put_u32(plog.at, code);
    plog_end(plog);
}

void log_beat(uint32_t n)
{
    plog_writer plog = plog_begin(0, 2, 11);

    if (plog.at == NULL)
        return;
    plog.at = plog_put_u32(plog.at, n);
    plog_end(plog);
}

#include "plog.c"
