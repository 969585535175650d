/*
 * plog_loop.c: "crash_loop N": boots in a row that crashed are counted, and from N on the block that the first of them ended in is not
 * overwritten, so that a crash loop does not eat its own begin. Included by plog.c. With "keep" all this is about the ring of those that are
 * kept, because crashes are there.
 *
 *   PLOG_CRASH_LOOP   N
 *
 * That block stays the oldest: when its place is to be opened, it is first moved a place on, over the next oldest. So the newest
 * records are kept, too, and the blocks stay in the order that docs/FORMAT.md, section 2, has.
 */
#ifndef PLOG_RING_H
#error "plog_loop.c is compiled as a part of the .c that plogen writes: leave it out of your build, and add that file"
#endif

#if PLOG_DROP || PLOG_CORES > 1 || (PLOG_NARROW && PLOG_CHECK)
#error "the spec's options do not go together with crash_loop"
#endif

#define PLOG_MOST_ROW 255u

/* Outlives a reset beside the ring. If it is destroyed, the count begins anew. A reset may come between any two bytes, where the core stores no more
   at once. */
static struct {
    uint32_t state[2]; /* the row, from bit 8 on the noted cause, from bit 16 on the inverse of both; twice, so that always one of them is whole */
    uint32_t seal;     /* by which the block is known that the first boot of the row ended in */
    uint32_t place;    /* where it is, if the block there has the seal */
    uint32_t home;     /* before it was moved: its lap, and from bit 4 on its place modulo 16 */
} plog_loop __attribute__((section(".plog_loop"), used, aligned(4)));

static void plog_tell(uint8_t kind, uint8_t what);
#if PLOG_PARITY
static void plog_unseal(plog_header *block);
#endif

/* The first that is whole; else no row, and no cause that is known. */
static uint32_t plog_loop_state(void)
{
    unsigned i;

    for (i = 0; i < 2; i++)
        if (((plog_loop.state[i] ^ plog_loop.state[i] >> 16) & 0xFFFFu) == 0xFFFFu)
            return plog_loop.state[i];
    return 0;
}

/* Boots in a row that crashed, before the one that runs. */
static uint32_t plog_row(void)
{
    return plog_loop_state() & 0xFFu;
}

/* The cause of the reset that comes, as far as is known; at a boot, of the one that was. */
static uint32_t plog_noted(void)
{
    return plog_loop_state() >> 8 & 0xFFu;
}

static void plog_loop_store(void)
{
    plog_barrier();
    plog_clean(&plog_loop, &plog_loop + 1);
    plog_barrier();
}

static void plog_loop_set(uint32_t row, uint32_t noted)
{
    uint32_t state = row | noted << 8;
    unsigned i;

    state |= (state ^ 0xFFFFu) << 16;
    plog_loop_store();
    for (i = 0; i < 2; i++) {
        plog_loop.state[i] = state;
        plog_loop_store();
    }
}

/* The same wherever the block is moved. */
static uint32_t plog_seal_of(const plog_header *block)
{
    return (block->boot * 0xB5297A4Du + block->time * 0x1B56C4E9u + (block->word >> 8) * 0x68E31DA5u) | 1u;
}

static bool plog_has_seal(const plog_header *block)
{
    return plog_whole(block) && plog_seal_of(block) == plog_loop.seal;
}

/* The block that is kept, or was until the row ended; or NULL. */
static plog_header *plog_first_crash(void)
{
    plog_header *block;

    if (plog_loop.place >= plog_parts[PLOG_KEEP])
        return NULL;
    block = plog_at(PLOG_KEEP, (unsigned)plog_loop.place);
    return plog_has_seal(block) ? block : NULL;
}

/* The block that is to be kept, or NULL. */
static plog_header *plog_guarded(void)
{
    return plog_row() != 0 ? plog_first_crash() : NULL;
}

static void plog_guard_at(const plog_header *block)
{
    plog_loop.place = (uint32_t)((const plog_block *)block - (const plog_block *)plog_at(PLOG_KEEP, 0));
    plog_loop_store();
}

/* A block's lap and place, as its chunks tell them. */
static uint32_t plog_lap_and_place(const plog_header *block)
{
    return plog_lap(block) | ((uint32_t)((const plog_block *)block - plog_region) & 0xFu) << 4;
}

/* The same of a block that may have been moved: what it was, so that the stream goes on. With the lock held. */
static uint32_t plog_home_of(const plog_header *block)
{
    return block == plog_first_crash() ? plog_loop.home & 0xFFu : plog_lap_and_place(block);
}

/* From now on this block is kept. That of the row before is no longer known if it was moved, so all of it is to be drained again. */
static void plog_begin_keeping(const plog_header *newest)
{
    plog_header *before = plog_first_crash();

    if (before != NULL && plog_home_of(before) != plog_lap_and_place(before) && before->read != plog_used_of(before))
        plog_set_read(before, PLOG_HEADER_SIZE, 0);
    plog_loop.seal = 0; /* no block's: its bit 0 is clear */
    plog_loop_store();
    plog_loop.home = plog_lap_and_place(newest);
    plog_guard_at(newest);
    plog_loop.seal = plog_seal_of(newest);
    plog_loop_store();
}

static bool plog_is_crash(uint32_t cause)
{
    return cause == PLOG_CAUSE_WATCHDOG || cause == PLOG_CAUSE_FAULT || cause == PLOG_CAUSE_LOCKUP || cause == PLOG_CAUSE_PANIC;
}

/* The reset that comes has this cause. In a fault, too. */
static void plog_loop_note(plog_cause cause)
{
    plog_loop_set(plog_row(), cause);
}

/* Nobody believes the header that stands there, whatever bit of it is flipped. */
static void plog_void(plog_header *block)
{
    block->check = (uint16_t)~plog_check(block);
    plog_store_header(block);
}

/* Copies block to the place that was marked, and ends it with its last store. The place stays marked; the committed end stands in its read, with the
   top bit: by that it is known for a copy. */
static void plog_move(plog_header *to, const plog_header *block, const plog_header *newest)
{
    uint8_t lap = plog_lap_behind(to, newest);
    plog_used used = plog_used_of(block);

    plog_void(to);
    __builtin_memcpy((uint8_t *)to + PLOG_HEADER_SIZE, (const uint8_t *)block + PLOG_HEADER_SIZE, used - PLOG_HEADER_SIZE);
    to->boot = block->boot;
    to->word = (block->word & ~(uint32_t)0xFu) | lap;
    to->time = block->time;
    /* The records' checks go over the block's, so that must stay: what the lap changes, lost takes back, two factors further on in plog_sum().
       Nobody asks the oldest block for what was lost. */
    to->lost = block->lost + (PLOG_CHECK > 0 ? (uint32_t)(plog_lap(block) - lap) * PLOG_FACTOR * PLOG_FACTOR : 0u);
#if PLOG_COUNT
    to->first = block->first;
    to->lost_records = block->lost_records;
#endif
    plog_clean(to, (plog_block *)to + 1);
    plog_set_read(to, PLOG_REPLACED | used, PLOG_RECORDS(block));
    to->check = plog_check(to);
    plog_store_header(to);
}

/* Whether what stands there is a copy, and complete. */
static bool plog_is_copy(const plog_header *to)
{
    return (to->read & PLOG_REPLACED) != 0 && to->check == plog_check(to);
}

/* Whether block has left for the place behind it, but has not arrived; or is damaged, and its copy is not. The mark that it leaves with has the bytes that the
   copy's has: so it is known even if its top bit was flipped. */
static bool plog_has_left(const plog_header *block, const plog_header *to)
{
    return plog_is_copy(to) && (!plog_whole(block) || (block->used | PLOG_REPLACED) == to->used);
}

/* The old place gets the mark: with that store the copy becomes the block. Then the copy gets its committed end, and the released end that the block had. */
static void plog_leave(plog_header *block, plog_header *to)
{
    plog_used used = (plog_used)(to->read & (PLOG_REPLACED - 1u));
    bool released = block->read >= PLOG_HEADER_SIZE && block->read <= used;

    if ((to->used & PLOG_REPLACED) != 0) {
        plog_set_used(block, to->used, PLOG_RECORDS(to));
        plog_void(block);
        plog_set_used(to, used, PLOG_RELEASED(to));
    }
    if (plog_seal_of(to) == plog_loop.seal)
        plog_guard_at(to);
    plog_set_read(to, released ? block->read : PLOG_HEADER_SIZE, released ? PLOG_RELEASED(block) : 0u);
}

/* Moves the block that is to be opened, if it is to be kept, over the one behind it, whose records count as lost. Whenever a reset comes, the
   ring alone tells which of the two is the block, and the next boot does the rest. A block that has not left is copied once more then, as the copy may have been
   damaged. */
static void plog_guard(plog_header *block, const plog_header *newest)
{
    plog_header *to = plog_after(PLOG_KEEP, block);

    if (!plog_has_left(block, to)) {
        if (plog_row() < PLOG_CRASH_LOOP || plog_guarded() != block || !plog_counts(block, newest) || block->read == plog_used_of(block) || to == newest)
            return;
#if PLOG_PARITY
        plog_unseal(block);
        plog_unseal(to);
#endif
        plog_mark(to);
        plog_move(to, block, newest);
    }
    plog_leave(block, to);
}

/* At a boot, before the newest block is looked for: one that has left its place arrives, and is a block like the others. */
static void plog_loop_arrive(void)
{
    plog_header *first = plog_at(PLOG_KEEP, 0);
    plog_header *block = first;

    do {
        plog_header *to = plog_after(PLOG_KEEP, block);

        if (plog_has_left(block, to))
            plog_leave(block, to);
        block = to;
    } while (block != first);
}

/* A reset came while the block after newest was moved, or never. If it is no longer known for one that is kept, it stays where it is, and the copy is none. */
static void plog_finish_moving(const plog_header *newest)
{
    plog_header *block = plog_after(PLOG_KEEP, newest);
    plog_header *to = plog_after(PLOG_KEEP, block);

    if ((to->used & PLOG_REPLACED) == 0)
        return;
    plog_guard(block, newest);
    if ((to->used & PLOG_REPLACED) != 0)
        plog_void(to);
}

/* At a boot, before it is logged; newest->used is 0 if the ring was lost. With the lock held. */
static void plog_loop_boot(const plog_header *newest, plog_cause cause)
{
    bool planned = cause == PLOG_CAUSE_POWER_ON || cause == PLOG_CAUSE_BROWN_OUT || cause == PLOG_CAUSE_WAKE;
    bool crashed = plog_is_crash(cause) || (!planned && plog_is_crash(plog_noted()));
    uint32_t row = plog_row();

    plog_finish_moving(newest);
    if (plog_guarded() == NULL && newest->used != 0)
        plog_begin_keeping(newest); /* where the boot before ended */
    if (crashed && row < PLOG_MOST_ROW)
        row++;
    plog_loop_set(crashed ? row : 0, PLOG_CAUSE_UNKNOWN);
}

/* Tells the row, behind the boot's record and at its time. With the lock held. */
static void plog_tell_loop(void)
{
    if (plog_row() != 0)
        plog_tell(8, (uint8_t)plog_row());
}

void plog_healthy(void)
{
    plog_mask mask = plog_lock();

    plog_loop_set(0, plog_noted());
    plog_unlock(mask);
}
