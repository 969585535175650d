/*
 * minimal.c: the log functions of "minimal". Written by plogen from minimal.plog: change that file, not this one.
 * Compile it with plogen's runtime/ folder on the include path; it needs no other file of the runtime.
 */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE 1 /* flock() and friends under -std=c99 */
#endif

#include "minimal.h"

/* The ring, as the spec has it; plog_ring.h tells what each means. */
#define PLOG_GENERATED 1
#define PLOG_PORT "port/linux.h"
#define PLOG_SCHEMA 0x8161AA11u
#define PLOG_POINTER 8
#define PLOG_REGION_SIZE 1024u
#define PLOG_BLOCK_SIZE 204u
#define PLOG_RINGS 1
#define PLOG_PARTS { 5 }
#define PLOG_STATES { PLOG_CLOSED }
#define PLOG_DROP 1
#define PLOG_COUNT 0
#define PLOG_LAST_ID 0u
#define PLOG_SMALL 0
#define PLOG_SPILL 7
#define PLOG_RETRY 1
#define PLOG_LOCK PLOG_LOCK_THREADS
#define PLOG_CLOCK PLOG_CLOCK_NONE
#include "plog_ring.h"

#include "plog.c"
