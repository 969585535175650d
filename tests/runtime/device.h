/*
 * The machine that the ring is tested on: memory that outlives a reset, and resets. A test includes the .c that
 * plogen wrote, then this file; so it can forget what ordinary RAM held, as a reset does.
 *
 * With "keep", the marks go to the ring of those that are kept, and it is the one that is looked at.
 *
 * The invariant of every ring: what was committed is shown unread, was drained, or is counted as lost. It holds for bytes and,
 * with "count", for records.
 */
#include <check.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "reader.h"
#include "suite.h"

#define BLOCKS ((unsigned)plog_parts[PLOG_KEEP])
#define FIRST (PLOG_KEEP == 0 ? 0u : (unsigned)plog_parts[0]) /* block of the region */
#define ROOM (PLOG_BLOCK_END - PLOG_HEADER_SIZE)
#define MARK_SIZE 5u
#define BYTE_SIZE 2u
#define BOOT_SIZE 9u
#define RESET_SIZE 3u /* without a clock */

#if PLOG_CLOCK == PLOG_CLOCK_NONE
#define SHIFT 0
#else
#define SHIFT PLOG_CLOCK_SHIFT
#endif

static struct geometry geometry = { /* blocks is set by power_on() */
    .block = PLOG_BLOCK_SIZE, .ring = PLOG_KEEP, .rings = PLOG_RINGS, .header = PLOG_HEADER_SIZE,
    .count = PLOG_COUNT, .drop = PLOG_DROP, .clock = PLOG_CLOCK != PLOG_CLOCK_NONE, .ecc = PLOG_PARITY > 0, .shift = SHIFT,
};

static uint8_t *region;            /* shared with children, so that they can crash on it */
static uint64_t committed;         /* bytes of records, the boots' included */
static uint64_t drained;           /* bytes released */
static uint32_t committed_records; /* without the ring's own */
static uint32_t drained_records;   /* released, as far as the ring can know */
static uint32_t next_mark;         /* what is marked next: 0, 1, 2... */
static struct history shown;       /* what reader.c finds in the region */

/* Forgets all that a reset forgets. */
static __attribute__((unused)) void reset(void)
{
    static const plog_state fresh[PLOG_RINGS] = PLOG_STATES;

    memcpy(plog_states, fresh, sizeof fresh);
    plog_given = false;
    plog_refused[0] = 0;
}

static __attribute__((unused)) plog_status boot(plog_cause cause)
{
    plog_status status;

    reset();
    status = plog_init_region(region, PLOG_REGION_SIZE, cause);
    if (status == PLOG_OK)
        committed += BOOT_SIZE;
    return status;
}

static __attribute__((unused)) void mark(void)
{
    log_mark(next_mark++);
    committed += MARK_SIZE;
    committed_records++;
}

static __attribute__((unused)) void mark_times(unsigned times)
{
    while (times-- > 0)
        mark();
}

static __attribute__((unused)) void byte(uint8_t value)
{
    log_byte(value);
    committed += BYTE_SIZE;
    committed_records++;
}

/* The open block's free bytes. */
static __attribute__((unused)) unsigned room_left(void)
{
    return PLOG_BLOCK_END - plog_states[PLOG_KEEP].open->used;
}

static __attribute__((unused)) unsigned place(void)
{
    return (unsigned)((uint8_t *)plog_states[PLOG_KEEP].open - region) / PLOG_BLOCK_SIZE - FIRST;
}

/* Fills the open block to its last byte. */
static __attribute__((unused)) void fill_block(void)
{
    while (room_left() % BYTE_SIZE != 0)
        mark();
    while (room_left() > 0)
        byte(0);
}

static __attribute__((unused)) const struct history *look(void)
{
    read_image(&geometry, region + FIRST * PLOG_BLOCK_SIZE, &shown);
    return &shown;
}

/* What the region shows is the invariant's, and the marks are those committed last, without a gap. */
static __attribute__((unused)) void check_shown(uint32_t marks)
{
    uint32_t expected = marks;

    look();
    ck_assert(!shown.torn);
    if (!geometry.drop)
        ck_assert_uint_eq(shown.lost + drained + shown.unread, committed);
    if (geometry.count)
        ck_assert_uint_eq(shown.lost_records + drained_records + shown.unread_records, committed_records);
    for (size_t i = shown.count; i-- > 0;)
        if (shown.records[i].id == MARK)
            ck_assert_uint_eq(shown.records[i].value, --expected);
}

#if PLOG_PARITY
/* What is sealed has the parity that its bytes must have, and nothing else has one: that would be taken for damage, or bring back what was there. Returns how
   many blocks are sealed. */
static __attribute__((unused)) unsigned check_parity(void)
{
    static const uint8_t none[PLOG_PARITY];
    unsigned sealed = 0;

    for (unsigned i = 0; i < BLOCKS; i++) {
        const plog_header *block = plog_at(PLOG_KEEP, i);
        const uint8_t *parity = (const uint8_t *)block + PLOG_BLOCK_END;
        bool seal = (block->used & (PLOG_REPLACED | PLOG_SEALED)) == PLOG_SEALED;

        for (unsigned word = 0; seal && word < PLOG_CODE_WORDS; word++) {
            uint32_t right[4];

            plog_code_word(block, word, right);
            ck_assert_mem_eq(parity + 16 * word, right, 16);
        }
        ck_assert(seal || block == plog_last(PLOG_KEEP) || memcmp(parity, none, sizeof none) == 0);
        sealed += seal;
    }
    return sealed;
}
#endif

static __attribute__((unused)) bool to_stream(void *user, const void *bytes, size_t length)
{
    stream_chunk((struct stream *)user, (const uint8_t *)bytes, length);
    return true;
}

/* Drains all there is to a stream. */
static __attribute__((unused)) void drain(struct stream *stream)
{
    look();
    drained += shown.unread;
    drained_records += shown.unread_records;
    plog_drain(to_stream, stream, SIZE_MAX);
    ck_assert(!stream->wrong);
}

/* Releases all there is. */
static __attribute__((unused)) void release_all(void)
{
    plog_grant grant;

    look();
    drained_records += shown.unread_records;
    while (plog_read(&grant)) {
        drained += grant.ring == PLOG_KEEP ? grant.length : 0;
        ck_assert_int_eq(plog_release(&grant, grant.length), PLOG_OK);
    }
}

static __attribute__((unused)) void power_on(void)
{
    region = (uint8_t *)mmap(NULL, PLOG_REGION_SIZE, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    ck_assert_ptr_ne(region, MAP_FAILED);
    geometry.blocks = BLOCKS;
}

/* Repeatable noise. */
static __attribute__((unused)) uint32_t noise(uint32_t *seed)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 17;
    *seed ^= *seed << 5;
    return *seed;
}

static __attribute__((unused)) void fill_with_noise(uint32_t seed)
{
    for (size_t i = 0; i < PLOG_REGION_SIZE; i++)
        region[i] = (uint8_t)noise(&seed);
}
