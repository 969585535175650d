/*
 * plog_backup.c: the newest blocks once more, in a memory that outlives the ring (docs/FORMAT.md, section 11). Included by plog.c with
 * "backup N":
 *
 *   PLOG_BACKUP   bytes of that memory, a multiple of 4; room for at least one block
 *
 * With "keep" it is the ring of those that are kept that has a backup, because crashes and resets are there.
 *
 * A reset may come between any two words: what is being written, taken, or was taken is told by one word, the first.
 */
#ifndef PLOG_RING_H
#error "plog_backup.c is compiled as a part of the .c that plogen writes: leave it out of your build, and add that file"
#endif

/* The first word. Its bits only go from one to zero from the first store on, so a flash can hold it; two states differ in four bits, so a
   flipped bit makes none of one. */
#define PLOG_COPY_BEGUN 0xFFFF6C70u  /* being written */
#define PLOG_COPY_WHOLE 0x0FFF6C70u
#define PLOG_COPY_TAKEN 0x00FF6C70u  /* being taken: the ring's blocks are not complete yet */
#define PLOG_COPY_USED 0x000F6C70u   /* the ring has it, or someone has read it */

typedef struct {
    uint32_t state;
    uint32_t check;  /* CRC-32 of the blocks and then of the four words below */
    uint32_t shape;  /* size of a block, and from bit 16 on of its header */
    uint32_t blocks; /* of the ring */
    uint32_t newest; /* place of the first block that follows */
    uint32_t words;  /* that follow */
} plog_copy;

#if PLOG_BACKUP % 4 != 0 || PLOG_BACKUP < PLOG_BLOCK_SIZE + 24
#error "PLOG_BACKUP has no room for a block"
#endif

#define PLOG_COPY_WORDS ((uint32_t)(sizeof(plog_copy) / 4))
#define PLOG_COPY_HEAD ((PLOG_HEADER_SIZE + 3) / 4) /* words of a block that have its header */
#define PLOG_COPY_SHAPE (PLOG_BLOCK_SIZE | (uint32_t)PLOG_HEADER_SIZE << 16)

/* What a boot without a ring has found here; the argument of a record of kind 7. */
enum { PLOG_COPY_RESTORED, PLOG_COPY_DAMAGED, PLOG_COPY_TORN, PLOG_COPY_OTHER, PLOG_COPY_NONE };
static uint8_t plog_copy_found = PLOG_COPY_NONE;
static bool plog_copy_live; /* it has what nobody has read out of the ring yet */

static uint32_t plog_copy_end_check(uint32_t crc, const plog_copy *copy)
{
    crc = plog_crc(crc, copy->shape, 32);
    crc = plog_crc(crc, copy->blocks, 32);
    crc = plog_crc(crc, copy->newest, 32);
    return ~plog_crc(crc, copy->words, 32);
}

static void plog_copy_set_state(uint32_t state)
{
    plog_barrier();
    plog_backup_write(0, &state, 1);
    plog_barrier();
}

static uint32_t plog_words_of(const plog_header *block)
{
    return (plog_used_of(block) + 3u) / 4;
}

static plog_header *plog_before(plog_header *block)
{
    return block == plog_at(PLOG_KEEP, 0) ? plog_at(PLOG_KEEP, plog_parts[PLOG_KEEP] - 1u) : &((plog_block *)block)[-1].header;
}

/* Adds a block. Returns the check. */
static uint32_t plog_copy_block(uint32_t crc, const plog_header *block, uint32_t at)
{
    const uint32_t *words = ((const plog_block *)block)->words;
    uint32_t i;

    plog_barrier(); /* what was stored as bytes is read as words */
    for (i = 0; i < plog_words_of(block); i++)
        crc = plog_crc(crc, words[i], 32);
    plog_backup_write(4 * (PLOG_COPY_WORDS + at), words, plog_words_of(block));
    return crc;
}

/* Copies the newest block, and of those before it as many as there is room for and that were not read out yet. With the lock held. */
static void plog_copy_out(void)
{
    plog_copy copy = { PLOG_COPY_BEGUN, 0, PLOG_COPY_SHAPE, plog_parts[PLOG_KEEP], 0, 0 };
    plog_header *newest = plog_last(PLOG_KEEP);
    plog_header *block = newest;
    uint32_t crc = UINT32_MAX;

    if (newest == NULL)
        return;
    plog_copy_set_state(copy.state);
    copy.newest = (uint32_t)((plog_block *)newest - (plog_block *)plog_at(PLOG_KEEP, 0));
    do {
        crc = plog_copy_block(crc, block, copy.words);
        copy.words += plog_words_of(block);
        block = plog_before(block);
    } while (block != newest && plog_counts(block, newest) && block->read < plog_used_of(block)
             && plog_words_of(block) <= PLOG_BACKUP / 4 - PLOG_COPY_WORDS - copy.words);
    copy.check = plog_copy_end_check(crc, &copy);
    plog_backup_write(4, &copy.check, PLOG_COPY_WORDS - 1);
    plog_copy_set_state(PLOG_COPY_WHOLE);
    plog_copy_live = true;
}

void plog_backup(void)
{
    plog_mask mask = plog_lock();

    plog_copy_out();
    plog_unlock(mask);
}

/* What it holds must not come back: it was read out, or cleared. With the lock held. */
static void plog_copy_forget(void)
{
    if (plog_copy_live)
        plog_copy_set_state(PLOG_COPY_USED);
    plog_copy_live = false;
}

static bool plog_copy_checks(const plog_copy *copy)
{
    uint32_t crc = UINT32_MAX;
    uint32_t word;
    uint32_t i;

    if (copy->words > PLOG_BACKUP / 4 - PLOG_COPY_WORDS)
        return false;
    for (i = 0; i < copy->words; i++) {
        plog_backup_read(4 * (PLOG_COPY_WORDS + i), &word, 1);
        crc = plog_crc(crc, word, 32);
    }
    return copy->check == plog_copy_end_check(crc, copy);
}

/* Memory that has never been written holds neither a state nor a check that fits. */
static uint8_t plog_copy_look(const plog_copy *copy)
{
    bool known = copy->state == PLOG_COPY_WHOLE || copy->state == PLOG_COPY_TAKEN;

    if (copy->state == PLOG_COPY_USED)
        return PLOG_COPY_NONE;
    if (copy->state == PLOG_COPY_BEGUN)
        return PLOG_COPY_TORN;
    if (known != plog_copy_checks(copy))
        return PLOG_COPY_DAMAGED;
    if (!known)
        return PLOG_COPY_NONE;
    return copy->shape == PLOG_COPY_SHAPE && copy->blocks == plog_parts[PLOG_KEEP] && copy->newest < copy->blocks ? PLOG_COPY_RESTORED
                                                                                                    : PLOG_COPY_OTHER;
}

/* Puts the blocks back where they were, the newest first. The ring is empty; a block counts with the last word of it that is stored, the one
   with its committed end. */
static void plog_copy_in(const plog_copy *copy)
{
    plog_header *block = plog_at(PLOG_KEEP, (unsigned)copy->newest);
    uint32_t at = 0;

    while (copy->words - at >= PLOG_COPY_HEAD) {
        uint32_t *words = ((plog_block *)block)->words;
        uint32_t head[PLOG_COPY_HEAD];
        plog_header header;

        plog_backup_read(4 * (PLOG_COPY_WORDS + at), head, PLOG_COPY_HEAD);
        __builtin_memcpy(&header, head, sizeof header);
        if (!plog_within(&header) || plog_words_of(&header) > copy->words - at)
            break;
        plog_backup_read(4 * (PLOG_COPY_WORDS + at + 1), words + 1, plog_words_of(&header) - 1);
        plog_clean(words + 1, (plog_block *)block + 1);
        plog_barrier();
        words[0] = head[0] & ~(uint32_t)PLOG_SEALED; /* the parity was not copied */
        plog_barrier(); /* what was stored as words is read as the header's fields */
        plog_store_header(block);
        if (!plog_whole(block)) {
            plog_empty(block);
            break;
        }
        at += plog_words_of(block);
        block = plog_before(block);
    }
}

/* At a boot: if the ring is lost (newest is NULL), or was only partly taken from here when a reset came, takes it from here. Returns the
   newest block. With the lock held. */
static plog_header *plog_restore(plog_header *newest)
{
    plog_header *block = newest;
    plog_copy copy;

    plog_backup_read(0, &copy.state, PLOG_COPY_WORDS);
    plog_copy_live = copy.state == PLOG_COPY_WHOLE;
    plog_copy_found = PLOG_COPY_NONE;
    if (newest != NULL && copy.state != PLOG_COPY_TAKEN)
        return newest;
    plog_copy_found = plog_copy_look(&copy);
    if (plog_copy_found != PLOG_COPY_RESTORED)
        return newest;
    plog_copy_live = false;
    plog_copy_set_state(PLOG_COPY_TAKEN);
    if (newest != NULL) { /* some are whole already: while they are wiped they must not count, and without the newest the older ones would be false */
        do {
            block = plog_after(PLOG_KEEP, block);
            plog_empty(block);
        } while (block != newest);
    }
    plog_wipe(PLOG_KEEP);
    plog_copy_in(&copy);
    plog_copy_set_state(PLOG_COPY_USED);
    newest = plog_newest(PLOG_KEEP);
    if (newest == NULL) /* its check was right, its blocks are not */
        plog_copy_found = PLOG_COPY_DAMAGED;
    return newest;
}

/* Says what became of the backup, behind the boot's record. With the lock held. */
static void plog_tell_restored(void)
{
    if (plog_copy_found != PLOG_COPY_NONE)
        plog_tell(7, plog_copy_found);
}
