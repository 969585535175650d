/*
 * Templates: files in templates/ that look like what they become, with @names@ for what differs. They are built into the
 * program; --template-dir replaces them.
 *
 * A name alone on its line stands for a block: the block takes the line's indentation, and the line vanishes if the block is
 * empty, with one blank line that follows it. Elsewhere it stands for a piece of text.
 */
#ifndef TEMPLATE_H
#define TEMPLATE_H

#include <stdbool.h>

#include "arena.h"

struct replacement {
    const char *name;  /* without the @; NULL ends the list */
    const char *value;
};

/* Appends the filled template to out. False after an error: the template is missing, or has a name that is not in the list. */
bool template_fill(struct text *out, const char *directory, const char *file, const struct replacement *replacements);

/* The built-in templates, written by the build: file names and texts; NULL ends the list. */
struct built_in {
    const char *file, *text;
};
extern const struct built_in built_in_templates[];

#endif
