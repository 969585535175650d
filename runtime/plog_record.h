/*
 * plog_record.h: the path of one record, from the log function's lock to the committing store. Included by plog_ring.h.
 *
 * What a log function calls: plog_begin(), then plog_put_...() for each argument, then plog_end(). On a device
 * plog_begin() makes room itself.
 *   ring  of the core that runs it: 0, or PLOG_KEEP
 *   id    of the message
 *   size  the most bytes that the record can have, a constant
 * Where something comes before the id, plog_enter() and plog_stamp() stand for plog_begin(), and between them plog_tell_nulls() says what is null. With
 * "optimize speed" plog_begin_offset() stands for plog_begin() where what comes first is as long whatever its value, and plog_end_fixed() or
 * plog_end_behind_null() for plog_end() where all arguments take as many bytes whatever their values.
 */
#ifndef PLOG_RECORD_H
#define PLOG_RECORD_H

#include "plog_put.h"

/* What gcc is not to know of a value, because it makes longer code of it: where it comes from; and that nothing before it can be done later. A port for
   a tool that does not read assembler has its own. */
#ifndef plog_unknown
#define plog_unknown(value) __asm__("" : "+r"(value))
#define plog_apart(value) __asm__ volatile("" : "+r"(value) : : "memory")
#endif

#if PLOG_CLOCK != PLOG_CLOCK_NONE
/* Times that the clock gives, and their differences, are modulo this and one. */
#define PLOG_CLOCK_MASK ((plog_clock_t)((plog_clock_t)-1 >> (8 * sizeof(plog_clock_t) - PLOG_CLOCK_BITS)))

/* How long ago the record before this one was, which was at last. */
PLOG_INLINE plog_clock_t plog_take_delta_from(plog_state *state, plog_clock_t last)
{
    plog_clock_t now = plog_now();
    plog_clock_t delta;

    state->last = now;
    delta = (now - last) & PLOG_CLOCK_MASK;
#if PLOG_CLOCK_BITS == 24
    plog_unknown(delta); /* else gcc compares it before the upper bits are gone, with a constant that a Cortex-M0 loads */
#endif
    return delta;
}

PLOG_INLINE plog_clock_t plog_take_delta(plog_state *state)
{
    return plog_take_delta_from(state, state->last);
}

PLOG_INLINE uint8_t *plog_put_ticks(uint8_t *at, plog_clock_t ticks)
{
#if PLOG_SMALL && PLOG_NARROW
    if (ticks < 0x80) /* saves the call, and with avr-gcc what it keeps of registers */
        return plog_put_u8(at, (uint8_t)ticks);
#endif
    return sizeof(plog_clock_t) == 4 ? plog_put_u32(at, (uint32_t)ticks) : plog_put_u64(at, ticks);
}
#endif

PLOG_INLINE uint8_t *plog_put_delta(uint8_t *at, plog_state *state)
{
#if PLOG_CLOCK != PLOG_CLOCK_NONE
    return plog_put_ticks(at, plog_take_delta(state));
#else
    (void)state;
    return at;
#endif
}

PLOG_INLINE uint8_t *plog_put_id(uint8_t *at, unsigned id)
{
#if PLOG_SMALL
    if (PLOG_LAST_ID < 0x80 || id < 0x80)
        *at++ = (uint8_t)id;
    else
        at = plog_put_u32(at, id);
#else
    if (id < 0x80) {
        *at++ = (uint8_t)id;
    } else if (id < 0x4000) {
        *at++ = (uint8_t)(0x80u | id >> 8);
        *at++ = (uint8_t)id;
    } else {
        *at++ = 0xC0u;
        *at++ = (uint8_t)id;
        *at++ = (uint8_t)(id >> 8); /* an id has 16 bits at most */
    }
#endif
    return at;
}

/* What plog_claim() has seen of the ring. */
typedef struct {
    plog_state *state;
    plog_header *block; /* that is open */
    plog_clock_t last;  /* clock at the record before, with PLOG_PAIRS and a clock */
    plog_mask mask;     /* what the lock was */
} plog_claimed;

/* One record being written; local to a log function. */
typedef struct {
    uint8_t *at; /* where the next byte goes; NULL if the record is lost, and then nothing is held */
#if !PLOG_SMALL
    plog_claimed in;
    uint8_t *begin; /* the record's, or so much behind it as its time is longer than a byte */
    size_t used; /* where that is in the block */
#if PLOG_CHECK
    uint32_t sum; /* over what was written so far */
#endif
#endif
} plog_writer;

#ifndef PLOG_BYTE_CONSTANTS
#define PLOG_BYTE_CONSTANTS 0 /* 1: an instruction's constant has 8 bits at most */
#endif
#define PLOG_HALVES (PLOG_BYTE_CONSTANTS && !PLOG_SMALL)

#ifndef PLOG_PAIRS
#define PLOG_PAIRS 0 /* 1: the core loads two neighbours at once, so with "optimize speed" the clock is read along with the open block */
#endif
#define PLOG_PAIRED (PLOG_PAIRS && !PLOG_SMALL && PLOG_CLOCK != PLOG_CLOCK_NONE)

#if PLOG_CLOCK != PLOG_CLOCK_NONE
/* How long ago the record before this one was. */
PLOG_INLINE plog_clock_t plog_delta(const plog_writer *plog, unsigned ring)
{
#if PLOG_SMALL
    (void)plog;
    return plog_take_delta(&plog_states[PLOG_RING(plog_here(ring))]);
#else
    (void)ring;
    return plog_take_delta_from(plog->in.state, PLOG_PAIRED ? plog->in.last : plog->in.state->last);
#endif
}
#endif

#if !PLOG_CHECK
/* The begin of a record of the spec's: its id and time. */
PLOG_STEP void plog_put_stamp(plog_writer *plog, unsigned ring, unsigned id)
{
    plog->at = plog_put_id(plog->at, id);
#if PLOG_CLOCK != PLOG_CLOCK_NONE
    plog->at = plog_put_ticks(plog->at, plog_delta(plog, ring));
#else
    (void)ring;
#endif
}

/* The same where what follows is best stored at offsets from the record's begin, so that no addition is for the time alone. A long time takes some
   instructions more. The store comes before the comparison: the other way gcc makes two ways of it that meet behind a jump.
   at_used: plog->used tells where the record begins. */
PLOG_INLINE void plog_stamp_where(plog_writer *plog, unsigned ring, unsigned id, bool at_used)
{
#if PLOG_SMALL
    (void)at_used;
    plog_put_stamp(plog, ring, id);
#elif PLOG_CLOCK == PLOG_CLOCK_NONE
    (void)at_used;
    plog->begin = plog->at;
    plog_put_stamp(plog, ring, id);
#else
    uint8_t *begin = plog->at;
    uint8_t *at = plog_put_id(begin, id);
    plog_clock_t delta = plog_delta(plog, ring);
    unsigned size = (id < 0x80 ? 1u : id < 0x4000 ? 2u : 3u) + 1u; /* of the id and a short time */

    if (PLOG_HALVES && at_used) { /* anew, so that until here it takes no register: there are four besides those that outlast calls */
        plog_unknown(plog->used);
        begin = (uint8_t *)plog->in.block + plog->used;
        at = begin + size - 1;
    }
    *at = (uint8_t)delta;
    if (!plog_is_short(delta)) {
        begin = (sizeof delta == 4 ? plog_put_long32(at, (uint32_t)delta) : plog_put_long64(at, delta)) - size;
        plog_apart(begin); /* else gcc does what is alike in both cases behind them, with copies for it here */
        plog->used = (size_t)(begin - (uint8_t *)plog->in.block);
        plog_unknown(plog->used);
    }
    plog->begin = begin;
    plog->at = begin + size;
#endif
}

PLOG_INLINE void plog_stamp(plog_writer *plog, unsigned ring, unsigned id)
{
    plog_stamp_where(plog, ring, id, false);
}
#endif

/* A port may have its own way to what is compared with. */
#ifndef plog_limit
#define plog_limit(constant) (constant)
#endif

/* Whether size bytes fit behind used. A core of 8 bits compares bytes; a size that is no constant is added where that takes no register more. */
#if PLOG_SMALL && !PLOG_NARROW
#define PLOG_FIT(used, size) ((used) + (size) <= PLOG_BLOCK_END)
#else
#define PLOG_FIT(used, size) ((used) <= plog_limit((plog_room)(PLOG_BLOCK_END - (size))))
#endif

/* The same of a log function, where size is a constant: with PLOG_HALVES perhaps by half of used, in one instruction less. That has room for a record
   only if a byte more would fit, too. */
#if PLOG_HALVES
PLOG_INLINE bool plog_fits(plog_used used, plog_room size)
{
    const unsigned limit = PLOG_BLOCK_END - size;

    if (limit > 0xFF && limit < 0x200) {
        unsigned half = used / 2u;

        plog_unknown(half); /* else gcc compares used again */
        return half < (limit + 1u) / 2u;
    }
    return PLOG_FIT(used, size);
}
#else
#define plog_fits(used, size) PLOG_FIT(used, size)
#endif

/* Takes the lock. Returns where size bytes can go, or NULL if the block has no room: then the lock is not held. */
PLOG_INLINE uint8_t *plog_claim(unsigned ring, plog_room size, plog_claimed *in)
{
    in->mask = plog_lock();
#if PLOG_LOCK_REFUSES
    if (!in->mask) {
        in->state = NULL; /* nobody looks at these, but g++ -O1 can't tell */
        in->block = NULL;
        return NULL;
    }
#endif
#ifdef plog_way_to
    plog_way_to(full);
#endif
    in->state = &plog_states[PLOG_RING(plog_here(ring))];
#ifdef plog_form_once
    plog_form_once(in->state);
#endif
    in->block = in->state->open;
#if PLOG_PAIRED
    in->last = in->state->last;
    __asm__ volatile("" : : "r"(in->block), "r"(in->last)); /* here, both: in one instruction */
#endif
    if (PLOG_LIKELY(plog_fits(in->block->used, size))) {
        uint8_t *at = (uint8_t *)in->block + in->block->used;

#if PLOG_PAIRED
        __asm__("" : "+r"(at)); /* else the id is stored to block plus used, and both stay in registers besides */
#endif
        if (at == NULL)
            __builtin_unreachable();
        return at;
    }
#ifdef plog_way_to
full:
    in->state = NULL; /* as above */
    in->block = NULL;
#endif
    plog_unlock(in->mask);
    return NULL;
}

/* The compiler need not look for a NULL where a record is never dropped. */
PLOG_INLINE void plog_never_null(const uint8_t *at)
{
    if (!PLOG_MAY_DROP && at == NULL)
        __builtin_unreachable();
}

#if PLOG_NMI && PLOG_LOCK != PLOG_LOCK_IRQ && PLOG_LOCK != PLOG_LOCK_BASEPRI
#error "PLOG_NMI needs a lock that it can look at: lock irq or lock basepri, on a Cortex-M"
#endif

/* Whether there are records that could not be written without being dropped for want of room: logged too early, or from within a record. */
#define PLOG_REFUSES (PLOG_HOSTED || PLOG_NMI || PLOG_CORES > 1)
#if PLOG_REFUSES
static uint32_t plog_refused[PLOG_HOSTED ? 1 : PLOG_CORES]; /* how many, not logged yet */
#define PLOG_REFUSER (PLOG_HOSTED ? 0u : plog_core())

/* Logs how many, if there is room for it. With the lock held. */
static void plog_tell_refused(unsigned ring);
#endif

/* Makes the record real and lets the others in again. */
PLOG_INLINE void plog_finish(plog_header *block, const uint8_t *end, uint32_t records, plog_mask mask)
{
    plog_set_end(block, end, records);
#if PLOG_LOCK_REFUSES
    if (!PLOG_LIKELY(__atomic_load_n(&plog_refused[PLOG_REFUSER], __ATOMIC_RELAXED) == 0))
        plog_tell_refused(0); /* a signal handler has tried to log in the middle of this record */
#endif
    plog_unlock(mask);
#if PLOG_ON_DATA
    plog_on_data();
#endif
}

#if PLOG_SMALL
#include "plog_hold.h"
#else
#if PLOG_CHECK
#include "plog_sum.h"
#endif

/* What is known of a record where it begins. */
PLOG_INLINE void plog_enter_at(plog_writer *plog)
{
#if PLOG_CHECK
    plog->sum = 0;
#else
    if (plog->at != NULL)
        plog->used = plog->in.block->used;
#endif
}

#if PLOG_RETRY
/* If this finds no room, the log function calls another that makes some and calls it again: so it keeps nothing for after that. */
PLOG_INLINE plog_writer plog_enter(unsigned ring, plog_room size)
{
    plog_writer plog;

    plog.at = plog_claim(ring, size, &plog.in);
    plog_enter_at(&plog);
    return plog;
}
#else
/* The lock is not held while room is made. The arguments are in registers that outlast a call anyway, for the sake of long numbers. */
PLOG_INLINE plog_writer plog_enter(unsigned ring, plog_room size)
{
    plog_writer plog;

    do
        plog.at = plog_claim(ring, size, &plog.in);
    while (plog.at == NULL && plog_make_room(ring, size));
    plog_never_null(plog.at);
    plog_enter_at(&plog);
    return plog;
}
#endif

PLOG_INLINE plog_writer plog_begin_offset(unsigned ring, plog_id id, plog_room size)
{
    plog_writer plog = plog_enter(ring, size);

    if (plog.at != NULL) {
#if PLOG_CHECK
        plog_stamp(&plog, ring, id);
#else
        plog_stamp_where(&plog, ring, id, true);
#endif
    }
    return plog;
}

PLOG_INLINE plog_writer plog_begin(unsigned ring, plog_id id, plog_room size)
{
#if PLOG_PAIRED
    plog_writer plog = plog_enter(ring, size); /* here the store of a short number moves its pointer at no cost: an offset saves nothing */

    if (plog.at != NULL)
        plog_put_stamp(&plog, ring, id);
    return plog;
#else
    return plog_begin_offset(ring, id, size);
#endif
}

/* In front of the id: says that those arguments are null. Bit i stands for argument i. */
PLOG_INLINE void plog_tell_nulls(plog_writer *plog, uint32_t arguments)
{
    uint8_t *end = plog_put_nulls(plog->at, arguments);

#if PLOG_CHECK
    plog->at = plog_sum_run(plog, end);
#else
    plog->used += (size_t)(end - plog->at);
    plog->at = end;
#endif
}

PLOG_INLINE void plog_end(plog_writer plog)
{
#if PLOG_CHECK
    plog.at = plog_put_sum(plog.at, plog.sum, plog.in.block);
#endif
    plog_finish(plog.in.block, plog.at, PLOG_RECORDS(plog.in.block) + 1u, plog.in.mask);
}

/* The end is at a constant distance from the begin. */
PLOG_INLINE void plog_end_fixed(plog_writer plog)
{
#if !PLOG_CHECK
    plog.at = (uint8_t *)plog.in.block + plog.used + (plog.at - plog.begin);
#endif
    plog_end(plog);
}

/* The same of a record that a null pointer may be told in front of. On other cores that takes a register, and no instruction less. */
PLOG_INLINE void plog_end_behind_null(plog_writer plog)
{
    if (PLOG_PAIRED)
        plog_end_fixed(plog);
    else
        plog_end(plog);
}
#endif

#endif
