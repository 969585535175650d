#include "buffer.h"

#include <stdio.h>
#include <stdlib.h>

void buffer_clear(struct buffer *b)
{
    b->size = 0;
    b->full = false;
}

void buffer_free(struct buffer *b)
{
    free(b->data);
    *b = (struct buffer){ 0 };
}

static bool grow(struct buffer *b, size_t size)
{
    if (b->full || size > BUFFER_LIMIT - b->size)
        return false;
    size_t capacity = b->capacity ? b->capacity : 256;
    while (capacity - b->size < size)
        capacity *= 2;
    char *data = realloc(b->data, capacity);
    if (!data) { /* what is cut for that looks like what was logged so */
        fputs("plogcat: not enough memory\n", stderr);
        exit(2);
    }
    b->data = data;
    b->capacity = capacity;
    return true;
}

bool buffer_make_room(struct buffer *b, size_t size)
{
    if (b->drain) {
        b->drain(b);
        return true;
    }
    b->full = !grow(b, size);
    return !b->full;
}

void buffer_add_slowly(struct buffer *b, const char *data, size_t size)
{
    while (size > BUFFER_ROOM && b->drain) {
        buffer_add(b, data, BUFFER_ROOM);
        data += BUFFER_ROOM;
        size -= BUFFER_ROOM;
    }
    char *place = buffer_room(b, size);
    if (!place)
        return;
    memcpy(place, data, size);
    b->size += size;
}

void buffer_add_times(struct buffer *b, const char *data, size_t size, size_t times)
{
    while (times-- > 0 && !b->full)
        buffer_add(b, data, size);
}

void buffer_add_hex(struct buffer *b, uint64_t number, unsigned digits)
{
    char *place = buffer_room(b, digits);
    if (place)
        hex(number, digits, place);
    b->size += place ? digits : 0;
}

void buffer_add_hex_bytes(struct buffer *b, const uint8_t *bytes, size_t size)
{
    for (size_t part; size > 0 && !b->full; size -= part, bytes += part) {
        part = size < BUFFER_ROOM / 2 ? size : BUFFER_ROOM / 2;
        char *place = buffer_room(b, 2 * part);
        if (!place)
            return;
        hex_bytes(bytes, part, place);
        b->size += 2 * part;
    }
}
