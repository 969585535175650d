/*
 * sensor_node.h: the log functions of "sensor_node". Written by plogen from sensor_node.plog: change that file, not this one.
 *
 * Where they may be called from, and how the log is started and read out: plog.h.
 */
#ifndef SENSOR_NODE_H
#define SENSOR_NODE_H

#include "plog.h" /* in plogen's folder runtime/, which must be on the include path: -I .../runtime */

#if PLOG_RUNTIME < 1
#error "sensor_node.h needs a newer runtime: take the runtime/ folder that came with your plogen"
#elif PLOG_RUNTIME > 1
#error "sensor_node.h is older than this runtime: run plogen again, the plogen that came with the runtime"
#endif

#ifdef __cplusplus
extern "C" {
#endif

typedef enum {
    LOG_RESET_REASON_POWER_ON = 0,
    LOG_RESET_REASON_HW_WATCHDOG = 1,
    LOG_RESET_REASON_EXCEPTION = 2,
    LOG_RESET_REASON_SOFT_WATCHDOG = 3,
    LOG_RESET_REASON_SOFT_RESTART = 4,
    LOG_RESET_REASON_DEEP_SLEEP_WAKE = 5,
    LOG_RESET_REASON_EXTERNAL = 6
} log_reset_reason;

typedef uint8_t log_wifi_state;
#define LOG_WIFI_STATE_ASSOCIATED ((log_wifi_state)0x01u)
#define LOG_WIFI_STATE_HAS_IP ((log_wifi_state)0x02u)
#define LOG_WIFI_STATE_DNS_OK ((log_wifi_state)0x04u)
#define LOG_WIFI_STATE_TLS_OK ((log_wifi_state)0x08u)

void plog_write_log_out_of_heap(uint32_t asked, uint32_t largest);
PLOG_CALL void log_out_of_heap(uint32_t asked, uint32_t largest)
{
    plog_write_log_out_of_heap(asked, largest);
    plog_return_here();
}
void log_upload_failed(int16_t status, const char *url);
void log_reconnect(uint8_t reason, log_wifi_state state);
void log_reading(float temp, float humidity, uint16_t battery_mv);
void log_woke(log_reset_reason why, uint64_t slept);
void log_heap(uint32_t free, const uint16_t blocks[4]);

#ifdef __cplusplus
}
#endif

#endif
