/* A block's header, and its check (docs/FORMAT.md, section 2). */
#ifndef HEADER_H
#define HEADER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct table;

/* How the bytes of a header are laid out, and what of them the check covers. */
struct layout {
    bool narrow;
    bool count;
    bool drop; /* `lost` changes, so the check leaves it out */
};

struct header {
    uint32_t used;      /* without the bit that says "being replaced" */
    bool replaced;
    uint32_t read;
    uint16_t check;
    uint16_t boot;
    uint8_t lap;        /* 0 to 15 */
    uint8_t appended;   /* boots appended, 0 to 15 */
    uint32_t schema24;
    uint32_t time;
    uint32_t lost;
    uint32_t first;     /* 0 without `count` */
};

#define HEADER_MAX 24

size_t header_size(struct layout layout);
struct layout header_layout(const struct table *t);

/* Reads header_size() bytes. */
struct header header_read(const uint8_t *bytes, struct layout layout);

/* Whether the check is right; in a chunk it covers `used` and `read` too. */
bool header_checks(const struct header *h, struct layout layout, bool chunk);

/* Whether the records end where `used` and `read` can be, in a block of this size. */
bool header_plausible(const struct header *h, struct layout layout, uint32_t block);

#endif
