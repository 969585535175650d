/*
 * Writes garbage, always the same: what a decoder may be given instead of a dump.
 *
 *     garbage KIND MEBIBYTES
 *
 * KIND is random; tags: random, but a chunk seems to begin at each 16th byte; marks: the same, but once in each mebibyte; frames: random, but every other byte is 0; half: of each byte the upper
 * half is 0, so that many of a block's ends are plausible.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define WORDS 131072u /* of a mebibyte */

static uint64_t state = 1;

/* Marsaglia's xorshift64 (Journal of Statistical Software 8(14), 2003). */
static uint64_t random_word(void)
{
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return state;
}

int main(int argc, char **argv)
{
    static uint64_t words[WORDS];
    const char *kind = argc == 3 ? argv[1] : "";
    uint64_t mask = strcmp(kind, "frames") == 0 ? UINT64_C(0xFF00FF00FF00FF) : strcmp(kind, "half") == 0 ? UINT64_C(0x0F0F0F0F0F0F0F0F) : UINT64_MAX;
    unsigned mark_distance = strcmp(kind, "tags") == 0 ? 2 : strcmp(kind, "marks") == 0 ? WORDS : 0;

    if (mark_distance == 0 && mask == UINT64_MAX && strcmp(kind, "random") != 0) {
        fprintf(stderr, "usage: garbage random|tags|marks|frames|half MEBIBYTES\n");
        return 2;
    }
    for (unsigned long left = strtoul(argv[2], NULL, 10); left > 0; left--) {
        for (unsigned i = 0; i < WORDS; i++)
            words[i] = random_word() & mask;
        if (mark_distance > 0)
            for (unsigned i = 0; i < WORDS; i += mark_distance)
                words[i] = (words[i] & ~UINT64_C(0xFFFFFFFF)) | 0x11676C70;
        if (fwrite(words, sizeof words, 1, stdout) != 1)
            return 1;
    }
    return fflush(stdout) != 0;
}
