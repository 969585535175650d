/*
 * thermostat.h: the log functions of "thermostat". Written by plogen from thermostat.plog: change that file, not this one.
 *
 * Where they may be called from, and how the log is started and read out: plog.h.
 */
#ifndef THERMOSTAT_H
#define THERMOSTAT_H

#include "plog.h" /* in plogen's folder runtime/, which must be on the include path: -I .../runtime */

#if PLOG_RUNTIME < 1
#error "thermostat.h needs a newer runtime: take the runtime/ folder that came with your plogen"
#elif PLOG_RUNTIME > 1
#error "thermostat.h is older than this runtime: run plogen again, the plogen that came with the runtime"
#endif

#ifdef __cplusplus
extern "C" {
#endif

void log_stack_low(uint16_t left);
void log_sensor_lost(uint8_t channel);
void log_setpoint(int16_t tenths);
void log_relay(bool on);

static inline void log_adc(uint8_t channel, uint16_t raw)
{
    (void)channel;
    (void)raw;
}

static inline void log_loop_top(void)
{
}

#ifdef __cplusplus
}
#endif

#endif
