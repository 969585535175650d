#include "single.h"

#include <stdbool.h>
#include <string.h>

#include "device.h"

#define MAGIC 0x676F6C31u
#define RECORD_MAX 48u
#define COUNT_MAX 1024u

struct ring_header {
    uint32_t magic, size, begin, end;
};

/* The record's bytes, with its length; returns how many. */
static unsigned encode(uint32_t number, uint8_t record[RECORD_MAX])
{
    uint32_t product = product_of(number);
    uint64_t wide = (uint64_t)product << 20;
    char text[16];
    unsigned size = 2, length = text_of(number, text), raw = number % 5;
    bool pair = number % 4 == 3;
    memcpy(record + size, &number, sizeof number);
    size += sizeof number;
    if (pair) {
        memcpy(record + size, &wide, sizeof wide);
        size += sizeof wide;
    } else {
        memcpy(record + size, &product, sizeof product);
        size += sizeof product;
        record[size++] = (uint8_t)length;
        memcpy(record + size, text, length);
        size += length;
        record[size++] = (uint8_t)raw;
        memcpy(record + size, &product, raw);
        size += raw;
    }
    record[0] = (uint8_t)size;
    record[1] = pair ? 2 : 1;
    return size;
}

unsigned single_fill(uint8_t *ring, size_t size, uint32_t last)
{
    uint8_t record[RECORD_MAX];
    struct ring_header h = { MAGIC, (uint32_t)size, sizeof h, sizeof h };
    unsigned count = 0;
    for (uint32_t number = last; h.end + encode(number, record) <= size; number--, count++)
        h.end += record[0];
    memset(ring, 0, size);
    memcpy(ring, &h, sizeof h);
    size_t at = h.begin;
    for (uint32_t number = last - count + 1; at < h.end; number++) {
        encode(number, record);
        memcpy(ring + at, record, record[0]);
        at += record[0];
    }
    return count;
}

/* Whether the reader can make a record of these bytes. */
static bool is_readable(const uint8_t *record, unsigned size)
{
    if (record[1] == 2)
        return size == 14;
    if (record[1] != 1 || size < 12 || record[10] > 12 || 12u + record[10] > size)
        return false;
    return record[11 + record[10]] <= 6 && 12u + record[10] + record[11 + record[10]] == size;
}

struct single_shown single_read(const uint8_t *ring, size_t size, uint32_t last, unsigned count)
{
    static bool counted[COUNT_MAX];
    struct single_shown shown = { 0, 0 };
    struct ring_header h;
    uint8_t record[RECORD_MAX];
    uint32_t number;
    memset(counted, 0, sizeof counted);
    memcpy(&h, ring, sizeof h);
    if (h.magic != MAGIC || h.size != size || h.begin < sizeof h || h.begin > h.end || h.end > size)
        return shown;
    for (size_t at = h.begin; at < h.end && ring[at] >= 2 && ring[at] <= h.end - at; at += ring[at]) {
        if (!is_readable(ring + at, ring[at]))
            continue;
        memcpy(&number, ring + at + 2, sizeof number);
        bool right = last - number < count && !counted[last - number] && encode(number, record) == ring[at] &&
                     memcmp(record, ring + at, record[0]) == 0;
        if (right)
            counted[last - number] = true;
        shown.right += right;
        shown.wrong += !right;
    }
    return shown;
}
