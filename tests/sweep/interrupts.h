/* What the interrupted firmware and what interrupts it tell each other. */
#ifndef INTERRUPTS_H
#define INTERRUPTS_H

#include <stdint.h>

#include "places.h"

#define INTERRUPTS_CHUNK 160u

struct interrupts {
    uint32_t after;    /* the firmware wants to be interrupted so many instructions after it has set `armed`; or PLACES_NEW */
    uint32_t refused;  /* interrupts that did not log, because the log was held */
    uint32_t cleared;  /* interrupts whose record a plog_clear() has removed that they came before */
    uint32_t resets;   /* calls of plog_going_down() that left a record */
    uint32_t traces;   /* and of plog_backtrace() */
    uint32_t dropped;  /* how many records, boots and resets too a full ring has dropped in main, */
    uint32_t dropped_inside; /* and in interrupts */
    uint32_t missed;   /* interrupts whose record was among them */
    uint32_t logged;   /* at the end: main's records that were not dropped */
    uint32_t failures; /* calls that returned what they must not */
    uint8_t armed;
    uint8_t came;      /* 1 from the interrupt's begin on */
    uint8_t done;      /* at the end: 1: all is done, 0: it wants a reset */
    uint8_t rested;    /* stored when the log is at rest: the ring is looked at */
    uint8_t length;    /* stored behind the chunk */
    uint8_t chunk[INTERRUPTS_CHUNK]; /* what was drained, or taken from a frame */
};

#endif
