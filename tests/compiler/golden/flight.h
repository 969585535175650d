/*
 * flight.h: the log functions of "flight". Written by plogen from flight.plog: change that file, not this one.
 *
 * Where they may be called from, and how the log is started and read out: plog.h.
 */
#ifndef FLIGHT_H
#define FLIGHT_H

#include "plog.h"

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

void log_assert_failed_called(const char *file, uint16_t line);
PLOG_CALL void log_assert_failed(const char *file, uint16_t line)
{
    log_assert_failed_called(file, line);
    plog_return_here();
}
void log_failsafe_set(log_failsafe which, log_mode in);
void log_vibration(const log_vec3 *rms, uint32_t clipped);
void log_mode_change(log_mode from, log_mode to);
void log_gps_fix(int32_t lat, int32_t lon, int32_t alt_mm, uint8_t sats, uint16_t hdop);
void log_imu(const int16_t gyro[3], const int16_t accel[3], uint32_t us);
void log_motor_out(const uint16_t pwm[4]);
void log_attitude_loop_begin(void);
void log_attitude_loop_end(void);
void log_ekf_update_begin(uint8_t innovations);
void log_ekf_update_end(void);
void log_sd_write_begin(uint32_t bytes);
void log_sd_write_end(void);
void log_battery_mv(uint16_t value);
void log_load(float value);

#ifdef __cplusplus
}
#endif

#endif
