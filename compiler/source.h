/* The bytes of one spec, cut into lines. */
#ifndef SOURCE_H
#define SOURCE_H

#include <stdbool.h>
#include <stddef.h>

struct source {
    const char *name;    /* for diagnostics: the path, or "<stdin>" */
    const char *text;    /* valid UTF-8 without NUL inside, and a NUL behind */
    size_t length;
    const size_t *lines; /* offset of each line's start */
    unsigned line_count;
};

/* Reads a file, or standard input for "-". Returns false after a diagnostic: unreadable, a directory, empty,
   too large, not UTF-8. Makes the text the one that diagnostics show. */
bool source_load(struct source *source, const char *path);

/* The text of line `number` (from 1), without its end. */
const char *source_line(const struct source *source, unsigned number, size_t *length);

#endif
