/*
 * A second reader of docs/FORMAT.md, for the tests only: it knows the messages of ring.plog, and shares no code with
 * the runtime or the decoder, so that a mistake in either shows.
 */
#ifndef READER_H
#define READER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What the table says about the ring. */
struct geometry {
    unsigned block, blocks, header;
    bool count, drop, clock;
    bool ecc;
    unsigned shift; /* of a block's base time */
    unsigned ring, rings; /* which of how many */
};

enum { OWN = 0, MARK = 1, BYTE, NONE, TEXT, NUMBER, FINE, SPEED, STALL };
enum { OWN_BOOT = 1, OWN_RESET, OWN_NULLS, OWN_REFUSED, OWN_BACKUP = 7, OWN_LOOP };

struct record {
    uint32_t id;
    uint8_t kind;    /* of the ring's own */
    uint16_t boot;   /* the boot that logged it */
    uint8_t cause;   /* OWN_BOOT, OWN_RESET */
    uint32_t value;  /* the number it carries; of OWN_BOOT the boot's, of OWN_BACKUP what became of it */
    uint64_t time;   /* in ticks since the boot */
    char text[96];   /* TEXT */
    size_t size;
    unsigned place;  /* of its block; only from an image */
};

enum { MOST_RECORDS = 20000 };

struct history {
    size_t count;
    struct record records[MOST_RECORDS]; /* oldest first */
    uint32_t lost;      /* as plog.lost tells it */
    uint64_t unread;    /* bytes not released yet */
    uint32_t first;     /* counting: number of the oldest block's first record */
    uint32_t lost_records;   /* counting: as plog.lost tells it */
    uint32_t unread_records; /* counting: not known to be released */
    unsigned newest;    /* place of the newest block */
    unsigned whole;     /* how many blocks are */
    bool torn;          /* bytes that are no record were committed */
};

/* Reads the image of a ring, from its first block on. */
void read_image(const struct geometry *geometry, const uint8_t *image, struct history *history);

/* A stream of drained chunks. */
struct stream {
    const struct geometry *geometry;
    uint8_t header[32];     /* of the chunk before */
    uint8_t pending[32768]; /* begin of a record whose rest is to come */
    size_t length;
    uint16_t boot;
    uint64_t time;
    bool wrong; /* a chunk's check or tag was */
    uint32_t lost, lost_records;
    struct history history;
};

void stream_begin(struct stream *stream, const struct geometry *geometry);

/* Chunks of other rings are passed over. */
void stream_chunk(struct stream *stream, const uint8_t *chunk, size_t length);

/* How many records with this id. */
size_t count_of(const struct history *history, uint32_t id);

/* How many of the ring's own, of this kind. */
size_t count_of_own(const struct history *history, uint8_t kind);

#endif
