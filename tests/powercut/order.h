/* Records that were shown, compared as one row: a ring's block after block, in the order in which they were shown. */
#ifndef ORDER_H
#define ORDER_H

#include <stdbool.h>
#include <stdint.h>

#include "../corruption/observe.h"

/* Whether the ring is `now` what it was `before`, less its oldest blocks, three at most, and more by the first of what `then` has behind that. The
   block at the place `kept` is not among these. */
bool continues(const struct observed *before, const struct observed *then, const struct observed *now, unsigned ring, unsigned kept);

/* Whether the ring has `now` nothing but records of `before` and then such of `then`, in their order; some may be missing. */
bool is_among(const struct observed *before, const struct observed *then, const struct observed *now, unsigned ring);

/* Of the only ring: whether the records of the block that was at this place before are all still there. */
bool still_has(const struct observed *now, const struct observed *before, unsigned place);

/* Of the only ring: whether each message comes once, behind those with lower numbers. */
bool is_rising(const struct observed *o);

/* Of the only ring, behind a boot, and b perhaps behind more than one: whether both show the same of what was logged before. */
bool same_back(const struct observed *a, const struct observed *b);

/* Whether the ring's last record is this one, with right values. */
bool last_is(const struct observed *o, unsigned ring, uint32_t number);

#endif
