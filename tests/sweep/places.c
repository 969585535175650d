/* See places.h. */
#include "places.h"

#define CODE_MOST 0x40000u /* bytes */

static enum { NOT_RUN, SPARED, TAKEN } places[CODE_MOST]; /* by address */
static unsigned step = 1;

void places_step(unsigned n)
{
    step = n;
}

bool places_due(uint32_t *left, uint64_t address)
{
    unsigned place = address % CODE_MOST;
    bool taken = places[place] == TAKEN, due = *left == PLACES_NEW ? !taken && place % step == 0 : --*left == 0;

    if (due)
        *left = 0;
    if (!taken)
        places[place] = due ? TAKEN : SPARED;
    return due;
}

unsigned places_spared(void)
{
    unsigned count = 0;

    for (unsigned place = 0; place < CODE_MOST; place += step)
        count += places[place] == SPARED;
    return count;
}
