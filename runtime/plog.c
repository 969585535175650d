/*
 * plog.c: the ring's rarer half: opening a block, making room, clearing. What a block is stands in plog_block.c, the start in plog_start.c, the
 * clock's wraps in plog_tick.c, reading out in plog_read.c. Included at the end of the .c that plogen writes,
 * after plog_ring.h; it is no translation unit of its own. docs/FORMAT.md is the authority for every byte.
 *
 * Assumptions:
 *   - memory keeps what was stored, in program order, until the reset and through it;
 *   - a plog_used, and a byte, are stored in one piece;
 *   - nobody else writes to the region while the log runs.
 * Nothing found in the region at start is trusted.
 */
#ifndef PLOG_RING_H
#error "plog.c is compiled as a part of the .c that plogen writes: leave it out of your build, and add that file"
#endif

#define PLOG_BOOT_SIZE (9u + PLOG_CHECK)  /* bytes of a boot record */
#define PLOG_MOST_BOOTS 15u /* boots that one block can hold besides the one that opened it */
#define PLOG_SILENCE_SIZE (11u + PLOG_CHECK + PLOG_SPILL) /* what a record of kind 6 takes at most */
#define PLOG_GOING_SIZE (13u + PLOG_CHECK) /* ... of kind 2 */
#define PLOG_LAPS 16u

#define PLOG_BLOCKS ((unsigned)(PLOG_REGION_SIZE / PLOG_BLOCK_SIZE))

static const uint16_t plog_parts[PLOG_RINGS] = PLOG_PARTS;

#if PLOG_CORES > 1
static bool plog_begun; /* the boot is logged */
static plog_header *plog_started[PLOG_RINGS]; /* the open block of a ring that its core has not taken over yet; else NULL */
#endif

#if PLOG_BACKTRACE
static struct { plog_clock_t origin, inverse; } plog_kept; /* the clock at boot once more, to be checked after a crash */
static bool plog_blind; /* the clock is not to be asked: it may be what crashed while a crash was logged */
#else
#define plog_blind false
#endif

#if PLOG_HOSTED
static plog_block plog_memory[PLOG_BLOCKS]; /* where the ring is until it is given a file or memory of its own */
static plog_block *plog_region = plog_memory;
static bool plog_given;       /* plog_region is final */

#if PLOG_SYSTEM
static bool plog_watch_forks(void);
#endif
#else
/* The linker fragment puts it at PLOG_REGION, a symbol of its own. The ring is only ever reached by that name, so that no link succeeds without the
   fragment: any other script would place the section as it likes, zeroed at start or over something else. */
static plog_block plog_placed[PLOG_BLOCKS] PLOG_SECTION __attribute__((aligned(4)));
extern plog_block plog_region[PLOG_BLOCKS] __asm__(PLOG_REGION) __attribute__((aligned(4)));
#endif

#include "plog_block.c"

#if PLOG_CLOCK != PLOG_CLOCK_NONE
/* Counts the units since boot up to now. Called at least once in each wrap of the clock, it misses none. With the lock held. */
static void plog_follow(plog_state *state)
{
    plog_clock_t now = plog_now();
    plog_clock_t past = (now - state->origin) & PLOG_CLOCK_MASK;

    state->time += (uint32_t)(past >> PLOG_CLOCK_SHIFT) << 1;
    state->origin = now - (past & (((plog_clock_t)1 << PLOG_CLOCK_SHIFT) - 1));
}
#endif

/* The header's time for a block that is opened now; also sets what the first record's delta counts from. */
static uint32_t plog_base(unsigned ring)
{
    plog_state *state = plog_state_of(ring);

    if (plog_blind)
        return PLOG_TIME_UNKNOWN;
#if PLOG_CLOCK != PLOG_CLOCK_NONE
    plog_follow(state);
#endif
    state->last = state->origin;
    return state->time;
}

#if !PLOG_DROP
/* How many bytes are lost with block, the one after newest, when it is overwritten: plog_mark(). It may be damaged, or empty; what no block can
   hold is taken for none. */
static unsigned plog_going(const plog_header *block)
{
    unsigned bytes = block->used;

    __asm__("" : "+r"(bytes)); /* else it is loaded twice, with its sign and without */
    bytes = (bytes & PLOG_REPLACED) != 0 ? bytes & (PLOG_REPLACED - 1u) : bytes - block->read;
    return bytes <= PLOG_BLOCK_SIZE - PLOG_HEADER_SIZE ? bytes : 0;
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
    return plog_put_sum(at, plog_sum_bytes(0, start, at), block);
#else
    (void)block;
    (void)start;
    return at;
#endif
}

/* Marks block, the one after newest, as being replaced. The other bits of used are then the bytes that are lost with it, and records their
   records: nothing else that tells of what it held need stay. Returns the bytes. */
static unsigned plog_mark(plog_header *block)
{
#if PLOG_DROP
    plog_set_used(block, PLOG_REPLACED, 0);
    return 0;
#else
    unsigned bytes = plog_going(block);
    uint32_t records = 0;

#if PLOG_COUNT
    if (bytes > 0)
        records = (block->used & PLOG_REPLACED) != 0 ? block->records : (uint32_t)(uint16_t)(block->records - block->released);
#endif
    plog_set_used(block, PLOG_REPLACED | bytes, records);
    return bytes;
#endif
}

#if PLOG_CRASH_LOOP
#include "plog_loop.c"
#else
#define plog_guard(block, newest) ((void)0)
#define plog_loop_arrive() ((void)0)
#define plog_loop_boot(newest, cause) ((void)0)
#define plog_loop_note(cause) ((void)0)
#define plog_tell_loop() ((void)0)
#endif

#if PLOG_PARITY
#include "plog_parity.c"
#endif

static void plog_empty(plog_header *block)
{
#if PLOG_PARITY
    plog_unseal(block);
#endif
    block->used = 0;
    plog_store_header(block);
}

/* Opens the block after newest. With the lock held. NULL if a drop ring is full. */
static plog_header *plog_open(unsigned ring, plog_header *newest, unsigned boot)
{
    plog_header *block = plog_after(ring, newest);

#if PLOG_DROP
    if (plog_counts(block, newest) && block->read < plog_used_of(block))
        return NULL;
#endif
#if PLOG_PARITY
    plog_unseal(block);
#endif
    if (PLOG_RING(ring) == PLOG_KEEP)
        plog_guard(block, newest);
    block->lost = newest->lost + plog_mark(block);
#if PLOG_COUNT
    block->first = newest->first + newest->records;
    block->lost_records = newest->lost_records + block->records;
#endif
    block->boot = (uint16_t)boot;
    block->word = (uint32_t)PLOG_SCHEMA << 8 | (uint8_t)(plog_lap(newest) + (block <= newest ? 1u : 0u)) % PLOG_LAPS;
    block->time = plog_base(ring);
    block->check = PLOG_SMALL ? plog_check(block) : plog_check_now(block);
    plog_set_read(block, PLOG_HEADER_SIZE, 0);
    plog_set_end(block, (const uint8_t *)block + PLOG_HEADER_SIZE, 0);
    return block;
}

/* Whether the boot is logged. */
static bool plog_running(void)
{
#if PLOG_CORES > 1
    return __atomic_load_n(&plog_begun, __ATOMIC_ACQUIRE);
#else
    return plog_states[0].open != PLOG_NOT_STARTED;
#endif
}

/* Whether no block is open: a plog_closed stands in its place. */
static bool plog_shut(unsigned ring)
{
    return plog_states[PLOG_RING(ring)].open->used == PLOG_NO_ROOM;
}

/* The block that was filled last, open or not; NULL if the ring has never held any. */
static plog_header *plog_last(unsigned ring)
{
    return plog_shut(ring) ? plog_newest(ring) : plog_states[PLOG_RING(ring)].open;
}

#include "plog_start.c"

#if PLOG_REFUSES
#ifndef plog_count
#if PLOG_HOSTED || PLOG_NMI
#define plog_count(counter, number) __atomic_fetch_add(counter, number, __ATOMIC_RELAXED)
#else
#define plog_count(counter, number) (*(counter) += (number)) /* its own core's, with the lock held */
#endif
#endif

PLOG_RARE void plog_tell_refused(unsigned ring)
{
    plog_state *state = &plog_states[PLOG_RING(plog_here(ring))];
    plog_header *block = state->open;
    uint8_t *at = (uint8_t *)block + block->used;
    uint32_t refused = __atomic_load_n(&plog_refused[PLOG_REFUSER], __ATOMIC_RELAXED);

    if (refused == 0 || block->used > PLOG_BLOCK_END - 16u - PLOG_CHECK - PLOG_SPILL)
        return;
    at = plog_put_own(at, 4);
    at = plog_put_delta(at, state);
    at = plog_put_u32(at, refused);
    at = plog_put_own_sum(at, block, (uint8_t *)block + block->used);
    plog_set_end(block, at, PLOG_RECORDS(block));
    plog_count(&plog_refused[PLOG_REFUSER], 0u - refused);
}

static void plog_refuse(void)
{
    plog_count(&plog_refused[PLOG_REFUSER], 1u);
}
#endif

PLOG_RARE bool plog_open_next(unsigned which, plog_room size)
{
    plog_mask mask = plog_lock();
    plog_header *open;
    unsigned ring;
    bool room;

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
#if PLOG_CORES > 1
    if (!plog_take_over(ring)) {
        plog_refuse();
        plog_unlock(mask);
        return false;
    }
#endif
    open = plog_states[PLOG_RING(ring)].open;
    room = false;
    if (open->used == PLOG_NO_ROOM) {
        ((const plog_closed *)(const void *)open)->resume(PLOG_CAUSE_UNKNOWN, ring);
        open = plog_states[PLOG_RING(ring)].open;
        room = !PLOG_DROP; /* a block is open now: the caller looks whether it has room */
    }
    if (!room)
        room = PLOG_FIT(open->used, (plog_room)(size + PLOG_HALVES)); /* where plog_fits() finds no room, there must be none here */
    if (!room) {
        plog_header *newest = PLOG_DROP ? plog_last(ring) : open; /* not NULL: the ring is running */

        open = plog_open(ring, newest, plog_boot_now(ring, newest));
        room = !PLOG_DROP || open != NULL;
        if (room)
            plog_states[PLOG_RING(ring)].open = open;
        else
            plog_drop(newest);
    }
#if PLOG_REFUSES
    if (room)
        plog_tell_refused(which);
#endif
    plog_unlock(mask);
#if PLOG_PARITY
    plog_seal(ring);
#endif
    return room;
}

static plog_status plog_begin_all(plog_cause cause)
{
    plog_status status;
    plog_mask mask;

#if PLOG_SYSTEM
    if (!plog_watch_forks())
        return PLOG_IO;
#endif
    mask = plog_lock();
#if PLOG_HOSTED
    plog_given = true;
#endif
    status = plog_start(cause, 0);
#if PLOG_HOSTED
    if (status != PLOG_ALREADY)
        plog_tell_refused(0);
#endif
    plog_unlock(mask);
#if PLOG_PARITY
    plog_seal_all();
#endif
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
plog_status plog_init_region(void *region, size_t size, plog_cause cause)
{
    if (plog_running())
        return PLOG_ALREADY;
    if (((uintptr_t)region & 3u) != 0)
        return PLOG_MISALIGNED;
    if (size < PLOG_REGION_SIZE)
        return PLOG_TOO_SMALL;
    if (size > PLOG_REGION_SIZE)
        return PLOG_TOO_LARGE;
    plog_region = (plog_block *)region;
    return plog_begin_all(cause);
}
#endif

#if PLOG_SYSTEM
#include "plog_hosted.c"
#endif

#include "plog_tick.c"

#if PLOG_NMI
bool plog_may_log(void)
{
    plog_mask mask;

    if (plog_is_locked()) {
        plog_refuse();
        return false;
    }
    if (plog_running() && plog_refused[PLOG_REFUSER] != 0) {
        mask = plog_lock();
        plog_tell_refused(0);
        plog_unlock(mask);
    }
    return true;
}
#endif

void plog_going_down(plog_cause cause)
{
    plog_claimed in;
    uint8_t *at;

    do
        at = plog_claim(PLOG_KEEP, PLOG_GOING_SIZE, &in);
    while (!at && plog_make_room(PLOG_KEEP, PLOG_GOING_SIZE));
    if (at) {
        at = plog_put_own(at, 2);
        at = plog_put_delta(at, in.state);
        *at++ = (uint8_t)cause;
        at = plog_put_own_sum(at, in.block, (uint8_t *)in.block + in.block->used);
        plog_finish(in.block, at, PLOG_RECORDS(in.block), in.mask);
    }
    plog_loop_note(cause);
#if PLOG_BACKUP
    plog_backup();
#endif
}

#if !PLOG_DROP
/* The place that may be being replaced: the one after newest; or the one behind it, where a crash loop has begun to move a block to. */
static const plog_header *plog_next_gone(unsigned ring, const plog_header *newest)
{
    const plog_header *block = plog_after(ring, newest);

#if PLOG_CRASH_LOOP
    if (PLOG_RING(ring) == PLOG_KEEP && (block->used & PLOG_REPLACED) == 0)
        block = plog_after(ring, block);
#endif
    return block;
}
#endif

static uint32_t plog_lost_of(unsigned ring)
{
    const plog_header *newest = plog_last(ring);

    if (!newest)
        return 0;
#if PLOG_DROP
    return plog_dropped(newest);
#else
    {
        const plog_header *block = plog_next_gone(ring, newest);

        return newest->lost + ((block->used & PLOG_REPLACED) != 0 ? plog_going(block) : 0);
    }
#endif
}

#if PLOG_COUNT
static uint32_t plog_lost_records_of(unsigned ring)
{
    const plog_header *newest = plog_last(ring); /* not NULL: there is a grant */
    const plog_header *block = plog_next_gone(ring, newest);

    return newest->lost_records + ((block->used & PLOG_REPLACED) != 0 ? block->records : 0u);
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
#include "plog_frame.c"

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
