/* Calls in the firmware's code. */
#ifndef CALL_SITE_H
#define CALL_SITE_H

#include "firmware.h"

enum call { CALL_NONE, CALL_DIRECT, CALL_INDIRECT, CALL_UNKNOWN /* no decoder for this core */ };

/* The instruction before a return address, and of a direct call what it calls. */
enum call call_before(const struct firmware *f, uint64_t address, uint64_t *target);

#endif
