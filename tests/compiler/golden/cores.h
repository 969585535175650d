/*
 * cores.h: the log functions of "cores". Written by plogen from cores.plog: change that file, not this one.
 *
 * Where they may be called from, and how the log is started and read out: plog.h.
 */
#ifndef CORES_H
#define CORES_H

#include "plog.h" /* in plogen's folder runtime/, which must be on the include path: -I .../runtime */

#if PLOG_RUNTIME < 1
#error "cores.h needs a newer runtime: take the runtime/ folder that came with your plogen"
#elif PLOG_RUNTIME > 1
#error "cores.h is older than this runtime: run plogen again, the plogen that came with the runtime"
#endif

#ifdef __cplusplus
extern "C" {
#endif

void log_bad(uint32_t code);
void log_beat(uint32_t n);

#ifdef __cplusplus
}
#endif

#endif
