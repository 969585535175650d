#include "utf8.h"

#include <string.h>

static unsigned sequence_length(uint8_t first)
{
    if (first < 0x80)
        return 1;
    if (first >= 0xC2 && first < 0xE0)
        return 2;
    if (first >= 0xE0 && first < 0xF0)
        return 3;
    return first >= 0xF0 && first < 0xF5 ? 4 : 0;
}

unsigned utf8_decode(const uint8_t *p, size_t size, uint32_t *code)
{
    static const uint32_t smallest[] = { 0, 0, 0x80, 0x800, 0x10000 };
    unsigned length = sequence_length(p[0]);
    if (length == 0 || length > size)
        return 0;
    uint32_t value = length == 1 ? p[0] : p[0] & (0x7Fu >> length);
    for (unsigned i = 1; i < length; i++) {
        if ((p[i] & 0xC0) != 0x80)
            return 0;
        value = value << 6 | (p[i] & 0x3Fu);
    }
    if (value < smallest[length] || value > 0x10FFFF || (value >= 0xD800 && value < 0xE000))
        return 0;
    *code = value;
    return length;
}

bool utf8_is_control(uint32_t code)
{
    return code < 0x20 || (code >= 0x7F && code < 0xA0) || code == 0x061C || code == 0x200E || code == 0x200F ||
           (code >= 0x2028 && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
}

bool utf8_is_clean(const char *text, size_t size)
{
    uint32_t code;
    unsigned length = 0;
    for (size_t at = 0; at < size; at += length) {
        length = utf8_decode((const uint8_t *)text + at, size - at, &code);
        if (length == 0 || utf8_is_control(code) || code == '"' || code == '\\')
            return false;
    }
    return true;
}

/* The top bit of some byte is set if one of these eight is not plain. */
static inline uint64_t unplain(uint64_t bytes)
{
    const uint64_t ones = UINT64_MAX / 255, tops = ones << 7;
    uint64_t quotes = bytes ^ ones * '"', slashes = bytes ^ ones * '\\';
    return (bytes | (bytes + ones) | (bytes - ones * 0x20) | (quotes - ones) | (slashes - ones)) & tops;
}

static inline uint64_t load_eight(const char *text)
{
    uint64_t bytes;
    memcpy(&bytes, text, sizeof bytes);
    return bytes;
}

/* Four to seven bytes, some of them twice. */
static inline uint64_t load_few(const char *text, size_t size)
{
    uint32_t first, last;
    memcpy(&first, text, sizeof first);
    memcpy(&last, text + size - sizeof last, sizeof last);
    return first | (uint64_t)last << 32;
}

size_t utf8_plain(const char *text, size_t size)
{
    size_t length = 0;
    if (size >= 4 && size < 8 && !unplain(load_few(text, size)))
        return size;
    while (size - length >= 8 && !unplain(load_eight(text + length)))
        length += 8;
    if (length > 0 && size - length < 8 && !unplain(load_eight(text + size - 8)))
        return size; /* some of the last eight were looked at already */
    while (length < size && text[length] >= 0x20 && text[length] < 0x7F && text[length] != '"' && text[length] != '\\')
        length++;
    return length;
}

void utf8_add(struct buffer *out, const char *text, size_t size, const char *mark, utf8_add_character *add)
{
    for (size_t at = 0; at < size;) {
        size_t plain = utf8_plain(text + at, size - at);
        buffer_add(out, text + at, plain);
        at += plain;
        if (at == size)
            break;
        uint32_t code;
        unsigned length = utf8_decode((const uint8_t *)text + at, size - at, &code);
        if (length) {
            add(out, code, text + at, length);
            at += length;
        } else {
            buffer_add_text(out, mark);
            buffer_add_hex(out, (uint8_t)text[at++], 2);
        }
    }
}
