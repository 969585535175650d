/*
 * everything.c: the log functions of "everything". Written by plogen from everything.plog: change that file, not this one.
 * Compile it with plogen's runtime/ folder on the include path; it needs no other file of the runtime.
 */
#include "everything.h"

/* The ring, as the spec has it; plog_ring.h tells what each means. */
#define PLOG_GENERATED 1
#define PLOG_PORT "port/cortex_m.h"
#define PLOG_SCHEMA 0x57D8BB7Cu
#define PLOG_POINTER 4
#define PLOG_REGION_SIZE 4096u
#define PLOG_REGION "plog_needs_everything_ld_in_the_link" /* in everything.ld */
#define PLOG_BLOCK_SIZE 452u
#define PLOG_RINGS 1
#define PLOG_PARTS { 9 }
#define PLOG_STATES { PLOG_CLOSED }
#define PLOG_DROP 1
#define PLOG_COUNT 0
#define PLOG_LAST_ID 100u
#define PLOG_SMALL 1
#define PLOG_SPILL 0
#define PLOG_LONG_NUMBERS 1
#define PLOG_NULLS 5
#define PLOG_LOCK PLOG_LOCK_BASEPRI
#define PLOG_LOCK_PRIORITY 64u
#define PLOG_CLOCK PLOG_CLOCK_USER
#define PLOG_CLOCK_BITS 32
#define PLOG_CLOCK_SHIFT 14
#include "plog_ring.h"

/* Logged in the place of what a null pointer should point to: as many zeros as the largest needs. */
typedef union {
    float m0[2];
    trace_log_outer m1[1];
    trace_log_inner m2[2];
    trace_log_mode m3[2];
} plog_pointee;
static const uint64_t plog_zeros[(sizeof(plog_pointee) + 7) / 8] = { 0 };

/* What each module logs at the moment: its own level and what is more serious. One byte each, so that a change needs no lock. */
static volatile uint8_t plog_levels[3] = { 4, 4, 4 };

void trace_log_set_level(trace_log_module module, plog_level level)
{
    plog_levels[module] = (uint8_t)level;
}

plog_level trace_log_get_level(trace_log_module module)
{
    return (plog_level)plog_levels[module];
}

void trace_log_no_arguments(void)
{
    plog_writer plog = plog_begin(0, 2, 6);

    if (plog.at == NULL)
        return;
    plog_end(plog);
}

void trace_log_empty_arguments(void)
{
    plog_writer plog;

    if (plog_levels[TRACE_LOG_MODULE_MAIN] < PLOG_LEVEL_ERROR)
        return;
    plog = plog_begin(0, 3, 6);
    if (plog.at == NULL)
        return;
    plog_end(plog);
}

void trace_log_floats(float a, double b, const float c[2], const double *d, size_t d_len)
{
    plog_null_bits plog_nulls = 0;
    plog_writer plog;

    if (plog_levels[TRACE_LOG_MODULE_MAIN] < PLOG_LEVEL_INFO)
        return;
    if (c == NULL) {
        c = (const float *)plog_zeros;
        plog_note_null(&plog_nulls, 0x4u);
    }
    plog = plog_begin_with_nulls(0, 4, 54, plog_nulls);
    if (plog.at == NULL)
        return;
    plog.at = plog_put_f32(plog.at, a);
    plog.at = plog_put_f64(plog.at, b);
    plog.at = plog_put_raw(plog.at, c, 8);
    plog.at = plog_put_count(plog.at, d, &d_len, 3);
    for (size_t plog_i = 0; plog_i < d_len; plog_i++)
        plog.at = plog_put_f64(plog.at, d[plog_i]);
    plog_end(plog);
}

void trace_log_others(bool a, char b, const void *c, uint64_t d, trace_log_mode e, trace_log_bits f)
{
    plog_writer plog;

    if (plog_levels[TRACE_LOG_MODULE_MAIN] < PLOG_LEVEL_DEBUG)
        return;
    plog = plog_begin(0, 5, 24);
    if (plog.at == NULL)
        return;
    plog.at = plog_put_u8(plog.at, a ? 1 : 0);
    plog.at = plog_put_u8(plog.at, (uint8_t)b);
    plog.at = plog_put_ptr(plog.at, c);
    plog.at = plog_put_fixed64(plog.at, (uint64_t)d);
    plog.at = plog_put_u8(plog.at, (uint8_t)e);
    plog.at = plog_put_u32(plog.at, (uint16_t)f);
    plog_end(plog);
}

/** Inside. */
void trace_log_part_event(uint8_t x)
{
    plog_writer plog;

    if (plog_levels[TRACE_LOG_MODULE_PART] < PLOG_LEVEL_INFO)
        return;
    plog = plog_begin(0, 7, 7);
    if (plog.at == NULL)
        return;
    plog.at = plog_put_u8(plog.at, x);
    plog_end(plog);
}

void trace_log_structs(const trace_log_outer *v, const trace_log_inner w[2], trace_log_big x,
                       trace_log_wide y)
{
    plog_null_bits plog_nulls = 0;
    plog_writer plog;

    if (plog_levels[TRACE_LOG_MODULE_MAIN] < PLOG_LEVEL_INFO)
        return;
    if (v == NULL) {
        v = (const trace_log_outer *)plog_zeros;
        plog_note_null(&plog_nulls, 0x1u);
    }
    if (w == NULL) {
        w = (const trace_log_inner *)plog_zeros;
        plog_note_null(&plog_nulls, 0x2u);
    }
    plog = plog_begin_with_nulls(0, 8, 105, plog_nulls);
    if (plog.at == NULL)
        return;
    plog.at = plog_put_f32(plog.at, v->inner[0].x);
    plog.at = plog_put_fixed16(plog.at, (uint16_t)v->inner[0].y);
    plog.at = plog_put_raw(plog.at, v->inner[0].raw, 3);
    plog.at = plog_put_u8(plog.at, v->inner[0].on ? 1 : 0);
    plog.at = plog_put_raw(plog.at, v->inner[0].letters, 4);
    plog.at = plog_put_u32(plog.at, (uint16_t)v->inner[0].set);
    plog.at = plog_put_f32(plog.at, v->inner[1].x);
    plog.at = plog_put_fixed16(plog.at, (uint16_t)v->inner[1].y);
    plog.at = plog_put_raw(plog.at, v->inner[1].raw, 3);
    plog.at = plog_put_u8(plog.at, v->inner[1].on ? 1 : 0);
    plog.at = plog_put_raw(plog.at, v->inner[1].letters, 4);
    plog.at = plog_put_u32(plog.at, (uint16_t)v->inner[1].set);
    plog.at = plog_put_u64(plog.at, v->when);
    plog.at = plog_put_u8(plog.at, (uint8_t)v->state);
    plog.at = plog_put_f32(plog.at, w[0].x);
    plog.at = plog_put_fixed16(plog.at, (uint16_t)w[0].y);
    plog.at = plog_put_raw(plog.at, w[0].raw, 3);
    plog.at = plog_put_u8(plog.at, w[0].on ? 1 : 0);
    plog.at = plog_put_raw(plog.at, w[0].letters, 4);
    plog.at = plog_put_u32(plog.at, (uint16_t)w[0].set);
    plog.at = plog_put_f32(plog.at, w[1].x);
    plog.at = plog_put_fixed16(plog.at, (uint16_t)w[1].y);
    plog.at = plog_put_raw(plog.at, w[1].raw, 3);
    plog.at = plog_put_u8(plog.at, w[1].on ? 1 : 0);
    plog.at = plog_put_raw(plog.at, w[1].letters, 4);
    plog.at = plog_put_u32(plog.at, (uint16_t)w[1].set);
    plog.at = plog_put_u64(plog.at, (uint64_t)x);
    plog.at = plog_put_u64(plog.at, (uint64_t)y);
    plog_end(plog);
}

void trace_log_part_both(int64_t value)
{
    plog_writer plog;

    if (plog_levels[TRACE_LOG_MODULE_PART] < PLOG_LEVEL_DEBUG)
        return;
    plog = plog_begin(0, 10, 14);
    if (plog.at == NULL)
        return;
    plog.at = plog_put_fixed64(plog.at, (uint64_t)value);
    plog_end(plog);
}

void trace_log_keywords(uint8_t level, uint8_t flow, uint8_t fixed, trace_log_mode at,
                        const trace_log_mode span[2], const int32_t *module, size_t module_len)
{
    plog_null_bits plog_nulls = 0;
    plog_writer plog;

    if (plog_levels[TRACE_LOG_MODULE_MAIN] < PLOG_LEVEL_INFO)
        return;
    if (span == NULL) {
        span = (const trace_log_mode *)plog_zeros;
        plog_note_null(&plog_nulls, 0x10u);
    }
    plog = plog_begin_with_nulls(0, 11, 26, plog_nulls);
    if (plog.at == NULL)
        return;
    plog.at = plog_put_u8(plog.at, level);
    plog.at = plog_put_u8(plog.at, flow);
    plog.at = plog_put_u8(plog.at, fixed);
    plog.at = plog_put_u8(plog.at, (uint8_t)at);
    plog.at = plog_put_u8(plog.at, (uint8_t)span[0]);
    plog.at = plog_put_u8(plog.at, (uint8_t)span[1]);
    plog.at = plog_put_count(plog.at, module, &module_len, 2);
    for (size_t plog_i = 0; plog_i < module_len; plog_i++)
        plog.at = plog_put_i32(plog.at, module[plog_i]);
    plog_end(plog);
}

void trace_log_part_nap_begin(void)
{
    plog_writer plog;

    if (plog_levels[TRACE_LOG_MODULE_PART] < PLOG_LEVEL_ERROR)
        return;
    plog = plog_begin(0, 12, 6);
    if (plog.at == NULL)
        return;
    plog_end(plog);
}

void trace_log_part_nap_end(void)
{
    plog_writer plog;

    if (plog_levels[TRACE_LOG_MODULE_PART] < PLOG_LEVEL_ERROR)
        return;
    plog = plog_begin(0, 13, 6);
    if (plog.at == NULL)
        return;
    plog_end(plog);
}

void trace_log_part_load(float value)
{
    plog_writer plog;

    if (plog_levels[TRACE_LOG_MODULE_PART] < PLOG_LEVEL_DEBUG)
        return;
    plog = plog_begin(0, 14, 10);
    if (plog.at == NULL)
        return;
    plog.at = plog_put_f32(plog.at, value);
    plog_end(plog);
}

void trace_log_part_bare(uint8_t value)
{
    plog_writer plog = plog_begin(0, 15, 7);

    if (plog.at == NULL)
        return;
    plog.at = plog_put_u8(plog.at, value);
    plog_end(plog);
}

void trace_log_part_flows(uint16_t a, uint32_t flow)
{
    plog_writer plog;

    if (plog_levels[TRACE_LOG_MODULE_PART] < PLOG_LEVEL_DEBUG)
        return;
    plog = plog_begin(0, 32, 12);
    if (plog.at == NULL)
        return;
    plog.at = plog_put_fixed16(plog.at, (uint16_t)a);
    plog.at = plog_put_fixed32(plog.at, (uint32_t)flow);
    plog_end(plog);
}

void trace_log_part_level(void)
{
    plog_writer plog;

    if (plog_levels[TRACE_LOG_MODULE_PART] < PLOG_LEVEL_DEBUG)
        return;
    plog = plog_begin(0, 33, 6);
    if (plog.at == NULL)
        return;
    plog_end(plog);
}

void trace_log_loop_begin(void)
{
    plog_writer plog;

    if (plog_levels[TRACE_LOG_MODULE_MAIN] < PLOG_LEVEL_DEBUG)
        return;
    plog = plog_begin(0, 34, 6);
    if (plog.at == NULL)
        return;
    plog_end(plog);
}

void trace_log_loop_end(void)
{
    plog_writer plog;

    if (plog_levels[TRACE_LOG_MODULE_MAIN] < PLOG_LEVEL_DEBUG)
        return;
    plog = plog_begin(0, 35, 6);
    if (plog.at == NULL)
        return;
    plog_end(plog);
}

void trace_log_plain(int64_t value)
{
    plog_writer plog;

    if (plog_levels[TRACE_LOG_MODULE_MAIN] < PLOG_LEVEL_DEBUG)
        return;
    plog = plog_begin(0, 36, 15);
    if (plog.at == NULL)
        return;
    plog.at = plog_put_i64(plog.at, value);
    plog_end(plog);
}

void trace_log_part_work_begin(uint16_t job)
{
    plog_writer plog;

    if (plog_levels[TRACE_LOG_MODULE_PART] < PLOG_LEVEL_DEBUG)
        return;
    plog = plog_begin(0, 41, 9);
    if (plog.at == NULL)
        return;
    plog.at = plog_put_u32(plog.at, job);
    plog_end(plog);
}

void trace_log_part_work_end(void)
{
    plog_writer plog;

    if (plog_levels[TRACE_LOG_MODULE_PART] < PLOG_LEVEL_DEBUG)
        return;
    plog = plog_begin(0, 42, 6);
    if (plog.at == NULL)
        return;
    plog_end(plog);
}

void trace_log_part_rest_begin(uint8_t minutes)
{
    plog_writer plog;

    if (plog_levels[TRACE_LOG_MODULE_PART] < PLOG_LEVEL_WARN)
        return;
    plog = plog_begin(0, 50, 7);
    if (plog.at == NULL)
        return;
    plog.at = plog_put_u8(plog.at, minutes);
    plog_end(plog);
}

void trace_log_part_rest_end(void)
{
    plog_writer plog;

    if (plog_levels[TRACE_LOG_MODULE_PART] < PLOG_LEVEL_WARN)
        return;
    plog = plog_begin(0, 51, 6);
    if (plog.at == NULL)
        return;
    plog_end(plog);
}

void trace_log_integers(uint8_t a, uint16_t b, uint32_t c, uint64_t d, int8_t e, int16_t f, int32_t g,
                        int64_t h)
{
    plog_writer plog;

    if (plog_levels[TRACE_LOG_MODULE_MAIN] < PLOG_LEVEL_WARN)
        return;
    plog = plog_begin(0, 100, 42);
    if (plog.at == NULL)
        return;
    plog.at = plog_put_u8(plog.at, a);
    plog.at = plog_put_u32(plog.at, b);
    plog.at = plog_put_u32(plog.at, c);
    plog.at = plog_put_u64(plog.at, d);
    plog.at = plog_put_u8(plog.at, (uint8_t)e);
    plog.at = plog_put_i32(plog.at, f);
    plog.at = plog_put_i32(plog.at, g);
    plog.at = plog_put_i64(plog.at, h);
    plog_end(plog);
}

#include "plog.c"
