/*
 * motor.h: the log functions of "motor". Written by plogen from motor.plog: change that file, not this one.
 *
 * Where they may be called from, and how the log is started and read out: plog.h.
 */
#ifndef MOTOR_H
#define MOTOR_H

#include "plog.h" /* in plogen's folder runtime/, which must be on the include path: -I .../runtime */

#if PLOG_RUNTIME < 1
#error "motor.h needs a newer runtime: take the runtime/ folder that came with your plogen"
#elif PLOG_RUNTIME > 1
#error "motor.h is older than this runtime: run plogen again, the plogen that came with the runtime"
#endif

#ifdef __cplusplus
extern "C" {
#endif

typedef enum {
    LOG_FAULT_CODE_OVERCURRENT = 1,
    LOG_FAULT_CODE_OVERTEMP = 2,
    LOG_FAULT_CODE_STALL = 3,
    LOG_FAULT_CODE_ENCODER_LOST = 16
} log_fault_code;

/** The bridge tripped. The motor coasts until it is armed again. */
void log_motor_fault(log_fault_code code, int16_t rpm);

/** Reported once a second while the motor turns. */
void log_motor_status(int16_t rpm, uint16_t current_ma, int8_t temp_c);
void log_supply_dip(uint16_t mv);
void log_armed(const char *by);
void log_can_rx(uint32_t id, const uint8_t data[8]);
void log_encoder_index(void);

#ifdef __cplusplus
}
#endif

#endif
