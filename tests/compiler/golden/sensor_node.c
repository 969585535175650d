/*
 * sensor_node.c: the log functions of "sensor_node". Written by plogen from sensor_node.plog: change that file, not this one.
 * Compile it with plogen's runtime/ folder on the include path; it needs no other file of the runtime.
 */
#include "sensor_node.h"

/* The ring, as the spec has it; plog_ring.h tells what each means. */
#define PLOG_GENERATED 1
#define PLOG_PORT "port/xtensa_lx106.h"
#define PLOG_SCHEMA 0x8D9BA8FCu
#define PLOG_POINTER 4
#define PLOG_REGION_SIZE 1024u
#define PLOG_BLOCK_SIZE 204u
#define PLOG_RINGS 1
#define PLOG_PARTS { 5 }
#define PLOG_STATES { PLOG_CLOSED }
#define PLOG_DROP 0
#define PLOG_COUNT 0
#define PLOG_SMALL 0
#define PLOG_SPILL 0
#define PLOG_LOCK PLOG_LOCK_IRQ
#define PLOG_CLOCK PLOG_CLOCK_USER
#define PLOG_CLOCK_BITS 32
#define PLOG_CLOCK_SHIFT 14
#define PLOG_BACKUP 384u
#include "plog_ring.h"

/* Logged in the place of what a null pointer should point to: as many zeros as the largest needs. */
typedef union {
    uint16_t m0[4];
} plog_pointee;
static const uint64_t plog_zeros[(sizeof(plog_pointee) + 7) / 8] = { 0 };

void log_out_of_heap(uint32_t asked, uint32_t largest)
{
    plog_writer plog = plog_begin(0, 1, 16);

    if (plog.at == NULL) {
        if (plog_make_room(0, 16))
            plog_again(log_out_of_heap)(asked, largest);
        return;
    }
    plog.at = plog_put_u32(plog.at, asked);
    plog.at = plog_put_u32(plog.at, largest);
    plog_end(plog);
}

void log_upload_failed(int16_t status, const char *url)
{
    plog_writer plog = plog_begin(0, 2, 58);

    if (plog.at == NULL) {
        if (plog_make_room(0, 58))
            plog_again(log_upload_failed)(status, url);
        return;
    }
    plog.at = plog_put_i32(plog.at, status);
    plog.at = plog_put_str(plog.at, url, 48);
    plog_end(plog);
}

void log_reconnect(uint8_t reason, log_wifi_state state)
{
    plog_writer plog = plog_begin(0, 3, 8);

    if (plog.at == NULL) {
        if (plog_make_room(0, 8))
            plog_again(log_reconnect)(reason, state);
        return;
    }
    plog.at = plog_put_u8(plog.at, reason);
    plog.at = plog_put_u8(plog.at, (uint8_t)state);
    plog_end(plog);
}

void log_reading(float temp, float humidity, uint16_t battery_mv)
{
    plog_writer plog = plog_begin(0, 4, 17);

    if (plog.at == NULL) {
        if (plog_make_room(0, 17))
            plog_again(log_reading)(temp, humidity, battery_mv);
        return;
    }
    plog.at = plog_put_f32(plog.at, temp);
    plog.at = plog_put_f32(plog.at, humidity);
    plog.at = plog_put_u32(plog.at, battery_mv);
    plog_end(plog);
}

void log_woke(log_reset_reason why, uint64_t slept)
{
    plog_writer plog = plog_begin(0, 5, 16);

    if (plog.at == NULL) {
        if (plog_make_room(0, 16))
            plog_again(log_woke)(why, slept);
        return;
    }
    plog.at = plog_put_u8(plog.at, (uint8_t)why);
    plog.at = plog_put_u64(plog.at, slept);
    plog_end(plog);
}

void log_heap(uint32_t free, const uint16_t blocks[4])
{
    plog_writer plog = plog_enter(0, 26);

    if (plog.at == NULL) {
        if (plog_make_room(0, 26))
            plog_again(log_heap)(free, blocks);
        return;
    }
    if (blocks == NULL) {
        blocks = (const uint16_t *)plog_zeros;
        plog.at = plog_put_nulls(plog.at, 0x2u);
    }
    plog.at = plog_put_stamp(plog.at, 0, 6);
    plog.at = plog_put_u32(plog.at, free);
    plog.at = plog_put_u32(plog.at, blocks[0]);
    plog.at = plog_put_u32(plog.at, blocks[1]);
    plog.at = plog_put_u32(plog.at, blocks[2]);
    plog.at = plog_put_u32(plog.at, blocks[3]);
    plog_end(plog);
}

#include "plog.c"
