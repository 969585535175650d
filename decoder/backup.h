/* The second memory that a "backup N" is in (docs/FORMAT.md, section 11), dumped as it stands. */
#ifndef BACKUP_H
#define BACKUP_H

#include "input.h"
#include "table.h"

/* If all of `in` is such a memory and its copy is whole, puts its blocks where they stood in the ring. What it makes is freed with free(ring->data). */
bool backup_unpack(const struct input *in, const struct tables *tables, struct input *ring);

#endif
