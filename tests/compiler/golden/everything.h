/*
 * everything.h: the log functions of "everything". Written by plogen from everything.plog: change that file, not this one.
 *
 * Where they may be called from, and how the log is started and read out: plog.h.
 */
#ifndef EVERYTHING_H
#define EVERYTHING_H

#include "plog.h" /* in plogen's folder runtime/, which must be on the include path: -I .../runtime */

#if PLOG_RUNTIME < 1
#error "everything.h needs a newer runtime: take the runtime/ folder that came with your plogen"
#elif PLOG_RUNTIME > 1
#error "everything.h is older than this runtime: run plogen again, the plogen that came with the runtime"
#endif

#ifdef __cplusplus
extern "C" {
#endif

/** How the thing goes.
 *   A second line, indented. */
typedef enum {
    TRACE_LOG_MODE_IDLE = 0,
    TRACE_LOG_MODE_RUN = 5,
    TRACE_LOG_MODE_STOP = 6
} trace_log_mode;

typedef uint64_t trace_log_big;
#define TRACE_LOG_BIG_ZERO ((trace_log_big)0ull)
#define TRACE_LOG_BIG_MOST ((trace_log_big)18446744073709551615ull)

typedef uint16_t trace_log_bits;
#define TRACE_LOG_BITS_FIRST ((trace_log_bits)0x0001u)
#define TRACE_LOG_BITS_THIRD ((trace_log_bits)0x0004u)
#define TRACE_LOG_BITS_FOURTH ((trace_log_bits)0x0008u)

typedef uint64_t trace_log_wide;
#define TRACE_LOG_WIDE_LOW ((trace_log_wide)0x0000000000000001ull)
#define TRACE_LOG_WIDE_HIGH ((trace_log_wide)0x8000000000000000ull)

typedef struct {
    float x;
    int16_t y;
    uint8_t raw[3];
    bool on;
    char letters[4];
    trace_log_bits set;
} trace_log_inner;

typedef struct {
    trace_log_inner inner[2];
    uint64_t when;
    trace_log_mode state;
} trace_log_outer;

/* The spec's modules, each with a level of its own. TRACE_LOG_MODULE_MAIN is what stands outside any module. */
typedef enum {
    TRACE_LOG_MODULE_MAIN,
    TRACE_LOG_MODULE_PART,
    TRACE_LOG_MODULE_EMPTY
} trace_log_module;

/* From now on, the module logs this level and what is more serious. Starts with all that is compiled in. Anywhere. */
void trace_log_set_level(trace_log_module module, plog_level level);
plog_level trace_log_get_level(trace_log_module module);

void trace_log_no_arguments(void);
void trace_log_empty_arguments(void);
void trace_log_floats(float a, double b, const float c[2], const double *d, size_t d_len);
void trace_log_others(bool a, char b, const void *c, uint64_t d, trace_log_mode e, trace_log_bits f);

static inline void trace_log_texts(const char *s, const uint8_t b[4], const uint8_t *more, size_t more_len)
{
    (void)s;
    (void)b;
    (void)more;
    (void)more_len;
}

/** Inside. */
void trace_log_part_event(uint8_t x);
void trace_log_structs(const trace_log_outer *v, const trace_log_inner w[2], trace_log_big x,
                       trace_log_wide y);

static inline void trace_log_part_ticks(uint32_t value)
{
    (void)value;
}
void trace_log_part_both(int64_t value);
void trace_log_keywords(uint8_t level, uint8_t flow, uint8_t fixed, trace_log_mode at,
                        const trace_log_mode span[2], const int32_t *module, size_t module_len);
void trace_log_part_nap_begin(void);
void trace_log_part_nap_end(void);
void trace_log_part_load(float value);
void trace_log_part_bare(uint8_t value);
void trace_log_part_flows(uint16_t a, uint32_t flow);
void trace_log_part_level(void);
void trace_log_loop_begin(void);
void trace_log_loop_end(void);
void trace_log_plain(int64_t value);
void trace_log_part_work_begin(uint16_t job);
void trace_log_part_work_end(void);
void trace_log_part_rest_begin(uint8_t minutes);
void trace_log_part_rest_end(void);
void trace_log_integers(uint8_t a, uint16_t b, uint32_t c, uint64_t d, int8_t e, int16_t f, int32_t g,
                        int64_t h);

#ifdef __cplusplus
}
#endif

#endif
