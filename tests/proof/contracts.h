/*
 * What the analyser is told of functions that it can't follow through: each contract is shown by a part of its own (parts.c), one value at a
 * time, and used by the others.
 */
#ifndef CONTRACTS_H
#define CONTRACTS_H

static bool others_whole; /* the ring has a whole block: it runs, or had one before it was started */

#if PART != 9 /* keeps the cases apart itself */
/*@ assigns \result \from *block;
    ensures ends: \result ==> PLOG_HEADER_SIZE <= block->read <= block->used <= PLOG_BLOCK_END; */
static bool plog_within(const plog_header *block);
#endif

#define WITHIN(place) (PLOG_HEADER_SIZE <= plog_region[place].header.read <= plog_region[place].header.used <= PLOG_BLOCK_END)

/* Shown by part 13, but that a ring that runs has a whole block: plog_open() has stored its check, and nobody else writes there. */
#if PART != 13
static plog_header *const newest_places[] = { NULL, &plog_region[0].header, &plog_region[1].header };

/*@ assigns \result \from newest_places[0 .. 2], indirect: plog_region[0 .. 1], indirect: others_whole;
    ensures found: (\result == \null && !others_whole) || (\result == &plog_region[0].header && others_whole && WITHIN(0))
        || (\result == &plog_region[1].header && others_whole && WITHIN(1)); */
static plog_header *plog_newest(unsigned ring);
#else
static bool newest_whole[2]; /* plog_whole() of each block, which nothing changes while the newest is looked for */

/*@ assigns \result \from indirect: *block, indirect: newest_whole[0 .. 1];
    ensures first: block == &plog_region[0].header ==> \result == newest_whole[0];
    ensures second: block == &plog_region[1].header ==> \result == newest_whole[1]; */
static bool plog_whole(const plog_header *block);
#endif

/* What follows asks for the lock and looks again. */
/*@ assigns \result, plog_region[0 .. 1], plog_states[0] \from which, size; */
static bool plog_open_next(unsigned which, plog_room size);

/* Bytes of a code up to max + 2, as plog_put_u32() writes it. */
#define CODE_SIZE(max) ((max) + 2 < 0x80 ? 1 : (max) + 2 < 0x4000 ? 2 : 3)

/*@ requires room: \valid(at + (0 .. max));
    assigns \result \from at;
    assigns at[0 .. max] \from *from;
    ensures end: \subset(\result, at + (1 .. max + 1)); */
static uint8_t *plog_put_short_str(uint8_t *at, const char *from, unsigned max);

/*@ requires room: \valid(at + (0 .. max + CODE_SIZE(max) - 1));
    assigns \result \from at;
    assigns at[0 .. max + CODE_SIZE(max) - 1] \from *from;
    ensures end: \subset(\result, at + (1 .. max + CODE_SIZE(max))); */
static uint8_t *plog_put_long_str(uint8_t *at, const char *from, unsigned max);

/*@ requires room: \valid(at + (0 .. max + CODE_SIZE(max) - 1));
    assigns \result \from at;
    assigns at[0 .. max + CODE_SIZE(max) - 1] \from *(const uint8_t *)from;
    ensures end: \subset(\result, at + (1 .. max + CODE_SIZE(max))); */
static uint8_t *plog_put_bytes(uint8_t *at, const void *from, size_t length, unsigned max);

static size_t others_granted; /* bytes */

#if PART == 12
/*@ assigns \result \from crc, value, bits; */
static uint32_t plog_crc(uint32_t crc, uint32_t value, unsigned bits);

/* Parts 9 and 11 show these. Of a grant that is none, nobody asks for the length. */
/*@ assigns *grant \from plog_region[0 .. 1];
    assigns \result \from plog_region[0 .. 1];
    ensures some: grant->length == others_granted; */
bool plog_read(plog_grant *grant);

/*@ requires room: \valid(chunk + (0 .. PLOG_HEADER_SIZE + 4 + length - 1));
    assigns chunk[0 .. PLOG_HEADER_SIZE + 4 + length - 1], \result \from *grant; */
static bool plog_make_chunk(uint8_t *chunk, const plog_grant *grant, size_t length);
#endif

#endif
