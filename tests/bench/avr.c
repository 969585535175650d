/*
 * The thermostat on an ATmega328P, counted by cycles.c: relay(), sensor_lost() and setpoint(), the first call of each into an open block, the others round
 * the ring. CALLS 0: what is in flash without the log; 1: with the start and the calls; 2: with plog_tick() and plog_drain(), too.
 */
#include <avr/sleep.h>

#include "thermostat.h"

#define ROUNDS 1000

volatile uint32_t plog_ticks;

#if CALLS > 1
static bool discard(void *user, const void *bytes, size_t length)
{
    (void)user;
    (void)bytes;
    (void)length;
    return true;
}
#endif

int main(void)
{
#if CALLS
    plog_init(PLOG_CAUSE_POWER_ON);
    for (uint16_t i = 0; i < ROUNDS; i++) {
        plog_ticks++;
        log_relay(true);
    }
    for (uint16_t i = 0; i < ROUNDS; i++) {
        plog_ticks++;
        log_sensor_lost(2);
    }
    for (uint16_t i = 0; i < ROUNDS; i++) {
        plog_ticks++;
        log_setpoint(205);
    }
    log_stack_low(1027);
#endif
#if CALLS > 1
    plog_tick();
    plog_drain(discard, NULL, SIZE_MAX);
#endif
    sleep_mode(); /* interrupts are off: the simulator ends */
    return 0;
}
