/*
 * A piece of text under construction. It grows as needed up to BUFFER_LIMIT; what comes after is left out and
 * `full` is set, so that no table and no dump can ask for more memory than that.
 */
#ifndef BUFFER_H
#define BUFFER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define BUFFER_LIMIT ((size_t)1 << 20)

struct buffer {
    char *data;
    size_t size;
    size_t capacity;
    bool full;
};

/* Longest decimal number, sign included. */
#define DECIMAL_MAX 20

void buffer_clear(struct buffer *b);
void buffer_free(struct buffer *b);
void buffer_add(struct buffer *b, const char *data, size_t size);
void buffer_add_text(struct buffer *b, const char *text);
void buffer_add_char(struct buffer *b, char c);
void buffer_add_times(struct buffer *b, const char *data, size_t size, size_t times);
void buffer_add_unsigned(struct buffer *b, uint64_t number);
void buffer_add_hex(struct buffer *b, uint64_t number, unsigned digits);

/* Writes a number in decimal, without a NUL; returns how many characters. */
size_t decimal(uint64_t number, char out[DECIMAL_MAX]);

#endif
