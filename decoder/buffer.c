#include "buffer.h"

#include <stdlib.h>
#include <string.h>

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
    if (size <= b->capacity - b->size)
        return true;
    if (b->full || size > BUFFER_LIMIT - b->size)
        return false;
    size_t capacity = b->capacity ? b->capacity : 256;
    while (capacity - b->size < size)
        capacity *= 2;
    char *data = realloc(b->data, capacity);
    if (!data)
        return false;
    b->data = data;
    b->capacity = capacity;
    return true;
}

void buffer_add(struct buffer *b, const char *data, size_t size)
{
    if (!make_room(b, size)) {
        b->full = true;
        return;
    }
    if (size > 0)
        memcpy(b->data + b->size, data, size);
    b->size += size;
}

void buffer_add_text(struct buffer *b, const char *text)
{
    buffer_add(b, text, strlen(text));
}

void buffer_add_char(struct buffer *b, char c)
{
    buffer_add(b, &c, 1);
}

void buffer_add_times(struct buffer *b, const char *data, size_t size, size_t times)
{
    while (times-- > 0 && !b->full)
        buffer_add(b, data, size);
}

size_t decimal(uint64_t number, char out[DECIMAL_MAX])
{
    char reversed[DECIMAL_MAX];
    size_t length = 0;
    do
        reversed[length++] = (char)('0' + number % 10);
    while ((number /= 10) != 0);
    for (size_t i = 0; i < length; i++)
        out[i] = reversed[length - 1 - i];
    return length;
}

void buffer_add_unsigned(struct buffer *b, uint64_t number)
{
    char digits[DECIMAL_MAX];
    buffer_add(b, digits, decimal(number, digits));
}

void buffer_add_hex(struct buffer *b, uint64_t number, unsigned digits)
{
    while (digits-- > 0)
        buffer_add_char(b, "0123456789abcdef"[number >> 4 * digits & 15]);
}
