/*
 * Follows the records of a ring from block to block: which boot they are of, and when they were logged
 * (docs/FORMAT.md, sections 5 and 7). Prints each as an event.
 */
#ifndef HISTORY_H
#define HISTORY_H

#include "event.h"
#include "header.h"

struct queue;

struct history {
    struct output *output;
    struct queue *queue; /* where events go instead of being printed; NULL where there is one ring */
    const struct table_ring *ring; /* the events'; NULL where there is one */
    bool decoded;        /* a block with a table was entered, ever */
    bool damaged;        /* something was skipped, ever */
    bool boot_known;
    uint16_t boot;
    uint8_t cause;       /* 0: unknown */
    bool time_known;
    uint64_t ticks;      /* of the record before */
    uint8_t announced;   /* cause that the record before, a reset, gave; else 0 */
    struct record record;
};

/* Starts with nothing known; the output, queue and ring stay. */
void history_restart(struct history *h);

/* Goes to a block's start. */
void history_enter_block(struct history *h, const struct table *t, const struct header *header);

/* Goes to somewhere inside a block, behind what is not known: neither the boot nor the time is known. */
void history_resume(struct history *h);

/* Decodes and prints the records in these bytes, up to the first fault. Returns how many bytes were decoded; *fault
   says why not more. `seed` is for record_decode(). *records counts up by those that count for `first`. */
size_t history_records(struct history *h, const struct table *t, uint16_t seed, const uint8_t *bytes, size_t size,
                       enum fault *fault, uint32_t *records);

/* Says what was skipped. Afterwards no record before is known. */
void history_damage(struct history *h, uint64_t offset, uint64_t size, const char *reason);
void history_damaged_blocks(struct history *h, uint64_t offset, uint64_t blocks, const char *reason);

/* Says how many bytes of a block were corrected. */
void history_corrected(struct history *h, uint64_t offset, uint64_t bytes);

/* Says what was lost; a NULL is for what is not known. */
void history_lost(struct history *h, const struct table *t, const uint32_t *bytes, const uint32_t *records);

#endif
