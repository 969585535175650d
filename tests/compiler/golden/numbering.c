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
#define PLOG_BLOCK_SIZE 204u
#define PLOG_RINGS 1
#define PLOG_PARTS { 5 }
#define PLOG_STATES { PLOG_CLOSED }
#define PLOG_DROP 0
#define PLOG_COUNT 0
#define PLOG_SMALL 0
#define PLOG_SPILL 0
#define PLOG_LOCK PLOG_LOCK_NONE
#define PLOG_CLOCK PLOG_CLOCK_NONE
#include "plog_ring.h"

void log_a(void)
{
    plog_writer plog = plog_begin(0, 1, 1);

    if (plog.at == NULL) {
        if (plog_make_room(0, 1))
            plog_again(log_a)();
        return;
    }
    plog_end(plog);
}

void log_d(void)
{
    plog_writer plog = plog_begin(0, 3, 1);

    if (plog.at == NULL) {
        if (plog_make_room(0, 1))
            plog_again(log_d)();
        return;
    }
    plog_end(plog);
}

void log_c(void)
{
    plog_writer plog = plog_begin(0, 4, 1);

    if (plog.at == NULL) {
        if (plog_make_room(0, 1))
            plog_again(log_c)();
        return;
    }
    plog_end(plog);
}

void log_b_begin(void)
{
    plog_writer plog = plog_begin(0, 5, 1);

    if (plog.at == NULL) {
        if (plog_make_room(0, 1))
            plog_again(log_b_begin)();
        return;
    }
    plog_end(plog);
}

void log_b_end(void)
{
    plog_writer plog = plog_begin(0, 6, 1);

    if (plog.at == NULL) {
        if (plog_make_room(0, 1))
            plog_again(log_b_end)();
        return;
    }
    plog_end(plog);
}

void log_f(void)
{
    plog_writer plog = plog_begin(0, 7, 1);

    if (plog.at == NULL) {
        if (plog_make_room(0, 1))
            plog_again(log_f)();
        return;
    }
    plog_end(plog);
}

void log_e_begin(void)
{
    plog_writer plog = plog_begin(0, 8, 1);

    if (plog.at == NULL) {
        if (plog_make_room(0, 1))
            plog_again(log_e_begin)();
        return;
    }
    plog_end(plog);
}

void log_e_end(void)
{
    plog_writer plog = plog_begin(0, 9, 1);

    if (plog.at == NULL) {
        if (plog_make_room(0, 1))
            plog_again(log_e_end)();
        return;
    }
    plog_end(plog);
}

void log_g(void)
{
    plog_writer plog = plog_begin(0, 10, 1);

    if (plog.at == NULL) {
        if (plog_make_room(0, 1))
            plog_again(log_g)();
        return;
    }
    plog_end(plog);
}

void log_h_begin(void)
{
    plog_writer plog = plog_begin(0, 11, 1);

    if (plog.at == NULL) {
        if (plog_make_room(0, 1))
            plog_again(log_h_begin)();
        return;
    }
    plog_end(plog);
}

void log_h_end(void)
{
    plog_writer plog = plog_begin(0, 12, 1);

    if (plog.at == NULL) {
        if (plog_make_room(0, 1))
            plog_again(log_h_end)();
        return;
    }
    plog_end(plog);
}

/* The decoder's table, for plogcat --elf: in the ELF file, but in no memory of the target. */
PLOG_TABLE("{\\\"plog\\\":1,\\\"project\\\":\\\"numbering\\\",\\\"target\\\":\\\"cortex-m3\\\",\\\"prefix\\\":\\\"log\\\",\\\"schema\\\":\\\"36629fea\\\",\\\"wire\\\":\\\"0358");
PLOG_TABLE("97cf\\\",\\\"texts\\\":\\\"a728ae40\\\",\\\"pointer\\\":4,\\\"clock\\\":{\\\"kind\\\":\\\"none\\\",\\\"hz\\\":0,\\\"bits\\\":32,\\\"shift\\\":0},\\\"ring\\\":{\\\"mod");
PLOG_TABLE("e\\\":\\\"overwrite\\\",\\\"size\\\":1024,\\\"block\\\":204,\\\"blocks\\\":5,\\\"commit\\\":16,\\\"header\\\":20,\\\"count\\\":false,\\\"integrity\\\":");
PLOG_TABLE("\\\"none\\\"},\\\"types\\\":[],\\\"messages\\\":[{\\\"id\\\":1,\\\"name\\\":\\\"a\\\",\\\"module\\\":null,\\\"kind\\\":\\\"message\\\",\\\"level\\\":\\\"info\\\",\\\"tex");
PLOG_TABLE("t\\\":\\\"a\\\",\\\"args\\\":[]},{\\\"id\\\":3,\\\"name\\\":\\\"d\\\",\\\"module\\\":null,\\\"kind\\\":\\\"message\\\",\\\"level\\\":\\\"info\\\",\\\"text\\\":\\\"d\\\",\\\"args\\\"");
PLOG_TABLE(":[]},{\\\"id\\\":4,\\\"name\\\":\\\"c\\\",\\\"module\\\":null,\\\"kind\\\":\\\"message\\\",\\\"level\\\":\\\"info\\\",\\\"text\\\":\\\"c\\\",\\\"args\\\":[]},{\\\"id\\\":5,");
PLOG_TABLE("\\\"name\\\":\\\"b\\\",\\\"module\\\":null,\\\"kind\\\":\\\"begin\\\",\\\"level\\\":\\\"debug\\\",\\\"text\\\":\\\"b begin\\\",\\\"args\\\":[]},{\\\"id\\\":6,\\\"name\\\":\\\"");
PLOG_TABLE("b\\\",\\\"module\\\":null,\\\"kind\\\":\\\"end\\\",\\\"level\\\":\\\"debug\\\",\\\"text\\\":\\\"b end\\\",\\\"args\\\":[]},{\\\"id\\\":7,\\\"name\\\":\\\"f\\\",\\\"module\\\":");
PLOG_TABLE("null,\\\"kind\\\":\\\"message\\\",\\\"level\\\":\\\"info\\\",\\\"text\\\":\\\"f\\\",\\\"args\\\":[]},{\\\"id\\\":8,\\\"name\\\":\\\"e\\\",\\\"module\\\":null,\\\"kind\\\":\\\"");
PLOG_TABLE("begin\\\",\\\"level\\\":\\\"debug\\\",\\\"text\\\":\\\"e begin\\\",\\\"args\\\":[]},{\\\"id\\\":9,\\\"name\\\":\\\"e\\\",\\\"module\\\":null,\\\"kind\\\":\\\"end\\\",\\\"le");
PLOG_TABLE("vel\\\":\\\"debug\\\",\\\"text\\\":\\\"e end\\\",\\\"args\\\":[]},{\\\"id\\\":10,\\\"name\\\":\\\"g\\\",\\\"module\\\":null,\\\"kind\\\":\\\"message\\\",\\\"level\\\":\\\"i");
PLOG_TABLE("nfo\\\",\\\"text\\\":\\\"g\\\",\\\"args\\\":[]},{\\\"id\\\":11,\\\"name\\\":\\\"h\\\",\\\"module\\\":null,\\\"kind\\\":\\\"begin\\\",\\\"level\\\":\\\"debug\\\",\\\"text\\\":\\\"");
PLOG_TABLE("h begin\\\",\\\"args\\\":[]},{\\\"id\\\":12,\\\"name\\\":\\\"h\\\",\\\"module\\\":null,\\\"kind\\\":\\\"end\\\",\\\"level\\\":\\\"debug\\\",\\\"text\\\":\\\"h end\\\",\\\"a");
PLOG_TABLE("rgs\\\":[]}]}");
PLOG_TABLE("\\0");

#include "plog.c"
