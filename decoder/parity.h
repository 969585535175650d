/* Blocks with "integrity ecc" (docs/FORMAT.md, section 13). */
#ifndef PARITY_H
#define PARITY_H

#include "table.h"

/* Bytes of parity at a block's end; 0 without ecc. */
uint32_t parity_size(const struct table *t);

/* Corrects a block. Returns false, and leaves it as it was, unless it was sealed and can be corrected. `wrong` counts the bytes that were
   not as they had been when it was sealed. */
bool parity_mend(uint8_t *block, const struct table *t, uint32_t *wrong);

#endif
