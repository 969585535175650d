/* From a dump to events: what plogcat does between its options and its output. */
#ifndef DECODE_H
#define DECODE_H

#include "history.h"
#include "input.h"

/* Exit statuses. */
enum { EXIT_CLEAN, EXIT_DAMAGE, EXIT_UNUSABLE };

/* Prints the rings of a dump, or the chunks of a stream, and on stderr what could not be decoded. Returns the exit
   status. */
int decode(const struct input *in, const struct tables *tables, struct history *h);

#endif
