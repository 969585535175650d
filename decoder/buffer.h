/*
 * A piece of text under construction. It grows as needed up to BUFFER_LIMIT; what comes after is left out and
 * `full` is set, so that no table and no dump can ask for more memory than that. One with `drain` keeps its size, BUFFER_ROOM at
 * least, and is emptied in place of growing.
 */
#ifndef BUFFER_H
#define BUFFER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "digits.h"

#define BUFFER_LIMIT ((size_t)1 << 20)
#define BUFFER_ROOM ((size_t)1 << 14) /* the most that buffer_room() makes */

struct buffer {
    char *data;
    size_t size;
    size_t capacity;
    bool full;
    void (*drain)(struct buffer *b); /* takes what is there away; NULL: the buffer grows */
};

void buffer_clear(struct buffer *b);
void buffer_free(struct buffer *b);
bool buffer_make_room(struct buffer *b, size_t size);                      /* for buffer_room() only */
void buffer_add_slowly(struct buffer *b, const char *data, size_t size);   /* for buffer_add() only */
void buffer_add_times(struct buffer *b, const char *data, size_t size, size_t times);
void buffer_add_hex(struct buffer *b, uint64_t number, unsigned digits);
void buffer_add_hex_bytes(struct buffer *b, const uint8_t *bytes, size_t size);

/* Where up to `size` bytes can be written, BUFFER_ROOM at most; the caller adds what it wrote to b->size. NULL: the buffer is full. */
static inline char *buffer_room(struct buffer *b, size_t size)
{
    return size <= b->capacity - b->size || buffer_make_room(b, size) ? b->data + b->size : NULL;
}

static inline void buffer_add(struct buffer *b, const char *data, size_t size)
{
    if (size > b->capacity - b->size) {
        buffer_add_slowly(b, data, size);
        return;
    }
    if (size > 0)
        memcpy(b->data + b->size, data, size);
    b->size += size;
}

/* The same of what can be read up to BUFFER_PADDING bytes behind its end: short pieces take no call then. */
#define BUFFER_PADDING 16
static inline void buffer_add_padded(struct buffer *b, const char *data, size_t size)
{
    if (b->capacity - b->size < size + BUFFER_PADDING) {
        buffer_add(b, data, size);
        return;
    }
    char *place = b->data + b->size;
    for (size_t at = 0; at < size; at += BUFFER_PADDING)
        memcpy(place + at, data + at, BUFFER_PADDING);
    b->size += size;
}

static inline void buffer_add_text(struct buffer *b, const char *text)
{
    buffer_add(b, text, strlen(text));
}

static inline void buffer_add_char(struct buffer *b, char c)
{
    char *place = buffer_room(b, 1);
    if (place) {
        *place = c;
        b->size++;
    }
}

static inline void buffer_add_unsigned(struct buffer *b, uint64_t number)
{
    char *place = buffer_room(b, DECIMAL_MAX);
    if (place)
        b->size += decimal(number, place);
}

#endif
