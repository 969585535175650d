/*
 * crlf.c: the log functions of "crlf". Written by plogen from crlf.plog: change that file, not this one.
 * Compile it with plogen's runtime/ folder on the include path; it needs no other file of the runtime.
 */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE 1 /* flock() and friends under -std=c99 */
#endif

#include "crlf.h"

/* The ring, as the spec has it; plog_ring.h tells what each means. */
#define PLOG_GENERATED 1
#define PLOG_PORT "port/linux.h"
#define PLOG_SCHEMA 0x42B64D1Eu
#define PLOG_POINTER 8
#define PLOG_REGION_SIZE 4096u
#define PLOG_BLOCK_SIZE 452u
#define PLOG_RINGS 1
#define PLOG_PARTS { 9 }
#define PLOG_STATES { PLOG_CLOSED }
#define PLOG_DROP 0
#define PLOG_COUNT 0
#define PLOG_LAST_ID 1u
#define PLOG_SMALL 0
#define PLOG_SPILL 7
#define PLOG_RETRY 1
#define PLOG_LOCK PLOG_LOCK_USER
#define PLOG_CLOCK PLOG_CLOCK_USER
#define PLOG_CLOCK_BITS 64
#define PLOG_CLOCK_SHIFT 14
#include "plog_ring.h"

PLOG_RARE void plog_retry_log_ready(const char *caf)
{
    if (plog_make_room(0, 26))
        log_ready(caf);
}

/** A line.
 *  Another one. */
void log_ready(const char *caf)
{
    plog_writer plog = plog_begin(0, 1, 26);

    if (plog.at == NULL) {
        plog_retry_log_ready(caf);
        return;
    }
    plog.at = plog_put_str(plog.at, caf, 8);
    plog_end(plog);
}

#include "plog.c"
