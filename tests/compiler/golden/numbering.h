/*
 * numbering.h: the log functions of "numbering". Written by plogen from numbering.plog: change that file, not this one.
 *
 * Where they may be called from, and how the log is started and read out: plog.h.
 */
#ifndef NUMBERING_H
#define NUMBERING_H

#include "plog.h" /* in plogen's folder runtime/, which must be on the include path: -I .../runtime */

#if PLOG_RUNTIME < 1
#error "numbering.h needs a newer runtime: take the runtime/ folder that came with your plogen"
#elif PLOG_RUNTIME > 1
#error "numbering.h is older than this runtime: run plogen again, the plogen that came with the runtime"
#endif

#ifdef __cplusplus
extern "C" {
#endif

void log_a(void);
void log_d(void);
void log_c(void);
void log_b_begin(void);
void log_b_end(void);
void log_f(void);
void log_e_begin(void);
void log_e_end(void);
void log_g(void);
void log_h_begin(void);
void log_h_end(void);

#ifdef __cplusplus
}
#endif

#endif
