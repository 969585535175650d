/*
 * Memory that lives until the program ends, and the growing text the emitters write into.
 * Nothing is freed and nothing fails: without memory the program prints an error and exits with 1.
 */
#ifndef ARENA_H
#define ARENA_H

#include <stdarg.h>
#include <stddef.h>

/* Zeroed, aligned for any type. */
void *arena_alloc(size_t size);

/* A copy of the first `length` bytes, with a NUL behind them. */
char *arena_copy(const char *data, size_t length);
char *arena_strdup(const char *text);

__attribute__((format(printf, 1, 2))) char *arena_printf(const char *format, ...);
__attribute__((format(printf, 1, 0))) char *arena_vprintf(const char *format, va_list arguments);

/* Starts as {0}. `data` is NUL-terminated once anything was appended, and may move when more is. */
struct text {
    char *data;
    size_t length, capacity;
};

void text_append(struct text *text, const char *data, size_t length);
void text_puts(struct text *text, const char *data);
__attribute__((format(printf, 2, 3))) void text_printf(struct text *text, const char *format, ...);

#endif
