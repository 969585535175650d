/* See verdicts.h. */
#include "verdicts.h"

#include <stdio.h>

#define COMPLAINTS_MOST 10

uint64_t lost, wrong;

static void complain(const char *what)
{
    if (lost + wrong >= COMPLAINTS_MOST)
        return;
    tell_place();
    fprintf(stderr, ": %s\n", what);
}

void is_lost(const char *what)
{
    complain(what);
    lost++;
}

void is_wrong(const char *what)
{
    complain(what);
    wrong++;
}
