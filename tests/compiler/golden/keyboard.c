/*
 * keyboard.c: the log functions of "keyboard". Written by plogen from keyboard.plog: change that file, not this one.
 * Compile it with plogen's runtime/ folder on the include path; it needs no other file of the runtime.
 */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE 1 /* flock() and friends under -std=c99 */
#endif

#include "keyboard.h"

/* The ring, as the spec has it; plog_ring.h tells what each means. */
#define PLOG_GENERATED 1
#define PLOG_PORT "port/linux.h"
#define PLOG_SCHEMA 0x558EBF4Fu
#define PLOG_POINTER 8
#define PLOG_REGION_SIZE 8192u
#define PLOG_BLOCK_SIZE 628u
#define PLOG_RINGS 1
#define PLOG_PARTS { 13 }
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

/* What each module logs at the moment: its own level and what is more serious. One byte each, so that a change needs no lock. */
static volatile uint8_t plog_levels[5] = { 5, 5, 5, 5, 5 };

void log_set_level(log_module module, plog_level level)
{
    plog_levels[module] = (uint8_t)level;
}

plog_level log_get_level(log_module module)
{
    return (plog_level)plog_levels[module];
}

void log_matrix_scan_begin(void)
{
    plog_writer plog;

    if (plog_levels[LOG_MODULE_MATRIX] < PLOG_LEVEL_DEBUG)
        return;
    plog = plog_begin(0, 1, 17);
    if (plog.at == NULL) {
        if (plog_make_room(0, 17))
            plog_again(log_matrix_scan_begin)();
        return;
    }
    plog_end(plog);
}

void log_matrix_scan_end(void)
{
    plog_writer plog;

    if (plog_levels[LOG_MODULE_MATRIX] < PLOG_LEVEL_DEBUG)
        return;
    plog = plog_begin(0, 2, 17);
    if (plog.at == NULL) {
        if (plog_make_room(0, 17))
            plog_again(log_matrix_scan_end)();
        return;
    }
    plog_end(plog);
}

void log_matrix_scan_local_begin(void)
{
    plog_writer plog;

    if (plog_levels[LOG_MODULE_MATRIX] < PLOG_LEVEL_DEBUG)
        return;
    plog = plog_begin(0, 3, 17);
    if (plog.at == NULL) {
        if (plog_make_room(0, 17))
            plog_again(log_matrix_scan_local_begin)();
        return;
    }
    plog_end(plog);
}

void log_matrix_scan_local_end(void)
{
    plog_writer plog;

    if (plog_levels[LOG_MODULE_MATRIX] < PLOG_LEVEL_DEBUG)
        return;
    plog = plog_begin(0, 4, 17);
    if (plog.at == NULL) {
        if (plog_make_room(0, 17))
            plog_again(log_matrix_scan_local_end)();
        return;
    }
    plog_end(plog);
}

void log_matrix_key_changed(uint8_t row, uint8_t col, bool pressed, uint16_t key)
{
    plog_writer plog;

    if (plog_levels[LOG_MODULE_MATRIX] < PLOG_LEVEL_DEBUG)
        return;
    plog = plog_begin(0, 5, 23);
    if (plog.at == NULL) {
        if (plog_make_room(0, 23))
            plog_again(log_matrix_key_changed)(row, col, pressed, key);
        return;
    }
    plog.at = plog_put_u8(plog.at, row);
    plog.at = plog_put_u8(plog.at, col);
    plog.at = plog_put_u8(plog.at, pressed ? 1 : 0);
    plog.at = plog_put_u32(plog.at, key);
    plog_end(plog);
}

void log_matrix_scan_rate(uint16_t value)
{
    plog_writer plog;

    if (plog_levels[LOG_MODULE_MATRIX] < PLOG_LEVEL_DEBUG)
        return;
    plog = plog_begin(0, 6, 20);
    if (plog.at == NULL) {
        if (plog_make_room(0, 20))
            plog_again(log_matrix_scan_rate)(value);
        return;
    }
    plog.at = plog_put_u32(plog.at, value);
    plog_end(plog);
}

void log_split_transaction_begin(uint8_t handler)
{
    plog_writer plog;

    if (plog_levels[LOG_MODULE_SPLIT] < PLOG_LEVEL_DEBUG)
        return;
    plog = plog_begin(0, 7, 18);
    if (plog.at == NULL) {
        if (plog_make_room(0, 18))
            plog_again(log_split_transaction_begin)(handler);
        return;
    }
    plog.at = plog_put_u8(plog.at, handler);
    plog_end(plog);
}

void log_split_transaction_end(void)
{
    plog_writer plog;

    if (plog_levels[LOG_MODULE_SPLIT] < PLOG_LEVEL_DEBUG)
        return;
    plog = plog_begin(0, 8, 17);
    if (plog.at == NULL) {
        if (plog_make_room(0, 17))
            plog_again(log_split_transaction_end)();
        return;
    }
    plog_end(plog);
}

void log_split_transport_begin(void)
{
    plog_writer plog;

    if (plog_levels[LOG_MODULE_SPLIT] < PLOG_LEVEL_DEBUG)
        return;
    plog = plog_begin(0, 9, 17);
    if (plog.at == NULL) {
        if (plog_make_room(0, 17))
            plog_again(log_split_transport_begin)();
        return;
    }
    plog_end(plog);
}

void log_split_transport_end(void)
{
    plog_writer plog;

    if (plog_levels[LOG_MODULE_SPLIT] < PLOG_LEVEL_DEBUG)
        return;
    plog = plog_begin(0, 10, 17);
    if (plog.at == NULL) {
        if (plog_make_room(0, 17))
            plog_again(log_split_transport_end)();
        return;
    }
    plog_end(plog);
}

void log_split_transport_failed(uint8_t attempts)
{
    plog_writer plog;

    if (plog_levels[LOG_MODULE_SPLIT] < PLOG_LEVEL_ERROR)
        return;
    plog = plog_begin(0, 11, 18);
    if (plog.at == NULL) {
        if (plog_make_room(0, 18))
            plog_again(log_split_transport_failed)(attempts);
        return;
    }
    plog.at = plog_put_u8(plog.at, attempts);
    plog_end(plog);
}

void log_usb_suspended(void)
{
    plog_writer plog;

    if (plog_levels[LOG_MODULE_USB] < PLOG_LEVEL_INFO)
        return;
    plog = plog_begin(0, 12, 17);
    if (plog.at == NULL) {
        if (plog_make_room(0, 17))
            plog_again(log_usb_suspended)();
        return;
    }
    plog_end(plog);
}

void log_usb_power_limit(uint16_t requested_ma, uint16_t granted_ma)
{
    plog_writer plog;

    if (plog_levels[LOG_MODULE_USB] < PLOG_LEVEL_WARN)
        return;
    plog = plog_begin(0, 13, 23);
    if (plog.at == NULL) {
        if (plog_make_room(0, 23))
            plog_again(log_usb_power_limit)(requested_ma, granted_ma);
        return;
    }
    plog.at = plog_put_u32(plog.at, requested_ma);
    plog.at = plog_put_u32(plog.at, granted_ma);
    plog_end(plog);
}

void log_usb_report_sent(uint8_t kind, const uint8_t *keys, size_t keys_len, uint16_t key)
{
    plog_writer plog;

    if (plog_levels[LOG_MODULE_USB] < PLOG_LEVEL_DEBUG)
        return;
    plog = plog_begin(0, 14, 28);
    if (plog.at == NULL) {
        if (plog_make_room(0, 28))
            plog_again(log_usb_report_sent)(kind, keys, keys_len, key);
        return;
    }
    plog.at = plog_put_u8(plog.at, kind);
    plog.at = plog_put_bytes(plog.at, keys, keys_len, 6);
    plog.at = plog_put_u32(plog.at, key);
    plog_end(plog);
}

void log_tapping_interrupted(uint8_t by_row, uint8_t by_col, uint16_t at, uint16_t key)
{
    plog_writer plog;

    if (plog_levels[LOG_MODULE_TAPPING] < PLOG_LEVEL_DEBUG)
        return;
    plog = plog_begin(0, 15, 25);
    if (plog.at == NULL) {
        if (plog_make_room(0, 25))
            plog_again(log_tapping_interrupted)(by_row, by_col, at, key);
        return;
    }
    plog.at = plog_put_u8(plog.at, by_row);
    plog.at = plog_put_u8(plog.at, by_col);
    plog.at = plog_put_u32(plog.at, at);
    plog.at = plog_put_u32(plog.at, key);
    plog_end(plog);
}

void log_keyboard_loop_begin(void)
{
    plog_writer plog;

    if (plog_levels[LOG_MODULE_MAIN] < PLOG_LEVEL_DEBUG)
        return;
    plog = plog_begin(0, 16, 17);
    if (plog.at == NULL) {
        if (plog_make_room(0, 17))
            plog_again(log_keyboard_loop_begin)();
        return;
    }
    plog_end(plog);
}

void log_keyboard_loop_end(void)
{
    plog_writer plog;

    if (plog_levels[LOG_MODULE_MAIN] < PLOG_LEVEL_DEBUG)
        return;
    plog = plog_begin(0, 17, 17);
    if (plog.at == NULL) {
        if (plog_make_room(0, 17))
            plog_again(log_keyboard_loop_end)();
        return;
    }
    plog_end(plog);
}

void log_rgb_matrix_task_begin(void)
{
    plog_writer plog;

    if (plog_levels[LOG_MODULE_MAIN] < PLOG_LEVEL_DEBUG)
        return;
    plog = plog_begin(0, 18, 17);
    if (plog.at == NULL) {
        if (plog_make_room(0, 17))
            plog_again(log_rgb_matrix_task_begin)();
        return;
    }
    plog_end(plog);
}

void log_rgb_matrix_task_end(void)
{
    plog_writer plog;

    if (plog_levels[LOG_MODULE_MAIN] < PLOG_LEVEL_DEBUG)
        return;
    plog = plog_begin(0, 19, 17);
    if (plog.at == NULL) {
        if (plog_make_room(0, 17))
            plog_again(log_rgb_matrix_task_end)();
        return;
    }
    plog_end(plog);
}

void log_oled_task_begin(void)
{
    plog_writer plog;

    if (plog_levels[LOG_MODULE_MAIN] < PLOG_LEVEL_DEBUG)
        return;
    plog = plog_begin(0, 20, 17);
    if (plog.at == NULL) {
        if (plog_make_room(0, 17))
            plog_again(log_oled_task_begin)();
        return;
    }
    plog_end(plog);
}

void log_oled_task_end(void)
{
    plog_writer plog;

    if (plog_levels[LOG_MODULE_MAIN] < PLOG_LEVEL_DEBUG)
        return;
    plog = plog_begin(0, 21, 17);
    if (plog.at == NULL) {
        if (plog_make_room(0, 17))
            plog_again(log_oled_task_end)();
        return;
    }
    plog_end(plog);
}

/* The decoder's table, for plogcat --elf: in the ELF file, but in no memory of the target. */
PLOG_TABLE("{\\\"plog\\\":1,\\\"project\\\":\\\"keyboard\\\",\\\"target\\\":\\\"linux\\\",\\\"prefix\\\":\\\"log\\\",\\\"schema\\\":\\\"558ebf4f\\\",\\\"wire\\\":\\\"2aff39a7\\\"");
PLOG_TABLE(",\\\"texts\\\":\\\"2a449deb\\\",\\\"pointer\\\":8,\\\"clock\\\":{\\\"kind\\\":\\\"ns\\\",\\\"hz\\\":1000000000,\\\"bits\\\":64,\\\"shift\\\":28},\\\"ring\\\":{\\\"");
PLOG_TABLE("mode\\\":\\\"overwrite\\\",\\\"size\\\":8192,\\\"block\\\":628,\\\"blocks\\\":13,\\\"commit\\\":16,\\\"header\\\":20,\\\"count\\\":false,\\\"integri");
PLOG_TABLE("ty\\\":\\\"none\\\"},\\\"types\\\":[],\\\"messages\\\":[{\\\"id\\\":1,\\\"name\\\":\\\"scan\\\",\\\"module\\\":\\\"matrix\\\",\\\"kind\\\":\\\"begin\\\",\\\"level\\\":\\\"d");
PLOG_TABLE("ebug\\\",\\\"text\\\":\\\"scan begin\\\",\\\"args\\\":[]},{\\\"id\\\":2,\\\"name\\\":\\\"scan\\\",\\\"module\\\":\\\"matrix\\\",\\\"kind\\\":\\\"end\\\",\\\"level\\\":\\\"d");
PLOG_TABLE("ebug\\\",\\\"text\\\":\\\"scan end\\\",\\\"args\\\":[]},{\\\"id\\\":3,\\\"name\\\":\\\"scan_local\\\",\\\"module\\\":\\\"matrix\\\",\\\"kind\\\":\\\"begin\\\",\\\"lev");
PLOG_TABLE("el\\\":\\\"debug\\\",\\\"text\\\":\\\"scan_local begin\\\",\\\"args\\\":[]},{\\\"id\\\":4,\\\"name\\\":\\\"scan_local\\\",\\\"module\\\":\\\"matrix\\\",\\\"kind");
PLOG_TABLE("\\\":\\\"end\\\",\\\"level\\\":\\\"debug\\\",\\\"text\\\":\\\"scan_local end\\\",\\\"args\\\":[]},{\\\"id\\\":5,\\\"name\\\":\\\"key_changed\\\",\\\"module\\\":\\\"ma");
PLOG_TABLE("trix\\\",\\\"kind\\\":\\\"message\\\",\\\"level\\\":\\\"debug\\\",\\\"text\\\":\\\"key {row},{col} pressed={pressed}\\\",\\\"args\\\":[{\\\"name\\\":\\\"r");
PLOG_TABLE("ow\\\",\\\"type\\\":\\\"u8\\\"},{\\\"name\\\":\\\"col\\\",\\\"type\\\":\\\"u8\\\"},{\\\"name\\\":\\\"pressed\\\",\\\"type\\\":\\\"bool\\\"},{\\\"name\\\":\\\"key\\\",\\\"type\\\":\\\"u");
PLOG_TABLE("16\\\",\\\"flow\\\":true}]},{\\\"id\\\":6,\\\"name\\\":\\\"scan_rate\\\",\\\"module\\\":\\\"matrix\\\",\\\"kind\\\":\\\"counter\\\",\\\"level\\\":\\\"debug\\\",\\\"te");
PLOG_TABLE("xt\\\":\\\"scan_rate = {value} Hz\\\",\\\"unit\\\":\\\"Hz\\\",\\\"args\\\":[{\\\"name\\\":\\\"value\\\",\\\"type\\\":\\\"u16\\\"}]},{\\\"id\\\":7,\\\"name\\\":\\\"tra");
PLOG_TABLE("nsaction\\\",\\\"module\\\":\\\"split\\\",\\\"kind\\\":\\\"begin\\\",\\\"level\\\":\\\"debug\\\",\\\"text\\\":\\\"transaction begin handler={handler");
PLOG_TABLE("}\\\",\\\"args\\\":[{\\\"name\\\":\\\"handler\\\",\\\"type\\\":\\\"u8\\\"}]},{\\\"id\\\":8,\\\"name\\\":\\\"transaction\\\",\\\"module\\\":\\\"split\\\",\\\"kind\\\":\\\"en");
PLOG_TABLE("d\\\",\\\"level\\\":\\\"debug\\\",\\\"text\\\":\\\"transaction end\\\",\\\"args\\\":[]},{\\\"id\\\":9,\\\"name\\\":\\\"transport\\\",\\\"module\\\":\\\"split\\\",\\\"");
PLOG_TABLE("kind\\\":\\\"begin\\\",\\\"level\\\":\\\"debug\\\",\\\"text\\\":\\\"transport begin\\\",\\\"args\\\":[]},{\\\"id\\\":10,\\\"name\\\":\\\"transport\\\",\\\"modul");
PLOG_TABLE("e\\\":\\\"split\\\",\\\"kind\\\":\\\"end\\\",\\\"level\\\":\\\"debug\\\",\\\"text\\\":\\\"transport end\\\",\\\"args\\\":[]},{\\\"id\\\":11,\\\"name\\\":\\\"transport");
PLOG_TABLE("_failed\\\",\\\"module\\\":\\\"split\\\",\\\"kind\\\":\\\"message\\\",\\\"level\\\":\\\"error\\\",\\\"text\\\":\\\"split transport failed after {att");
PLOG_TABLE("empts} attempts\\\",\\\"args\\\":[{\\\"name\\\":\\\"attempts\\\",\\\"type\\\":\\\"u8\\\"}]},{\\\"id\\\":12,\\\"name\\\":\\\"suspended\\\",\\\"module\\\":\\\"usb");
PLOG_TABLE("\\\",\\\"kind\\\":\\\"message\\\",\\\"level\\\":\\\"info\\\",\\\"text\\\":\\\"host suspended the bus\\\",\\\"args\\\":[]},{\\\"id\\\":13,\\\"name\\\":\\\"power_");
PLOG_TABLE("limit\\\",\\\"module\\\":\\\"usb\\\",\\\"kind\\\":\\\"message\\\",\\\"level\\\":\\\"warn\\\",\\\"text\\\":\\\"asked for {requested_ma} mA, granted {");
PLOG_TABLE("granted_ma} mA\\\",\\\"args\\\":[{\\\"name\\\":\\\"requested_ma\\\",\\\"type\\\":\\\"u16\\\"},{\\\"name\\\":\\\"granted_ma\\\",\\\"type\\\":\\\"u16\\\"}]},{\\\"");
PLOG_TABLE("id\\\":14,\\\"name\\\":\\\"report_sent\\\",\\\"module\\\":\\\"usb\\\",\\\"kind\\\":\\\"message\\\",\\\"level\\\":\\\"debug\\\",\\\"text\\\":\\\"report kind {kin");
PLOG_TABLE("d} keys {keys:02x}\\\",\\\"args\\\":[{\\\"name\\\":\\\"kind\\\",\\\"type\\\":\\\"u8\\\"},{\\\"name\\\":\\\"keys\\\",\\\"type\\\":\\\"u8\\\",\\\"max\\\":6},{\\\"name\\\":");
PLOG_TABLE("\\\"key\\\",\\\"type\\\":\\\"u16\\\",\\\"flow\\\":true}]},{\\\"id\\\":15,\\\"name\\\":\\\"interrupted\\\",\\\"module\\\":\\\"tapping\\\",\\\"kind\\\":\\\"message\\\",");
PLOG_TABLE("\\\"level\\\":\\\"debug\\\",\\\"text\\\":\\\"tap timer interrupted by {by_row},{by_col} at {at} ms\\\",\\\"args\\\":[{\\\"name\\\":\\\"by_r");
PLOG_TABLE("ow\\\",\\\"type\\\":\\\"u8\\\"},{\\\"name\\\":\\\"by_col\\\",\\\"type\\\":\\\"u8\\\"},{\\\"name\\\":\\\"at\\\",\\\"type\\\":\\\"u16\\\"},{\\\"name\\\":\\\"key\\\",\\\"type\\\":\\\"u16\\\"");
PLOG_TABLE(",\\\"flow\\\":true}]},{\\\"id\\\":16,\\\"name\\\":\\\"keyboard_loop\\\",\\\"module\\\":null,\\\"kind\\\":\\\"begin\\\",\\\"level\\\":\\\"debug\\\",\\\"text\\\":");
PLOG_TABLE("\\\"keyboard_loop begin\\\",\\\"args\\\":[]},{\\\"id\\\":17,\\\"name\\\":\\\"keyboard_loop\\\",\\\"module\\\":null,\\\"kind\\\":\\\"end\\\",\\\"level\\\":");
PLOG_TABLE("\\\"debug\\\",\\\"text\\\":\\\"keyboard_loop end\\\",\\\"args\\\":[]},{\\\"id\\\":18,\\\"name\\\":\\\"rgb_matrix_task\\\",\\\"module\\\":null,\\\"kind\\\"");
PLOG_TABLE(":\\\"begin\\\",\\\"level\\\":\\\"debug\\\",\\\"text\\\":\\\"rgb_matrix_task begin\\\",\\\"args\\\":[]},{\\\"id\\\":19,\\\"name\\\":\\\"rgb_matrix_task\\\"");
PLOG_TABLE(",\\\"module\\\":null,\\\"kind\\\":\\\"end\\\",\\\"level\\\":\\\"debug\\\",\\\"text\\\":\\\"rgb_matrix_task end\\\",\\\"args\\\":[]},{\\\"id\\\":20,\\\"name\\\":");
PLOG_TABLE("\\\"oled_task\\\",\\\"module\\\":null,\\\"kind\\\":\\\"begin\\\",\\\"level\\\":\\\"debug\\\",\\\"text\\\":\\\"oled_task begin\\\",\\\"args\\\":[]},{\\\"id\\\":2");
PLOG_TABLE("1,\\\"name\\\":\\\"oled_task\\\",\\\"module\\\":null,\\\"kind\\\":\\\"end\\\",\\\"level\\\":\\\"debug\\\",\\\"text\\\":\\\"oled_task end\\\",\\\"args\\\":[]}]}");
PLOG_TABLE("\\0");

#include "plog.c"
