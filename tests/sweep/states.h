/*
 * Resets a firmware after every instruction: what is common to the emulators.
 *
 * It runs the firmware once, from noise in the ring, and keeps each state of the ring and the journal: what a reset at that moment would leave. Then it puts
 * one state after the other back, resets the machine, and lets the firmware recover; and of those runs, again, each state.
 *
 * Options:
 *   ring=ADDRESS size=BYTES journal=ADDRESS   where they are
 *   more=ADDRESS more_size=BYTES              what else outlives a reset, if anything
 *   loses=1                                   a reset loses the ring, but not what else outlives it
 *   first=N                                   each Nth state of the first run, and its last, is recovered from
 *   second=N                                  and of the states of such a recovery each Nth, each time others, is recovered from; 0: none
 *   whole=N                                   but in each Nth of these recoveries all; 0: in none
 *   out=FILE                                  for judge.c, as follows
 *
 *   'B' level u8, lost u8, index u32   a boot begins, with the state of that index of the level before (level 0: noise), or without its ring
 *   'S' changed u8, items, ring   a state. If the ring changed, or what else outlives a reset, it has an index: 0, 1, ... in its boot
 *   'C' length u8, bytes          a chunk was drained
 *   'P' count u64                 instructions that were executed in calls of the log, in all
 */
#ifndef STATES_H
#define STATES_H

#include <stdbool.h>
#include <stdint.h>

extern uint64_t sweep_executed; /* instructions, counted by the emulator */

/* Takes one option; false if it is none of these. */
bool sweep_option(const char *argument);
uint64_t sweep_number(const char *argument);

/* Whether the options are enough. */
bool sweep_ready(void);

/* Resets the machine, for the first run. */
void sweep_begin(void);

/* Behind each store. */
void sweep_stored(uint64_t address);

/* The firmware has come to its end: resets the machine for the next run. False if there is none. */
bool sweep_ended(void);

#endif
