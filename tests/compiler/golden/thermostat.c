/*
 * thermostat.c: the log functions of "thermostat". Written by plogen from thermostat.plog: change that file, not this one.
 * Compile it with plogen's runtime/ folder on the include path; it needs no other file of the runtime.
 */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE 1 /* flock() and friends under -std=c99 */
#endif

#include "thermostat.h"

/* The ring, as the spec has it; plog_ring.h tells what each means. */
#define PLOG_GENERATED 1
#define PLOG_PORT "port/linux.h"
#define PLOG_SCHEMA 0x76ED8737u
#define PLOG_POINTER 8
#define PLOG_REGION_SIZE 256u
#define PLOG_BLOCK_SIZE 128u
#define PLOG_RINGS 1
#define PLOG_PARTS { 2 }
#define PLOG_STATES { PLOG_CLOSED }
#define PLOG_DROP 0
#define PLOG_COUNT 0
#define PLOG_SMALL 0
#define PLOG_SPILL 7
#define PLOG_LOCK PLOG_LOCK_THREADS
#define PLOG_CLOCK PLOG_CLOCK_TICK
#define PLOG_CLOCK_BITS 64
#define PLOG_CLOCK_SHIFT 7
#include "plog_ring.h"

void log_stack_low(uint16_t left)
{
    plog_writer plog = plog_begin(0, 1, 20);

    if (plog.at == NULL) {
        if (plog_make_room(0, 20))
            plog_again(log_stack_low)(left);
        return;
    }
    plog.at = plog_put_u32(plog.at, left);
    plog_end(plog);
}

void log_sensor_lost(uint8_t channel)
{
    plog_writer plog = plog_begin(0, 2, 18);

    if (plog.at == NULL) {
        if (plog_make_room(0, 18))
            plog_again(log_sensor_lost)(channel);
        return;
    }
    plog.at = plog_put_u8(plog.at, channel);
    plog_end(plog);
}

void log_setpoint(int16_t tenths)
{
    plog_writer plog = plog_begin(0, 3, 20);

    if (plog.at == NULL) {
        if (plog_make_room(0, 20))
            plog_again(log_setpoint)(tenths);
        return;
    }
    plog.at = plog_put_i32(plog.at, tenths);
    plog_end(plog);
}

void log_relay(bool on)
{
    plog_writer plog = plog_begin(0, 4, 18);

    if (plog.at == NULL) {
        if (plog_make_room(0, 18))
            plog_again(log_relay)(on);
        return;
    }
    plog.at = plog_put_u8(plog.at, on ? 1 : 0);
    plog_end(plog);
}

#include "plog.c"
