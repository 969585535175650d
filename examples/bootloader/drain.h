/* What both stages do alike. */
#ifndef DRAIN_H
#define DRAIN_H

#include "board.h"
#include "semihosting.h"
#include "shared.h"

/* Appends what was not drained yet to the file shared.bin on the host. */
bool drain_to_host(void);

#endif
