/* Drained chunks in a stream (docs/FORMAT.md, section 8). */
#ifndef CHUNKS_H
#define CHUNKS_H

#include "header.h"
#include "history.h"
#include "input.h"
#include "unknown.h"

/* "plg" and the tag. */
#define CHUNK_MARK_SIZE 4

/* Offset of the next chunk's mark at or after `at`; `size` if there is none. */
size_t chunk_find(const uint8_t *data, size_t size, size_t at);

/* The same in an input, up to `end`, which may be far away. */
size_t chunk_next(const struct input *in, size_t at, size_t end);

/* Reads the header behind a mark. Returns how many bytes stand before the records, from the mark on; 0 when it is no chunk. */
size_t chunk_header(const uint8_t *data, size_t size, struct layout *layout, struct header *h);

/* Prints the chunks of a stream. Returns how many were found, those without a table included. */
size_t chunks_print(const struct input *in, const struct tables *tables, struct history *h, struct unknown *unknown);

#endif
