/*
 * The nine calls: CALL(name, parameters, log call, arguments). The benches wrap each in a function of its own, so that
 * the arguments are no constants where the log function is called.
 */
#ifndef CALLS_H
#define CALLS_H

#include <stdint.h>

#define CALLS(CALL) \
    CALL(none, (void), log_none(), ()) \
    CALL(u8, (uint8_t v), log_u8_value(v), (five)) \
    CALL(u32, (uint32_t v), log_u32_value(v), (five)) \
    CALL(deadbeef, (uint32_t v), log_u32_value(v), (beef)) \
    CALL(two_i16, (int16_t a, int16_t b), log_two_i16(a, b), (minus_three, thousand)) \
    CALL(str8, (const char *s), log_text(s), (hello)) \
    CALL(u64, (uint64_t v), log_u64_value(v), (big)) \
    CALL(f32, (float v), log_f32_value(v), (pi)) \
    CALL(blob16, (const uint8_t *b), log_blob(b), (blob))

/* A section of their own keeps the arguments out of what is counted as the library's flash. */
#define BENCH_DATA __attribute__((section(".bench_data"))) static volatile

BENCH_DATA uint8_t five = 5;
BENCH_DATA uint32_t beef = 0xDEADBEEFu;
BENCH_DATA int16_t minus_three = -3;
BENCH_DATA int16_t thousand = 1000;
BENCH_DATA uint64_t big = 1ull << 40;
BENCH_DATA float pi = 3.14f;
__attribute__((section(".bench_const"))) static const char hello[] = "hello123";
__attribute__((section(".bench_const"))) static const uint8_t blob[16] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};

#endif
