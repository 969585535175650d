/* The processors and systems that plogen knows. */
#ifndef TARGET_H
#define TARGET_H

#include "diagnostic.h"
#include "spec.h"

/* NULL when there is no such target. */
const struct target *target_find(const char *name);

void target_suggest(struct suggestion *suggestion);

#endif
