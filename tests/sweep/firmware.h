/* What the firmwares of the sweeps share. */
#ifndef FIRMWARE_H
#define FIRMWARE_H

#include "sweep.h"

/* The spec's clock, as it was told last, but for its upper half. What the emulator's would tell differs from run to run. */
extern uint64_t firmware_clock;

/* With "cores", the one that runs. */
extern uint32_t firmware_core;

/* Logs record n; values.h has its values. */
void log_record(uint32_t n);

/* Time passes: less than half a wrap of the clock. */
void firmware_wait(void);

/* More than a wrap, which the log follows. */
void firmware_wait_long(void);

/* What a full ring has dropped up to now; 0 of one that overwrites. */
uint32_t firmware_lost(void);

#endif
