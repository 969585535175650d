/*
 * A piece of text under construction. It grows as needed up to BUFFER_LIMIT; what comes after is left out and
 * `full` is set, so that no table and no dump can ask for more memory than that.
 */
#ifndef BUFFER_H
#define BUFFER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "digits.h"

#define BUFFER_LIMIT ((size_t)1 << 20)

struct buffer {
    char *data;
    size_t size;
    size_t capacity;
    bool full;
};

void buffer_clear(struct buffer *b);
void buffer_free(struct buffer *b);
void buffer_grow_and_add(struct buffer *b, const char *data, size_t size); /* for buffer_add() only */
void buffer_add_times(struct buffer *b, const char *data, size_t size, size_t times);
void buffer_add_unsigned(struct buffer *b, uint64_t number);
void buffer_add_hex(struct buffer *b, uint64_t number, unsigned digits);
void buffer_add_hex_bytes(struct buffer *b, const uint8_t *bytes, size_t size);

static inline void buffer_add(struct buffer *b, const char *data, size_t size)
{
    if (size > b->capacity - b->size) {
        buffer_grow_and_add(b, data, size);
        return;
    }
    if (size > 0)
        memcpy(b->data + b->size, data, size);
    b->size += size;
}

static inline void buffer_add_text(struct buffer *b, const char *text)
{
    buffer_add(b, text, strlen(text));
}

static inline void buffer_add_char(struct buffer *b, char c)
{
    buffer_add(b, &c, 1);
}

#endif
