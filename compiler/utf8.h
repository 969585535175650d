/* UTF-8: validity, and how wide a character stands on a terminal. */
#ifndef UTF8_H
#define UTF8_H

#include <stddef.h>
#include <stdint.h>

/* Decodes the character at `text`, of which `length` bytes (1 or more) are there. Returns its size in
   bytes, or 0 if it is no valid UTF-8. */
size_t utf8_decode(const char *text, size_t length, uint32_t *character);

/* Columns on a terminal: 0 for combining marks, 2 for wide East Asian characters and emoji, else 1. */
unsigned utf8_width(uint32_t character);

#endif
