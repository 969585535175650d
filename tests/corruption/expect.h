/* What "integrity ecc" must put right (docs/FORMAT.md, section 13). */
#ifndef EXPECT_H
#define EXPECT_H

#include <stdbool.h>
#include <stdint.h>

#define EXPECT_WRONG 8u /* bytes of a code word that are corrected, at most */

bool expect_sealed(const uint8_t *block);

/* Code words of a block, bytes of one of them with its parity, and the place in the block of each. */
unsigned expect_words(void);
unsigned expect_size(unsigned word);
unsigned expect_place(unsigned word, unsigned i);

/* Whether a byte's change is none to the parity: a closed block's released end. */
bool expect_changes(unsigned place);

/* Whether a sealed block that was damaged can be corrected: then *least and *most are the bytes that plogcat must count. */
bool expect_mended(const uint8_t *was, const uint8_t *is, unsigned *least, unsigned *most);

#endif
