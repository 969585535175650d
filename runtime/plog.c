/*
 * plog.c: the ring's rarer half: starting and opening a block; reading out is in plog_read.c. Included at the end of the .c that plogen writes,
 * after plog_ring.h; it is no translation unit of its own. docs/FORMAT.md is the authority for every byte.
 *
 * Assumptions:
 *   - memory keeps what was stored, in program order, until the reset and through it;
 *   - a plog_used, and a byte, are stored in one piece;
 *   - nobody else writes to the region while the log runs.
 * Nothing found in the region at start is trusted.
 */
#ifndef PLOG_RING_H
#error "plog.c is compiled as a part of the .c that plogen writes: add that file to your build instead"
#endif

#define PLOG_BOOT_SIZE (9u + PLOG_CHECK)  /* bytes of a boot record */
#define PLOG_MOST_BOOTS 15u /* boots that one block can hold besides the one that opened it */
#define PLOG_SILENCE_SIZE (11u + PLOG_CHECK + PLOG_SPILL) /* what a record of kind 6 takes at most */
#define PLOG_GOING_SIZE (13u + PLOG_CHECK) /* ... of kind 2 */
#define PLOG_LAPS 16u

#define PLOG_BLOCKS ((unsigned)(PLOG_REGION_SIZE / PLOG_BLOCK_SIZE))

static const uint16_t plog_parts[PLOG_RINGS] = PLOG_PARTS;
static bool plog_running; /* the boot is logged */

#if PLOG_CORES > 1
static plog_header *plog_started[PLOG_RINGS]; /* the open block of a ring that its core has not taken over yet; else NULL */
#endif

#if PLOG_BACKTRACE
static struct { plog_clock_t origin, inverse; } plog_kept; /* the clock at boot once more, to be checked after a crash */
#endif

#if PLOG_HOSTED
static plog_block plog_memory[PLOG_BLOCKS]; /* where the ring is until it is given a file or memory of its own */
static plog_block *plog_region = plog_memory;
static bool plog_given;       /* plog_region is final */

static bool plog_watch_forks(void);
#else
static plog_block plog_region[PLOG_BLOCKS] PLOG_SECTION __attribute__((aligned(4)));
#endif

/* The blocks are addressed as an array of headers, a block apart. */
static plog_header *plog_at(unsigned ring, unsigned place)
{
    unsigned i;

    for (i = 0; i != PLOG_RING(ring); i++)
        place += plog_parts[i];
    return &plog_region[place].header;
}

static plog_header *plog_after(unsigned ring, const plog_header *block)
{
    plog_header *last = plog_at(ring, plog_parts[PLOG_RING(ring)] - 1u);

    return block == last ? plog_at(ring, 0) : &((plog_block *)block)[1].header;
}

/* Which ring the block is of. */
static unsigned plog_ring_of(const plog_header *block)
{
    unsigned ring = 0;

    while (ring + 1u < PLOG_RINGS && block >= plog_at(ring + 1u, 0))
        ring++;
    return ring;
}

/* Multilinear hashing (Lemire and Kaser, "Strongly universal string hashing is fast", 2014, section 2): each field times an odd
   constant, summed; the upper half is the check. One flipped bit moves the sum by constant * 2^i, which for these
   constants always reaches the upper half. */
static uint32_t plog_sum(const plog_header *block, unsigned ring)
{
    uint32_t sum = 0x9D3B7A61u + PLOG_RING(ring) * 0x85EBCA6Bu + block->boot * 0xB5297A4Du + (block->word & 0xFFFFFF0Fu) * 0x68E31DA5u
                   + block->time * 0x1B56C4E9u;

#if !PLOG_DROP
    sum += block->lost * 0xC2B2AE35u;
#endif
#if PLOG_COUNT
    sum += block->first * 0x7FEB352Du + block->lost_records * 0x9E3779B1u;
#endif
    return sum;
}

/* The block's size is part of it, and its ring: what a firmware that cuts the region in another way left is not taken for blocks of ours. */
static uint16_t plog_check(const plog_header *block)
{
    return (uint16_t)((plog_sum(block, plog_ring_of(block)) >> 16) + PLOG_BLOCK_SIZE);
}

static bool plog_checks(const plog_header *block)
{
    return block->check == plog_check(block);
}

/* Whether records can stand in the block up to used. */
static bool plog_within(const plog_header *block, plog_used used)
{
    return used <= PLOG_BLOCK_SIZE && block->read <= used && block->read >= PLOG_HEADER_SIZE;
}

/* Whether the block holds records that can be believed. */
static bool plog_whole(const plog_header *block)
{
    return plog_within(block, block->used) && plog_checks(block);
}

/* The byte that has the lap, and the boots that were appended. */
static uint8_t *plog_lap_byte(const plog_header *block)
{
    return (uint8_t *)&block->word;
}

static uint8_t plog_lap(const plog_header *block)
{
    return *plog_lap_byte(block) % PLOG_LAPS;
}

/* The lap that block, if it is older than newest, must have been opened in. */
static uint8_t plog_lap_behind(const plog_header *block, const plog_header *newest)
{
    return (uint8_t)((plog_lap(newest) - (block > newest ? 1u : 0u)) % PLOG_LAPS);
}

/* The lap of block, the one after newest, once it is opened. */
static uint8_t plog_lap_of_next(const plog_header *block, const plog_header *newest)
{
    return (uint8_t)((plog_lap(newest) + (block <= newest ? 1u : 0u)) % PLOG_LAPS);
}

/* Whether block holds records that have their place in the ring. */
static bool plog_counts(const plog_header *block, const plog_header *newest)
{
    return plog_whole(block) && plog_lap(block) == plog_lap_behind(block, newest);
}

/* How many blocks have their place in the ring if newest is what its name says. */
static unsigned plog_fitting(unsigned ring, const plog_header *newest)
{
    unsigned fitting = 0;
    unsigned i;

    for (i = 0; i < plog_parts[PLOG_RING(ring)]; i++)
        fitting += plog_counts(plog_at(ring, i), newest);
    return fitting;
}

/* The newest whole block, or NULL: the one with which most blocks fit, so that one of an older lap that came back does no harm. plogcat
   decides in the same way. */
static plog_header *plog_newest(unsigned ring)
{
    plog_header *newest = NULL;
    unsigned most = 0;
    unsigned i;

    for (i = 0; i < plog_parts[PLOG_RING(ring)]; i++) {
        plog_header *block = plog_at(ring, i);
        unsigned fitting;

        if (!plog_whole(block))
            continue;
        fitting = plog_fitting(ring, block);
        if (fitting > most
            || (fitting == most && ((unsigned)plog_lap(block) - plog_lap(newest)) % PLOG_LAPS < PLOG_LAPS / 2)) {
            newest = block;
            most = fitting;
        }
    }
    return newest;
}

#if PLOG_CLOCK != PLOG_CLOCK_NONE
/* Counts the units since boot up to now. Called at least once in each wrap of the clock, it misses none. With the lock held. */
static void plog_follow(plog_state *state)
{
    plog_clock_t past = (plog_now() - state->origin) & PLOG_CLOCK_MASK;

    state->units += (uint32_t)(past >> PLOG_CLOCK_SHIFT);
    state->origin += past & ~(((plog_clock_t)1 << PLOG_CLOCK_SHIFT) - 1);
}
#endif

/* The header's time for a block that is opened now; also sets what the first record's delta counts from. */
static uint32_t plog_base(unsigned ring)
{
#if PLOG_CLOCK == PLOG_CLOCK_NONE
    (void)ring;
    return 0;
#else
    plog_state *state = plog_state_of(ring);

    plog_follow(state);
    state->last = state->origin;
    state->halves = 0;
    return (state->units & 0x7FFFFFFFu) | (uint32_t)(PLOG_CLOCK_BITS < 64 ? state->followed : PLOG_FOLLOWED) << 24;
#endif
}

/* Whether a reset came when block, the one after newest, was opened but for the last store. */
static bool plog_nearly_open(const plog_header *block, const plog_header *newest)
{
    return (block->used & PLOG_REPLACED) != 0 && plog_lap(block) == plog_lap_of_next(block, newest) && plog_checks(block);
}

#if !PLOG_DROP
/* The bytes that are lost when block, the one after newest, is overwritten: either it counts, or a reset came while that was being
   done, or its used is 0. */
static uint32_t plog_unread(const plog_header *block)
{
    plog_used used = (plog_used)(block->used & (PLOG_REPLACED - 1u));

    return plog_within(block, used) ? (plog_used)(used - block->read) : 0u;
}

/* The ring's total of lost bytes once block, the one after newest, is overwritten. */
static uint32_t plog_total(const plog_header *block, const plog_header *newest)
{
    return plog_nearly_open(block, newest) ? block->lost : newest->lost + plog_unread(block);
}
#endif

#if PLOG_COUNT
/* The same of lost records. The old records and released stay in place as long as used and read do. */
static uint32_t plog_total_records(const plog_header *block, const plog_header *newest)
{
    if (plog_nearly_open(block, newest))
        return block->lost_records;
    return newest->lost_records + (plog_unread(block) > 0 ? (uint32_t)block->records - block->released : 0);
}
#endif

/* What was stored to the header until here is in memory before what is stored to it later. */
static void plog_store_header(plog_header *block)
{
    plog_clean(block, block + 1);
    plog_barrier();
}

/* Moves the released end, and the number of records before it, in one store. */
static void plog_set_read(plog_header *block, uint32_t read, uint32_t released)
{
#if PLOG_COUNT
    read |= released << 16;
    __builtin_memcpy(__builtin_assume_aligned((uint8_t *)block + __builtin_offsetof(plog_header, read), 4), &read, 4);
#else
    (void)released;
    block->read = (plog_used)read;
#endif
    plog_store_header(block);
}

static void plog_empty(plog_header *block)
{
    block->used = 0;
    plog_store_header(block);
}

/* How many records a drop ring has dropped. A byte at a time, a count can't be stored so that a reset in between does no harm, but in Gray
   code the next count differs in one bit: whatever bytes are stored when the reset comes, it is one or the other. */
static uint32_t plog_dropped(const plog_header *newest)
{
    uint32_t count = newest->lost;
    unsigned shift;

    for (shift = 16; PLOG_NARROW && shift != 0; shift /= 2)
        count ^= count >> shift;
    return count;
}

/* Counts a record that found no room in a drop ring. */
static void plog_drop(plog_header *newest)
{
    uint32_t count = plog_dropped(newest) + 1;

    newest->lost = PLOG_NARROW ? count ^ count >> 1 : count;
    plog_store_header(newest);
}

/* Ends one of the ring's own records, which begins at start. */
static uint8_t *plog_put_own_sum(uint8_t *at, const plog_header *block, const uint8_t *start)
{
#if PLOG_CHECK
    return plog_put_sum(at, plog_sum_bytes(block->check, start, at));
#else
    (void)block;
    (void)start;
    return at;
#endif
}

/* All but the last store was done to open the block: this is what makes it count. */
static void plog_set_open(plog_header *block)
{
    plog_set_read(block, PLOG_HEADER_SIZE, 0);
    plog_set_end(block, (const uint8_t *)block + PLOG_HEADER_SIZE, 0);
}

/* Opens the block after newest. With the lock held. NULL if a drop ring is full. */
static plog_header *plog_open(unsigned ring, plog_header *newest, uint16_t boot)
{
    plog_header *block = plog_after(ring, newest);
    uint32_t lost;
#if PLOG_COUNT
    uint32_t lost_records;
#endif

    if (!plog_counts(block, newest)) {
        if ((block->used & PLOG_REPLACED) == 0)
            plog_empty(block); /* there is nothing in it to lose */
    } else if (PLOG_DROP && block->read < block->used) {
        return NULL;
    }
#if PLOG_DROP
    lost = newest->lost;
#else
    lost = plog_total(block, newest);
#endif
#if PLOG_COUNT
    lost_records = plog_total_records(block, newest);
#endif
    /* From here until the last store the block counts as replaced. What it held stays countable until lost is in place. */
    block->used = (plog_used)(block->used | PLOG_REPLACED);
    plog_store_header(block);
    block->lost = lost;
    block->boot = boot;
    block->time = plog_base(ring);
#if PLOG_COUNT
    block->first = newest->first + newest->records;
    block->lost_records = lost_records;
#endif
    plog_store_header(block);
    block->word = (uint32_t)PLOG_SCHEMA << 8 | plog_lap_of_next(block, newest);
    plog_store_header(block);
    block->check = plog_check(block);
    plog_store_header(block);
    plog_set_open(block);
    return block;
}

/* Does the last of what a reset cut short. Were the block opened once more, and a second reset came, the old "read" would be
   missing: it is gone already. Returns the newest block. */
static plog_header *plog_finish_opening(unsigned ring, plog_header *newest)
{
    plog_header *block = plog_after(ring, newest);

    if (!plog_nearly_open(block, newest))
        return newest;
    plog_set_open(block);
    return block;
}

#if PLOG_CLOCK != PLOG_CLOCK_NONE && PLOG_CLOCK_BITS < 64
/* After half a wrap without a record, a delta could soon not tell the silence from a shorter one. The half is put aside, and the block closed
   to the fast path, so that the next record comes by plog_tell_silence(). With the lock held. */
static void plog_note_silence(unsigned ring)
{
    const plog_clock_t half = PLOG_CLOCK_MASK / 2 + 1;
    plog_state *state = plog_state_of(ring);

    if (state->open == PLOG_NO_BLOCK && state->halves == 0)
        return; /* there is no record yet that the silence could follow */
    while (((plog_now() - state->last) & PLOG_CLOCK_MASK) >= half) {
        state->last += half;
        if (state->halves != (plog_halves)-1)
            state->halves++;
        state->open = PLOG_NO_BLOCK;
    }
}

/* Opens the newest block to the fast path again, and logs how long it was closed. Without room for that it stays closed, and the
   next block's base tells the time. With the lock held. */
static void plog_tell_silence(unsigned ring, plog_header *newest)
{
    plog_state *state = plog_state_of(ring);

    while (state->halves != 0) {
        uint8_t *at = (uint8_t *)newest + newest->used;

        if (newest->used > PLOG_BLOCK_SIZE - PLOG_SILENCE_SIZE)
            return;
        at[0] = 0;
        at[1] = 6;
        if (PLOG_NARROW) { /* one record each: a block of 124 bytes has room for few, and 64 bits cost an AVR 300 bytes of flash */
            at = plog_put_u32(at + 2, (uint32_t)1 << (PLOG_CLOCK_BITS - 1));
            state->halves--;
        } else {
            at = plog_put_u64(at + 2, (uint64_t)state->halves << (PLOG_CLOCK_BITS - 1));
            state->halves = 0;
        }
        at = plog_put_own_sum(at, newest, (uint8_t *)newest + newest->used);
        plog_set_end(newest, at, PLOG_RECORDS(newest));
        if (state->halves == 0)
            state->open = newest;
    }
}
#endif

/* The block that was filled last, open or not; NULL if the ring has never held any. */
static plog_header *plog_last(unsigned ring)
{
    plog_header *open = plog_states[PLOG_RING(ring)].open;

    return open == PLOG_NO_BLOCK ? plog_newest(ring) : open;
}

static unsigned plog_boots(const plog_header *block)
{
    return *plog_lap_byte(block) / PLOG_LAPS;
}

/* The boot that wrote last to this block. */
static uint16_t plog_boot_of(const plog_header *block)
{
    return (uint16_t)(block->boot + plog_boots(block));
}

/* The boot that runs. */
static uint16_t plog_boot_now(unsigned ring, const plog_header *newest)
{
#if PLOG_DROP
    if (plog_running && plog_states[PLOG_RING(ring)].open == PLOG_NO_BLOCK)
        return plog_states[PLOG_RING(ring)].boot;
#else
    (void)ring;
#endif
    return plog_boot_of(newest);
}

static void plog_log_boot(plog_header *block, uint16_t boot, plog_cause cause)
{
    uint8_t *at = (uint8_t *)block + block->used;
    uint32_t schema = PLOG_SCHEMA;

    at[0] = 0;
    at[1] = 1;
    __builtin_memcpy(at + 2, &boot, 2);
    at[4] = (uint8_t)cause;
    __builtin_memcpy(at + 5, &schema, 4);
    plog_set_end(block, plog_put_own_sum(at + 9, block, at), PLOG_RECORDS(block));
}

/* How many boots the newest block would have appended with this one: more than one more where a reset came before this ring took part
   in a boot that another did. */
static unsigned plog_boots_with(const plog_header *newest, uint16_t boot)
{
    return plog_boots(newest) + (PLOG_RINGS > 1 ? (uint16_t)(boot - plog_boot_of(newest)) : 1u);
}

/* Counts this boot in the newest block before anything tells of it, so that no two boots ever have the same number. */
static void plog_count_boot(plog_header *newest, uint16_t boot)
{
    unsigned boots = plog_boots_with(newest, boot);

    if (boots <= PLOG_MOST_BOOTS)
        *plog_lap_byte(newest) = (uint8_t)(plog_lap(newest) + boots * PLOG_LAPS);
    plog_store_header(newest);
}

/* A cold start. What the memory holds must neither look like damage nor, where blocks of another size lie in it, be found whole when
   half of it has been overwritten. Returns the last block, as if it had ended the ring's lap 0. */
static plog_header *plog_wipe(unsigned ring)
{
    plog_block *block = NULL;
    unsigned i;
    unsigned j;

    for (i = 0; i < plog_parts[PLOG_RING(ring)]; i++) {
        block = (plog_block *)plog_at(ring, i);
        plog_empty(&block->header);
        for (j = 0; j < PLOG_BLOCK_SIZE / 4; j++)
            block->words[j] = 0;
        plog_clean(block, block + 1);
    }
    return &block->header;
}

#if PLOG_BACKUP
#include "plog_backup.c"
#else
#define plog_restore(newest) (newest)
#define plog_tell_restored() ((void)0)
#define plog_copy_forget() ((void)0)
#endif

/* Finds the newest block that is whole. If none is, its used is 0. */
static plog_header *plog_recover(unsigned ring)
{
    plog_header *found = plog_newest(ring);
    plog_header *newest = PLOG_RING(ring) == PLOG_KEEP ? plog_restore(found) : found;

    return newest != NULL ? plog_finish_opening(ring, newest) : plog_wipe(ring);
}

/* Logs the boot behind the newest block's records. With the lock held. */
static plog_status plog_attach(unsigned ring, plog_header *newest, uint16_t boot, plog_clock_t now, plog_cause cause)
{
    plog_state *state = plog_state_of(ring);
    plog_header *open;

    state->origin = state->last = now;
    state->units = 0;
    state->halves = 0;
    state->followed = 0;
#if PLOG_DROP
    state->boot = boot;
#endif
#if PLOG_BACKTRACE
    plog_kept.origin = state->origin;
    plog_kept.inverse = (plog_clock_t)~state->origin;
#endif
    if (newest->used != 0 && newest->word >> 8 == (PLOG_SCHEMA & 0xFFFFFFu) && plog_boots_with(newest, boot) <= PLOG_MOST_BOOTS
        && newest->used <= PLOG_BLOCK_SIZE - PLOG_BOOT_SIZE) {
        plog_count_boot(newest, boot);
        open = newest;
    } else {
        open = plog_open(ring, newest, boot);
        if (open == NULL && PLOG_DROP) {
            plog_count_boot(newest, boot);
            plog_drop(newest);
            return PLOG_FULL;
        }
    }
    state->last = now; /* the boot's record sets the time to 0 */
    plog_log_boot(open, boot, cause);
#if PLOG_CORES > 1
    plog_started[ring] = open;
#else
    state->open = open;
#endif
    return PLOG_OK;
}

/* The last boot that any ring knows of: a reset may have come when only the first of them had logged it. */
static uint16_t plog_last_boot(plog_header *const *newest)
{
    uint16_t last = plog_boot_of(newest[0]);
    bool known = newest[0]->used != 0;
    unsigned ring;

    for (ring = 1; ring < PLOG_RINGS; ring++)
        if (newest[ring]->used != 0 && (!known || (int16_t)(plog_boot_of(newest[ring]) - last) > 0)) {
            last = plog_boot_of(newest[ring]);
            known = true;
        }
    return last;
}

/* All rings log the same boot, and their times count from the same moment. */
static plog_status plog_attach_all(plog_cause cause)
{
    plog_status status = PLOG_OK;
    plog_clock_t now = plog_now();
    plog_header *newest[PLOG_RINGS];
    uint16_t boot;
    unsigned ring;

    for (ring = 0; ring < PLOG_RINGS; ring++)
        newest[ring] = plog_recover(ring);
    boot = (uint16_t)(plog_last_boot(newest) + 1u);
    for (ring = 0; ring < PLOG_RINGS; ring++) {
        plog_status one = plog_attach(ring, newest[ring], boot, now, cause);

        if (status == PLOG_OK)
            status = one;
    }
    plog_tell_restored();
#if PLOG_CORES > 1
    __atomic_store_n(&plog_running, true, __ATOMIC_RELEASE);
#else
    plog_running = true;
#endif
    return status;
}

/* Whether the log runs. With several cores, one of them starts all rings, and each takes over its own at its first call after that: so no two
   write to a ring at once. Of the core that runs this, with the lock held. */
static bool plog_take_over(unsigned ring)
{
#if PLOG_CORES > 1
    if (!__atomic_load_n(&plog_running, __ATOMIC_ACQUIRE))
        return false;
    if (plog_started[ring] != NULL) {
        plog_states[ring].open = plog_started[ring];
        plog_started[ring] = NULL;
    }
    return true;
#else
    (void)ring;
    return plog_running;
#endif
}

#if PLOG_HOSTED || PLOG_CORES > 1
#if PLOG_HOSTED
#define PLOG_REFUSED() __atomic_load_n(&plog_refused, __ATOMIC_RELAXED)
#define PLOG_REFUSED_TOLD(count) __atomic_fetch_sub(&plog_refused, count, __ATOMIC_RELAXED)
#define PLOG_REFUSE() __atomic_fetch_add(&plog_refused, 1u, __ATOMIC_RELAXED)
#else
#define PLOG_REFUSED() plog_refused[plog_core()]
#define PLOG_REFUSED_TOLD(count) (plog_refused[plog_core()] -= (count))
#define PLOG_REFUSE() (plog_refused[plog_core()]++)
#endif

__attribute__((cold, noinline)) static void plog_tell_refused(unsigned ring)
{
    plog_header *block = plog_states[PLOG_RING(plog_here(ring))].open;
    uint8_t *at = (uint8_t *)block + block->used;
    uint32_t refused = PLOG_REFUSED();

    if (refused == 0 || block->used > PLOG_BLOCK_SIZE - 16u - PLOG_CHECK - PLOG_SPILL)
        return;
    at[0] = 0;
    at[1] = 4;
    at = plog_put_delta(at + 2, ring);
    at = plog_put_u32(at, refused);
    at = plog_put_own_sum(at, block, (uint8_t *)block + block->used);
    plog_set_end(block, at, PLOG_RECORDS(block));
    PLOG_REFUSED_TOLD(refused);
}

static void plog_refuse(void)
{
    PLOG_REFUSE();
}
#endif

__attribute__((cold, noinline)) static bool plog_make_room(unsigned which, unsigned size)
{
    plog_mask mask = plog_lock();
    plog_header *newest;
    plog_header *block;
    unsigned ring;
    bool room = true;

#if PLOG_LOCK_REFUSES
    if (!mask) {
        plog_refuse();
        return false;
    }
#endif
#if PLOG_HOSTED && PLOG_CORES == 1
    if (!plog_given) {
        plog_refuse();
        plog_unlock(mask);
        return false;
    }
#endif
    ring = plog_here(which);
    if (!plog_take_over(ring)) {
#if PLOG_CORES > 1
        plog_refuse();
        plog_unlock(mask);
        return false;
#else
        plog_attach_all(PLOG_CAUSE_UNKNOWN);
#endif
    }
    newest = plog_last(ring); /* not NULL: the ring is running */
#if PLOG_CLOCK != PLOG_CLOCK_NONE && PLOG_CLOCK_BITS < 64
    plog_tell_silence(ring, newest);
#endif
    if (plog_states[PLOG_RING(ring)].open->used > PLOG_BLOCK_SIZE - size) {
        block = plog_open(ring, newest, plog_boot_now(ring, newest));
        room = !PLOG_DROP || block != NULL;
        if (room)
            plog_states[PLOG_RING(ring)].open = block;
        else
            plog_drop(newest);
    }
#if PLOG_HOSTED || PLOG_CORES > 1
    if (room)
        plog_tell_refused(which);
#endif
    plog_unlock(mask);
    return room;
}

static plog_status plog_begin_all(plog_cause cause)
{
    plog_status status = PLOG_ALREADY;
    plog_mask mask;

#if PLOG_HOSTED
    if (!plog_watch_forks())
        return PLOG_IO;
#endif
    mask = plog_lock();
    if (!plog_running) {
#if PLOG_HOSTED
        plog_given = true;
#endif
        status = plog_attach_all(cause);
#if PLOG_HOSTED
        plog_tell_refused(0);
#endif
    }
    plog_unlock(mask);
    return status;
}

plog_status plog_init(plog_cause cause)
{
#if PLOG_CLOCK == PLOG_CLOCK_CYCLES
    plog_start_clock();
#endif
    if (((uintptr_t)plog_region & 3u) != 0)
        return PLOG_MISALIGNED;
    return plog_begin_all(cause);
}

#if PLOG_HOSTED
#include "plog_hosted.c"
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
        plog_states[PLOG_RING(ring)].followed = PLOG_FOLLOWED;
        plog_note_silence(ring);
    }
    plog_unlock(mask);
#endif
}

void plog_going_down(plog_cause cause)
{
    plog_header *block;
    plog_mask mask;
    uint8_t *at;

    do
        at = plog_claim(PLOG_KEEP, PLOG_GOING_SIZE, &block, &mask);
    while (!at && plog_make_room(PLOG_KEEP, PLOG_GOING_SIZE));
    if (at) {
        at[0] = 0;
        at[1] = 2;
        at = plog_put_delta(at + 2, PLOG_KEEP);
        *at++ = (uint8_t)cause;
        at = plog_put_own_sum(at, block, (uint8_t *)block + block->used);
        plog_finish(block, at, PLOG_RECORDS(block), mask);
    }
#if PLOG_BACKUP
    plog_backup();
#endif
}

static uint32_t plog_lost_of(unsigned ring)
{
    const plog_header *newest = plog_last(ring);

    if (!newest)
        return 0;
#if !PLOG_DROP
    {
        const plog_header *block = plog_after(ring, newest);

        if ((block->used & PLOG_REPLACED) != 0)
            return plog_total(block, newest);
    }
#endif
    return PLOG_DROP ? plog_dropped(newest) : newest->lost;
}

#if PLOG_COUNT
static uint32_t plog_lost_records_of(unsigned ring)
{
    const plog_header *newest = plog_last(ring); /* not NULL: there is a grant */
    const plog_header *block = plog_after(ring, newest);

    return (block->used & PLOG_REPLACED) != 0 ? plog_total_records(block, newest) : newest->lost_records;
}
#endif

uint32_t plog_lost(void)
{
    uint32_t lost = 0;
    unsigned ring;

    for (ring = 0; ring < PLOG_RINGS; ring++)
        if (plog_reaches(ring)) {
            plog_mask mask = plog_lock_ring(ring);

            lost += plog_lost_of(ring);
            plog_unlock(mask);
        }
    return lost;
}

#include "plog_read.c"

void plog_clear(void)
{
    unsigned ring;
    unsigned i;

    for (ring = 0; ring < PLOG_RINGS; ring++) {
        plog_header *newest;
        plog_header *block;
        plog_mask mask;

        if (!plog_reaches(ring))
            continue;
        mask = plog_lock_ring(ring);
        newest = plog_last(ring);
        plog_copy_forget();
        if (newest) {
            bool running = plog_take_over(ring);

            for (i = 0; i < plog_parts[PLOG_RING(ring)]; i++)
                if (plog_at(ring, i) != newest)
                    plog_empty(plog_at(ring, i));
            plog_set_read(newest, newest->used, PLOG_RECORDS(newest)); /* it is not lost, but done with */
            block = plog_open(ring, newest, plog_boot_now(ring, newest));
            plog_empty(newest);
            if (running) /* else the first record is still to start the log */
                plog_states[PLOG_RING(ring)].open = block;
        }
        plog_unlock(mask);
    }
}

#if PLOG_BACKTRACE
#include "plog_crash.c"
#endif
