/* An AVR's stream is its UART: simulate.c writes what it sends to a file. */
#ifndef UART_H
#define UART_H

#include <avr/interrupt.h>
#include <avr/io.h>
#include <avr/sleep.h>

static bool open_stream(const char *path)
{
    (void)path;
    UCSR0B = 1u << TXEN0;
    return true;
}

static bool to_stream(const void *bytes, size_t length)
{
    const uint8_t *byte = (const uint8_t *)bytes;

    while (length-- > 0) {
        while ((UCSR0A & 1u << UDRE0) == 0) {
            /* the byte before is on its way */
        }
        UDR0 = *byte++;
    }
    return true;
}

/* The simulation ends with a core that sleeps for good. */
static bool close_stream(void)
{
    while ((UCSR0A & 1u << UDRE0) == 0) {
        /* the last byte is on its way */
    }
    cli();
    sleep_enable();
    sleep_cpu();
    return true;
}

#endif
