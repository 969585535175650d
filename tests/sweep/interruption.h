/*
 * Interrupts a firmware at the instruction that it asks for (interrupts.h): what is common to the emulators. Options:
 *
 *   interrupts=ADDRESS          where struct interrupts is
 *   ring=ADDRESS size=BYTES     the ring
 *   step=N                      places.h
 *   out=FOLDER                  for order.c: in "stream" what was drained, in "rings" the ring each time that the log was at rest, in "told" the points and
 *                               what the firmware counted
 */
#ifndef INTERRUPTION_H
#define INTERRUPTION_H

#include <stdbool.h>
#include <stdint.h>

/* The emulator's: raises the interrupt; takes it back when its handler has begun. */
void machine_interrupt(bool raised);

/* Takes one option; false if it is none of these. */
bool interruption_option(const char *argument);

/* Whether the options are enough. */
bool interruption_ready(void);

/* Before each instruction, which has this address, and behind each store. */
void interruption_step(uint64_t address);
void interruption_stored(uint64_t address);

/* The firmware has come to its end: resets the machine, or ends the program. */
void interruption_end(void);

#endif
