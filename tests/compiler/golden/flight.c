/*
 * flight.c: the log functions of "flight". Written by plogen from flight.plog: change that file, not this one.
 * Compile it with plogen's runtime/ folder on the include path; it needs no other file of the runtime.
 */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE 1 /* flock() and friends under -std=c99 */
#endif

#include "flight.h"

/* The ring, as the spec has it; plog_ring.h tells what each means. */
#define PLOG_GENERATED 1
#define PLOG_PORT "port/linux.h"
#define PLOG_SCHEMA 0xF0A5A234u
#define PLOG_POINTER 8
#define PLOG_REGION_SIZE 16384u
#define PLOG_BLOCK_SIZE 860u
#define PLOG_RINGS 1
#define PLOG_PARTS { 19 }
#define PLOG_STATES { PLOG_CLOSED }
#define PLOG_DROP 0
#define PLOG_COUNT 0
#define PLOG_SMALL 0
#define PLOG_SPILL 7
#define PLOG_LOCK PLOG_LOCK_THREADS
#define PLOG_CLOCK PLOG_CLOCK_NS
#define PLOG_CLOCK_BITS 64
#define PLOG_CLOCK_SHIFT 28
#include "plog_ring.h"

/* Logged in the place of what a null pointer should point to: as many zeros as the largest needs. */
typedef union {
    log_vec3 m0[1];
    int16_t m1[3];
    int16_t m2[3];
    uint16_t m3[4];
} plog_pointee;
static const uint64_t plog_zeros[(sizeof(plog_pointee) + 7) / 8] = { 0 };

/* What each module logs at the moment: its own level and what is more serious. One byte each, so that a change needs no lock. */
static volatile uint8_t plog_levels[1] = { 5 };

void log_set_level(log_module module, plog_level level)
{
    plog_levels[module] = (uint8_t)level;
}

plog_level log_get_level(log_module module)
{
    return (plog_level)plog_levels[module];
}

void log_assert_failed(const char *file, uint16_t line)
{
    plog_writer plog = plog_begin(0, 1, 45);

    if (plog.at == NULL) {
        if (plog_make_room(0, 45))
            plog_again(log_assert_failed)(file, line);
        return;
    }
    plog.at = plog_put_str(plog.at, file, 24);
    plog.at = plog_put_u32(plog.at, line);
    plog_end(plog);
}

void log_failsafe_set(log_failsafe which, log_mode in)
{
    plog_writer plog;

    if (plog_levels[LOG_MODULE_MAIN] < PLOG_LEVEL_ERROR)
        return;
    plog = plog_begin(0, 2, 21);
    if (plog.at == NULL) {
        if (plog_make_room(0, 21))
            plog_again(log_failsafe_set)(which, in);
        return;
    }
    plog.at = plog_put_u32(plog.at, (uint16_t)which);
    plog.at = plog_put_u8(plog.at, (uint8_t)in);
    plog_end(plog);
}

void log_vibration(const log_vec3 *rms, uint32_t clipped)
{
    plog_writer plog;

    if (plog_levels[LOG_MODULE_MAIN] < PLOG_LEVEL_WARN)
        return;
    plog = plog_enter(0, 37);
    if (plog.at == NULL) {
        if (plog_make_room(0, 37))
            plog_again(log_vibration)(rms, clipped);
        return;
    }
    if (rms == NULL) {
        rms = (const log_vec3 *)plog_zeros;
        plog.at = plog_put_nulls(plog.at, 0x1u);
    }
    plog.at = plog_put_stamp(plog.at, 0, 3);
    plog.at = plog_put_f32(plog.at, rms->x);
    plog.at = plog_put_f32(plog.at, rms->y);
    plog.at = plog_put_f32(plog.at, rms->z);
    plog.at = plog_put_u32(plog.at, clipped);
    plog_end(plog);
}

void log_mode_change(log_mode from, log_mode to)
{
    plog_writer plog;

    if (plog_levels[LOG_MODULE_MAIN] < PLOG_LEVEL_INFO)
        return;
    plog = plog_begin(0, 4, 19);
    if (plog.at == NULL) {
        if (plog_make_room(0, 19))
            plog_again(log_mode_change)(from, to);
        return;
    }
    plog.at = plog_put_u8(plog.at, (uint8_t)from);
    plog.at = plog_put_u8(plog.at, (uint8_t)to);
    plog_end(plog);
}

void log_gps_fix(int32_t lat, int32_t lon, int32_t alt_mm, uint8_t sats, uint16_t hdop)
{
    plog_writer plog;

    if (plog_levels[LOG_MODULE_MAIN] < PLOG_LEVEL_INFO)
        return;
    plog = plog_begin(0, 5, 36);
    if (plog.at == NULL) {
        if (plog_make_room(0, 36))
            plog_again(log_gps_fix)(lat, lon, alt_mm, sats, hdop);
        return;
    }
    plog.at = plog_put_i32(plog.at, lat);
    plog.at = plog_put_i32(plog.at, lon);
    plog.at = plog_put_i32(plog.at, alt_mm);
    plog.at = plog_put_u8(plog.at, sats);
    plog.at = plog_put_u32(plog.at, hdop);
    plog_end(plog);
}

void log_imu(const int16_t gyro[3], const int16_t accel[3], uint32_t us)
{
    uint32_t plog_nulls = 0;
    plog_writer plog;

    if (plog_levels[LOG_MODULE_MAIN] < PLOG_LEVEL_DEBUG)
        return;
    plog = plog_enter(0, 43);
    if (plog.at == NULL) {
        if (plog_make_room(0, 43))
            plog_again(log_imu)(gyro, accel, us);
        return;
    }
    if (gyro == NULL) {
        gyro = (const int16_t *)plog_zeros;
        plog_nulls |= 0x1u;
    }
    if (accel == NULL) {
        accel = (const int16_t *)plog_zeros;
        plog_nulls |= 0x2u;
    }
    if (plog_nulls != 0)
        plog.at = plog_put_nulls(plog.at, plog_nulls);
    plog.at = plog_put_stamp(plog.at, 0, 6);
    plog.at = plog_put_i32(plog.at, gyro[0]);
    plog.at = plog_put_i32(plog.at, gyro[1]);
    plog.at = plog_put_i32(plog.at, gyro[2]);
    plog.at = plog_put_i32(plog.at, accel[0]);
    plog.at = plog_put_i32(plog.at, accel[1]);
    plog.at = plog_put_i32(plog.at, accel[2]);
    plog.at = plog_put_u32(plog.at, us);
    plog_end(plog);
}

void log_motor_out(const uint16_t pwm[4])
{
    plog_writer plog;

    if (plog_levels[LOG_MODULE_MAIN] < PLOG_LEVEL_TRACE)
        return;
    plog = plog_enter(0, 32);
    if (plog.at == NULL) {
        if (plog_make_room(0, 32))
            plog_again(log_motor_out)(pwm);
        return;
    }
    if (pwm == NULL) {
        pwm = (const uint16_t *)plog_zeros;
        plog.at = plog_put_nulls(plog.at, 0x1u);
    }
    plog.at = plog_put_stamp(plog.at, 0, 8);
    plog.at = plog_put_u32(plog.at, pwm[0]);
    plog.at = plog_put_u32(plog.at, pwm[1]);
    plog.at = plog_put_u32(plog.at, pwm[2]);
    plog.at = plog_put_u32(plog.at, pwm[3]);
    plog_end(plog);
}

void log_attitude_loop_begin(void)
{
    plog_writer plog;

    if (plog_levels[LOG_MODULE_MAIN] < PLOG_LEVEL_DEBUG)
        return;
    plog = plog_begin(0, 9, 17);
    if (plog.at == NULL) {
        if (plog_make_room(0, 17))
            plog_again(log_attitude_loop_begin)();
        return;
    }
    plog_end(plog);
}

void log_attitude_loop_end(void)
{
    plog_writer plog;

    if (plog_levels[LOG_MODULE_MAIN] < PLOG_LEVEL_DEBUG)
        return;
    plog = plog_begin(0, 10, 17);
    if (plog.at == NULL) {
        if (plog_make_room(0, 17))
            plog_again(log_attitude_loop_end)();
        return;
    }
    plog_end(plog);
}

void log_ekf_update_begin(uint8_t innovations)
{
    plog_writer plog;

    if (plog_levels[LOG_MODULE_MAIN] < PLOG_LEVEL_DEBUG)
        return;
    plog = plog_begin(0, 11, 18);
    if (plog.at == NULL) {
        if (plog_make_room(0, 18))
            plog_again(log_ekf_update_begin)(innovations);
        return;
    }
    plog.at = plog_put_u8(plog.at, innovations);
    plog_end(plog);
}

void log_ekf_update_end(void)
{
    plog_writer plog;

    if (plog_levels[LOG_MODULE_MAIN] < PLOG_LEVEL_DEBUG)
        return;
    plog = plog_begin(0, 12, 17);
    if (plog.at == NULL) {
        if (plog_make_room(0, 17))
            plog_again(log_ekf_update_end)();
        return;
    }
    plog_end(plog);
}

void log_sd_write_begin(uint32_t bytes)
{
    plog_writer plog;

    if (plog_levels[LOG_MODULE_MAIN] < PLOG_LEVEL_DEBUG)
        return;
    plog = plog_begin(0, 13, 22);
    if (plog.at == NULL) {
        if (plog_make_room(0, 22))
            plog_again(log_sd_write_begin)(bytes);
        return;
    }
    plog.at = plog_put_u32(plog.at, bytes);
    plog_end(plog);
}

void log_sd_write_end(void)
{
    plog_writer plog;

    if (plog_levels[LOG_MODULE_MAIN] < PLOG_LEVEL_DEBUG)
        return;
    plog = plog_begin(0, 14, 17);
    if (plog.at == NULL) {
        if (plog_make_room(0, 17))
            plog_again(log_sd_write_end)();
        return;
    }
    plog_end(plog);
}

void log_battery_mv(uint16_t value)
{
    plog_writer plog;

    if (plog_levels[LOG_MODULE_MAIN] < PLOG_LEVEL_DEBUG)
        return;
    plog = plog_begin(0, 15, 20);
    if (plog.at == NULL) {
        if (plog_make_room(0, 20))
            plog_again(log_battery_mv)(value);
        return;
    }
    plog.at = plog_put_u32(plog.at, value);
    plog_end(plog);
}

void log_load(float value)
{
    plog_writer plog;

    if (plog_levels[LOG_MODULE_MAIN] < PLOG_LEVEL_DEBUG)
        return;
    plog = plog_begin(0, 16, 21);
    if (plog.at == NULL) {
        if (plog_make_room(0, 21))
            plog_again(log_load)(value);
        return;
    }
    plog.at = plog_put_f32(plog.at, value);
    plog_end(plog);
}

#include "plog.c"
