#include "expect.h"

#include "device.h"

#define SEALED 0x40u /* in the second byte of used */

bool expect_sealed(const uint8_t *block)
{
    return device.parity > 0 && block[1] & SEALED;
}

unsigned expect_words(void)
{
    return device.parity / 16;
}

static unsigned end(void)
{
    return device.block - device.parity;
}

unsigned expect_size(unsigned word)
{
    return (end() - word + expect_words() - 1) / expect_words() + 16;
}

unsigned expect_place(unsigned word, unsigned i)
{
    unsigned data = expect_size(word) - 16;
    return i < data ? word + i * expect_words() : end() + 16 * word + (i - data);
}

bool expect_changes(unsigned place)
{
    return place == 2 || place == 3;
}

/* Whether plogcat counts a byte that is wrong. Without the seal's bit neither that nor the parity: a reset may have come before they were stored. */
static bool counts(unsigned place, bool sealed)
{
    return sealed || (place < end() && place != 1);
}

/* Where the released end was hit, plogcat may have to mend that, too. */
bool expect_mended(const uint8_t *was, const uint8_t *is, unsigned *least, unsigned *most)
{
    *least = *most = 0;
    for (unsigned word = 0; word < expect_words(); word++) {
        unsigned wrong = 0;
        for (unsigned i = 0; i < expect_size(word); i++) {
            unsigned place = expect_place(word, i), change = was[place] ^ is[place];
            if (place == 8)
                change &= 0x0F; /* the rest counts boots */
            if (expect_changes(place))
                *most += change != 0;
            else
                wrong += change != 0;
            *least += !expect_changes(place) && change != 0 && (counts(place, expect_sealed(is)) || (place == 1 && change != SEALED));
        }
        if (wrong > EXPECT_WRONG)
            return false;
    }
    *most = *most > 0 ? *least + 2 : *least;
    return true;
}
