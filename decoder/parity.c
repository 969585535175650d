#include "parity.h"

#include <string.h>

#include "bytes.h"
#include "correct.h"

#define CODE_WORD 144u /* 128 bytes and their parity */

uint32_t parity_size(const struct table *t)
{
    return t->ecc ? (t->block + CODE_WORD - 1) / CODE_WORD * CORRECT_PARITY : 0;
}

/* The block's bytes are dealt out to the code words in turn. */
static bool mend_word(uint8_t *block, const struct table *t, uint32_t first, uint32_t words)
{
    uint8_t word[CODE_WORD];
    uint8_t *parity = block + t->end + first * CORRECT_PARITY;
    size_t size = 0;
    for (uint32_t i = first; i < t->end; i += words)
        word[size++] = block[i];
    memcpy(word + size, parity, CORRECT_PARITY);
    if (correct_bytes(word, size) < 0)
        return false;
    size = 0;
    for (uint32_t i = first; i < t->end; i += words)
        block[i] = word[size++];
    memcpy(parity, word + size, CORRECT_PARITY);
    return true;
}

/* Puts what changes in a closed block, which the parity leaves out, from one to the other; or zeros, without a block to take it from. */
static void copy_changing(uint8_t *to, const uint8_t *from, const struct table *t)
{
    static const uint8_t zeros[TABLE_BLOCK_MAX];
    size_t read = t->form == FORM_COUNTING ? 24 : 2;
    if (!from)
        from = zeros;
    memcpy(to + read, from + read, t->form == FORM_COUNTING ? 4 : 2);
    to[8] = (uint8_t)((to[8] & 0x0F) | (from[8] & 0xF0));
    if (t->drop)
        memcpy(to + 16, from + 16, 4);
}

/* A released end that can't be one: nothing was. */
static void repair_read(uint8_t *block, const struct table *t)
{
    struct header h = header_read(block, header_layout(t, 0));
    size_t read = t->form == FORM_COUNTING ? 24 : 2;
    if (!h.copy && h.read >= t->header && h.read <= h.used)
        return;
    block[read] = (uint8_t)t->header;
    block[read + 1] = 0;
}

/* Whether the header is that of a block in one of the rings. */
static bool header_is_ours(const struct header *h, const struct table *t)
{
    struct layout layout = header_layout(t, 0);
    if (!h->sealed || !header_plausible(h, layout, t->end))
        return false;
    while (layout.ring < t->ring_count && !header_checks(h, layout, false))
        layout.ring++;
    return layout.ring < t->ring_count;
}

bool parity_mend(uint8_t *block, const struct table *t, uint32_t *wrong)
{
    uint8_t mended[TABLE_BLOCK_MAX];
    uint32_t words = parity_size(t) / CORRECT_PARITY;
    memcpy(mended, block, t->block);
    copy_changing(mended, NULL, t);
    for (uint32_t i = 0; i < words; i++)
        if (!mend_word(mended, t, i, words))
            return false;
    copy_changing(mended, block, t);
    repair_read(mended, t);
    struct header h = header_read(mended, header_layout(t, 0));
    if (!header_is_ours(&h, t))
        return false;
    /* While it was not sealed, a reset may have come before all of the parity was stored, and the bit: no damage. */
    uint32_t checked = header_read(block, header_layout(t, 0)).sealed ? t->block : t->end;
    block[1] |= HEADER_SEALED >> 8;
    *wrong = 0;
    for (uint32_t i = 0; i < checked; i++)
        *wrong += block[i] != mended[i];
    memcpy(block, mended, t->block);
    return true;
}
