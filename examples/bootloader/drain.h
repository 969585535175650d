/* What all stages do alike. */
#ifndef DRAIN_H
#define DRAIN_H

#include "board.h"
#include "plog.h"
#include "semihosting.h"

/* A word that a reset leaves alone, as a backup register would be. 0 at power-on. */
#define APPLICATION_CRASHES REGISTER(0x21000000u)

/* Appends what was not drained yet to the file ring.bin on the host. */
bool drain_to_host(void);

#endif
