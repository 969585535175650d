#include "backup.h"

#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "bytes.h"
#include "header.h"

#define HEADER_SIZE 24

enum { WORD_STATE, WORD_CHECK, WORD_SHAPE, WORD_BLOCKS, WORD_NEWEST, WORD_WORDS };

static uint32_t word(const struct input *in, unsigned number)
{
    return load32(in->data + 4 * (size_t)number);
}

static bool is_whole(const struct input *in)
{
    static const uint32_t states[] = { 0x0FFF6C70, 0x00FF6C70, 0x000F6C70 }; /* whole, being restored, used */
    bool known = false;
    if (in->size < HEADER_SIZE)
        return false;
    for (size_t i = 0; i < sizeof states / sizeof *states; i++)
        known = known || word(in, WORD_STATE) == states[i];
    if (!known || word(in, WORD_WORDS) > (in->size - HEADER_SIZE) / 4 || word(in, WORD_WORDS) > INPUT_COPY_MAX / 4) /* the most that find_table() takes */
        return false;
    uLong crc = crc32(0, in->data + HEADER_SIZE, 4 * (uInt)word(in, WORD_WORDS));
    return crc32(crc, in->data + 4 * WORD_SHAPE, HEADER_SIZE - 4 * WORD_SHAPE) == word(in, WORD_CHECK);
}

/* The ring that has a backup is the last one: the only one, or that of those that are kept. */
static const struct table *find_table(const struct input *in, const struct tables *tables)
{
    for (size_t i = 0; i < tables->count; i++) {
        const struct table *t = tables->at[i];
        uint32_t blocks = t->rings[t->ring_count - 1].blocks;
        if (word(in, WORD_SHAPE) == (t->block | t->header << 16) && word(in, WORD_BLOCKS) == blocks && word(in, WORD_NEWEST) < blocks &&
            (uint64_t)t->blocks * t->block <= INPUT_COPY_MAX)
            return t;
    }
    return NULL;
}

bool backup_unpack(const struct input *in, const struct tables *tables, struct input *ring)
{
    const struct table *t = is_whole(in) ? find_table(in, tables) : NULL;
    uint8_t *region = t ? calloc(t->blocks, t->block) : NULL;
    if (!region)
        return false;
    const struct table_ring *kept = &t->rings[t->ring_count - 1];
    const uint8_t *from = in->data + HEADER_SIZE, *end = from + 4 * (size_t)word(in, WORD_WORDS);
    size_t place = word(in, WORD_NEWEST);
    for (uint32_t i = 0; i < kept->blocks && (size_t)(end - from) >= t->header; i++) {
        size_t size = (header_read(from, header_layout(t, t->ring_count - 1)).used + 3) / 4 * 4;
        if (size < t->header || size > t->block || size > (size_t)(end - from))
            break;
        memcpy(region + (kept->first + place) * t->block, from, size);
        from += size;
        place = (place + kept->blocks - 1) % kept->blocks;
    }
    *ring = (struct input){ .name = in->name, .data = region, .size = (size_t)t->blocks * t->block };
    return true;
}
