/* Reading the log out by plog_drain(), plog_read() with plog_release(), and plog_poll(), for the firmwares of the sweeps. */
#ifndef READING_H
#define READING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The firmware's own: hands on to the emulator what is read out. At most 160 bytes. */
void hand_over(const void *bytes, size_t length);

/* For that: copies to where the emulator looks. */
void reading_copy(volatile uint8_t *to, const void *bytes, size_t length);

/* Hands over chunks, up to `max` bytes. */
void reading_drain(size_t max);

/* Hands over a chunk whose records stay in the ring. False if there is none. */
bool reading_peek(void);

/* Releases the records of that chunk, in two parts. False if the ring does not begin with them. */
bool reading_release(void);

/* Hands over frames, some bytes at a time, up to `max` bytes. */
void reading_poll(size_t max);

#endif
