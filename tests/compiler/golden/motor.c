/*
 * motor.c: the log functions of "motor". Written by plogen from motor.plog: change that file, not this one.
 * Compile it with plogen's runtime/ folder on the include path; it needs no other file of the runtime.
 */
#include "motor.h"

/* The ring, as the spec has it; plog_ring.h tells what each means. */
#define PLOG_GENERATED 1
#define PLOG_PORT "port/cortex_m.h"
#define PLOG_SCHEMA 0x984E1E43u
#define PLOG_POINTER 4
#define PLOG_REGION_SIZE 2048u
#define PLOG_REGION "plog_needs_motor_ld_in_the_link" /* in motor.ld */
#define PLOG_BLOCK_SIZE 292u
#define PLOG_RINGS 1
#define PLOG_PARTS { 7 }
#define PLOG_STATES { PLOG_CLOSED }
#define PLOG_DROP 0
#define PLOG_COUNT 0
#define PLOG_LAST_ID 6u
#define PLOG_SMALL 0
#define PLOG_SPILL 0
#define PLOG_LOCK PLOG_LOCK_IRQ
#define PLOG_CLOCK PLOG_CLOCK_CYCLES
#define PLOG_CLOCK_BITS 32
#define PLOG_CLOCK_SHIFT 21
#include "plog_ring.h"

/* Logged in the place of what a null pointer should point to: as many zeros as the largest needs. */
typedef union {
    uint8_t m0[8];
} plog_pointee;
static const uint64_t plog_zeros[(sizeof(plog_pointee) + 7) / 8] = { 0 };

/** The bridge tripped. The motor coasts until it is armed again. */
void log_motor_fault(log_fault_code code, int16_t rpm)
{
    plog_writer plog = plog_begin_offset(0, 1, 10);

    if (plog.at == NULL)
        return;
    plog.at = plog_put_u8(plog.at, (uint8_t)code);
    plog.at = plog_put_i32(plog.at, rpm);
    plog_end(plog);
}

/** Reported once a second while the motor turns. */
void log_motor_status(int16_t rpm, uint16_t current_ma, int8_t temp_c)
{
    plog_writer plog = plog_begin(0, 2, 13);

    if (plog.at == NULL)
        return;
    plog.at = plog_put_i32(plog.at, rpm);
    plog.at = plog_put_u32(plog.at, current_ma);
    plog.at = plog_put_u8(plog.at, (uint8_t)temp_c);
    plog_end(plog);
}

void log_supply_dip(uint16_t mv)
{
    plog_writer plog = plog_begin(0, 3, 9);

    if (plog.at == NULL)
        return;
    plog.at = plog_put_u32(plog.at, mv);
    plog_end(plog);
}

void log_armed(const char *by)
{
    plog_writer plog = plog_begin(0, 4, 22);

    if (plog.at == NULL)
        return;
    plog.at = plog_put_str(plog.at, by, 15);
    plog_end(plog);
}

void log_can_rx(uint32_t id, const uint8_t data[8])
{
    plog_writer plog = plog_enter(0, 22);

    if (plog.at == NULL)
        return;
    if (data == NULL) {
        data = (const uint8_t *)plog_zeros;
        plog_tell_nulls(&plog, 0x2u);
    }
    plog_stamp(&plog, 0, 5);
    plog.at = plog_put_u32(plog.at, id);
    plog.at = plog_put_raw(plog.at, data, 8);
    plog_end(plog);
}

void log_encoder_index(void)
{
    plog_writer plog = plog_begin_offset(0, 6, 6);

    if (plog.at == NULL)
        return;
    plog_end_fixed(plog);
}

#include "plog.c"
