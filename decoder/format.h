/*
 * The formats of a text's values, "{rpm:>8.2f}", with the meaning Python gives them.
 * Width and precision are limited to FORMAT_NUMBER_MAX. Every character may fill, of any number of bytes.
 */
#ifndef FORMAT_H
#define FORMAT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "buffer.h"

#define FORMAT_NUMBER_MAX 1000

struct format {
    bool plain;         /* nothing is asked for */
    char fill[5];       /* one character in UTF-8; empty: a space */
    char align;         /* '<' '>' '=' '^' or 0 */
    char sign;          /* '+' '-' ' ' or 0 */
    bool unsigned_zero; /* 'z': a number that rounds to -0 is 0 */
    bool alternate;     /* '#' */
    char grouping;      /* ',' '_' or 0 */
    int width;          /* 0: none */
    int precision;      /* -1: none */
    char type;          /* as written, or 0 */
    bool real;          /* the type is one of floats', also for an integer */
    unsigned bits;      /* of a digit: 1, 3 or 4; 0: decimal */
};

/* What a format can be applied to. */
enum format_class {
    FORMAT_TEXT,     /* strings */
    FORMAT_BYTES,    /* bytes, in hex */
    FORMAT_INTEGER,
    FORMAT_FLOAT,
    FORMAT_NAMED     /* a number that prints as a word by default: bool, char, enum, flags, ptr */
};

/* Reads a format (what stands after the colon). Returns false when it is none. */
bool format_read(const char *text, size_t size, struct format *f);

/* True when the format can be applied to such a value. */
bool format_fits(const struct format *f, enum format_class class);

/* True when a FORMAT_NAMED value is to be printed as its number: its format does not fit a text. */
bool format_wants_number(const struct format *f);

void format_text(struct buffer *out, const struct format *f, const char *text, size_t size);
void format_integer(struct buffer *out, const struct format *f, bool negative, uint64_t magnitude);
/* `single`: the number is an f32, and the shortest form is the one that reads back as the same f32. */
void format_float(struct buffer *out, const struct format *f, double number, bool single);

#define FLOAT_TEXT_MAX 32

/* Python's repr(): the shortest text that reads back as the same number. Returns its length, without a NUL counted. */
size_t float_repr(double number, bool single, char out[FLOAT_TEXT_MAX]);

#endif
