/* The files plogen writes: all of them or none. */
#ifndef OUTPUT_H
#define OUTPUT_H

#include <stdbool.h>
#include <stddef.h>

/* One file to be. */
struct output_file {
    const char *path;
    const char *text;
    size_t length;
};

/* Writes those files that are not already as they should be. They appear by renaming once all are written;
   if anything fails, every file stays as it was. False after a diagnostic. */
bool output_write(const struct output_file *files, size_t count);

/* Whether all files are as they should be; names those that are not. Writes nothing. */
bool output_check(const struct output_file *files, size_t count);

/* Creates a folder, and those above it, where they are missing. False after a diagnostic. */
bool output_make_folder(const char *path);

#endif
