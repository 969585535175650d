/* What a file is in which neither a ring nor a chunk was found, as far as its first bytes tell. */
#ifndef ADVICE_H
#define ADVICE_H

#include "input.h"

/* Returns what to add to "no ring and no chunk found"; "" if nothing is known of it. */
const char *advice_on(const struct input *in);

#endif
