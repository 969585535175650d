/*
 * A thermostat on an ATmega328P. The first boot logs and hangs, until the watchdog resets it; with FLOOD 1 it logs
 * as fast as it can until then. The second boot drains the log by UART, and sleeps for good.
 */
#include <avr/interrupt.h>
#include <avr/io.h>
#include <avr/sleep.h>
#include <avr/wdt.h>

#include "thermostat.h"

#define KNOWN 0x6B6Eu

volatile uint32_t plog_ticks;

/* Kept over a reset: KNOWN after the first boot. */
static uint16_t history __attribute__((section(".noinit")));

/* Timer 1 compares once a millisecond. */
ISR(TIMER1_COMPA_vect)
{
    plog_ticks++;
    if (plog_ticks == 7u)
        log_sensor_lost(2);
}

static void start_tick(void)
{
    OCR1A = (uint16_t)(F_CPU / 1000u - 1u);
    TCCR1B = 1u << WGM12 | 1u << CS10; /* data sheet 16.11.2: clear on compare match, no prescaling */
    TIMSK1 = 1u << OCIE1A;
    sei();
}

/* Whether the watchdog was it; data sheet 11.9.1. It stays on after a reset (11.9.2), so it is turned off. */
static bool was_watchdog(void)
{
    bool watchdog = (MCUSR & 1u << WDRF) != 0;

    MCUSR = 0;
    wdt_disable();
    return watchdog;
}

static bool to_uart(void *user, const void *bytes, size_t length)
{
    const uint8_t *byte = (const uint8_t *)bytes;

    (void)user;
    while (length-- > 0) {
        while ((UCSR0A & 1u << UDRE0) == 0) {
            /* the byte before is on its way */
        }
        UDR0 = *byte++;
    }
    return true;
}

static void heat(void)
{
    int16_t tenths;

    log_setpoint(205);
    log_relay(true);
    for (tenths = 1; FLOOD; tenths++)
        log_setpoint(tenths);
    while (plog_ticks < 10u) {
        /* the interrupt logs at 7 ms */
    }
    log_setpoint(-15);
    log_stack_low(1027);
    for (;;) {
        /* hangs */
    }
}

int main(void)
{
    bool again = history == KNOWN;

    plog_init(was_watchdog() ? PLOG_CAUSE_WATCHDOG : PLOG_CAUSE_UNKNOWN);
    plog_tick(); /* often enough: the next wrap is in 49 days */
    start_tick();
    if (!again) {
        history = KNOWN;
        wdt_enable(WDTO_30MS);
        heat();
    }
    log_relay(false);
    UCSR0B = 1u << TXEN0;
    plog_drain(to_uart, NULL, SIZE_MAX);
    cli();
    sleep_mode();
    return 0;
}
