/*
 * plog_read.c: reading the ring out while others log: grants, releases, and chunks (docs/FORMAT.md, section 8). Included by plog.c.
 */
#ifndef PLOG_RING_H
#error "plog_read.c is compiled as a part of the .c that plogen writes: leave it out of your build, and add that file"
#endif

/* What a grant remembers of its block's header. The check is inverted: a copy on the stack must not be found in a dump and be taken
   for a block. */
static void plog_remember(plog_grant *grant, const plog_header *block)
{
    plog_header seen = *block;

    seen.check = (uint16_t)(seen.check ^ 0xFFFFu);
    __builtin_memcpy(grant->seen, &seen, sizeof seen);
}

/* Fills grant if the block has something to read. With the lock held. */
static bool plog_grant_block(plog_grant *grant, unsigned ring, plog_header *block, const plog_header *newest)
{
    bool some = plog_counts(block, newest) && block->read < plog_used_of(block);

    if (some) {
        grant->bytes = (const uint8_t *)block + block->read;
        grant->length = (size_t)(plog_used_of(block) - block->read);
        grant->block = block;
        grant->ring = ring;
        plog_remember(grant, block);
    }
    return some;
}

/* Looks at the blocks from the oldest on. The lock is taken for one at a time; when another block was opened meanwhile, it begins anew. */
static bool plog_read_ring(plog_grant *grant, unsigned ring)
{
    const plog_header *seen = NULL; /* the newest block when it began, and its lap */
    unsigned lap = 0;
    plog_header *block = NULL;
    unsigned left = 0;
    bool some = false;

    do {
        plog_mask mask = plog_lock_ring(ring);
        plog_header *newest = plog_last(ring);

        if (newest && (newest != seen || plog_lap(newest) != lap)) {
            seen = block = newest;
            lap = plog_lap(newest);
            left = plog_parts[PLOG_RING(ring)];
        }
        if (block) {
            block = plog_after(ring, block);
            some = plog_grant_block(grant, ring, block, newest);
            left--;
        }
        plog_unlock(mask);
    } while (!some && left > 0);
    return some;
}

bool plog_read(plog_grant *grant)
{
    unsigned ring;

    for (ring = 0; ring < PLOG_RINGS; ring++)
        if (plog_reaches(ring) && plog_read_ring(grant, ring))
            return true;
    grant->bytes = NULL;
    grant->length = 0;
    grant->block = NULL;
    return false;
}

/* Whether the block is still the one that was granted, and read up to the same place. With the lock held. A block that was opened
   anew while it had a grant differs in lost, because unread bytes were overwritten. */
static bool plog_still(const plog_grant *grant)
{
    const plog_header *block = (const plog_header *)grant->block;
    plog_header seen;

    __builtin_memcpy(&seen, grant->seen, sizeof seen);
    return block && plog_whole(block) && block->read == seen.read && (block->check ^ seen.check) == 0xFFFFu
        && block->boot == seen.boot && ((block->word ^ seen.word) & 0xFFFFFF0Fu) == 0 && block->time == seen.time
        && (PLOG_DROP || block->lost == seen.lost);
}

plog_status plog_release(plog_grant *grant, size_t length)
{
    plog_mask mask;
    plog_header seen;
    plog_status status = PLOG_LAPPED;

    if (length > grant->length)
        return PLOG_RANGE;
    mask = plog_lock_ring(grant->ring);
    if (plog_still(grant)) {
        __builtin_memcpy(&seen, grant->seen, sizeof seen);
        seen.read = (plog_used)(seen.read + length);
#if PLOG_COUNT
        if (length == grant->length) /* else it may end inside a record; how many are before it is not known */
            seen.released = seen.records;
#endif
        __builtin_memcpy(grant->seen, &seen, sizeof seen);
        plog_set_read((plog_header *)grant->block, seen.read, PLOG_RELEASED(&seen));
        grant->bytes += length;
        grant->length -= length;
        if (PLOG_RING(grant->ring) == PLOG_KEEP)
            plog_copy_forget();
        status = PLOG_OK;
    }
    plog_unlock(mask);
    return status;
}

#define PLOG_SEED_SIZE (PLOG_CHECK > 0 ? 2u : 0u)       /* with a check, a record's begins with that of its block */
#define PLOG_AROUND (4u + (PLOG_RINGS > 1) + PLOG_HEADER_SIZE + PLOG_SEED_SIZE) /* bytes before a chunk's records: tag, ring if there are several, header, check */

/* The most bytes of a chunk. All of a block's records are all that one can have. */
#define PLOG_CHUNK_MOST (PLOG_AROUND + PLOG_BLOCK_SIZE - PLOG_HEADER_SIZE)
#define PLOG_CHUNK_SIZE (PLOG_CHUNK_MOST < 160u ? PLOG_CHUNK_MOST : 160u)

/* A chunk of length bytes of the grant: FORMAT.md section 8. False if they were overwritten while they were copied. */
static bool plog_make_chunk(uint8_t *chunk, const plog_grant *grant, size_t length)
{
    static const uint8_t tag[4] = { 'p', 'l', 'g', (PLOG_NARROW ? 0x12 : 0x11) + 4 * PLOG_COUNT + 8 * (PLOG_CHECK > 0) + 0x20 * (PLOG_RINGS > 1) };
    plog_header header;
    plog_mask mask;
    bool still;
#if PLOG_CHECK
    uint16_t seed;
#endif

    __builtin_memcpy(&header, grant->seen, sizeof header);
    __builtin_memcpy(chunk, tag, sizeof tag);
    if (PLOG_RINGS > 1)
        chunk[sizeof tag] = (uint8_t)grant->ring;
    if (PLOG_HOSTED)
        mask = plog_lock_ring(grant->ring); /* a thread must not even touch what another writes to */
    __builtin_memcpy(chunk + PLOG_AROUND, grant->bytes, length);
#if PLOG_CHECK
    seed = (uint16_t)~header.check;
    __builtin_memcpy(chunk + PLOG_AROUND - PLOG_SEED_SIZE, &seed, PLOG_SEED_SIZE);
#endif
    header.used = (plog_used)(header.read + length);
    header.word = (header.word & 0xFFFFFF0Fu) | ((unsigned)((const plog_block *)grant->block - plog_region) & 0xFu) << 4;
    if (!PLOG_HOSTED)
        mask = plog_lock_ring(grant->ring); /* interrupts need not wait for the copy */
    still = plog_still(grant);
#if PLOG_CRASH_LOOP
    header.word = (header.word & 0xFFFFFF00u) | plog_home_of((const plog_header *)grant->block);
#endif
#if !PLOG_DROP
    header.lost = plog_lost_of(grant->ring);
#else
    header.lost = plog_dropped((const plog_header *)grant->block);
#endif
#if PLOG_COUNT
    header.lost_records = plog_lost_records_of(grant->ring);
#endif
    plog_unlock(mask);
    header.check = plog_sum(&header, (uint32_t)header.read << (8 * sizeof header.used) | header.used, PLOG_RING_SUM(grant->ring));
    __builtin_memcpy(chunk + PLOG_AROUND - PLOG_SEED_SIZE - sizeof header, &header, sizeof header);
    return still;
}

size_t plog_drain(plog_sink *sink, void *user, size_t max)
{
    uint8_t chunk[PLOG_CHUNK_SIZE];
    plog_grant grant;
    size_t total = 0;

    while (max - total > PLOG_AROUND && plog_read(&grant)) {
        size_t most = max - total < sizeof chunk ? max - total : sizeof chunk;
        size_t length = grant.length < most - PLOG_AROUND ? grant.length : most - PLOG_AROUND;

        if (!plog_make_chunk(chunk, &grant, length))
            continue;
        if (!sink(user, chunk, PLOG_AROUND + length))
            break;
        plog_release(&grant, length); /* if it was lapped since, the copy that sink has is still good */
        total += PLOG_AROUND + length;
    }
    return total;
}
