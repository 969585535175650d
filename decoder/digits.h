/* Numbers as digits. None of these writes a NUL. */
#ifndef DIGITS_H
#define DIGITS_H

#include <stddef.h>
#include <stdint.h>

/* Longest decimal number, sign included. */
#define DECIMAL_MAX 20

/* Writes a number in decimal; returns how many characters. What stands behind them, up to DECIMAL_MAX, may be overwritten. */
size_t decimal(uint64_t number, char out[static DECIMAL_MAX]);

/* Writes a number of up to `digits` digits, with zeros in front where it has fewer. Eight bytes of `out` may be overwritten at least. */
void decimal_padded(uint64_t number, size_t digits, char *out);

/* Writes the last `digits` digits of a number in hex. */
void hex(uint64_t number, unsigned digits, char *out);

/* Writes bytes in hex, two digits each. */
void hex_bytes(const uint8_t *bytes, size_t size, char *out);

#endif
