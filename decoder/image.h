/* The rings in a dump of memory (docs/FORMAT.md, sections 1, 2 and 6), printed block by block. */
#ifndef IMAGE_H
#define IMAGE_H

#include "history.h"
#include "input.h"
#include "unknown.h"

/* Finds and prints every ring, and notes what there is of unknown schemas besides. Returns how many were printed; if none was, nothing
   was looked for. */
size_t image_print(const struct input *in, const struct tables *tables, struct history *h, struct unknown *unknown);

#endif
