/*
 * Writes rings, streams and tables as docs/FORMAT.md says, and shares nothing with the decoder: what both get wrong in
 * the same way would otherwise never be seen.
 */
#ifndef BUILD_DUMP_H
#define BUILD_DUMP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct bytes {
    uint8_t data[1 << 17];
    size_t size;
};

void put(struct bytes *b, const void *data, size_t size);
void put_zeros(struct bytes *b, size_t count);
void put_number(struct bytes *b, uint64_t number, unsigned size);
void put_varint(struct bytes *b, uint64_t number);
void put_zigzag(struct bytes *b, int64_t number);
void put_f32(struct bytes *b, float number);
void put_f64(struct bytes *b, double number);
void put_str(struct bytes *b, const char *text);

/* The ring's own records. */
void put_boot(struct bytes *b, uint16_t boot, uint8_t cause);
void put_reset(struct bytes *b, uint64_t delta, uint8_t cause);

#define SCHEMA 0x1A2B3C4Du /* of every table here, unless it says another */

enum form { WIDE, COUNTING, NARROW };

/* A block, or a chunk of one. What is 0 gets the usual value. */
struct block {
    enum form form;
    bool drop;
    unsigned size;       /* 128 */
    unsigned claimed;    /* the size that the check covers: size */
    uint16_t boot;       /* 1 */
    uint8_t lap;         /* 1 */
    uint8_t appended;
    uint8_t place;       /* only in a chunk */
    uint32_t schema;     /* SCHEMA */
    uint32_t time; /* the base; and the top bit: wraps were followed */
    uint32_t lost;
    uint16_t records;    /* the layouts that count */
    uint32_t first;
    uint16_t released;
    uint32_t lost_records;
    unsigned read;       /* the header's size */
    unsigned used;       /* as many as there are bytes */
    bool of_rings;       /* the table has several; only in a chunk */
    unsigned ring;
    bool replaced;
    bool damaged;        /* the check is wrong */
};

unsigned header_bytes(enum form form);

/* Appends a block with these records, filled up with 0xA5. */
void put_block(struct bytes *b, struct block block, const struct bytes *records);

/* Appends an empty place. */
void put_empty(struct bytes *b, unsigned size);

/* Appends a chunk with the block's bytes from one offset to another, counted from the block's start. */
void put_chunk(struct bytes *b, struct block block, const struct bytes *records, unsigned from, unsigned to);

/* Appends a frame with this chunk, which begins with its mark. */
void put_frame(struct bytes *b, unsigned number, bool begins, const struct bytes *chunk);

/* A table. What is NULL or 0 gets the usual value. */
struct table_text {
    uint32_t schema;       /* SCHEMA */
    enum form form;
    bool drop;
    unsigned block;        /* 128 */
    unsigned blocks;       /* 4 */
    bool no_clock;
    uint64_t hz;           /* 1000000 */
    unsigned bits;         /* 32 */
    unsigned shift;
    bool two_rings;        /* the second has two blocks of the four */
    const char *types;     /* the elements of the array */
    const char *messages;
};

/* Returns the table's JSON, valid until the next call. */
const char *make_table(struct table_text t);

#endif
