/* UTF-8 from hostile places, made safe to print. */
#ifndef UTF8_H
#define UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "buffer.h"

/* Length in bytes of the character at p, with at most `size` bytes there, and its code point; 0 when the bytes
   are no valid UTF-8 (overlong forms, surrogates and what lies above U+10FFFF are not). size is at least 1. */
unsigned utf8_decode(const uint8_t *p, size_t size, uint32_t *code);

/* True for what must not reach a terminal as it is: controls (C0, DEL, C1), line and paragraph separators, and
   the marks that change the direction of writing. */
bool utf8_is_control(uint32_t code);

/* Whether a text is valid and needs no escaping anywhere: nothing of the above, no '"' and no '\\'. */
bool utf8_is_clean(const char *text, size_t size);

/* How many bytes from `text` on need no escaping anywhere: printable ASCII but '"' and '\\'. Most texts have no other. */
size_t utf8_plain(const char *text, size_t size);

/* Adds one character, of this code, which stands in these bytes, as it is or escaped. */
typedef void utf8_add_character(struct buffer *out, uint32_t code, const char *bytes, unsigned length);

/* Adds a text: what is plain as it is, other characters by `add`, and a byte that is no UTF-8 as `mark` and two hex digits. */
void utf8_add(struct buffer *out, const char *text, size_t size, const char *mark, utf8_add_character *add);

#endif
