/*
 * Where a dump of memory has rings (docs/FORMAT.md, sections 1 and 2): they are found by their blocks' headers, wherever they stand. One search ends
 * where it has found REGION_HITS_MAX headers, so that no dump, whatever is in it, takes more memory than they do.
 */
#ifndef REGION_H
#define REGION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "input.h"
#include "table.h"

#define REGION_HITS_MAX ((size_t)1 << 16) /* no ring that plogen makes has more than half of these blocks */

/* Its hits, the headers whose check is right and whose schema has a table, are all that one window of `blocks` blocks can hold. */
struct region {
    size_t first, last;        /* offsets of the first and the last hit */
    size_t hits;
    const struct table *table; /* of the first hit: gives the geometry */
    size_t start;              /* its offset; first the last one at which each hit is behind its ring's start */
    size_t front;              /* its first blocks that are not in the dump, as far as hits of later rings tell; then it starts with the next one */
    size_t places;             /* blocks of it that begin inside the dump */
    uint8_t *mended;           /* with ecc, the region after correction; else NULL */
    uint32_t *wrong;           /* ... and how many bytes of each block were corrected */
};

/* Order of geometries; 0 when two tables cut and read a region alike. */
int compare_geometry(const struct table *a, const struct table *b);

struct regions {
    struct region *at; /* for free() */
    size_t count;
    size_t next;       /* where the next search begins; the dump's size behind the last one */
};

/* Finds the regions that begin at `from` or behind that, in the order of their place. Returns false without memory. */
bool regions_find(const struct input *in, const struct tables *tables, size_t from, struct regions *found);

/* With ecc, corrects what can be, in a copy. Without memory for that, the ring is shown as it stands. */
void region_mend(const struct input *in, struct region *ring);
void region_forget(struct region *ring); /* frees that copy */

#endif
