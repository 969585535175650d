#include "arena.h"

#include <stddef.h>
#include <stdio.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

struct chunk {
    struct chunk *before; /* keeps every chunk reachable, so that a leak checker stays quiet */
    size_t used, size;
    max_align_t data[];
};

static struct chunk *newest;

#ifndef ARENA_CHUNK
#define ARENA_CHUNK (256 * 1024) /* least bytes of a chunk */
#endif

_Noreturn static void out_of_memory(void)
{
    fputs("plogen: error: out of memory\n", stderr);
    exit(1);
}

static void add_chunk(size_t least)
{
    size_t size = least > ARENA_CHUNK ? least : ARENA_CHUNK;
    struct chunk *chunk = calloc(1, sizeof *chunk + size);
    if (!chunk)
        out_of_memory();
    chunk->before = newest;
    chunk->size = size;
    newest = chunk;
}

void *arena_alloc(size_t size)
{
    const size_t unit = sizeof(max_align_t);
    if (size > SIZE_MAX / 2)
        out_of_memory();
    size = (size + unit - 1) / unit * unit;
    if (!newest || newest->size - newest->used < size)
        add_chunk(size);
    void *memory = (char *)newest->data + newest->used;
    newest->used += size;
    return memory;
}

char *arena_copy(const char *data, size_t length)
{
    char *copy = arena_alloc(length + 1);
    if (length > 0)
        memcpy(copy, data, length);
    return copy;
}

char *arena_strdup(const char *text)
{
    return arena_copy(text, strlen(text));
}

/* What vsnprintf would have printed in all; prints what fits. */
__attribute__((format(printf, 3, 0)))
static size_t print(char *to, size_t room, const char *format, va_list arguments)
{
    va_list copy;
    va_copy(copy, arguments);
    int length = vsnprintf(to, room, format, copy);
    va_end(copy);
    if (length < 0)
        out_of_memory();
    return (size_t)length;
}

char *arena_vprintf(const char *format, va_list arguments)
{
    char shorter[256]; /* most texts are, and need no second try */
    size_t length = print(shorter, sizeof shorter, format, arguments);
    if (length < sizeof shorter)
        return arena_copy(shorter, length);
    char *text = arena_alloc(length + 1);
    print(text, length + 1, format, arguments);
    return text;
}

char *arena_printf(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    char *text = arena_vprintf(format, arguments);
    va_end(arguments);
    return text;
}

/* Makes an allocation larger that has a chunk for itself. The system moves its pages: nothing is copied, and no new ones are touched. */
static char *grow_chunk(char *data, size_t size)
{
    struct chunk *old = (struct chunk *)(void *)(data - offsetof(struct chunk, data)), **link = &newest;
    while (*link != old)
        link = &(*link)->before;
    struct chunk *chunk = realloc(old, sizeof *chunk + size);
    if (!chunk)
        out_of_memory();
    chunk->used = chunk->size = size;
    *link = chunk;
    return (char *)chunk->data;
}

/* Doubling leaves the old copies in the arena, of a text that is shorter than a chunk. */
static void reserve(struct text *text, size_t more)
{
    size_t least = text->length + more + 1;
    if (least <= text->capacity)
        return;
    size_t capacity = text->capacity ? text->capacity : 128;
    while (capacity < least)
        capacity *= 2;
    if (text->capacity > ARENA_CHUNK) {
        text->data = grow_chunk(text->data, capacity);
    } else {
        char *data = arena_alloc(capacity);
        if (text->length > 0)
            memcpy(data, text->data, text->length);
        text->data = data;
    }
    text->capacity = capacity;
}

void text_append(struct text *text, const char *data, size_t length)
{
    reserve(text, length);
    if (length > 0)
        memcpy(text->data + text->length, data, length);
    text->length += length;
    text->data[text->length] = '\0';
}

void text_puts(struct text *text, const char *data)
{
    text_append(text, data, strlen(data));
}

void text_printf(struct text *text, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    reserve(text, 0);
    size_t room = text->capacity - text->length;
    size_t length = print(text->data + text->length, room, format, arguments);
    if (length >= room) {
        reserve(text, length);
        print(text->data + text->length, length + 1, format, arguments);
    }
    va_end(arguments);
    text->length += length;
}
