/* What the firmwares of the sweeps share. */
#ifndef FIRMWARE_H
#define FIRMWARE_H

#include "sweep.h"

/* Logs record n; values.h has its values. */
void log_record(uint32_t n);

#endif
