/* Reading the log out by plog_read(), plog_release() and plog_poll(), for the firmwares of the sweeps; plog_drain() they call themselves. */
#ifndef READING_H
#define READING_H

#include <stdbool.h>
#include <stddef.h>

/* The firmware's own: hands on to the emulator what is read out. At most 160 bytes. */
void hand_over(const void *bytes, size_t length);

/* Hands over a chunk whose records stay in the ring. False if there is none. */
bool reading_peek(void);

/* Releases the records of that chunk, in two parts. False if the ring does not begin with them. */
bool reading_release(void);

/* Hands over frames, some bytes at a time, up to `max` bytes. */
void reading_poll(size_t max);

#endif
