/* The processors and systems that plogen knows. */
#ifndef TARGET_H
#define TARGET_H

#include "diagnostic.h"
#include "spec.h"

/* NULL when there is no such target, or when it does not work yet. */
const struct target *target_find(const char *name);

/* Whether it is a target at all. */
bool target_is_known(const char *name);

/* The targets that work, for people: "a, b and c". */
const char *target_list(void);

void target_suggest(struct suggestion *suggestion);

#endif
