/*
 * What Eva is to prove of the runtime each PART of its own: see run.sh and docs/RELIABILITY.md. The ring's
 * two blocks hold anything at the beginning of every call; each call must leave behind what the others rely on.
 */
#include <__fc_builtin.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* The compiler's own, in the words that the analyser knows. */
#define __asm__(text) /* the decoder's table: no code */
#define __builtin_memcpy memcpy
#define __builtin_assume_aligned(pointer, to) (pointer)
#define __builtin_unreachable() /*@ assert unreachable: \false; */ ((void)0)
#define volatile      /* only keeps a loop from becoming a call of memset() */
#include "proof.c"

/* Eva loses it in the masking of `used`; PART 0 shows it value by value. */
/*@ ensures \result ==> PLOG_HEADER_SIZE <= block->read <= block->used <= PLOG_BLOCK_END; */
static bool plog_within(const plog_header *block);

/* The machine gives anything. */
plog_mask plog_user_lock(void)
{
    return (plog_mask)Frama_C_unsigned_int_interval(0, UINT32_MAX);
}

void plog_user_unlock(plog_mask mask)
{
    (void)mask;
}

uint64_t plog_user_clock(void)
{
    return Frama_C_unsigned_long_long_interval(0, UINT64_MAX);
}

static uint32_t any(void)
{
    return Frama_C_unsigned_int_interval(0, UINT32_MAX);
}

/* Any content of the ring. */
static void any_ring(void)
{
    Frama_C_make_unknown((char *)plog_region, sizeof plog_region);
    plog_states[0].last = any();
    plog_states[0].origin = any();
    plog_states[0].time = any();
}

/* What each call may rely on, and must leave behind: a block of the ring is open, and its committed end lies within it. */
static void any_running(unsigned place, unsigned used)
{
    any_ring();
    plog_states[0].open = &plog_region[place].header;
    plog_region[place].header.used = (plog_used)used;
}

static void check_running(void)
{
    plog_header *open = plog_states[0].open;

    if (open == &plog_region[0].header) {
        /*@ assert first: PLOG_HEADER_SIZE <= plog_region[0].header.used <= PLOG_BLOCK_SIZE; */
    } else {
        /*@ assert open: open == &plog_region[1].header; */
        /*@ assert second: PLOG_HEADER_SIZE <= plog_region[1].header.used <= PLOG_BLOCK_SIZE; */
    }
}

/* Any content, by where the ends of both blocks lie: there is no such block, or there is room for the boot's record, or not. */
static unsigned any_used(unsigned kind)
{
    static const unsigned from[] = { 0, PLOG_HEADER_SIZE, PLOG_BLOCK_SIZE - PLOG_BOOT_SIZE + 1, PLOG_BLOCK_SIZE + 1, 0x10000 };

    return Frama_C_unsigned_int_interval(from[kind], from[kind + 1] - 1);
}

static void attach(void)
{
    static const plog_state fresh[PLOG_RINGS] = PLOG_STATES;
    unsigned kind;

    /*@ loop unroll 16; */
    for (kind = 0; kind < 16; kind++) {
        any_ring();
        plog_region[0].header.used = (plog_used)any_used(kind / 4);
        plog_region[1].header.used = (plog_used)any_used(kind % 4);
        plog_states[0] = fresh[0];
        if (plog_init((plog_cause)any()) == PLOG_OK)
            check_running();
    }
}

static void go_down(unsigned place)
{
    unsigned used;

    /*@ loop unroll PLOG_BLOCK_SIZE; */
    for (used = PLOG_HEADER_SIZE; used <= PLOG_BLOCK_SIZE; used++) {
        any_running(place, used);
        plog_going_down((plog_cause)any());
        check_running();
    }
}

static void clear(unsigned place)
{
    any_running(place, Frama_C_unsigned_int_interval(PLOG_HEADER_SIZE, PLOG_BLOCK_SIZE));
    plog_lost();
    plog_clear();
    check_running();
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
    block.used = (plog_used)Frama_C_unsigned_int_interval(PLOG_BLOCK_SIZE + 1, 0xFFFF);
    plog_within(&block);
}

int main(void)
{
    if (PART == 0) within();
    if (PART == 1) attach();
    if (PART == 2) { go_down(0); go_down(1); }
    if (PART == 3) { clear(0); clear(1); }
    return 0;
}
