/* What the firmwares of the sweeps share. */
#ifndef FIRMWARE_H
#define FIRMWARE_H

#include "sweep.h"

#ifndef SWEEP_CORES
#define SWEEP_CORES 1 /* with "cores": here one plays them all */
#endif

/* The spec's clock, as it was told last, but for its upper half. What the emulator's would tell differs from run to run. */
uint64_t firmware_clock(void);

/* With "cores", the one that runs. */
extern uint32_t firmware_core;

/* Makes a call on each core. The last one then runs. */
void firmware_on_each(void (*make)(void));

/* Logs record n; values.h has its values. */
void log_record(uint32_t n);

/* Time passes: less than half a wrap of the clock. */
void firmware_wait(void);

/* More than a wrap, which the log follows. */
void firmware_wait_long(void);

/* What a full ring has dropped up to now; 0 of one that overwrites. */
uint32_t firmware_lost(void);

#endif
