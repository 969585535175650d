/* The values of a record, written out so that what was decoded can be compared with what was logged. */
#ifndef RECORDS_H
#define RECORDS_H

#include "../../decoder/record.h"

#define PLAIN_MOST 200

struct plain {
    size_t size;
    uint8_t bytes[PLAIN_MOST];
};

/* What the decoder has read: a message. */
void records_read(struct plain *p, const struct record *r);

/* Record n as it must be; log_record() in firmware.c logs it. */
void records_expect(struct plain *p, uint32_t n);

bool records_equal(const struct plain *a, const struct plain *b);

#endif
