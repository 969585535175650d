/*
 * plog_block.c: where the blocks stand, what makes one believable, and which is the newest. Reads the region and changes nothing. Included by
 * plog.c. docs/FORMAT.md, section 2.
 */
#ifndef PLOG_RING_H
#error "plog_block.c is compiled as a part of the .c that plogen writes: leave it out of your build, and add that file"
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
PLOG_STEP uint16_t plog_sum(const plog_header *block, uint32_t start)
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
PLOG_STEP uint16_t plog_sum(const plog_header *block, uint32_t start)
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
PLOG_INLINE uint16_t plog_check_now(const plog_header *block)
{
    return (uint16_t)(plog_sum(block, 0) + PLOG_BLOCK_SIZE + (PLOG_PARITY > 0 ? 1u : 0u) + PLOG_RING_SUM(plog_ring_of(block)));
}

PLOG_SHARED uint16_t plog_check(const plog_header *block)
{
    return plog_check_now(block);
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
PLOG_RARE plog_header *plog_fittest(unsigned ring)
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

/* The newest whole block, or NULL. Nearly always the laps alone show its place: one lap up to there, and then the lap before. If the block there is whole,
   all whole ones fit with it, and with no other: one look at it is enough. Of few blocks, the long way is short, too. */
static plog_header *plog_newest(unsigned ring)
{
    plog_header *newest = plog_at(ring, 0);
    plog_header *before = newest;
    unsigned i;

    if (PLOG_BLOCKS <= (PLOG_SMALL ? 16 : 4))
        return plog_fittest(ring);
    for (i = 1; i < plog_parts[PLOG_RING(ring)]; i++) {
        plog_header *block = plog_at(ring, i);
        unsigned laps = (unsigned)(plog_lap(newest) - plog_lap(block)) % PLOG_LAPS;

        if (laps == 0 && before == newest)
            newest = block;
        else if (laps != 1)
            return plog_fittest(ring);
        before = block;
    }
    return plog_whole(newest) ? newest : plog_fittest(ring);
}
