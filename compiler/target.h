/* The processors and systems that plogen knows. */
#ifndef TARGET_H
#define TARGET_H

#include "spec.h"

/* NULL when there is no such target. */
const struct target *target_find(const char *name);

/* What to say behind a name that is none: what may be meant, or what there is. */
const char *target_advice(const char *name);

#endif
