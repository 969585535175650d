/*
 * plog_tick.c: following the clock's wraps, and telling silences that are longer than half of one. Included by plog.c.
 */
#ifndef PLOG_RING_H
#error "plog_tick.c is compiled as a part of the .c that plogen writes: leave it out of your build, and add that file"
#endif

#if PLOG_CLOCK != PLOG_CLOCK_NONE && PLOG_CLOCK_BITS < 64
#if PLOG_NARROW
typedef uint8_t plog_halves; /* a block has no room to tell of more than 15, so that more need not be counted */
#else
typedef uint32_t plog_halves;
#endif

static plog_halves plog_silences[PLOG_RINGS]; /* half wraps of the clock since the last record, not logged yet, while plog_silent stands in the place of the open block */

/* Opens the newest block to the fast path again, and logs how long it was closed; without room for that it opens the next, whose base tells the
   time. In a full drop ring it does neither. With the lock held. */
static plog_status plog_tell_silence(plog_cause cause, unsigned ring)
{
    plog_state *state = plog_state_of(ring);
    plog_halves *halves = &plog_silences[PLOG_RING(ring)];
    plog_header *newest = plog_newest(ring); /* not NULL: a record is in it */

    while (*halves != 0 && newest->used <= PLOG_BLOCK_END - PLOG_SILENCE_SIZE) {
        uint8_t *at = (uint8_t *)newest + newest->used;

        at = plog_put_own(at, 6);
        if (PLOG_NARROW) { /* one record each: a block of 124 bytes has room for few, and 64 bits cost an AVR 300 bytes of flash */
            at = plog_put_u32(at, (uint32_t)1 << (PLOG_CLOCK_BITS - 1));
            --*halves;
        } else {
            at = plog_put_u64(at, (uint64_t)*halves << (PLOG_CLOCK_BITS - 1));
            *halves = 0;
        }
        at = plog_put_own_sum(at, newest, (uint8_t *)newest + newest->used);
        plog_set_end(newest, at, PLOG_RECORDS(newest));
    }
    if (*halves != 0)
        newest = plog_open(ring, newest, plog_boot_now(ring, newest));
    if (!PLOG_DROP || newest != NULL)
        state->open = newest;
    (void)cause;
    return PLOG_OK;
}

static const plog_closed plog_silent = { PLOG_NO_ROOM, plog_tell_silence };

#define PLOG_SILENT ((plog_header *)(uintptr_t)&plog_silent)

/* After half a wrap without a record, a delta could soon not tell the silence from a shorter one. The half is put aside, and the block closed
   to the fast path, so that the next record comes by plog_tell_silence(). With the lock held. */
static void plog_note_silence(unsigned ring)
{
    const plog_clock_t half = PLOG_CLOCK_MASK / 2 + 1;
    plog_state *state = plog_state_of(ring);
    plog_halves *halves = &plog_silences[PLOG_RING(ring)];

    if (state->open != PLOG_SILENT) {
        if (plog_shut(ring))
            return; /* there is no record yet that the silence could follow */
        *halves = 0;
    }
    while (((plog_now() - state->last) & PLOG_CLOCK_MASK) >= half) {
        state->last += half;
        if (*halves != (plog_halves)-1)
            ++*halves;
        state->open = PLOG_SILENT;
    }
}
#else
#define PLOG_SILENT PLOG_NO_BLOCK
#endif

void plog_tick(void)
{
#if PLOG_CLOCK != PLOG_CLOCK_NONE && PLOG_CLOCK_BITS < 64
    plog_mask mask = plog_lock();
    unsigned which;

    for (which = 0; which < PLOG_PER_CORE; which++) {
        unsigned ring = plog_here(which);

#if PLOG_CORES > 1
        if (!plog_take_over(ring))
            break;
#endif
        plog_follow(&plog_states[PLOG_RING(ring)]);
        plog_states[PLOG_RING(ring)].time |= PLOG_FOLLOWED;
        plog_note_silence(ring);
    }
    plog_unlock(mask);
#endif
}
