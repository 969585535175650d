/*
 * The formats of placeholders: Python's format mini-language,
 * [[fill]align][sign][z][#][0][width][grouping][.precision][type].
 */
#ifndef FORMAT_H
#define FORMAT_H

#include <stddef.h>

#include "spec.h"

enum format_kind {
    FORMAT_INTEGER,
    FORMAT_FLOAT,
    FORMAT_BOOL,
    FORMAT_CHAR,
    FORMAT_STRING,
    FORMAT_BYTES,
    FORMAT_NAMED, /* an enum or flags: by its constants' names, or as an integer */
    FORMAT_WHOLE  /* a struct: takes no format */
};

/* The kind of a value, or of an array's elements. */
enum format_kind format_kind_of(const struct type *type);

/* Returns NULL, or what is wrong; then `*at` and `*length` tell which part of the format. */
const char *format_check(const char *format, size_t size, enum format_kind kind, size_t *at, size_t *length);

#endif
