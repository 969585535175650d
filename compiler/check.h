/*
 * What the words of a spec mean, and whether they fit together. check_spec() completes the model; the rest are
 * its parts, in the order in which they run. Each tells all errors it finds.
 */
#ifndef SPEC_CHECK_H
#define SPEC_CHECK_H

#include "parse.h"
#include "spec.h"

/* Leaves the model as the emitters want it, or counted errors. */
void check_spec(struct spec *spec, const struct parsed *parsed);

/* Options to the fields of `spec`. */
void check_options(struct spec *spec, const struct parsed *parsed);

/* Names: well-formed, no keywords of C, and each C name only once. */
void check_names(struct spec *spec);

/* Bases, constants, types of arguments and fields; puts each type after those it uses. */
void check_types(struct spec *spec, bool types_lost);
void check_constants(const struct named_type *type);

/* Ids: taken ones once, free ones for the rest; sorts the messages. */
void check_ids(struct spec *spec);

/* Placeholders of the texts, and texts for those that have none. */
void check_texts(struct spec *spec);

/* Records and buffer fit each other. Needs a spec without errors. */
void check_sizes(const struct spec *spec);

#endif
