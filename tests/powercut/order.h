/* Records that were shown, compared as one row: block after block, in the order in which they were shown. */
#ifndef ORDER_H
#define ORDER_H

#include <stdbool.h>
#include <stdint.h>

#include "../corruption/observe.h"

/* Whether `now` is what `before` was, less the oldest block or two at most, and more by the first of what `then` has behind that. */
bool continues(const struct observed *before, const struct observed *then, const struct observed *now);

/* Whether `now` has nothing but records of `before` and then such of `then`, in their order; some may be missing. */
bool is_among(const struct observed *before, const struct observed *then, const struct observed *now);

/* Whether the last record is this one, with right values. */
bool last_is(const struct observed *o, uint32_t number);

#endif
