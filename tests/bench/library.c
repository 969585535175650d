/*
 * The code that plogen wrote, with the clock that the peers were measured with: a volatile u32, read inline.
 */
#include "plog.h"

extern volatile uint32_t bench_ticks;
#define plog_user_clock() bench_ticks

#include "bench.c"
