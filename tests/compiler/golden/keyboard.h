/*
 * keyboard.h: the log functions of "keyboard". Written by plogen from keyboard.plog: change that file, not this one.
 *
 * Where they may be called from, and how the log is started and read out: plog.h.
 */
#ifndef KEYBOARD_H
#define KEYBOARD_H

#include "plog.h" /* in plogen's folder runtime/, which must be on the include path: -I .../runtime */

#if PLOG_RUNTIME < 1
#error "keyboard.h needs a newer runtime: take the runtime/ folder that came with your plogen"
#elif PLOG_RUNTIME > 1
#error "keyboard.h is older than this runtime: run plogen again, the plogen that came with the runtime"
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* The spec's modules, each with a level of its own. LOG_MODULE_MAIN is what stands outside any module. */
typedef enum {
    LOG_MODULE_MAIN,
    LOG_MODULE_MATRIX,
    LOG_MODULE_SPLIT,
    LOG_MODULE_USB,
    LOG_MODULE_TAPPING
} log_module;

/* From now on, the module logs this level and what is more serious. Starts with all that is compiled in. Anywhere. */
void log_set_level(log_module module, plog_level level);
plog_level log_get_level(log_module module);
extern volatile uint8_t plog_levels[5]; /* private */

void plog_write_log_matrix_scan_begin(void);
static inline __attribute__((always_inline)) void log_matrix_scan_begin(void)
{
    if (plog_levels[LOG_MODULE_MATRIX] < PLOG_LEVEL_DEBUG)
        return;
    plog_write_log_matrix_scan_begin();
}

void plog_write_log_matrix_scan_end(void);
static inline __attribute__((always_inline)) void log_matrix_scan_end(void)
{
    if (plog_levels[LOG_MODULE_MATRIX] < PLOG_LEVEL_DEBUG)
        return;
    plog_write_log_matrix_scan_end();
}

void plog_write_log_matrix_scan_local_begin(void);
static inline __attribute__((always_inline)) void log_matrix_scan_local_begin(void)
{
    if (plog_levels[LOG_MODULE_MATRIX] < PLOG_LEVEL_DEBUG)
        return;
    plog_write_log_matrix_scan_local_begin();
}

void plog_write_log_matrix_scan_local_end(void);
static inline __attribute__((always_inline)) void log_matrix_scan_local_end(void)
{
    if (plog_levels[LOG_MODULE_MATRIX] < PLOG_LEVEL_DEBUG)
        return;
    plog_write_log_matrix_scan_local_end();
}

void plog_write_log_matrix_key_changed(uint8_t row, uint8_t col, bool pressed, uint16_t key);
static inline __attribute__((always_inline)) void log_matrix_key_changed(uint8_t row, uint8_t col, bool pressed, uint16_t key)
{
    if (plog_levels[LOG_MODULE_MATRIX] < PLOG_LEVEL_DEBUG)
        return;
    plog_write_log_matrix_key_changed(row, col, pressed, key);
}

void plog_write_log_matrix_scan_rate(uint16_t value);
static inline __attribute__((always_inline)) void log_matrix_scan_rate(uint16_t value)
{
    if (plog_levels[LOG_MODULE_MATRIX] < PLOG_LEVEL_DEBUG)
        return;
    plog_write_log_matrix_scan_rate(value);
}

void plog_write_log_split_transaction_begin(uint8_t handler);
static inline __attribute__((always_inline)) void log_split_transaction_begin(uint8_t handler)
{
    if (plog_levels[LOG_MODULE_SPLIT] < PLOG_LEVEL_DEBUG)
        return;
    plog_write_log_split_transaction_begin(handler);
}

void plog_write_log_split_transaction_end(void);
static inline __attribute__((always_inline)) void log_split_transaction_end(void)
{
    if (plog_levels[LOG_MODULE_SPLIT] < PLOG_LEVEL_DEBUG)
        return;
    plog_write_log_split_transaction_end();
}

void plog_write_log_split_transport_begin(void);
static inline __attribute__((always_inline)) void log_split_transport_begin(void)
{
    if (plog_levels[LOG_MODULE_SPLIT] < PLOG_LEVEL_DEBUG)
        return;
    plog_write_log_split_transport_begin();
}

void plog_write_log_split_transport_end(void);
static inline __attribute__((always_inline)) void log_split_transport_end(void)
{
    if (plog_levels[LOG_MODULE_SPLIT] < PLOG_LEVEL_DEBUG)
        return;
    plog_write_log_split_transport_end();
}

void plog_write_log_split_transport_failed(uint8_t attempts);
static inline __attribute__((always_inline)) void log_split_transport_failed(uint8_t attempts)
{
    if (plog_levels[LOG_MODULE_SPLIT] < PLOG_LEVEL_ERROR)
        return;
    plog_write_log_split_transport_failed(attempts);
}

void plog_write_log_usb_suspended(void);
static inline __attribute__((always_inline)) void log_usb_suspended(void)
{
    if (plog_levels[LOG_MODULE_USB] < PLOG_LEVEL_INFO)
        return;
    plog_write_log_usb_suspended();
}

void plog_write_log_usb_power_limit(uint16_t requested_ma, uint16_t granted_ma);
static inline __attribute__((always_inline)) void log_usb_power_limit(uint16_t requested_ma, uint16_t granted_ma)
{
    if (plog_levels[LOG_MODULE_USB] < PLOG_LEVEL_WARN)
        return;
    plog_write_log_usb_power_limit(requested_ma, granted_ma);
}

void plog_write_log_usb_report_sent(uint8_t kind, const uint8_t *keys, size_t keys_len, uint16_t key);
static inline __attribute__((always_inline)) void log_usb_report_sent(uint8_t kind, const uint8_t *keys, size_t keys_len, uint16_t key)
{
    if (plog_levels[LOG_MODULE_USB] < PLOG_LEVEL_DEBUG)
        return;
    plog_write_log_usb_report_sent(kind, keys, keys_len, key);
}

void plog_write_log_tapping_interrupted(uint8_t by_row, uint8_t by_col, uint16_t at, uint16_t key);
static inline __attribute__((always_inline)) void log_tapping_interrupted(uint8_t by_row, uint8_t by_col, uint16_t at, uint16_t key)
{
    if (plog_levels[LOG_MODULE_TAPPING] < PLOG_LEVEL_DEBUG)
        return;
    plog_write_log_tapping_interrupted(by_row, by_col, at, key);
}

void plog_write_log_keyboard_loop_begin(void);
static inline __attribute__((always_inline)) void log_keyboard_loop_begin(void)
{
    if (plog_levels[LOG_MODULE_MAIN] < PLOG_LEVEL_DEBUG)
        return;
    plog_write_log_keyboard_loop_begin();
}

void plog_write_log_keyboard_loop_end(void);
static inline __attribute__((always_inline)) void log_keyboard_loop_end(void)
{
    if (plog_levels[LOG_MODULE_MAIN] < PLOG_LEVEL_DEBUG)
        return;
    plog_write_log_keyboard_loop_end();
}

void plog_write_log_rgb_matrix_task_begin(void);
static inline __attribute__((always_inline)) void log_rgb_matrix_task_begin(void)
{
    if (plog_levels[LOG_MODULE_MAIN] < PLOG_LEVEL_DEBUG)
        return;
    plog_write_log_rgb_matrix_task_begin();
}

void plog_write_log_rgb_matrix_task_end(void);
static inline __attribute__((always_inline)) void log_rgb_matrix_task_end(void)
{
    if (plog_levels[LOG_MODULE_MAIN] < PLOG_LEVEL_DEBUG)
        return;
    plog_write_log_rgb_matrix_task_end();
}

void plog_write_log_oled_task_begin(void);
static inline __attribute__((always_inline)) void log_oled_task_begin(void)
{
    if (plog_levels[LOG_MODULE_MAIN] < PLOG_LEVEL_DEBUG)
        return;
    plog_write_log_oled_task_begin();
}

void plog_write_log_oled_task_end(void);
static inline __attribute__((always_inline)) void log_oled_task_end(void)
{
    if (plog_levels[LOG_MODULE_MAIN] < PLOG_LEVEL_DEBUG)
        return;
    plog_write_log_oled_task_end();
}

#ifdef __cplusplus
}
#endif

#endif
