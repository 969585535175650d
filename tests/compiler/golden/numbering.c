/*
 * numbering.c: the log functions of "numbering". Written by plogen from numbering.plog: change that file, not this one.
 * Compile it with plogen's runtime/ folder on the include path; it needs no other file of the runtime.
 */
#include "numbering.h"

/* The ring, as the spec has it; plog_ring.h tells what each means. */
#define PLOG_GENERATED 1
#define PLOG_PORT "port/cortex_m.h"
#define PLOG_SCHEMA 0x36629FEAu
#define PLOG_POINTER 4
#define PLOG_REGION_SIZE 1024u
#define PLOG_REGION "plog_needs_numbering_ld_in_the_link" /* in numbering.ld */
#define PLOG_BLOCK_SIZE 204u
#define PLOG_RINGS 1
#define PLOG_PARTS { 5 }
#define PLOG_STATES { PLOG_CLOSED }
#define PLOG_DROP 0
#define PLOG_COUNT 0
#define PLOG_LAST_ID 12u
#define PLOG_SMALL 0
#define PLOG_SPILL 0
#define PLOG_LOCK PLOG_LOCK_NONE
#define PLOG_CLOCK PLOG_CLOCK_NONE
#include "plog_ring.h"

void log_a(void)
{
    plog_writer plog = plog_begin_offset(0, 1, 1);

    if (plog.at == NULL)
        return;
    plog_end_fixed(plog);
}

void log_d(void)
{
    plog_writer plog = plog_begin_offset(0, 3, 1);

    if (plog.at == NULL)
        return;
    plog_end_fixed(plog);
}

void log_c(void)
{
    plog_writer plog = plog_begin_offset(0, 4, 1);

    if (plog.at == NULL)
        return;
    plog_end_fixed(plog);
}

void log_b_begin(void)
{
    plog_writer plog = plog_begin_offset(0, 5, 1);

    if (plog.at == NULL)
        return;
    plog_end_fixed(plog);
}

void log_b_end(void)
{
    plog_writer plog = plog_begin_offset(0, 6, 1);

    if (plog.at == NULL)
        return;
    plog_end_fixed(plog);
}

void log_f(void)
{
    plog_writer plog = plog_begin_offset(0, 7, 1);

    if (plog.at == NULL)
        return;
    plog_end_fixed(plog);
}

void log_e_begin(void)
{
    plog_writer plog = plog_begin_offset(0, 8, 1);

    if (plog.at == NULL)
        return;
    plog_end_fixed(plog);
}

void log_e_end(void)
{
    plog_writer plog = plog_begin_offset(0, 9, 1);

    if (plog.at == NULL)
        return;
    plog_end_fixed(plog);
}

void log_g(void)
{
    plog_writer plog = plog_begin_offset(0, 10, 1);

    if (plog.at == NULL)
        return;
    plog_end_fixed(plog);
}

void log_h_begin(void)
{
    plog_writer plog = plog_begin_offset(0, 11, 1);

    if (plog.at == NULL)
        return;
    plog_end_fixed(plog);
}

void log_h_end(void)
{
    plog_writer plog = plog_begin_offset(0, 12, 1);

    if (plog.at == NULL)
        return;
    plog_end_fixed(plog);
}

#include "plog.c"
