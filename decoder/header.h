/* A block's header, and its check (docs/FORMAT.md, section 2). */
#ifndef HEADER_H
#define HEADER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "bytes.h"

struct table;

/* The three layouts of a header. */
enum form { FORM_WIDE, FORM_COUNTING, FORM_NARROW };
#define FORM_COUNT 3

/* How a header is read, and what of it the check covers. */
struct layout {
    enum form form;
    bool drop;      /* `lost` changes, so the check leaves it out */
    bool ecc;       /* closed blocks have parity: a bit of `used` tells that it is there, and the check differs */
    uint32_t block; /* size of the block, which the check covers; nothing in a chunk */
    uint32_t ring;  /* that the block is of, by the table's order; the check covers it */
};

#define HEADER_SEALED 0x4000u /* in `used` */

struct header {
    uint32_t used;      /* without the bit that says "being replaced" */
    bool replaced;
    bool sealed;        /* the parity is there */
    bool copy;          /* a crash loop moves a block to here: `read` and `released` are its end and its records */
    uint32_t read;      /* without the bit that says so */
    uint16_t check;
    uint16_t seed;      /* of the records' checks: the block's own `check`, which in a chunk stands behind the header */
    uint16_t boot;
    uint8_t lap;        /* 0 to 15 */
    union {
        uint8_t appended; /* boots appended, 0 to 15 */
        uint8_t place;    /* in a chunk: the block's place modulo 16 */
    };
    uint32_t schema24;
    uint32_t time;
    uint32_t lost;
    uint16_t records;   /* this and what follows: 0 if the layout does not count */
    uint32_t first;
    uint16_t released;
    uint32_t lost_records;
};

#define HEADER_SIZE_MAX 32
size_t header_size(enum form form);
struct layout header_layout(const struct table *t, uint32_t ring);

/* Reads header_size() bytes. */
struct header header_read(const uint8_t *bytes, struct layout layout);

/* Offset of the schema, by which headers are looked for. */
size_t header_schema_offset(enum form form);

/* What the check of such a header is. */
uint16_t header_check(const struct header *h, struct layout layout, bool chunk);

/* Whether the check is right; in a chunk it covers `used` and `read`, but not the block's size. */
bool header_checks(const struct header *h, struct layout layout, bool chunk);

/* The same for a ring of which is not known whether it drops. */
bool header_checks_either(const struct header *h, struct layout layout, bool chunk);

/* The size of block with which the check of a plausible header is right; 0 if no block has such a size. layout.block is not used. */
uint32_t header_block(const struct header *h, struct layout layout);

/* A quick look at header_size() bytes, before header_read(): false if the header they are is not plausible for any block. */
static inline bool header_ends_plausible(const uint8_t *bytes, enum form form)
{
    if (form == FORM_NARROW)
        return bytes[0] < 0x80 && bytes[1] <= bytes[0] && bytes[1] >= 18;
    uint32_t used = load16(bytes), read = load16(bytes + (form == FORM_COUNTING ? 24 : 2));
    return used < 0x8000 && read <= used && read >= (form == FORM_COUNTING ? 32 : 20);
}

/* Whether the records end where `used` and `read` can be, in a block of this size. */
bool header_plausible(const struct header *h, struct layout layout, uint32_t block);

/* Makes a copy's header that of the block it becomes, also while its place says that it is being replaced. Nothing was released, as far as this header tells. */
void header_settle(struct header *h, struct layout layout);

#endif
