/* Reed-Solomon code words over GF(256), 16 bytes of parity each: ramoops has them, and blocks with "integrity ecc". */
#ifndef CORRECT_H
#define CORRECT_H

#include <stddef.h>
#include <stdint.h>

#define CORRECT_PARITY 16u

/* Corrects `size` bytes, 239 at most, that the parity follows. Returns how many were wrong, or -1 if that can't be told. */
int correct_bytes(uint8_t *data, size_t size);

#endif
