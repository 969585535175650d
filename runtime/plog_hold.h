/*
 * plog_hold.h: how a record begins and ends with "optimize size". Included by plog_record.h, which tells what a log function calls.
 *
 * One routine each; what is held between them is kept here, under the lock. They make room themselves.
 */
#ifndef PLOG_HOLD_H
#define PLOG_HOLD_H

#if PLOG_CHECK
static uint32_t plog_held_sums[PLOG_CORES];
#define plog_held_sum plog_held_sums[plog_core()]
#include "plog_sum.h"
#endif
#if PLOG_LOCK == PLOG_LOCK_NONE
#define plog_held_mask ((plog_mask)0)
#define PLOG_HOLD(mask) ((void)(mask))
#else
#if PLOG_HELD_IN_STATE
#define plog_held_mask plog_states[0].held
#else
static plog_mask plog_held_masks[PLOG_CORES];
#define plog_held_mask plog_held_masks[plog_core()]
#endif
#define PLOG_HOLD(mask) (plog_held_mask = (mask))
#endif
#if PLOG_RINGS > 1 || PLOG_HOSTED /* a child that is forked in the middle of a record finds the ring closed */
static plog_header *plog_held_blocks[PLOG_CORES];
#define plog_held_block plog_held_blocks[plog_core()]
#define PLOG_HOLD_BLOCK(block) (plog_held_block = (block))
#else
#define plog_held_block (plog_states[0].open)
#define PLOG_HOLD_BLOCK(block) ((void)(block))
#endif

PLOG_STEP uint8_t *plog_try_to_hold(unsigned ring, plog_room size)
{
    plog_claimed in;
    uint8_t *at = plog_claim(ring, size, &in);

    if (at != NULL) {
        PLOG_HOLD_BLOCK(in.block);
        PLOG_HOLD(in.mask);
#if PLOG_CHECK
        plog_held_sum = 0;
#endif
    }
    return at;
}

PLOG_STEP uint8_t *plog_hold(unsigned ring, plog_room size)
{
    uint8_t *at;

    do
        at = plog_try_to_hold(ring, size);
    while (at == NULL && plog_make_room(ring, size));
    return at;
}

/* A bit for each argument that is a null pointer. */
#if PLOG_NARROW && PLOG_NULLS <= 8
typedef uint8_t plog_null_bits;
#else
typedef uint32_t plog_null_bits;
#endif

#if PLOG_NARROW
/* On a core of 8 bits the size is handed on as where a record of so many bytes must begin at the latest: that is compared as it is. Its own inverse. */
#define PLOG_LATEST(size) ((plog_room)(PLOG_BLOCK_END - (size)))

/* Makes room and begins again. A call at the end, so that what has room saves no registers: on a core of 8 bits each takes four cycles. */
PLOG_RARE uint8_t *plog_hold_later(unsigned ring, plog_id id, plog_room latest, plog_null_bits nulls);
#else
#define PLOG_LATEST(size) (size)
#endif

/* Notes that an argument is a null pointer. Few are: gcc is told not to do without a branch, which takes 12 bytes more. */
PLOG_INLINE void plog_note_null(plog_null_bits *nulls, plog_null_bits bit)
{
#if defined(__thumb2__)
    __asm__ volatile("");
#endif
    *nulls = (plog_null_bits)(*nulls | bit);
}

#if PLOG_NULLS
PLOG_SHARED
#else
PLOG_INLINE
#endif
uint8_t *plog_hold_with_nulls(unsigned ring, plog_id id, plog_room latest, plog_null_bits nulls)
{
    plog_writer plog;

#if PLOG_NARROW
    plog.at = plog_try_to_hold(ring, PLOG_LATEST(latest));
    if (plog.at == NULL)
        return plog_hold_later(ring, id, latest, nulls);
#else
    plog.at = plog_hold(ring, PLOG_LATEST(latest));
#endif
    if (!PLOG_MAY_DROP || plog.at != NULL) {
#if PLOG_CHECK
        if (nulls != 0)
            plog.at = plog_sum_run(&plog, plog_put_nulls(plog.at, nulls));
#else
        if (nulls != 0)
            plog.at = plog_put_nulls(plog.at, nulls);
#endif
        plog_put_stamp(&plog, ring, id);
    }
#if defined(__thumb2__)
    __asm__ volatile(""); /* as at the end of plog_end() */
#endif
    return plog.at;
}

PLOG_SHARED uint8_t *plog_hold_stamped(unsigned ring, plog_id id, plog_room latest)
{
    return plog_hold_with_nulls(ring, id, latest, 0);
}

#if PLOG_NARROW
PLOG_RARE uint8_t *plog_hold_later(unsigned ring, plog_id id, plog_room latest, plog_null_bits nulls)
{
    if (!plog_make_room(ring, PLOG_LATEST(latest)))
        return NULL;
    return nulls == 0 ? plog_hold_stamped(ring, id, latest) : plog_hold_with_nulls(ring, id, latest, nulls);
}
#endif

PLOG_INLINE plog_writer plog_enter(unsigned ring, plog_room size)
{
    plog_writer plog;

    plog.at = plog_hold(ring, size);
    plog_never_null(plog.at);
    return plog;
}

PLOG_INLINE plog_writer plog_begin(unsigned ring, plog_id id, plog_room size)
{
    plog_writer plog;

    plog.at = plog_hold_stamped(ring, id, PLOG_LATEST(size));
    plog_never_null(plog.at);
    return plog;
}

PLOG_INLINE plog_writer plog_begin_with_nulls(unsigned ring, plog_id id, plog_room size, plog_null_bits nulls)
{
    plog_writer plog;

    plog.at = plog_hold_with_nulls(ring, id, PLOG_LATEST(size), nulls);
    plog_never_null(plog.at);
    return plog;
}

PLOG_SHARED void plog_commit(uint8_t *at)
{
#if PLOG_CHECK
    at = plog_put_sum(at, plog_held_sum, plog_held_block);
#endif
    plog_finish(plog_held_block, at, PLOG_RECORDS(plog_held_block) + 1u, plog_held_mask);
}

PLOG_INLINE void plog_end(plog_writer plog)
{
    plog_commit(plog.at);
#if defined(__thumb2__)
    __asm__ volatile(""); /* to return from here takes two bytes less than to jump there, and no more time */
#endif
}

#endif
