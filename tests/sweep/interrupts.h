/* What the interrupted firmware and the plugin tell each other. */
#ifndef INTERRUPTS_H
#define INTERRUPTS_H

#include <stdint.h>

struct interrupts {
    uint32_t after;     /* the firmware wants to be interrupted so many instructions from now; 0: not */
    uint32_t refused;   /* interrupts that did not log, because the log was held */
    uint8_t came;       /* 1 from the interrupt's begin on */
    uint8_t done;       /* at the end: 1: all is done, 0: it wants a reset */
    uint8_t length;     /* stored behind the chunk */
    uint8_t chunk[160]; /* what was drained */
};

#endif
