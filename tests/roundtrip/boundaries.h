/* The values at which something changes: a varint's length, a sign, a class of float, a constant. */
#ifndef BOUNDARIES_H
#define BOUNDARIES_H

#include "table.h"

#define BOUNDARIES_MAX 1024

/* The boundary values of one element of a type that is no struct, as the bits of its number (signed: zigzagged). */
unsigned boundaries(const struct field *field, uint64_t values[BOUNDARIES_MAX]);

#endif
