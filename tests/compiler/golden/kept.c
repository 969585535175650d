/*
 * kept.c: the log functions of "kept". Written by plogen from kept.plog: change that file, not this one.
 * Compile it with plogen's runtime/ folder on the include path; it needs no other file of the runtime.
 */
#include "kept.h"

/* The ring, as the spec has it; plog_ring.h tells what each means. */
#define PLOG_GENERATED 1
#define PLOG_PORT "port/cortex_m.h"
#define PLOG_SCHEMA 0x315CCAD6u
#define PLOG_POINTER 4
#define PLOG_REGION_SIZE 2048u
#define PLOG_REGION "plog_needs_kept_ld_in_the_link" /* in kept.ld */
#define PLOG_BLOCK_SIZE 192u
#define PLOG_RINGS 2
#define PLOG_PARTS { 6, 4 }
#define PLOG_STATES { PLOG_CLOSED, PLOG_CLOSED }
#define PLOG_KEEP 1
#define PLOG_DROP 0
#define PLOG_COUNT 0
#define PLOG_LAST_ID 2u
#define PLOG_SMALL 0
#define PLOG_SPILL 0
#define PLOG_LOCK PLOG_LOCK_IRQ
#define PLOG_CLOCK PLOG_CLOCK_TICK
#define PLOG_CLOCK_BITS 32
#define PLOG_CLOCK_SHIFT 7
#define PLOG_BACKTRACE 4
#define PLOG_CRASH_PORT "port/cortex_m_crash.h"
#define PLOG_CRASH_REGISTERS 21
#define PLOG_CRASH_SIZE 147u
#include "plog_ring.h"

/* Logged in the place of what a null pointer should point to: as many zeros as the largest needs. */
typedef union {
    uint8_t m0[2];
} plog_pointee;
static const uint64_t plog_zeros[(sizeof(plog_pointee) + 7) / 8] = { 0 };

void log_bad(uint32_t code, const uint8_t raw[2])
{
    plog_writer plog = plog_enter(1, 16);

    if (plog.at == NULL)
        return;
    if (raw == NULL) {
        raw = (const uint8_t *)plog_zeros;
        plog_tell_nulls(&plog, 0x2u);
    }
    plog_stamp(&plog, 1, 1);
    plog.at = plog_put_u32(plog.at, code);
    plog.at = plog_put_raw(plog.at, raw, 2);
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

/* The decoder's table, for plogcat --elf: in the ELF file, but in no memory of the target. */
PLOG_TABLE("{\\\"plog\\\":1,\\\"project\\\":\\\"kept\\\",\\\"target\\\":\\\"cortex-m3\\\",\\\"prefix\\\":\\\"log\\\",\\\"schema\\\":\\\"315ccad6\\\",\\\"wire\\\":\\\"162247aa\\\"");
PLOG_TABLE(",\\\"texts\\\":\\\"d94095df\\\",\\\"pointer\\\":4,\\\"clock\\\":{\\\"kind\\\":\\\"tick\\\",\\\"hz\\\":1000,\\\"bits\\\":32,\\\"shift\\\":7},\\\"ring\\\":{\\\"mode\\\"");
PLOG_TABLE(":\\\"overwrite\\\",\\\"size\\\":2048,\\\"block\\\":192,\\\"blocks\\\":10,\\\"commit\\\":16,\\\"header\\\":20,\\\"count\\\":false,\\\"integrity\\\":\\\"");
PLOG_TABLE("none\\\",\\\"rings\\\":[{\\\"blocks\\\":6,\\\"core\\\":0,\\\"keep\\\":false},{\\\"blocks\\\":4,\\\"core\\\":0,\\\"keep\\\":true}]},\\\"crash\\\":{\\\"fram");
PLOG_TABLE("es\\\":4,\\\"registers\\\":[\\\"exc_return\\\",\\\"cfsr\\\",\\\"hfsr\\\",\\\"mmfar\\\",\\\"bfar\\\",\\\"r0\\\",\\\"r1\\\",\\\"r2\\\",\\\"r3\\\",\\\"r12\\\",\\\"lr\\\",\\\"pc\\\",\\\"xp");
PLOG_TABLE("sr\\\",\\\"r4\\\",\\\"r5\\\",\\\"r6\\\",\\\"r7\\\",\\\"r8\\\",\\\"r9\\\",\\\"r10\\\",\\\"r11\\\"],\\\"address\\\":4},\\\"types\\\":[],\\\"messages\\\":[{\\\"id\\\":1,\\\"name\\\":\\\"b");
PLOG_TABLE("ad\\\",\\\"module\\\":null,\\\"kind\\\":\\\"message\\\",\\\"level\\\":\\\"error\\\",\\\"text\\\":\\\"bad {code} {raw}\\\",\\\"args\\\":[{\\\"name\\\":\\\"code\\\",");
PLOG_TABLE("\\\"type\\\":\\\"u32\\\"},{\\\"name\\\":\\\"raw\\\",\\\"type\\\":\\\"bytes\\\",\\\"count\\\":2}]},{\\\"id\\\":2,\\\"name\\\":\\\"beat\\\",\\\"module\\\":null,\\\"kind\\\":\\\"");
PLOG_TABLE("message\\\",\\\"level\\\":\\\"info\\\",\\\"text\\\":\\\"beat {n}\\\",\\\"args\\\":[{\\\"name\\\":\\\"n\\\",\\\"type\\\":\\\"u32\\\"}]}]}");
PLOG_TABLE("\\0");

#include "plog.c"
