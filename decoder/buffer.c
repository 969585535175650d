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

static bool make_room(struct buffer *b, size_t size)
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

void buffer_grow_and_add(struct buffer *b, const char *data, size_t size)
{
    if (make_room(b, size))
        buffer_add(b, data, size);
    else
        b->full = true;
}

void buffer_add_times(struct buffer *b, const char *data, size_t size, size_t times)
{
    while (times-- > 0 && !b->full)
        buffer_add(b, data, size);
}

void buffer_add_unsigned(struct buffer *b, uint64_t number)
{
    if (b->capacity - b->size >= DECIMAL_MAX) {
        b->size += decimal(number, b->data + b->size);
        return;
    }
    char digits[DECIMAL_MAX];
    buffer_add(b, digits, decimal(number, digits));
}

void buffer_add_hex(struct buffer *b, uint64_t number, unsigned digits)
{
    char text[16];
    hex(number, digits, text);
    buffer_add(b, text, digits);
}

void buffer_add_hex_bytes(struct buffer *b, const uint8_t *bytes, size_t size)
{
    char text[64];
    while (size > 0) {
        size_t part = size < sizeof text / 2 ? size : sizeof text / 2;
        hex_bytes(bytes, part, text);
        buffer_add(b, text, 2 * part);
        bytes += part;
        size -= part;
    }
}
