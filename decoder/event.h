/* What plogcat prints: one event a line. */
#ifndef EVENT_H
#define EVENT_H

#include "record.h"

enum event_kind { EVENT_MESSAGE, EVENT_BOOT, EVENT_RESET, EVENT_REFUSED, EVENT_CRASH, EVENT_BACKUP, EVENT_LOOP, EVENT_LOST, EVENT_CORRECTED, EVENT_DAMAGE };

struct event {
    enum event_kind kind;
    const struct table *table;   /* NULL with EVENT_DAMAGE and EVENT_LOST when there is none */
    bool boot_known;
    uint16_t boot;
    uint8_t cause;               /* of the boot; 0 when unknown */
    bool time_known;
    uint64_t ticks;              /* since the boot */
    const struct record *record; /* all but the last two kinds */
    const struct table_ring *ring; /* it is of; NULL where there is only one */
    bool order_unknown;          /* it may have come before the event of another ring that is printed before it */

    bool lost_bytes_known, lost_records_known;
    uint32_t lost_bytes, lost_records;

    uint64_t offset;             /* EVENT_DAMAGE, EVENT_CORRECTED: where, in the file */
    uint64_t size;               /* bytes skipped, or corrected; 0 when `blocks` tells it */
    uint64_t blocks;             /* whole blocks skipped */
    const char *reason;
};

struct output;

/* Prints one event. */
void output_event(struct output *o, const struct event *e);

#endif
