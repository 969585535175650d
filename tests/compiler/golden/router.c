/*
 * router.c: the log functions of "router". Written by plogen from router.plog: change that file, not this one.
 * Compile it with plogen's runtime/ folder on the include path; it needs no other file of the runtime.
 */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE 1 /* flock() and friends under -std=c99 */
#endif

#include "router.h"

/* The ring, as the spec has it; plog_ring.h tells what each means. */
#define PLOG_GENERATED 1
#define PLOG_PORT "port/linux.h"
#define PLOG_SCHEMA 0x6C763E23u
#define PLOG_POINTER 8
#define PLOG_REGION_SIZE 65536u
#define PLOG_BLOCK_SIZE 1724u
#define PLOG_RINGS 1
#define PLOG_PARTS { 38 }
#define PLOG_STATES { PLOG_CLOSED }
#define PLOG_DROP 0
#define PLOG_COUNT 0
#define PLOG_LAST_ID 9u
#define PLOG_SMALL 0
#define PLOG_SPILL 7
#define PLOG_RETRY 1
#define PLOG_LOCK PLOG_LOCK_THREADS
#define PLOG_CLOCK PLOG_CLOCK_NS
#define PLOG_CLOCK_BITS 64
#define PLOG_CLOCK_SHIFT 28
#define PLOG_BACKTRACE 64
#define PLOG_CRASH_PORT "port/linux_crash.h"
#define PLOG_CRASH_REGISTERS 27
#define PLOG_CRASH_SIZE 915u
#include "plog_ring.h"

/* Logged in the place of what a null pointer should point to: as many zeros as the largest needs. */
typedef union {
    log_prefix4 m0[1];
    log_prefix4 m1[1];
} plog_pointee;
static const uint64_t plog_zeros[(sizeof(plog_pointee) + 7) / 8] = { 0 };

PLOG_RARE void plog_retry_log_rib_route_add(const log_prefix4 *to, uint32_t via, uint32_t metric, log_proto from)
{
    if (plog_make_room(0, 35))
        log_rib_route_add(to, via, metric, from);
}

void log_rib_route_add(const log_prefix4 *to, uint32_t via, uint32_t metric, log_proto from)
{
    plog_writer plog = plog_enter(0, 35);

    if (plog.at == NULL) {
        plog_retry_log_rib_route_add(to, via, metric, from);
        return;
    }
    if (to == NULL) {
        to = (const log_prefix4 *)plog_zeros;
        plog_tell_nulls(&plog, 0x1u);
    }
    plog_stamp(&plog, 0, 1);
    plog.at = plog_put_fixed32(plog.at, (uint32_t)to->addr);
    plog.at = plog_put_u8(plog.at, to->len);
    plog.at = plog_put_fixed32(plog.at, (uint32_t)via);
    plog.at = plog_put_u32(plog.at, metric);
    plog.at = plog_put_u8(plog.at, (uint8_t)from);
    plog_end(plog);
}

PLOG_RARE void plog_retry_log_rib_route_del(const log_prefix4 *to, log_proto from)
{
    if (plog_make_room(0, 26))
        log_rib_route_del(to, from);
}

void log_rib_route_del(const log_prefix4 *to, log_proto from)
{
    plog_writer plog = plog_enter(0, 26);

    if (plog.at == NULL) {
        plog_retry_log_rib_route_del(to, from);
        return;
    }
    if (to == NULL) {
        to = (const log_prefix4 *)plog_zeros;
        plog_tell_nulls(&plog, 0x1u);
    }
    plog_stamp(&plog, 0, 2);
    plog.at = plog_put_fixed32(plog.at, (uint32_t)to->addr);
    plog.at = plog_put_u8(plog.at, to->len);
    plog.at = plog_put_u8(plog.at, (uint8_t)from);
    plog_end_behind_null(plog);
}

PLOG_RARE void plog_retry_log_rib_table_high(uint32_t used, uint32_t limit)
{
    if (plog_make_room(0, 27))
        log_rib_table_high(used, limit);
}

void log_rib_table_high(uint32_t used, uint32_t limit)
{
    plog_writer plog = plog_begin(0, 3, 27);

    if (plog.at == NULL) {
        plog_retry_log_rib_table_high(used, limit);
        return;
    }
    plog.at = plog_put_u32(plog.at, used);
    plog.at = plog_put_u32(plog.at, limit);
    plog_end(plog);
}

PLOG_RARE void plog_retry_log_peer_session_down(uint32_t peer, const char *reason)
{
    if (plog_make_room(0, 87))
        log_peer_session_down(peer, reason);
}

void log_peer_session_down(uint32_t peer, const char *reason)
{
    plog_writer plog = plog_begin(0, 4, 87);

    if (plog.at == NULL) {
        plog_retry_log_peer_session_down(peer, reason);
        return;
    }
    plog.at = plog_put_u32(plog.at, peer);
    plog.at = plog_put_str(plog.at, reason, 64);
    plog_end(plog);
}

PLOG_RARE void plog_retry_log_peer_session_up(uint32_t peer, uint16_t hold)
{
    if (plog_make_room(0, 25))
        log_peer_session_up(peer, hold);
}

void log_peer_session_up(uint32_t peer, uint16_t hold)
{
    plog_writer plog = plog_begin(0, 5, 25);

    if (plog.at == NULL) {
        plog_retry_log_peer_session_up(peer, hold);
        return;
    }
    plog.at = plog_put_u32(plog.at, peer);
    plog.at = plog_put_u32(plog.at, hold);
    plog_end(plog);
}

PLOG_RARE void plog_retry_log_peer_update(uint32_t peer, const uint8_t *nlri, size_t nlri_len)
{
    if (plog_make_room(0, 279))
        log_peer_update(peer, nlri, nlri_len);
}

void log_peer_update(uint32_t peer, const uint8_t *nlri, size_t nlri_len)
{
    plog_writer plog = plog_begin(0, 6, 279);

    if (plog.at == NULL) {
        plog_retry_log_peer_update(peer, nlri, nlri_len);
        return;
    }
    plog.at = plog_put_u32(plog.at, peer);
    plog.at = plog_put_bytes(plog.at, nlri, nlri_len, 255);
    plog_end(plog);
}

PLOG_RARE void plog_retry_log_recompute_begin(uint32_t dirty)
{
    if (plog_make_room(0, 22))
        log_recompute_begin(dirty);
}

void log_recompute_begin(uint32_t dirty)
{
    plog_writer plog = plog_begin(0, 7, 22);

    if (plog.at == NULL) {
        plog_retry_log_recompute_begin(dirty);
        return;
    }
    plog.at = plog_put_u32(plog.at, dirty);
    plog_end(plog);
}

PLOG_RARE void plog_retry_log_recompute_end(void)
{
    if (plog_make_room(0, 17))
        log_recompute_end();
}

void log_recompute_end(void)
{
    plog_writer plog = plog_begin_offset(0, 8, 17);

    if (plog.at == NULL) {
        plog_retry_log_recompute_end();
        return;
    }
    plog_end_fixed(plog);
}

PLOG_RARE void plog_retry_log_routes(uint32_t value)
{
    if (plog_make_room(0, 22))
        log_routes(value);
}

void log_routes(uint32_t value)
{
    plog_writer plog = plog_begin(0, 9, 22);

    if (plog.at == NULL) {
        plog_retry_log_routes(value);
        return;
    }
    plog.at = plog_put_u32(plog.at, value);
    plog_end(plog);
}

/* The decoder's table, for plogcat --elf: in the ELF file, but in no memory of the target. */
PLOG_TABLE("{\\\"plog\\\":1,\\\"project\\\":\\\"router\\\",\\\"target\\\":\\\"linux\\\",\\\"prefix\\\":\\\"log\\\",\\\"schema\\\":\\\"6c763e23\\\",\\\"wire\\\":\\\"43b38b8e\\\",\\\"");
PLOG_TABLE("texts\\\":\\\"23af9313\\\",\\\"pointer\\\":8,\\\"clock\\\":{\\\"kind\\\":\\\"ns\\\",\\\"hz\\\":1000000000,\\\"bits\\\":64,\\\"shift\\\":28},\\\"ring\\\":{\\\"mo");
PLOG_TABLE("de\\\":\\\"overwrite\\\",\\\"size\\\":65536,\\\"block\\\":1724,\\\"blocks\\\":38,\\\"commit\\\":16,\\\"header\\\":20,\\\"count\\\":false,\\\"integri");
PLOG_TABLE("ty\\\":\\\"none\\\"},\\\"crash\\\":{\\\"frames\\\":64,\\\"registers\\\":[\\\"base\\\",\\\"machine\\\",\\\"signo\\\",\\\"code\\\",\\\"addr\\\",\\\"pc\\\"],\\\"machines");
PLOG_TABLE("\\\":[{\\\"machine\\\":62,\\\"registers\\\":[\\\"rax\\\",\\\"rbx\\\",\\\"rcx\\\",\\\"rdx\\\",\\\"rsi\\\",\\\"rdi\\\",\\\"rbp\\\",\\\"r8\\\",\\\"r9\\\",\\\"r10\\\",\\\"r11\\\",\\\"r12\\\",");
PLOG_TABLE("\\\"r13\\\",\\\"r14\\\",\\\"r15\\\",\\\"rflags\\\"]},{\\\"machine\\\":183,\\\"registers\\\":[\\\"x0\\\",\\\"x1\\\",\\\"x2\\\",\\\"x3\\\",\\\"x4\\\",\\\"x5\\\",\\\"x6\\\",\\\"x7\\\",\\\"x1");
PLOG_TABLE("9\\\",\\\"x20\\\",\\\"x21\\\",\\\"x22\\\",\\\"x23\\\",\\\"x24\\\",\\\"x25\\\",\\\"x26\\\",\\\"x27\\\",\\\"x28\\\",\\\"x29\\\",\\\"x30\\\",\\\"pstate\\\"]},{\\\"machine\\\":243,\\\"regi");
PLOG_TABLE("sters\\\":[\\\"ra\\\",\\\"a0\\\",\\\"a1\\\",\\\"a2\\\",\\\"a3\\\",\\\"a4\\\",\\\"a5\\\",\\\"a6\\\",\\\"a7\\\",\\\"s0\\\",\\\"s1\\\",\\\"s2\\\",\\\"s3\\\",\\\"s4\\\",\\\"s5\\\",\\\"s6\\\",\\\"s7\\\",\\\"s8\\\",\\\"s");
PLOG_TABLE("9\\\",\\\"s10\\\",\\\"s11\\\"]}],\\\"address\\\":8},\\\"types\\\":[{\\\"name\\\":\\\"proto\\\",\\\"kind\\\":\\\"enum\\\",\\\"base\\\":\\\"u8\\\",\\\"values\\\":[{\\\"name\\\":");
PLOG_TABLE("\\\"static_route\\\",\\\"value\\\":0},{\\\"name\\\":\\\"ospf\\\",\\\"value\\\":1},{\\\"name\\\":\\\"bgp\\\",\\\"value\\\":2},{\\\"name\\\":\\\"rip\\\",\\\"value\\\":3");
PLOG_TABLE("}]},{\\\"name\\\":\\\"prefix4\\\",\\\"kind\\\":\\\"struct\\\",\\\"fields\\\":[{\\\"name\\\":\\\"addr\\\",\\\"type\\\":\\\"u32\\\",\\\"fixed\\\":true},{\\\"name\\\":\\\"l");
PLOG_TABLE("en\\\",\\\"type\\\":\\\"u8\\\"}]}],\\\"messages\\\":[{\\\"id\\\":1,\\\"name\\\":\\\"route_add\\\",\\\"module\\\":\\\"rib\\\",\\\"kind\\\":\\\"message\\\",\\\"level\\\":\\\"");
PLOG_TABLE("info\\\",\\\"text\\\":\\\"add {to.addr:#010x}/{to.len} via {via:#010x} metric {metric} ({from})\\\",\\\"args\\\":[{\\\"name\\\"");
PLOG_TABLE(":\\\"to\\\",\\\"type\\\":\\\"prefix4\\\"},{\\\"name\\\":\\\"via\\\",\\\"type\\\":\\\"u32\\\",\\\"fixed\\\":true},{\\\"name\\\":\\\"metric\\\",\\\"type\\\":\\\"u32\\\"},{\\\"na");
PLOG_TABLE("me\\\":\\\"from\\\",\\\"type\\\":\\\"proto\\\"}]},{\\\"id\\\":2,\\\"name\\\":\\\"route_del\\\",\\\"module\\\":\\\"rib\\\",\\\"kind\\\":\\\"message\\\",\\\"level\\\":\\\"inf");
PLOG_TABLE("o\\\",\\\"text\\\":\\\"del {to.addr:#010x}/{to.len} ({from})\\\",\\\"args\\\":[{\\\"name\\\":\\\"to\\\",\\\"type\\\":\\\"prefix4\\\"},{\\\"name\\\":\\\"fr");
PLOG_TABLE("om\\\",\\\"type\\\":\\\"proto\\\"}]},{\\\"id\\\":3,\\\"name\\\":\\\"table_high\\\",\\\"module\\\":\\\"rib\\\",\\\"kind\\\":\\\"message\\\",\\\"level\\\":\\\"warn\\\",\\\"te");
PLOG_TABLE("xt\\\":\\\"{used} of {limit} routes\\\",\\\"args\\\":[{\\\"name\\\":\\\"used\\\",\\\"type\\\":\\\"u32\\\"},{\\\"name\\\":\\\"limit\\\",\\\"type\\\":\\\"u32\\\"}]},");
PLOG_TABLE("{\\\"id\\\":4,\\\"name\\\":\\\"session_down\\\",\\\"module\\\":\\\"peer\\\",\\\"kind\\\":\\\"message\\\",\\\"level\\\":\\\"error\\\",\\\"text\\\":\\\"session {peer");
PLOG_TABLE("} down: {reason}\\\",\\\"args\\\":[{\\\"name\\\":\\\"peer\\\",\\\"type\\\":\\\"u32\\\"},{\\\"name\\\":\\\"reason\\\",\\\"type\\\":\\\"str\\\",\\\"max\\\":64}]},{\\\"i");
PLOG_TABLE("d\\\":5,\\\"name\\\":\\\"session_up\\\",\\\"module\\\":\\\"peer\\\",\\\"kind\\\":\\\"message\\\",\\\"level\\\":\\\"info\\\",\\\"text\\\":\\\"session {peer} up, ");
PLOG_TABLE("hold {hold} s\\\",\\\"args\\\":[{\\\"name\\\":\\\"peer\\\",\\\"type\\\":\\\"u32\\\"},{\\\"name\\\":\\\"hold\\\",\\\"type\\\":\\\"u16\\\"}]},{\\\"id\\\":6,\\\"name\\\":\\\"u");
PLOG_TABLE("pdate\\\",\\\"module\\\":\\\"peer\\\",\\\"kind\\\":\\\"message\\\",\\\"level\\\":\\\"debug\\\",\\\"text\\\":\\\"update from {peer}: {nlri}\\\",\\\"args\\\":[");
PLOG_TABLE("{\\\"name\\\":\\\"peer\\\",\\\"type\\\":\\\"u32\\\"},{\\\"name\\\":\\\"nlri\\\",\\\"type\\\":\\\"bytes\\\",\\\"max\\\":255}]},{\\\"id\\\":7,\\\"name\\\":\\\"recompute\\\",\\\"");
PLOG_TABLE("module\\\":null,\\\"kind\\\":\\\"begin\\\",\\\"level\\\":\\\"debug\\\",\\\"text\\\":\\\"recompute begin dirty={dirty}\\\",\\\"args\\\":[{\\\"name\\\":\\\"");
PLOG_TABLE("dirty\\\",\\\"type\\\":\\\"u32\\\"}]},{\\\"id\\\":8,\\\"name\\\":\\\"recompute\\\",\\\"module\\\":null,\\\"kind\\\":\\\"end\\\",\\\"level\\\":\\\"debug\\\",\\\"text\\\":");
PLOG_TABLE("\\\"recompute end\\\",\\\"args\\\":[]},{\\\"id\\\":9,\\\"name\\\":\\\"routes\\\",\\\"module\\\":null,\\\"kind\\\":\\\"counter\\\",\\\"level\\\":\\\"debug\\\",\\\"t");
PLOG_TABLE("ext\\\":\\\"routes = {value}\\\",\\\"args\\\":[{\\\"name\\\":\\\"value\\\",\\\"type\\\":\\\"u32\\\"}]}]}");
PLOG_TABLE("\\0");

#include "plog.c"
