/*
 * Errors, warnings and notes for the person who wrote the spec:
 *
 *     motor.plog:12:20: error: unknown type 'u17'; did you mean 'u16'?
 *        12 | info x(a: u17);
 *           |           ^~~
 */
#ifndef DIAGNOSTIC_H
#define DIAGNOSTIC_H

#include <stdbool.h>

#include "spec.h"

/* The text that places refer to from now on. */
struct source;
void diagnostic_source(const struct source *source);

/* At a place of the spec. A note belongs to the error or warning before it. */
__attribute__((format(printf, 2, 3))) void error_at(struct place at, const char *format, ...);
__attribute__((format(printf, 2, 3))) void warning_at(struct place at, const char *format, ...);
__attribute__((format(printf, 2, 3))) void note_at(struct place at, const char *format, ...);

/* Without a place: files, folders, templates. Prints "plogen: error: ...". */
__attribute__((format(printf, 1, 2))) void error_general(const char *format, ...);

/* How many errors are shown. */
#define SHOWN_ERRORS 20u

/* How many errors there were. */
unsigned error_count(void);

/* Call once, after the last diagnostic: tells if errors were not shown. */
void diagnostic_finish(void);

/* The candidate most like `word` if it is near enough to be a slip, or NULL. Feed candidates one by one. */
struct suggestion {
    const char *word;
    const char *best;
    unsigned distance;
};
struct suggestion suggestion_for(const char *word);
void suggestion_try(struct suggestion *suggestion, const char *candidate);

/* "; did you mean 'x'?" or "". */
const char *did_you_mean(const struct suggestion *suggestion);

#endif
