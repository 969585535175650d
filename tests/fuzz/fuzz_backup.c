/* The memory that a backup is in. */
#include <zlib.h>

#include "../../decoder/header.h"
#include "decode_one.h"
#include "fuzz.h"
#include "seal.h"

#define HEADER 24u

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    decode_one(fuzz_tables(), NULL, data, size);
    return 0;
}

static void store(uint8_t *bytes, uint32_t number)
{
    for (unsigned i = 0; i < 4; i++)
        bytes[i] = (uint8_t)(number >> 8 * i);
}

/* The blocks stand one behind the other, each as long as it is filled. */
static void seal_blocks(uint8_t *data, size_t size, const struct table *t)
{
    for (size_t at = HEADER, filled; at < size && size - at >= t->header; at += filled) {
        seal_block(data + at, t, t->ring_count - 1);
        filled = (header_read(data + at, header_layout(t, 0)).used + 3) / 4 * 4;
        if (filled < t->header)
            break;
    }
}

/* Most become whole ones of a table's shape, as FORMAT.md has it. */
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max, unsigned seed)
{
    const struct tables *tables = fuzz_tables();
    const struct table *t = tables->at[seed / 4 % tables->count];
    size = LLVMFuzzerMutate(data, size, max);
    if (seed % 4 == 0 || size < HEADER)
        return size;
    uint32_t words = (uint32_t)(size - HEADER) / 4;
    store(data, 0x0FFF6C70);
    store(data + 8, t->block | t->header << 16);
    store(data + 12, t->rings[t->ring_count - 1].blocks);
    store(data + 16, data[16] % t->rings[t->ring_count - 1].blocks);
    store(data + 20, words);
    seal_blocks(data, size, t);
    uLong crc = crc32(0, data + HEADER, 4 * (uInt)words);
    store(data + 4, (uint32_t)crc32(crc, data + 8, HEADER - 8));
    return size;
}
