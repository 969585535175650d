/*
 * What the workload did, told by itself, in memory of its own that a reset keeps: the firmware writes it, the plugin copies it together with the ring,
 * and the judge holds the ring against it.
 */
#ifndef JOURNAL_H
#define JOURNAL_H

#include <stdint.h>

#define JOURNAL_ITEMS 240u
#define JOURNAL_CHUNK 160u /* what plog_drain() hands over at most */

/* A call, from its begin on. Calls are numbered through all boots; a record's values follow from its number. */
enum item {
    ITEM_NONE,
    ITEM_LOG,       /* log function that values_message() tells */
    ITEM_BOOT,      /* plog_init() */
    ITEM_RESET,     /* plog_going_down() */
    ITEM_DRAIN,
    ITEM_CLEAR,
    ITEM_RESTART,   /* of the program, with all that a reset keeps */
    ITEM_KIND = 0x0F,
    ITEM_DROPPED = 0x40, /* a drop ring has counted it instead */
    ITEM_DONE = 0x80     /* it has returned */
};

struct journal {
    uint8_t items[JOURNAL_ITEMS];
    uint8_t chunks;  /* how many a sink has taken, modulo 256 */
    uint8_t inside;  /* 1 in a call */
    uint8_t length;  /* of the last chunk */
    uint8_t chunk[JOURNAL_CHUNK];
};

#endif
