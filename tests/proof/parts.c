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

#include "calls.h"

int main(void)
{
    if (PART == 0) within();
    if (PART == 1) attach();
    if (PART == 2) runs();
    if (PART == 3) plog_open_next(0, (plog_room)Frama_C_unsigned_int_interval(0, PLOG_BLOCK_END - PLOG_HEADER_SIZE));
    if (PART == 4) call_each();
    if (PART == 5) plog_going_down((plog_cause)any());
    if (PART == 6) { plog_lost(); plog_clear(); }
    if (PART == 7) plog_tick();
    if (PART == 8) read_out();
    return 0;
}
