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

#if PLOG_CORES > 1
static bool plog_begun; /* the boot is logged */
static plog_header *plog_started[PLOG_RINGS]; /* the open block of a ring that its core has not taken over yet; else NULL */
#endif

#if PLOG_BACKTRACE
static struct { plog_clock_t origin, inverse; } plog_kept; /* the clock at boot once more, to be checked after a crash */
#endif

#if PLOG_HOSTED
static plog_block plog_memory[PLOG_BLOCKS]; /* where the ring is until it is given a file or memory of its own */
static plog_block *plog_region = plog_memory;
static bool plog_given;       /* plog_region is final */

#if PLOG_SYSTEM
static bool plog_watch_forks(void);
#endif
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

/* The check is a polynomial in an odd constant. One flipped bit moves it by 2^i times a power of that constant, which always shows; of pairs of
   flipped bits the constants let few pass (docs/DESIGN.md). */
#if PLOG_NARROW
#define PLOG_FACTOR 0x9E37u

/* Modulo 2^16, with all bytes behind the check, but the boots appended, as the coefficients: one byte at a time suits a core with 8 bits. */
static uint16_t plog_sum(const plog_header *block, uint32_t start)
{
    const uint8_t *byte = (const uint8_t *)&block->boot;
    const uint8_t *end = PLOG_DROP ? (const uint8_t *)&block->lost : (const uint8_t *)(block + 1);
    uint16_t sum = (uint16_t)start;

    for (; byte != end; byte++)
        sum = (uint16_t)((sum + (byte == (const uint8_t *)&block->word ? *byte & 0x0Fu : *byte)) * PLOG_FACTOR);
    return sum;
}
#else
#define PLOG_FACTOR 0x90975FBDu

/* The upper half of the sum modulo 2^32, with the fields as the coefficients. */
static uint16_t plog_sum(const plog_header *block, uint32_t start)
{
    uint32_t sum = start * PLOG_FACTOR + block->boot;

    sum = sum * PLOG_FACTOR + (block->word & 0xFFFFFF0Fu);
    sum = sum * PLOG_FACTOR + block->time;
#if !PLOG_DROP
    sum = sum * PLOG_FACTOR + block->lost;
#endif
#if PLOG_COUNT
    sum = sum * PLOG_FACTOR + block->first;
    sum = sum * PLOG_FACTOR + block->lost_records;
#endif
    return (uint16_t)(sum * PLOG_FACTOR >> 16);
}
#endif

#define PLOG_RING_SUM(ring) (PLOG_RING(ring) * 0x6B79u) /* in each ring's checks */

/* The block's size is part of it, and its ring: what a firmware that cuts the region in another way left is not taken for blocks of ours. */
PLOG_SHARED uint16_t plog_check(const plog_header *block)
{
    return (uint16_t)(plog_sum(block, 0) + PLOG_BLOCK_SIZE + (PLOG_PARITY > 0 ? 1u : 0u) + PLOG_RING_SUM(plog_ring_of(block)));
}

static bool plog_checks(const plog_header *block)
{
    return block->check == plog_check(block);
}

/* Whether records can stand in the block. */
static bool plog_within(const plog_header *block)
{
    plog_used used = plog_used_of(block);

    return used <= PLOG_BLOCK_END && block->read <= used && block->read >= PLOG_HEADER_SIZE;
}

/* Whether the block holds records that can be believed. */
static bool plog_whole(const plog_header *block)
{
    return plog_within(block) && plog_checks(block);
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
    return (uint8_t)(plog_lap(newest) - (block > newest ? 1u : 0u)) % PLOG_LAPS;
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

/* The newest whole block: the one with which most blocks fit, so that one of an older lap that came back does no harm. plogcat
   decides in the same way. Looks at each block once for each. */
__attribute__((cold, noinline)) static plog_header *plog_fittest(unsigned ring)
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
            || (fitting == most && (uint8_t)(plog_lap(block) - plog_lap(newest)) % PLOG_LAPS < PLOG_LAPS / 2)) {
            newest = block;
            most = fitting;
        }
    }
    return newest;
}

/* The newest whole block, or NULL. Where all whole blocks fit together, which is nearly always, one look at each finds it: from the first
   on they have one lap up to the newest, and then the lap before. Of few blocks, the long way is short, too. */
static plog_header *plog_newest(unsigned ring)
{
    plog_header *newest = NULL;
    bool behind = false;
    unsigned i;

    if (PLOG_BLOCKS <= 4)
        return plog_fittest(ring);
    for (i = 0; i < plog_parts[PLOG_RING(ring)]; i++) {
        plog_header *block = plog_at(ring, i);

        if (!plog_whole(block))
            continue;
        if (newest != NULL && (uint8_t)(plog_lap(newest) - plog_lap(block)) % PLOG_LAPS == 1)
            behind = true;
        else if (!behind && (newest == NULL || plog_lap(newest) == plog_lap(block)))
            newest = block;
        else
            return plog_fittest(ring);
    }
    return newest;
}

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
#define plog_loop_boot(newest, cause) ((void)0)
#define plog_loop_note(cause) ((void)0)
#define plog_tell_loop() ((void)0)
#endif

#if PLOG_PARITY
#include "plog_parity.c"
#endif

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
    block->check = plog_check(block);
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

static uint8_t plog_boots(const plog_header *block)
{
    return *plog_lap_byte(block) / PLOG_LAPS;
}

/* The boot that wrote last to this block; modulo 65536, as those below. */
static unsigned plog_boot_of(const plog_header *block)
{
    return block->boot + plog_boots(block);
}

/* The boot that runs. */
static unsigned plog_boot_now(unsigned ring, const plog_header *newest)
{
#if PLOG_DROP
    if (plog_running() && plog_shut(ring))
        return plog_states[PLOG_RING(ring)].boot;
#else
    (void)ring;
#endif
    return plog_boot_of(newest);
}

static void plog_log_boot(plog_header *block, unsigned boot, plog_cause cause)
{
    uint8_t *at = (uint8_t *)block + block->used;

    at = plog_put_own(at, 1);
    at = plog_put_fixed16(at, (uint16_t)boot);
    at = plog_put_u8(at, (uint8_t)cause);
    at = plog_put_fixed32(at, PLOG_SCHEMA);
    at = plog_put_own_sum(at, block, (uint8_t *)block + block->used);
    plog_set_end(block, at, PLOG_RECORDS(block));
}

/* The boots since the newest block's last, with this one: more than one where a reset came before this ring took part in a boot that another did. */
static unsigned plog_boots_since(const plog_header *newest, unsigned boot)
{
    return PLOG_RINGS > 1 ? (uint16_t)(boot - plog_boot_of(newest)) : 1u;
}

/* Whether the newest block can count so many. */
static bool plog_can_count(const plog_header *newest, unsigned boots)
{
    return boots <= PLOG_MOST_BOOTS - plog_boots(newest);
}

/* Counts this boot in the newest block before anything tells of it, so that no two boots ever have the same number. */
static void plog_count_boot(plog_header *newest, unsigned boot)
{
    unsigned boots = plog_boots_since(newest, boot);

    if (plog_can_count(newest, boots))
        *plog_lap_byte(newest) = (uint8_t)(*plog_lap_byte(newest) + boots * PLOG_LAPS);
    plog_store_header(newest);
}

typedef uint32_t __attribute__((may_alias)) plog_word; /* of a block, whatever stands there */

/* A cold start. What the memory holds must neither look like damage nor, where blocks of another size lie in it, be found whole when
   half of it has been overwritten. Returns the last block, as if it had ended the ring's lap 0. */
static plog_header *plog_wipe(unsigned ring)
{
    plog_header *last = plog_at(ring, plog_parts[PLOG_RING(ring)] - 1u);
    volatile plog_word *word = (volatile plog_word *)plog_at(ring, 0); /* volatile: else it becomes a call of memset() */

    while (word != (volatile plog_word *)((plog_block *)last + 1))
        *word++ = 0;
    plog_clean(plog_at(ring, 0), (plog_block *)last + 1);
    return last;
}

/* The CRC-32 of IEEE 802.3, 3.2.9, reflected, of a value of so many bits more. Begins with all ones; what is stored is its complement. A bit at a
   time: there are few, and a table would be larger than they are. */
PLOG_SHARED uint32_t plog_crc(uint32_t crc, uint32_t value, unsigned bits)
{
    crc ^= value;
    for (; bits > 0; bits--)
        crc = crc >> 1 ^ (0xEDB88320u & (0u - (crc & 1u)));
    return crc;
}

#if PLOG_BACKUP || PLOG_CRASH_LOOP
/* A record of the ring's own with one byte of news, behind the boot's and at its time. With the lock held. */
static void plog_tell(uint8_t kind, uint8_t what)
{
    plog_header *block = plog_states[PLOG_KEEP].open;
    uint8_t *at;

    if (plog_shut(PLOG_KEEP))
        return;
    if (block->used > PLOG_BLOCK_END - (4u + PLOG_CHECK)) {
        block = plog_open(PLOG_KEEP, block, plog_boot_now(PLOG_KEEP, block));
        if (block == NULL)
            return;
        plog_states[PLOG_KEEP].open = block;
    }
    at = plog_put_own((uint8_t *)block + block->used, kind);
#if PLOG_CLOCK != PLOG_CLOCK_NONE
    *at++ = 0;
#endif
    *at++ = what;
    at = plog_put_own_sum(at, block, (uint8_t *)block + block->used);
    plog_set_end(block, at, PLOG_RECORDS(block));
}
#endif

#if PLOG_BACKUP
#include "plog_backup.c"
#else
#define plog_restore(newest) (newest)
#define plog_tell_restored() ((void)0)
#define plog_copy_forget() ((void)0)
#endif

#if PLOG_DROP || PLOG_BACKTRACE
static void plog_stay_closed(unsigned ring)
{
    (void)ring;
}

/* The log has started, but the ring had no room yet: the next block is to be opened. */
static const plog_closed plog_no_room = { PLOG_NO_ROOM, plog_stay_closed };

#define PLOG_NO_BLOCK ((plog_header *)(uintptr_t)&plog_no_room)
#endif

/* Finds the newest block that is whole. If none is, its used is 0. */
static plog_header *plog_recover(unsigned ring)
{
    plog_header *found = plog_newest(ring);
    plog_header *newest = PLOG_RING(ring) == PLOG_KEEP ? plog_restore(found) : found;

    return newest != NULL ? newest : plog_wipe(ring);
}

/* Logs the boot behind the newest block's records. With the lock held. */
static plog_status plog_attach(unsigned ring, plog_header *newest, uint16_t boot, plog_clock_t now, plog_cause cause)
{
    plog_state *state = plog_state_of(ring);
    plog_header *open;

    state->origin = now;
    state->time = PLOG_TIME_AT_BOOT;
#if PLOG_DROP
    state->boot = (uint16_t)boot;
    state->open = PLOG_NO_BLOCK;
#endif
#if PLOG_BACKTRACE
    plog_kept.origin = state->origin;
    plog_kept.inverse = (plog_clock_t)~state->origin;
#endif
    if (newest->used != 0 && (newest->word & ~(uint32_t)0xFF) == (uint32_t)PLOG_SCHEMA << 8 && plog_can_count(newest, plog_boots_since(newest, boot))
        && plog_used_of(newest) <= PLOG_BLOCK_END - PLOG_BOOT_SIZE) {
#if PLOG_PARITY
        plog_unseal(newest);
#endif
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
static unsigned plog_last_boot(plog_header *const *newest)
{
    unsigned last = plog_boot_of(newest[0]);
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
    plog_loop_boot(newest[PLOG_KEEP], cause);
    boot = (uint16_t)(plog_last_boot(newest) + 1u);
    for (ring = 0; ring < PLOG_RINGS; ring++) {
        plog_status one = plog_attach(ring, newest[ring], boot, now, cause);

        if (status == PLOG_OK)
            status = one;
    }
    plog_tell_restored();
    plog_tell_loop();
#if PLOG_CORES > 1
    __atomic_store_n(&plog_begun, true, __ATOMIC_RELEASE);
#endif
    return status;
}

/* Whether the log runs. With several cores, one of them starts all rings, and each takes over its own at its first call after that: so no two
   write to a ring at once. Of the core that runs this, with the lock held. */
static bool plog_take_over(unsigned ring)
{
    bool running = plog_running();

#if PLOG_CORES > 1
    if (running && plog_started[ring] != NULL) {
        plog_states[ring].open = plog_started[ring];
        plog_started[ring] = NULL;
    }
#else
    (void)ring;
#endif
    return running;
}

static void plog_start(unsigned ring)
{
    (void)ring;
#if PLOG_CORES == 1 /* else plog_init() does it */
    plog_attach_all(PLOG_CAUSE_UNKNOWN);
#endif
}

#if PLOG_REFUSES
#ifndef plog_count
#if PLOG_HOSTED || PLOG_NMI
#define plog_count(counter, number) __atomic_fetch_add(counter, number, __ATOMIC_RELAXED)
#else
#define plog_count(counter, number) (*(counter) += (number)) /* its own core's, with the lock held */
#endif
#endif

__attribute__((cold, noinline)) static void plog_tell_refused(unsigned ring)
{
    plog_header *block = plog_states[PLOG_RING(plog_here(ring))].open;
    uint8_t *at = (uint8_t *)block + block->used;
    uint32_t refused = __atomic_load_n(&plog_refused[PLOG_REFUSER], __ATOMIC_RELAXED);

    if (refused == 0 || block->used > PLOG_BLOCK_END - 16u - PLOG_CHECK - PLOG_SPILL)
        return;
    at = plog_put_own(at, 4);
    at = plog_put_delta(at, ring);
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

__attribute__((cold, noinline)) static bool plog_open_next(unsigned which, plog_room size)
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
    if (open->used == PLOG_NO_ROOM) {
        ((const plog_closed *)(const void *)open)->resume(ring);
        open = plog_states[PLOG_RING(ring)].open;
    }
    room = open->used <= PLOG_FITS(size);
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
    plog_status status = PLOG_ALREADY;
    plog_mask mask;

#if PLOG_SYSTEM
    if (!plog_watch_forks())
        return PLOG_IO;
#endif
    mask = plog_lock();
    if (!plog_running()) {
#if PLOG_HOSTED
        plog_given = true;
#endif
        status = plog_attach_all(cause);
#if PLOG_HOSTED
        plog_tell_refused(0);
#endif
    }
    plog_unlock(mask);
#if PLOG_PARITY
    plog_seal(0); /* there is no other ring */
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

#if PLOG_CLOCK != PLOG_CLOCK_NONE && PLOG_CLOCK_BITS < 64
#if PLOG_NARROW
typedef uint8_t plog_halves; /* a block has no room to tell of more than 15, so that more need not be counted */
#else
typedef uint32_t plog_halves;
#endif

static plog_halves plog_silences[PLOG_RINGS]; /* half wraps of the clock since the last record, not logged yet, while plog_silent stands in the place of the open block */

/* Opens the newest block to the fast path again, and logs how long it was closed; without room for that it opens the next, whose base tells the
   time. In a full drop ring it does neither. With the lock held. */
static void plog_tell_silence(unsigned ring)
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
}

static const plog_closed plog_silent = { PLOG_NO_ROOM, plog_tell_silence };

/* After half a wrap without a record, a delta could soon not tell the silence from a shorter one. The half is put aside, and the block closed
   to the fast path, so that the next record comes by plog_tell_silence(). With the lock held. */
static void plog_note_silence(unsigned ring)
{
    const plog_clock_t half = PLOG_CLOCK_MASK / 2 + 1;
    plog_header *const silent = (plog_header *)(uintptr_t)&plog_silent;
    plog_state *state = plog_state_of(ring);
    plog_halves *halves = &plog_silences[PLOG_RING(ring)];

    if (state->open != silent) {
        if (plog_shut(ring))
            return; /* there is no record yet that the silence could follow */
        *halves = 0;
    }
    while (((plog_now() - state->last) & PLOG_CLOCK_MASK) >= half) {
        state->last += half;
        if (*halves != (plog_halves)-1)
            ++*halves;
        state->open = silent;
    }
}
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
    plog_header *block;
    plog_mask mask;
    uint8_t *at;

    do
        at = plog_claim(PLOG_KEEP, PLOG_GOING_SIZE, &block, &mask);
    while (!at && plog_make_room(PLOG_KEEP, PLOG_GOING_SIZE));
    if (at) {
        at = plog_put_own(at, 2);
        at = plog_put_delta(at, PLOG_KEEP);
        *at++ = (uint8_t)cause;
        at = plog_put_own_sum(at, block, (uint8_t *)block + block->used);
        plog_finish(block, at, PLOG_RECORDS(block), mask);
    }
    plog_loop_note(cause);
#if PLOG_BACKUP
    plog_backup();
#endif
}

static uint32_t plog_lost_of(unsigned ring)
{
    const plog_header *newest = plog_last(ring);

    if (!newest)
        return 0;
#if PLOG_DROP
    return plog_dropped(newest);
#else
    {
        const plog_header *block = plog_after(ring, newest);

        return newest->lost + ((block->used & PLOG_REPLACED) != 0 ? plog_going(block) : 0);
    }
#endif
}

#if PLOG_COUNT
static uint32_t plog_lost_records_of(unsigned ring)
{
    const plog_header *newest = plog_last(ring); /* not NULL: there is a grant */
    const plog_header *block = plog_after(ring, newest);

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
