/*
 * keyboard.c: the log functions of "keyboard". Written by plogen from keyboard.plog: change that file, not this one.
 * Compile it with plogen's runtime/ folder on the include path; it needs no other file of the runtime.
 */
#include "keyboard.h"

/* The ring, as the spec has it; plog_ring.h tells what each means. */
#define PLOG_GENERATED 1
#define PLOG_PORT "port/cortex_m.h"
#define PLOG_SCHEMA 0xE13BE0F0u
#define PLOG_POINTER 4
#define PLOG_REGION_SIZE 8192u
#define PLOG_REGION "plog_needs_keyboard_ld_in_the_link" /* in keyboard.ld */
#define PLOG_BLOCK_SIZE 628u
#define PLOG_RINGS 1
#define PLOG_PARTS { 13 }
#define PLOG_STATES { PLOG_CLOSED }
#define PLOG_DROP 0
#define PLOG_COUNT 0
#define PLOG_LAST_ID 21u
#define PLOG_SMALL 0
#define PLOG_SPILL 0
#define PLOG_LOCK PLOG_LOCK_IRQ
#define PLOG_CLOCK PLOG_CLOCK_CYCLES
#define PLOG_CLOCK_BITS 24
#define PLOG_CLOCK_SHIFT 21
#include "plog_ring.h"

/* What each module logs at the moment: its own level and what is more serious. One byte each, so that a change needs no lock. */
volatile uint8_t plog_levels[5] = { 5, 5, 5, 5, 5 };

void log_set_level(log_module module, plog_level level)
{
    plog_levels[module] = (uint8_t)level;
}

plog_level log_get_level(log_module module)
{
    return (plog_level)plog_levels[module];
}

void plog_write_log_matrix_scan_begin(void)
{
    plog_writer plog = plog_begin_offset(0, 1, 5);

    if (plog.at == NULL)
        return;
    plog_end_fixed(plog);
}

void plog_write_log_matrix_scan_end(void)
{
    plog_writer plog = plog_begin_offset(0, 2, 5);

    if (plog.at == NULL)
        return;
    plog_end_fixed(plog);
}

void plog_write_log_matrix_scan_local_begin(void)
{
    plog_writer plog = plog_begin_offset(0, 3, 5);

    if (plog.at == NULL)
        return;
    plog_end_fixed(plog);
}

void plog_write_log_matrix_scan_local_end(void)
{
    plog_writer plog = plog_begin_offset(0, 4, 5);

    if (plog.at == NULL)
        return;
    plog_end_fixed(plog);
}

void plog_write_log_matrix_key_changed(uint8_t row, uint8_t col, bool pressed, uint16_t key)
{
    plog_writer plog = plog_begin_offset(0, 5, 11);

    if (plog.at == NULL)
        return;
    plog.at = plog_put_u8(plog.at, row);
    plog.at = plog_put_u8(plog.at, col);
    plog.at = plog_put_u8(plog.at, pressed ? 1 : 0);
    plog.at = plog_put_u32(plog.at, key);
    plog_end(plog);
}

void plog_write_log_matrix_scan_rate(uint16_t value)
{
    plog_writer plog = plog_begin(0, 6, 8);

    if (plog.at == NULL)
        return;
    plog.at = plog_put_u32(plog.at, value);
    plog_end(plog);
}

void plog_write_log_split_transaction_begin(uint8_t handler)
{
    plog_writer plog = plog_begin_offset(0, 7, 6);

    if (plog.at == NULL)
        return;
    plog.at = plog_put_u8(plog.at, handler);
    plog_end_fixed(plog);
}

void plog_write_log_split_transaction_end(void)
{
    plog_writer plog = plog_begin_offset(0, 8, 5);

    if (plog.at == NULL)
        return;
    plog_end_fixed(plog);
}

void plog_write_log_split_transport_begin(void)
{
    plog_writer plog = plog_begin_offset(0, 9, 5);

    if (plog.at == NULL)
        return;
    plog_end_fixed(plog);
}

void plog_write_log_split_transport_end(void)
{
    plog_writer plog = plog_begin_offset(0, 10, 5);

    if (plog.at == NULL)
        return;
    plog_end_fixed(plog);
}

void plog_write_log_split_transport_failed(uint8_t attempts)
{
    plog_writer plog = plog_begin_offset(0, 11, 6);

    if (plog.at == NULL)
        return;
    plog.at = plog_put_u8(plog.at, attempts);
    plog_end_fixed(plog);
}

void plog_write_log_usb_suspended(void)
{
    plog_writer plog = plog_begin_offset(0, 12, 5);

    if (plog.at == NULL)
        return;
    plog_end_fixed(plog);
}

void plog_write_log_usb_power_limit(uint16_t requested_ma, uint16_t granted_ma)
{
    plog_writer plog = plog_begin(0, 13, 11);

    if (plog.at == NULL)
        return;
    plog.at = plog_put_u32(plog.at, requested_ma);
    plog.at = plog_put_u32(plog.at, granted_ma);
    plog_end(plog);
}

void plog_write_log_usb_report_sent(uint8_t kind, const uint8_t *keys, size_t keys_len, uint16_t key)
{
    plog_writer plog = plog_begin_offset(0, 14, 16);

    if (plog.at == NULL)
        return;
    plog.at = plog_put_u8(plog.at, kind);
    plog.at = plog_put_bytes(plog.at, keys, keys_len, 6);
    plog.at = plog_put_u32(plog.at, key);
    plog_end(plog);
}

void plog_write_log_tapping_interrupted(uint8_t by_row, uint8_t by_col, uint16_t at, uint16_t key)
{
    plog_writer plog = plog_begin_offset(0, 15, 13);

    if (plog.at == NULL)
        return;
    plog.at = plog_put_u8(plog.at, by_row);
    plog.at = plog_put_u8(plog.at, by_col);
    plog.at = plog_put_u32(plog.at, at);
    plog.at = plog_put_u32(plog.at, key);
    plog_end(plog);
}

void plog_write_log_keyboard_loop_begin(void)
{
    plog_writer plog = plog_begin_offset(0, 16, 5);

    if (plog.at == NULL)
        return;
    plog_end_fixed(plog);
}

void plog_write_log_keyboard_loop_end(void)
{
    plog_writer plog = plog_begin_offset(0, 17, 5);

    if (plog.at == NULL)
        return;
    plog_end_fixed(plog);
}

void plog_write_log_rgb_matrix_task_begin(void)
{
    plog_writer plog = plog_begin_offset(0, 18, 5);

    if (plog.at == NULL)
        return;
    plog_end_fixed(plog);
}

void plog_write_log_rgb_matrix_task_end(void)
{
    plog_writer plog = plog_begin_offset(0, 19, 5);

    if (plog.at == NULL)
        return;
    plog_end_fixed(plog);
}

void plog_write_log_oled_task_begin(void)
{
    plog_writer plog = plog_begin_offset(0, 20, 5);

    if (plog.at == NULL)
        return;
    plog_end_fixed(plog);
}

void plog_write_log_oled_task_end(void)
{
    plog_writer plog = plog_begin_offset(0, 21, 5);

    if (plog.at == NULL)
        return;
    plog_end_fixed(plog);
}

#include "plog.c"
