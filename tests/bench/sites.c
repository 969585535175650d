/*
 * Compiled for a Cortex-M3, never run: three calls are larger than two by one call site.
 */
#include "bench.h"
#include "calls.h"

#define WRAP(name, parameters, call, arguments) \
    void two_##name parameters; \
    void three_##name parameters; \
    void two_##name parameters { call; call; } \
    void three_##name parameters { call; call; call; }
CALLS(WRAP)
WRAP(off, (uint32_t v), log_off(v), )
