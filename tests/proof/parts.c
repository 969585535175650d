/*
 * What Eva is to prove, each PART in a run of its own: see run.sh and docs/RELIABILITY.md.
 */
#include "machine.h"
#include "proof.c"
#include "contracts.h"
#include "others.h"

/* The log is started by plog_init(): PART 3 does so by the first record. */
static void attach(void)
{
    alone = true;
    any_region();
    plog_init((plog_cause)any());
    check_log();
}

static void within(void)
{
    static plog_header block;
    unsigned used;

    /*@ loop unroll PLOG_BLOCK_SIZE + 1; */
    for (used = 0; used <= PLOG_BLOCK_SIZE; used++) {
        Frama_C_make_unknown((char *)&block, sizeof block);
        block.used = (plog_used)used;
        plog_within(&block);
    }
    Frama_C_make_unknown((char *)&block, sizeof block);
    block.used = (plog_used)Frama_C_unsigned_int_interval(PLOG_BLOCK_SIZE + 1, (plog_used)-1);
    plog_within(&block);
}

typedef uint8_t *put_text(uint8_t *at, const char *from, unsigned max);

/* Of a long run, three lengths. */
static unsigned step(unsigned max)
{
    return max < 0x7E ? 1 : max / 2;
}

/* No byte is read behind a string's end, nor behind its byte number max; none is written but those that the contract names. */
static void strings_of(put_text *put, unsigned max, uint8_t *at)
{
    static char from[0x80];
    unsigned left;

    /*@ loop unroll 128; */
    for (left = 1; left <= max + 1; left += step(max)) {
        Frama_C_make_unknown(from, sizeof from);
        if (left <= max)
            from[sizeof from - 1] = 0;
        put(at, from + sizeof from - left, max);
    }
    put(at, NULL, max);
}

/* The same of a run of bytes that is as long as it is said to be, or longer than max. */
static void bytes_of(unsigned max, uint8_t *at)
{
    static uint8_t from[0x80];
    unsigned length;

    Frama_C_make_unknown((char *)from, sizeof from);
    /*@ loop unroll 128; */
    for (length = 0; length <= max; length += step(max))
        plog_put_bytes(at, from + sizeof from - length, length, max);
    plog_put_bytes(at, from + sizeof from - max, Frama_C_unsigned_int_interval(max, (unsigned)-1), max);
    plog_put_bytes(at, NULL, any(), max);
}

static void runs(void)
{
    static const uint8_t lengths[] = { 1, 2, 12, 0x7E };
    static uint8_t to[0x80];
    unsigned i;

    /*@ loop unroll 4; */
    for (i = 0; i < sizeof lengths; i++) {
        unsigned max = lengths[i];
        uint8_t *at = to + sizeof to - max - CODE_SIZE(max);

        strings_of(max < 0x7E ? plog_put_short_str : plog_put_long_str, max, at);
        bytes_of(max, at);
    }
}

static void read_out(void)
{
    static plog_grant grant;

    any_log();
    plog_read(&grant);
}

/* A grant that plog_read() may have left, of this block from this byte on; at most is granted what a block can hold behind it. */
static void any_grant(plog_grant *grant, unsigned place, unsigned from)
{
    Frama_C_make_unknown((char *)grant, sizeof *grant);
    grant->block = &plog_region[place];
    grant->bytes = plog_region[place].bytes + from;
    grant->length = (size_t)Frama_C_unsigned_int_interval(0, PLOG_BLOCK_END - from);
    grant->ring = 0;
}

/* Each byte of both blocks that a grant may begin with. Nothing is remembered from one to the next, or the cases would multiply. */
static void each_place(void (*what)(unsigned place, unsigned from))
{
    unsigned place, from;

    /*@ loop unroll 2; */
    for (place = 0; place < 2; place++)
        /*@ loop unroll PLOG_BLOCK_SIZE; */
        for (from = PLOG_HEADER_SIZE; from < PLOG_BLOCK_END; from++) {
            any_region();
            what(place, from);
            any_region();
        }
}

static void granted_of(unsigned place, unsigned from, unsigned used_from, unsigned used_to)
{
    plog_grant grant;
    plog_header *block = &plog_region[place].header;

    block->read = (plog_used)from;
    block->used = (plog_used)Frama_C_unsigned_int_interval(used_from, used_to);
    if (plog_grant_block(&grant, 0, block, &plog_region[Frama_C_interval(0, 1)].header)) {
        /*@ assert begin: grant.bytes == plog_region[place].bytes + from; */
        /*@ assert end: 1 <= grant.length <= PLOG_BLOCK_END - from; */
        /*@ assert whose: grant.block == &plog_region[place]; */
    }
}

/* What is granted begins there and ends with the block's records, wherever the block says that they end. */
static void granted(unsigned place, unsigned from)
{
    granted_of(place, from, 0, from);
    granted_of(place, from, from + 1, PLOG_BLOCK_END);
    granted_of(place, from, PLOG_BLOCK_END + 1, (plog_used)-1);
}

/* Any grant, or one of nothing; the ring may be in any state by now. */
static void release(void)
{
    static plog_grant grant;

    any_grant(&grant, (unsigned)Frama_C_interval(0, 1), Frama_C_unsigned_int_interval(PLOG_HEADER_SIZE, PLOG_BLOCK_END));
    if (any() & 1u)
        grant.block = NULL;
    plog_release(&grant, any());
}

/* A chunk of such a grant, as long as plog_drain() and plog_next_frame() may ask for. */
static void chunks(unsigned place, unsigned from)
{
    plog_grant grant;
    uint8_t chunk[PLOG_CHUNK_SIZE];
    unsigned most = PLOG_BLOCK_END - from;

    if (most > PLOG_CHUNK_SIZE - PLOG_AROUND)
        most = PLOG_CHUNK_SIZE - PLOG_AROUND;
    any_grant(&grant, place, from);
    plog_make_chunk(chunk, &grant, Frama_C_unsigned_int_interval(1, most));
}

/* The frame of a grant of so many bytes: plog_read() and plog_make_chunk() by their contracts. */
static void frame_of(size_t granted)
{
    unsigned most = PLOG_FRAME_SIZE;

    Frama_C_make_unknown((char *)&plog_frame, sizeof plog_frame);
    plog_frame.edge = NULL;
    others_granted = granted;
    if (plog_next_frame()) {
        /*@ assert begin: plog_frame.at == 0; */
        /*@ assert whole: 0 < plog_frame.size <= most; */
    }
}

/* Of each length that a frame can hold, and of more. */
static void frames(void)
{
    unsigned length, most = PLOG_CHUNK_SIZE - PLOG_AROUND;

    /*@ loop unroll PLOG_BLOCK_SIZE; */
    for (length = 1; length <= most; length++)
        frame_of(length);
    frame_of(Frama_C_unsigned_int_interval(most + 1, PLOG_BLOCK_END));
    Frama_C_make_unknown((char *)&plog_frame, sizeof plog_frame);
}

#if PART == 13
static void newest_of(unsigned place, unsigned lap, unsigned whole)
{
    *plog_lap_byte(&plog_region[place].header) = (uint8_t)(PLOG_LAPS * Frama_C_unsigned_int_interval(0, 15) + lap);
    newest_whole[place] = whole != 0;
}

/* Of any two blocks, whichever are whole and whatever their laps: the newest is one that is whole, if any is. */
static void newest(void)
{
    unsigned first, second, whole;
    const plog_header *found;

    /*@ loop unroll 16; */
    for (first = 0; first < PLOG_LAPS; first++)
        /*@ loop unroll 16; */
        for (second = 0; second < PLOG_LAPS; second++)
            /*@ loop unroll 4; */
            for (whole = 0; whole < 4; whole++) {
                any_region();
                newest_of(0, first, whole & 1u);
                newest_of(1, second, whole & 2u);
                found = plog_newest(0);
                /*@ assert none: whole == 0 ==> found == \null; */
                /*@ assert some: whole == 1 ==> found == &plog_region[0].header; */
                /*@ assert other: whole == 2 ==> found == &plog_region[1].header; */
                /*@ assert both: whole == 3 ==> found == &plog_region[0].header || found == &plog_region[1].header; */
                any_region();
            }
}
#endif

#include "calls.h"

int main(void)
{
    others_whole = (bool)Frama_C_interval(0, 1);
    if (PART == 0) within();
    if (PART == 1) attach();
    if (PART == 2) runs();
    if (PART == 3) plog_open_next(0, (plog_room)Frama_C_unsigned_int_interval(0, PLOG_BLOCK_END - PLOG_HEADER_SIZE));
    if (PART == 4) call_each();
    if (PART == 5) plog_going_down((plog_cause)any());
    if (PART == 6) { plog_lost(); plog_clear(); }
    if (PART == 7) plog_tick();
    if (PART == 8) read_out();
    if (PART == 9) each_place(granted);
    if (PART == 10) release();
    if (PART == 11) each_place(chunks);
    if (PART == 12) frames();
#if PART == 13
    newest();
#endif
    return 0;
}
