/*
 * Rings in a dump of memory (docs/FORMAT.md, section 2).
 *
 * A ring is found by its blocks' headers, wherever it stands. At most IMAGE_HITS_MAX headers are kept.
 */
#ifndef IMAGE_H
#define IMAGE_H

#include "history.h"
#include "input.h"
#include "unknown.h"

#define IMAGE_HITS_MAX ((size_t)1 << 20)

/* Finds and prints every ring, and notes what there is of unknown schemas besides. Returns how many were printed; if none was, nothing
   was looked for. */
size_t image_print(const struct input *in, const struct tables *tables, struct history *h, struct unknown *unknown);

#endif
