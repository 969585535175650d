/*
 * Values for one argument: written as C that the compiler reads, and as the JSON that plogcat must print for them.
 *
 * In expected JSON, a float is told by its bits: {"$f32": N} or {"$f64": N}. See compare.c.
 */
#ifndef VALUES_H
#define VALUES_H

#include <json-c/json.h>
#include <stdio.h>

#include "random.h"
#include "table.h"

/* Where a call's values are taken from. A message's calls go through VALUES, then LENGTHS, then NULLS, step by step. */
enum source {
    VALUES,  /* step n takes the boundary values from the nth on, round and round; arrays are full */
    LENGTHS, /* step n takes the nth length */
    NULLS,   /* step 0: everything that can be a null pointer is one; 1 and 2: every other */
    RANDOM
};
#define LENGTH_STEPS 10
#define NULL_STEPS 3

struct choice {
    enum source source;
    unsigned step;
    unsigned values; /* made so far in this call */
    struct random *random;
};

/* How many boundary values the argument has, those of its fields not added up: they go side by side. */
unsigned boundary_count(const struct field *field);

/* True when the argument has lengths to go through, or can be a null pointer without having a length. */
bool has_length(const struct field *field);
bool can_be_null(const struct field *field);

/* Bytes that the argument has on the wire at most, or a few more. */
size_t size_bound(const struct field *field);

/*
 * Makes argument number `index`: writes the variables it needs to `variables`, and what is passed in the call to `passed`.
 * Returns the JSON; *cut tells whether plogcat must say that it was cut.
 */
json_object *make_argument(const struct field *field, unsigned index, struct choice *choice, FILE *variables, FILE *passed,
                           bool *cut);

#endif
