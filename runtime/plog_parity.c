/*
 * plog_parity.c: parity of closed blocks, with "integrity ecc" (docs/FORMAT.md, section 13). Included by plog.c.
 *
 *   PLOG_PARITY   bytes of it at a block's end: 16 for each code word. The block's other bytes are dealt out to the code words in turn
 *
 * Reed-Solomon over GF(256) with the polynomial 0x11D and the roots 1 to 2^15, as in Karn's library libfec, which plogcat decodes with. A
 * byte's contribution is linear, so two tables of 16 entries stand for one of 256.
 */
#ifndef PLOG_RING_H
#error "plog_parity.c is compiled as a part of the .c that plogen writes: leave it out of your build, and add that file"
#endif

#define PLOG_CODE_WORDS (PLOG_PARITY / 16u)

/* What remains of the byte i, or 16 * i, times x^16. */
static const uint32_t plog_parity_low[16][4] = {
    { 0x00000000u, 0x00000000u, 0x00000000u, 0x00000000u },
    { 0xBD680D3Bu, 0x081ED144u, 0xE52941A3u, 0x3B243262u },
    { 0x67D01A76u, 0x103CBF88u, 0xD752825Bu, 0x764864C4u },
    { 0xDAB8174Du, 0x18226ECCu, 0x327BC3F8u, 0x4D6C56A6u },
    { 0xCEBD34ECu, 0x2078630Du, 0xB3A419B6u, 0xEC90C895u },
    { 0x73D539D7u, 0x2866B249u, 0x568D5815u, 0xD7B4FAF7u },
    { 0xA96D2E9Au, 0x3044DC85u, 0x64F69BEDu, 0x9AD8AC51u },
    { 0x140523A1u, 0x385A0DC1u, 0x81DFDA4Eu, 0xA1FC9E33u },
    { 0x816768C5u, 0x40F0C61Au, 0x7B553271u, 0xC53D8D37u },
    { 0x3C0F65FEu, 0x48EE175Eu, 0x9E7C73D2u, 0xFE19BF55u },
    { 0xE6B772B3u, 0x50CC7992u, 0xAC07B02Au, 0xB375E9F3u },
    { 0x5BDF7F88u, 0x58D2A8D6u, 0x492EF189u, 0x8851DB91u },
    { 0x4FDA5C29u, 0x6088A517u, 0xC8F12BC7u, 0x29AD45A2u },
    { 0xF2B25112u, 0x68967453u, 0x2DD86A64u, 0x128977C0u },
    { 0x280A465Fu, 0x70B41A9Fu, 0x1FA3A99Cu, 0x5FE52166u },
    { 0x95624B64u, 0x78AACBDBu, 0xFA8AE83Fu, 0x64C11304u },
};

static const uint32_t plog_parity_high[16][4] = {
    { 0x00000000u, 0x00000000u, 0x00000000u, 0x00000000u },
    { 0x1FCED097u, 0x80FD9134u, 0xF6AA64E2u, 0x977A076Eu },
    { 0x3E81BD33u, 0x1DE73F68u, 0xF149C8D9u, 0x33F40EDCu },
    { 0x214F6DA4u, 0x9D1AAE5Cu, 0x07E3AC3Bu, 0xA48E09B2u },
    { 0x7C1F6766u, 0x3AD37ED0u, 0xFF928DAFu, 0x66F51CA5u },
    { 0x63D1B7F1u, 0xBA2EEFE4u, 0x0938E94Du, 0xF18F1BCBu },
    { 0x429EDA55u, 0x273441B8u, 0x0EDB4576u, 0x55011279u },
    { 0x5D500AC2u, 0xA7C9D08Cu, 0xF8712194u, 0xC27B1517u },
    { 0xF83ECECCu, 0x74BBFCBDu, 0xE3390743u, 0xCCF73857u },
    { 0xE7F01E5Bu, 0xF4466D89u, 0x159363A1u, 0x5B8D3F39u },
    { 0xC6BF73FFu, 0x695CC3D5u, 0x1270CF9Au, 0xFF03368Bu },
    { 0xD971A368u, 0xE9A152E1u, 0xE4DAAB78u, 0x687931E5u },
    { 0x8421A9AAu, 0x4E68826Du, 0x1CAB8AECu, 0xAA0224F2u },
    { 0x9BEF793Du, 0xCE951359u, 0xEA01EE0Eu, 0x3D78239Cu },
    { 0xBAA01499u, 0x538FBD05u, 0xEDE24235u, 0x99F62A2Eu },
    { 0xA56EC40Eu, 0xD3722C31u, 0x1B4826D7u, 0x0E8C2D40u },
};

static void plog_code_word(const plog_header *block, unsigned first, uint32_t parity[4])
{
    plog_header head = *block;
    unsigned i;

    /* what changes while the block is closed is not protected */
    head.used = (plog_used)(head.used | PLOG_SEALED);
    head.read = 0;
    head.word &= 0xFFFFFF0Fu;
#if PLOG_DROP
    head.lost = 0;
#endif
#if PLOG_COUNT
    head.released = 0;
#endif
    parity[0] = parity[1] = parity[2] = parity[3] = 0;
    for (i = first; i < PLOG_BLOCK_END; i += PLOG_CODE_WORDS) {
        uint32_t byte = (parity[0] ^ (i < PLOG_HEADER_SIZE ? (const uint8_t *)&head : (const uint8_t *)block)[i]) & 0xFFu;
        const uint32_t *low = plog_parity_low[byte & 15u];
        const uint32_t *high = plog_parity_high[byte >> 4];

        parity[0] = (parity[0] >> 8 | parity[1] << 24) ^ low[0] ^ high[0];
        parity[1] = (parity[1] >> 8 | parity[2] << 24) ^ low[1] ^ high[1];
        parity[2] = (parity[2] >> 8 | parity[3] << 24) ^ low[2] ^ high[2];
        parity[3] = parity[3] >> 8 ^ low[3] ^ high[3];
    }
}

static void plog_store_parity(plog_header *block, unsigned word, const uint32_t parity[4])
{
    uint8_t *at = (uint8_t *)block + PLOG_BLOCK_END + 16 * word;

    __builtin_memcpy(at, parity, 16);
    plog_clean(at, at + 16);
}

static void plog_set_sealed(plog_header *block)
{
    plog_barrier();
    block->used = (plog_used)(block->used | PLOG_SEALED);
    plog_store_header(block);
}

/* Before the block changes: what its parity would correct it to must not come back. */
static void plog_unseal(plog_header *block)
{
    static const uint32_t none[4] = { 0, 0, 0, 0 };
    unsigned word;

    if ((block->used & (PLOG_REPLACED | PLOG_SEALED)) == PLOG_SEALED) {
        block->used = plog_used_of(block);
        plog_store_header(block);
    }
    for (word = 0; word < PLOG_CODE_WORDS; word++)
        plog_store_parity(block, word, none);
    plog_barrier();
}

/* With everyone held off; unused without backtrace. */
__attribute__((unused)) static void plog_seal_now(plog_header *block)
{
    uint32_t parity[4];
    unsigned word;

    for (word = 0; word < PLOG_CODE_WORDS; word++) {
        plog_code_word(block, word, parity);
        plog_store_parity(block, word, parity);
    }
    plog_set_sealed(block);
}

#if PLOG_BACKTRACE
/* The blocks that this core is filling, as the blocks alone tell. With everyone held off. */
static void plog_seal_open(void)
{
    unsigned which;

    for (which = 0; which < PLOG_PER_CORE; which++) {
        plog_header *newest = plog_newest(plog_here(which));

        if (newest != NULL)
            plog_seal_now(newest);
    }
}
#endif

/* Whether the block is as it was seen, but for what its parity leaves out. */
static bool plog_same(const plog_header *block, const plog_header *seen)
{
    return block->used == seen->used && block->check == seen->check && ((block->word ^ seen->word) & 0xFFFFFF0Fu) == 0
        && block->time == seen->time;
}

static plog_header *plog_last(unsigned ring);

/* The block that was closed last, if it is not sealed yet; or first the one that a crash loop moved. */
static plog_header *plog_unsealed(unsigned ring)
{
    plog_header *newest = plog_last(ring);
    plog_header *block;

    if (newest == NULL)
        return NULL;
#if PLOG_CRASH_LOOP
    if (PLOG_RING(ring) == PLOG_KEEP) {
        block = plog_guarded();
        if (block != NULL && block != newest && plog_counts(block, newest) && (block->used & PLOG_SEALED) == 0)
            return block;
    }
#endif
    block = newest == plog_at(ring, 0) ? plog_at(ring, plog_parts[PLOG_RING(ring)] - 1u) : &((plog_block *)newest)[-1].header;
    return plog_counts(block, newest) && (block->used & PLOG_SEALED) == 0 ? block : NULL;
}

/* Seals the block that plog_unsealed() tells. Without the lock: it is taken for 16 bytes at a time, and the block is left alone if it was
   opened again meanwhile, or if this runs on another core now than that of the ring, whose lock it is. Returns whether it did. */
static bool plog_seal_one(unsigned ring)
{
    plog_mask mask = plog_lock_ring(ring);
    plog_header seen;
    plog_header *block;
    unsigned word;
    bool same;

    if (PLOG_LOCK_REFUSES && !mask)
        return false;
    block = plog_reaches(ring) ? plog_unsealed(ring) : NULL;
    same = block != NULL;
    seen = same ? *block : *plog_at(ring, 0);
    plog_unlock(mask);
    for (word = 0; same && word <= PLOG_CODE_WORDS; word++) {
        uint32_t parity[4];

        if (word < PLOG_CODE_WORDS)
            plog_code_word(block, word, parity);
        mask = plog_lock_ring(ring);
        if (PLOG_LOCK_REFUSES && !mask)
            return false;
        same = plog_reaches(ring) && plog_same(block, &seen);
        if (same && word < PLOG_CODE_WORDS)
            plog_store_parity(block, word, parity);
        else if (same)
            plog_set_sealed(block);
        plog_unlock(mask);
    }
    return same;
}

static void plog_seal(unsigned ring)
{
#if PLOG_CRASH_LOOP
    while (plog_seal_one(ring)) {
        /* the one that was moved, and the one that was closed */
    }
#else
    plog_seal_one(ring);
#endif
}

/* In each ring. */
static void plog_seal_all(void)
{
    unsigned ring;

    for (ring = 0; ring < PLOG_RINGS; ring++)
        plog_seal(ring);
}
