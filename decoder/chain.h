/*
 * The chain of calls that led to a crash. The record has every word of the stack that may be a return address, and where it stands; the
 * ELF tells where the return address of each function must stand. A word at exactly that place is the caller: verified. Where that
 * ends, the words that are left are shown, not verified.
 */
#ifndef CHAIN_H
#define CHAIN_H

#include "place.h"
#include "record.h"

struct chain {
    const struct firmware *firmware; /* NULL: no ELF is given, or none that fits */
    struct frame *frames;            /* the innermost first */
    size_t count, capacity;
    bool whole;                      /* it is proved up to the outermost function */
    bool has_main;                   /* it is proved up to main() at least: what calls that is of no interest */
    bool stopped;                    /* the proof ended before both, and no word is left that may be a caller, though none was cut */
    struct frame call;               /* of plog_panic() or plog_assert(); only with an ELF */
    const char *text;                /* what it was told, in the ELF: any bytes; NULL: not known */
    size_t text_size;
};

/* Finds the chain of a record. An ELF that the record can't be of is told on stderr, and not used. */
void chain_find(struct chain *c, struct firmwares *firmwares, const struct record *r);
void chain_free(struct chain *c);

#endif
