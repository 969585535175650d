/*
 * plog_start.c: the log's start: finding what is whole, or wiping the region, and logging the boot behind it. Included by plog.c.
 */
#ifndef PLOG_RING_H
#error "plog_start.c is compiled as a part of the .c that plogen writes: leave it out of your build, and add that file"
#endif

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
    plog_used used = block->used;
    uint8_t *at = (uint8_t *)block + used;

    at = plog_put_own(at, 1);
    at = plog_put_fixed16(at, (uint16_t)boot);
    at = plog_put_u8(at, (uint8_t)cause);
    at = plog_put_fixed32(at, PLOG_SCHEMA);
    plog_put_own_sum(at, block, (uint8_t *)block + used);
    plog_set_end(block, (uint8_t *)block + (used + PLOG_BOOT_SIZE), PLOG_RECORDS(block));
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

/* Whether the boot's record can stand in the newest block, which is wiped or whole. */
static bool plog_can_append(const plog_header *newest, unsigned boots)
{
    return boots <= PLOG_MOST_BOOTS && (newest->word ^ (uint32_t)PLOG_SCHEMA << 8) < (PLOG_MOST_BOOTS + 1 - boots) * PLOG_LAPS
        && plog_used_of(newest) <= PLOG_BLOCK_END - PLOG_BOOT_SIZE && ((uint32_t)PLOG_SCHEMA << 8 != 0 || newest->used != 0);
}

/* Counts the boots in the newest block before anything tells of them, so that no two boots ever have the same number. */
static void plog_count_boots(plog_header *newest, unsigned boots)
{
    *plog_lap_byte(newest) = (uint8_t)(newest->word + boots * PLOG_LAPS);
    plog_store_header(newest);
}

typedef uint32_t __attribute__((may_alias)) plog_word; /* of a block, whatever stands there */

/* A cold start. What the memory holds must neither look like damage nor, where blocks of another size lie in it, be found whole when
   half of it has been overwritten. Returns the last block, as if it had ended the ring's lap 0. */
static plog_header *plog_wipe(unsigned ring)
{
    plog_block *end = plog_blocks(ring) + plog_parts[PLOG_RING(ring)];
    volatile plog_word *word = (volatile plog_word *)end; /* volatile: else it becomes a call of memset() */

    while (word != (volatile plog_word *)plog_blocks(ring))
        *--word = 0;
    plog_clean(plog_blocks(ring), end);
    return &end[-1].header;
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
static plog_status plog_stay_closed(plog_cause cause, unsigned ring)
{
    (void)cause;
    (void)ring;
    return PLOG_ALREADY;
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
static plog_status plog_attach(unsigned ring, plog_header *newest, unsigned boot, plog_clock_t now, plog_cause cause)
{
    plog_state *state = plog_state_of(ring);
    unsigned boots = plog_boots_since(newest, boot);
    plog_header *open;

    state->origin = now;
    state->time = PLOG_TIME_AT_BOOT;
#if PLOG_BACKTRACE
    plog_kept.origin = state->origin;
    plog_kept.inverse = (plog_clock_t)~state->origin;
#endif
#if PLOG_DROP
    state->boot = (uint16_t)boot;
    plog_barrier(); /* a crash believes all of this as soon as the log runs */
    state->open = PLOG_NO_BLOCK;
#endif
    if (plog_can_append(newest, boots)) {
#if PLOG_PARITY
        plog_unseal(newest);
#endif
        plog_count_boots(newest, boots);
        open = newest;
    } else {
        open = plog_open(ring, newest, boot);
        if (open == NULL && PLOG_DROP) {
            if (plog_can_count(newest, boots))
                plog_count_boots(newest, boots);
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

/* Unless the log runs. All rings log the same boot, and their times count from the same moment. */
static plog_status plog_start(plog_cause cause, unsigned which)
{
    plog_status status = PLOG_OK;
    plog_header *newest[PLOG_RINGS];
    plog_clock_t now;
    unsigned boot;
    unsigned ring;

    (void)which;
    if (plog_running())
        return PLOG_ALREADY;
    now = plog_blind ? 0 : plog_now(); /* the boot's time is 0 anyway */
    plog_loop_arrive();
    for (ring = 0; ring < PLOG_RINGS; ring++)
        newest[ring] = plog_recover(ring);
    plog_loop_boot(newest[PLOG_KEEP], cause);
    boot = plog_last_boot(newest) + 1u;
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
