/*
 * thermostat.c: the log functions of "thermostat". Written by plogen from thermostat.plog: change that file, not this one.
 * Compile it with plogen's runtime/ folder on the include path; it needs no other file of the runtime.
 */
#include "thermostat.h"

/* The ring, as the spec has it; plog_ring.h tells what each means. */
#define PLOG_GENERATED 1
#define PLOG_PORT "port/avr.h"
#define PLOG_MCU_atmega328p 1
#define PLOG_SCHEMA 0x452127D7u
#define PLOG_POINTER 2
#define PLOG_REGION_SIZE 256u
#define PLOG_REGION "plog_needs_thermostat_ld_in_the_link" /* in thermostat.ld */
#define PLOG_BLOCK_SIZE 84u
#define PLOG_RINGS 1
#define PLOG_PARTS { 3 }
#define PLOG_STATES { PLOG_CLOSED }
#define PLOG_DROP 0
#define PLOG_COUNT 0
#define PLOG_LAST_ID 6u
#define PLOG_SMALL 1
#define PLOG_SPILL 0
#define PLOG_LOCK PLOG_LOCK_IRQ
#define PLOG_CLOCK PLOG_CLOCK_TICK
#define PLOG_CLOCK_BITS 32
#define PLOG_CLOCK_SHIFT 8
#include "plog_ring.h"

void log_stack_low(uint16_t left)
{
    plog_writer plog = plog_begin(0, 1, 9);

    if (plog.at == NULL)
        return;
    plog.at = plog_put_u32(plog.at, left);
    plog_end(plog);
}

void log_sensor_lost(uint8_t channel)
{
    plog_writer plog = plog_begin(0, 2, 7);

    if (plog.at == NULL)
        return;
    plog.at = plog_put_u8(plog.at, channel);
    plog_end(plog);
}

void log_setpoint(int16_t tenths)
{
    plog_writer plog = plog_begin(0, 3, 9);

    if (plog.at == NULL)
        return;
    plog.at = plog_put_i32(plog.at, tenths);
    plog_end(plog);
}

void log_relay(bool on)
{
    plog_writer plog = plog_begin(0, 4, 7);

    if (plog.at == NULL)
        return;
    plog.at = plog_put_u8(plog.at, on ? 1 : 0);
    plog_end(plog);
}

#include "plog.c"
