/*
 * plog_block.c: where the blocks stand, what makes one believable, and which is the newest. Reads the region and changes nothing. Included by
 * plog.c. docs/FORMAT.md, section 2.
 */
#ifndef PLOG_RING_H
#error "plog_block.c is compiled as a part of the .c that plogen writes: leave it out of your build, and add that file"
#endif

/* The first of the ring's blocks. */
static plog_block *plog_blocks(unsigned ring)
{
    unsigned place = 0;
    unsigned i;

    for (i = 0; i != PLOG_RING(ring); i++)
        place += plog_parts[i];
    return &plog_region[place];
}

static plog_header *plog_at(unsigned ring, unsigned place)
{
    return &plog_blocks(ring)[place].header;
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

/* Modulo 2^16, with all bytes behind the check, but the boots appended, as the coefficients, and more: one byte at a time suits a core with 8 bits. */
PLOG_STEP uint16_t plog_sum(const plog_header *block, uint32_t start, unsigned more)
{
    const uint8_t *byte = (const uint8_t *)&block->boot;
    const uint8_t *end = PLOG_DROP ? (const uint8_t *)&block->lost : (const uint8_t *)(block + 1);
    uint16_t sum = (uint16_t)start;

    for (; byte != end; byte++)
        sum = (uint16_t)((sum + (byte == (const uint8_t *)&block->word ? *byte & 0x0Fu : *byte)) * PLOG_FACTOR);
    return (uint16_t)(sum + more);
}
#else
#define PLOG_FACTOR 0x90975FBDu

/* The upper half of the sum modulo 2^32, with the fields as the coefficients, and more. */
PLOG_STEP uint16_t plog_sum(const plog_header *block, uint32_t start, unsigned more)
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
    sum *= PLOG_FACTOR;
    /* Added before the shift, no bits need be cut off behind it; what is only stored needs that in no case, and its constant is shorter. */
    return (uint16_t)(PLOG_SMALL ? (sum + ((uint32_t)more << 16)) >> 16 : (sum >> 16) + more);
}
#endif

#define PLOG_RING_SUM(ring) (PLOG_RING(ring) * 0x6B79u) /* in each ring's checks */

/* The block's size is part of it, and its ring: what a firmware that cuts the region in another way left is not taken for blocks of ours. */
PLOG_INLINE uint16_t plog_check_now(const plog_header *block)
{
    return plog_sum(block, 0, PLOG_BLOCK_SIZE + (PLOG_PARITY > 0 ? 1u : 0u) + PLOG_RING_SUM(plog_ring_of(block)));
}

PLOG_SHARED uint16_t plog_check(const plog_header *block)
{
    return plog_check_now(block);
}

/* Whether records can stand in the block. */
PLOG_INLINE bool plog_within(const plog_header *block)
{
    plog_used used = plog_used_of(block);

    return used <= PLOG_BLOCK_END && block->read <= used && block->read >= PLOG_HEADER_SIZE;
}

/* Whether the block holds records that can be believed. */
#if PLOG_SMALL && !PLOG_NARROW
PLOG_INLINE
#else
PLOG_SHARED
#endif
bool plog_whole(const plog_header *block)
{
    uint16_t check;

    if (!plog_within(block))
        return false;
    check = PLOG_SMALL ? plog_check(block) : plog_check_now(block); /* not kept across a call: that takes a register */
    return block->check == check;
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

static uint8_t plog_boots(const plog_header *block)
{
    return *plog_lap_byte(block) / PLOG_LAPS;
}

/* The boot that wrote last to this block; modulo 65536, as those below. */
static unsigned plog_boot_of(const plog_header *block)
{
    return block->boot + plog_boots(block);
}

/* The lap that block, if it is older than newest, must have been opened in. */
PLOG_INLINE uint8_t plog_lap_behind(const plog_header *block, const plog_header *newest)
{
    return (uint8_t)(*plog_lap_byte(newest) - (block > newest ? 1u : 0u)) % PLOG_LAPS;
}

/* Whether block stands where its lap says, if newest is what its name says. */
PLOG_INLINE bool plog_in_order(const plog_header *block, const plog_header *newest)
{
    return (uint8_t)(plog_lap_behind(block, newest) - *plog_lap_byte(block)) % PLOG_LAPS == 0;
}

/* Whether block holds records that have their place in the ring. */
static bool plog_counts(const plog_header *block, const plog_header *newest)
{
    return plog_whole(block) && plog_in_order(block, newest);
}

#ifdef __thumb2__
/* Else gcc works out an address anew wherever it is used. */
#define PLOG_IN_REGISTER(pointer) __asm__("" : "+r"(pointer))
#else
#define PLOG_IN_REGISTER(pointer) ((void)(pointer))
#endif

#if PLOG_REGION_SIZE / PLOG_BLOCK_SIZE < 256
typedef uint8_t plog_places; /* a number of blocks, in memory */
typedef uint_fast8_t plog_many; /* ... in a register */
#else
typedef uint16_t plog_places;
typedef uint_fast16_t plog_many;
#endif

/* The newest whole block: the one with which most whole blocks fit, so that one of an older lap that came back does no harm. plogcat decides in the
   same way. Goes round the ring twice: the first time, it counts for each lap how many stand where they should behind a newest block of that lap
   which stands before them all; the second time, what it has passed counts as standing before. */
PLOG_INLINE plog_header *plog_fittest(plog_block *begin, plog_block *end)
{
    plog_places places[PLOG_LAPS];
    plog_places *fitting = places;
    plog_header *newest = NULL;
    plog_many most = 0;
    uint_fast8_t lap = PLOG_LAPS;
    uint_fast8_t latest = 0; /* newest's lap */
    int_fast8_t step = 1;

    PLOG_IN_REGISTER(fitting);
    do
        ((volatile plog_places *)fitting)[--lap] = 0; /* volatile: else it becomes a call of memset() */
    while (lap != 0);
    do {
        plog_block *block;

        for (block = begin; block != end; block++) {
            uint_fast8_t next;
            plog_many count;

            if (!plog_whole(&block->header))
                continue;
            lap = plog_lap(&block->header);
            next = (uint_fast8_t)(lap + 1u) % PLOG_LAPS;
            fitting[next] = (plog_places)(fitting[next] + (unsigned)step);
            if (step > 0)
                continue;
            count = (plog_many)(fitting[lap] + 1u);
            fitting[lap] = (plog_places)count;
            if (count > most || (count == most && (uint_fast8_t)(lap - latest) % PLOG_LAPS < PLOG_LAPS / 2)) {
                newest = &block->header;
                latest = lap;
                most = count;
                PLOG_IN_REGISTER(most);
            }
        }
        step = (int_fast8_t)-step;
        PLOG_IN_REGISTER(step);
    } while (step < 0);
    return newest;
}

/* The newest whole block, or NULL. Nearly always the laps alone show its place: one lap up to there, and then the lap before. If the block there is whole,
   all whole ones fit with it, and with no other: one look at it is enough. Of few blocks, the long way is short, too. */
static plog_header *plog_newest(unsigned ring)
{
    plog_block *begin = plog_blocks(ring);
    plog_block *last = begin + plog_parts[PLOG_RING(ring)] - 1;
    plog_block *newest = last;
    plog_block *block;
    unsigned laps = 0;

    if (PLOG_BLOCKS <= (PLOG_SMALL ? 16 : 4))
        return plog_fittest(begin, last + 1);

    for (block = begin; block != last; block++) { /* adds up to one lap, unless they are in disorder */
        unsigned step = (unsigned)(*plog_lap_byte(&block[0].header) - *plog_lap_byte(&block[1].header)) % PLOG_LAPS;

        if (step != 0)
            newest = block;
        laps += step;
    }
    return laps <= 1 && plog_whole(&newest->header) ? &newest->header : plog_fittest(begin, last + 1);
}
