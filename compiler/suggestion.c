/* Which of the known words a misspelt one was probably meant to be. */
#include <string.h>

#include "arena.h"
#include "diagnostic.h"

#define LONGEST 40 /* a longer word gets no suggestion */

static unsigned least(unsigned a, unsigned b)
{
    return a < b ? a : b;
}

/* How many letters to insert, delete, replace or swap with their neighbour to turn one word into the other. */
static unsigned distance(const char *a, const char *b)
{
    unsigned rows[3][LONGEST + 1];
    unsigned *before = rows[0], *last = rows[1], *row = rows[2];
    size_t width = strlen(b);
    for (unsigned j = 0; j <= width; j++)
        last[j] = j;
    for (unsigned i = 1; a[i - 1]; i++) {
        row[0] = i;
        for (unsigned j = 1; j <= width; j++) {
            unsigned change = a[i - 1] != b[j - 1];
            row[j] = least(least(last[j], row[j - 1]) + 1, last[j - 1] + change);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = least(row[j], before[j - 2] + 1);
        }
        unsigned *oldest = before;
        before = last;
        last = row;
        row = oldest;
    }
    return last[width];
}

struct suggestion suggestion_for(const char *word)
{
    /* Once errors are no longer shown, looking for suggestions would only take time. */
    struct suggestion suggestion = {word, NULL, (unsigned)(strlen(word) + 2) / 3 + 1};
    if (strlen(word) > LONGEST || error_count() >= SHOWN_ERRORS)
        suggestion.distance = 0;
    return suggestion;
}

void suggestion_try(struct suggestion *suggestion, const char *candidate)
{
    size_t length = strlen(suggestion->word), other = strlen(candidate);
    size_t gap = length > other ? length - other : other - length;
    if (other > LONGEST || gap >= suggestion->distance)
        return;
    unsigned found = distance(suggestion->word, candidate);
    if (found < suggestion->distance && found < other) {
        suggestion->distance = found;
        suggestion->best = candidate;
    }
}

const char *did_you_mean(const struct suggestion *suggestion)
{
    return suggestion->best ? arena_printf("; did you mean '%s'?", suggestion->best) : "";
}
