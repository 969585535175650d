/* One number: as C that means exactly it, and as the JSON that plogcat must print. `bits` are those of boundaries.h. */
#ifndef LITERALS_H
#define LITERALS_H

#include <json-c/json.h>
#include <stdio.h>

#include "table.h"

extern unsigned literals_int_bits; /* of an int where the calls are compiled: 32, or 16 */

json_object *put_literal(FILE *c, const struct field *field, uint64_t bits);

/* What plogcat prints for these bytes: those that are no UTF-8 as the text \xNN. */
json_object *shown_text(const unsigned char *bytes, size_t count);

#endif
