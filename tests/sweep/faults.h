/* What the faulted firmware and the plugin tell each other. */
#ifndef FAULTS_H
#define FAULTS_H

#include <stdint.h>

#include "places.h"

struct faults {
    uint32_t after;     /* the firmware wants a fault so many instructions from now; 0: none; or PLACES_NEW */
    uint32_t again;     /* and a second one, so many instructions after its handler has begun; 0: none */
    uint32_t came;      /* how many of them came; the plugin's */
    uint32_t logged;    /* at the end: how many records were logged */
    uint32_t traces;    /* and how many traces */
    uint32_t resets;    /* and how many calls of plog_going_down() came to their end */
    uint32_t dropped;   /* and how many of all these a ring was too full for, and counted */
    struct fault_clear {
        uint32_t from, to; /* it was called for these records, up to the one before the latter */
        uint32_t done;     /* 1, stored last: it came back */
    } clear;            /* the last plog_clear() */
    uint8_t done;       /* at the end: 1: all is done, 0: it wants a reset */
    uint8_t length;     /* stored behind the chunk */
    uint8_t chunk[160]; /* what was drained */
};

/* Behind each reset that a fault has led to, the plugin writes where they came; and into another file each struct fault_clear that is done or that a fault cut off. */
struct fault_places {
    uint32_t first, second; /* address of the instruction; 0: none */
};

#endif
