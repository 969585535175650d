/*
 * crlf.h: the log functions of "crlf". Written by plogen from crlf.plog: change that file, not this one.
 *
 * Where they may be called from, and how the log is started and read out: plog.h.
 */
#ifndef CRLF_H
#define CRLF_H

#include "plog.h" /* in plogen's folder runtime/, which must be on the include path: -I .../runtime */

#if PLOG_RUNTIME < 1
#error "crlf.h needs a newer runtime: take the runtime/ folder that came with your plogen"
#elif PLOG_RUNTIME > 1
#error "crlf.h is older than this runtime: run plogen again, the plogen that came with the runtime"
#endif

#ifdef __cplusplus
extern "C" {
#endif

/** A line.
 *  Another one. */
void log_ready(const char *caf);

#ifdef __cplusplus
}
#endif

#endif
