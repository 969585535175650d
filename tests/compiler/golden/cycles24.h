/*
 * cycles24.h: the log functions of "cycles24". Written by plogen from cycles24.plog: change that file, not this one.
 *
 * Where they may be called from, and how the log is started and read out: plog.h.
 */
#ifndef CYCLES24_H
#define CYCLES24_H

#include "plog.h" /* in plogen's folder runtime/, which must be on the include path: -I .../runtime */

#if PLOG_RUNTIME < 1
#error "cycles24.h needs a newer runtime: take the runtime/ folder that came with your plogen"
#elif PLOG_RUNTIME > 1
#error "cycles24.h is older than this runtime: run plogen again, the plogen that came with the runtime"
#endif

#ifdef __cplusplus
extern "C" {
#endif

void log_step(uint8_t n);

#ifdef __cplusplus
}
#endif

#endif
