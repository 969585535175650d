/*
 * At which of a firmware's instructions an interrupt or a fault came. It is asked for so many instructions from now; but then, as the firmware makes other records
 * each time, some instructions are left out: these come last, by PLACES_NEW.
 */
#ifndef PLACES_H
#define PLACES_H

#include <stdbool.h>
#include <stdint.h>

#define PLACES_NEW UINT32_MAX /* in the place of a number of instructions: at the first one at which it never came */

/* Of the instructions at which it never came, only those at each Nth address are taken. */
void places_step(unsigned n);

/* The instruction at this address is about to run, and it is to come in *left instructions, 1 being this one. Whether it comes here; else counts. */
bool places_due(uint32_t *left, uint64_t address);

/* How many instructions of those that were to be taken ran while it was to come, and it came at none of them. */
unsigned places_spared(void);

#endif
