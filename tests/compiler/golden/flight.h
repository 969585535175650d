/*
 * flight.h: the log functions of "flight". Written by plogen from flight.plog: change that file, not this one.
 *
 * Where they may be called from, and how the log is started and read out: plog.h.
 */
#ifndef FLIGHT_H
#define FLIGHT_H

#include "plog.h" /* in plogen's folder runtime/, which must be on the include path: -I .../runtime */

#if PLOG_RUNTIME < 1
#error "flight.h needs a newer runtime: take the runtime/ folder that came with your plogen"
#elif PLOG_RUNTIME > 1
#error "flight.h is older than this runtime: run plogen again, the plogen that came with the runtime"
#endif

#ifdef __cplusplus
extern "C" {
#endif

typedef enum {
    LOG_MODE_DISARMED = 0,
    LOG_MODE_STABILIZE = 1,
    LOG_MODE_LOITER = 2,
    LOG_MODE_RTL = 3,
    LOG_MODE_LAND = 4
} log_mode;

typedef uint16_t log_failsafe;
#define LOG_FAILSAFE_RC_LOST ((log_failsafe)0x0001u)
#define LOG_FAILSAFE_BATTERY_LOW ((log_failsafe)0x0002u)
#define LOG_FAILSAFE_GPS_GLITCH ((log_failsafe)0x0004u)
#define LOG_FAILSAFE_EKF_BAD ((log_failsafe)0x0008u)
#define LOG_FAILSAFE_FENCE ((log_failsafe)0x0100u)

typedef struct {
    float x;
    float y;
    float z;
} log_vec3;

/* The spec's modules, each with a level of its own. LOG_MODULE_MAIN is what stands outside any module. */
typedef enum {
    LOG_MODULE_MAIN
} log_module;

/* From now on, the module logs this level and what is more serious. Starts with all that is compiled in. Anywhere. */
void log_set_level(log_module module, plog_level level);
plog_level log_get_level(log_module module);
extern volatile uint8_t plog_levels[1]; /* private */

void plog_write_log_assert_failed(const char *file, uint16_t line);
PLOG_CALL void log_assert_failed(const char *file, uint16_t line)
{
    plog_write_log_assert_failed(file, line);
    plog_return_here();
}

void plog_write_log_failsafe_set(log_failsafe which, log_mode in);
static inline __attribute__((always_inline)) void log_failsafe_set(log_failsafe which, log_mode in)
{
    if (plog_levels[LOG_MODULE_MAIN] < PLOG_LEVEL_ERROR)
        return;
    plog_write_log_failsafe_set(which, in);
}

void plog_write_log_vibration(const log_vec3 *rms, uint32_t clipped);
static inline __attribute__((always_inline)) void log_vibration(const log_vec3 *rms, uint32_t clipped)
{
    if (plog_levels[LOG_MODULE_MAIN] < PLOG_LEVEL_WARN)
        return;
    plog_write_log_vibration(rms, clipped);
}

void plog_write_log_mode_change(log_mode from, log_mode to);
static inline __attribute__((always_inline)) void log_mode_change(log_mode from, log_mode to)
{
    if (plog_levels[LOG_MODULE_MAIN] < PLOG_LEVEL_INFO)
        return;
    plog_write_log_mode_change(from, to);
}

void plog_write_log_gps_fix(int32_t lat, int32_t lon, int32_t alt_mm, uint8_t sats, uint16_t hdop);
static inline __attribute__((always_inline)) void log_gps_fix(int32_t lat, int32_t lon, int32_t alt_mm, uint8_t sats, uint16_t hdop)
{
    if (plog_levels[LOG_MODULE_MAIN] < PLOG_LEVEL_INFO)
        return;
    plog_write_log_gps_fix(lat, lon, alt_mm, sats, hdop);
}

void plog_write_log_imu(const int16_t gyro[3], const int16_t accel[3], uint32_t us);
static inline __attribute__((always_inline)) void log_imu(const int16_t gyro[3], const int16_t accel[3], uint32_t us)
{
    if (plog_levels[LOG_MODULE_MAIN] < PLOG_LEVEL_DEBUG)
        return;
    plog_write_log_imu(gyro, accel, us);
}

void plog_write_log_motor_out(const uint16_t pwm[4]);
static inline __attribute__((always_inline)) void log_motor_out(const uint16_t pwm[4])
{
    if (plog_levels[LOG_MODULE_MAIN] < PLOG_LEVEL_TRACE)
        return;
    plog_write_log_motor_out(pwm);
}

void plog_write_log_attitude_loop_begin(void);
static inline __attribute__((always_inline)) void log_attitude_loop_begin(void)
{
    if (plog_levels[LOG_MODULE_MAIN] < PLOG_LEVEL_DEBUG)
        return;
    plog_write_log_attitude_loop_begin();
}

void plog_write_log_attitude_loop_end(void);
static inline __attribute__((always_inline)) void log_attitude_loop_end(void)
{
    if (plog_levels[LOG_MODULE_MAIN] < PLOG_LEVEL_DEBUG)
        return;
    plog_write_log_attitude_loop_end();
}

void plog_write_log_ekf_update_begin(uint8_t innovations);
static inline __attribute__((always_inline)) void log_ekf_update_begin(uint8_t innovations)
{
    if (plog_levels[LOG_MODULE_MAIN] < PLOG_LEVEL_DEBUG)
        return;
    plog_write_log_ekf_update_begin(innovations);
}

void plog_write_log_ekf_update_end(void);
static inline __attribute__((always_inline)) void log_ekf_update_end(void)
{
    if (plog_levels[LOG_MODULE_MAIN] < PLOG_LEVEL_DEBUG)
        return;
    plog_write_log_ekf_update_end();
}

void plog_write_log_sd_write_begin(uint32_t bytes);
static inline __attribute__((always_inline)) void log_sd_write_begin(uint32_t bytes)
{
    if (plog_levels[LOG_MODULE_MAIN] < PLOG_LEVEL_DEBUG)
        return;
    plog_write_log_sd_write_begin(bytes);
}

void plog_write_log_sd_write_end(void);
static inline __attribute__((always_inline)) void log_sd_write_end(void)
{
    if (plog_levels[LOG_MODULE_MAIN] < PLOG_LEVEL_DEBUG)
        return;
    plog_write_log_sd_write_end();
}

void plog_write_log_battery_mv(uint16_t value);
static inline __attribute__((always_inline)) void log_battery_mv(uint16_t value)
{
    if (plog_levels[LOG_MODULE_MAIN] < PLOG_LEVEL_DEBUG)
        return;
    plog_write_log_battery_mv(value);
}

void plog_write_log_load(float value);
static inline __attribute__((always_inline)) void log_load(float value)
{
    if (plog_levels[LOG_MODULE_MAIN] < PLOG_LEVEL_DEBUG)
        return;
    plog_write_log_load(value);
}

#ifdef __cplusplus
}
#endif

#endif
