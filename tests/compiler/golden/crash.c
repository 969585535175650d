/*
 * crash.c: the log functions of "crash". Written by plogen from crash.plog: change that file, not this one.
 * Compile it with plogen's runtime/ folder on the include path; it needs no other file of the runtime.
 */
#include "crash.h"

/* The ring, as the spec has it; plog_ring.h tells what each means. */
#define PLOG_GENERATED 1
#define PLOG_PORT "port/cortex_m.h"
#define PLOG_SCHEMA 0xA95D2B8Bu
#define PLOG_POINTER 4
#define PLOG_REGION_SIZE 4096u
#define PLOG_REGION "plog_needs_crash_ld_in_the_link" /* in crash.ld */
#define PLOG_BLOCK_SIZE 452u
#define PLOG_RINGS 1
#define PLOG_PARTS { 9 }
#define PLOG_STATES { PLOG_CLOSED }
#define PLOG_DROP 0
#define PLOG_COUNT 0
#define PLOG_LAST_ID 1u
#define PLOG_SMALL 0
#define PLOG_SPILL 0
#define PLOG_LOCK PLOG_LOCK_IRQ
#define PLOG_CLOCK PLOG_CLOCK_CYCLES
#define PLOG_CLOCK_BITS 32
#define PLOG_CLOCK_SHIFT 21
#define PLOG_BACKTRACE 16
#define PLOG_CRASH_PORT "port/cortex_m_crash.h"
#define PLOG_CRASH_REGISTERS 23
#define PLOG_CRASH_SIZE 227u
#include "plog_ring.h"

void log_ready(void)
{
    plog_writer plog = plog_begin_offset(0, 1, 6);

    if (plog.at == NULL)
        return;
    plog_end_fixed(plog);
}

/* The decoder's table, for plogcat --elf: in the ELF file, but in no memory of the target. */
PLOG_TABLE("{\\\"plog\\\":1,\\\"project\\\":\\\"crash\\\",\\\"target\\\":\\\"cortex-m33\\\",\\\"prefix\\\":\\\"log\\\",\\\"schema\\\":\\\"a95d2b8b\\\",\\\"wire\\\":\\\"23d0c92");
PLOG_TABLE("1\\\",\\\"texts\\\":\\\"ff593187\\\",\\\"pointer\\\":4,\\\"clock\\\":{\\\"kind\\\":\\\"cycles\\\",\\\"hz\\\":64000000,\\\"bits\\\":32,\\\"shift\\\":21},\\\"ring");
PLOG_TABLE("\\\":{\\\"mode\\\":\\\"overwrite\\\",\\\"size\\\":4096,\\\"block\\\":452,\\\"blocks\\\":9,\\\"commit\\\":16,\\\"header\\\":20,\\\"count\\\":false,\\\"inte");
PLOG_TABLE("grity\\\":\\\"none\\\"},\\\"crash\\\":{\\\"frames\\\":16,\\\"registers\\\":[\\\"exc_return\\\",\\\"cfsr\\\",\\\"hfsr\\\",\\\"mmfar\\\",\\\"bfar\\\",\\\"sfsr\\\",\\\"s");
PLOG_TABLE("far\\\",\\\"r0\\\",\\\"r1\\\",\\\"r2\\\",\\\"r3\\\",\\\"r12\\\",\\\"lr\\\",\\\"pc\\\",\\\"xpsr\\\",\\\"r4\\\",\\\"r5\\\",\\\"r6\\\",\\\"r7\\\",\\\"r8\\\",\\\"r9\\\",\\\"r10\\\",\\\"r11\\\"],\\\"address\\\"");
PLOG_TABLE(":4},\\\"types\\\":[],\\\"messages\\\":[{\\\"id\\\":1,\\\"name\\\":\\\"ready\\\",\\\"module\\\":null,\\\"kind\\\":\\\"message\\\",\\\"level\\\":\\\"info\\\",\\\"tex");
PLOG_TABLE("t\\\":\\\"ready\\\",\\\"args\\\":[]}]}");
PLOG_TABLE("\\0");

#include "plog.c"
