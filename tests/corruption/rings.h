/* The rings that are damaged: full ones, filled over and over by several boots, in which the newest block is in the middle. */
#ifndef RINGS_H
#define RINGS_H

#include <stdint.h>

#define RING_MAX 16384u
#define BESIDE_MAX 1024u
#define LAPS 20u /* laps of which each block is kept */

extern uint8_t good[RING_MAX], other[RING_MAX];
extern uint8_t laps[LAPS][RING_MAX]; /* `good` one lap ago, two laps ago, ... */
extern uint8_t good_beside[BESIDE_MAX];  /* what was beside `good` */
extern uint32_t next_number;         /* of the record behind the newest of `good` */

/* Takes the power on, and makes them. */
void rings_make(void);

#endif
