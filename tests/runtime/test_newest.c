/* Which block is the newest, found by the laps alone or by looking at all blocks. */
#include "ring.c"
#include "device.h"

#if PLOG_SMALL
#error "plog_newest() has but one way"
#endif

/* How many blocks that are whole stand where they would if that one were the newest: its lap up to there, and then the lap before. */
static unsigned fitting(unsigned newest)
{
    unsigned count = 0;

    for (unsigned block = 0; block < BLOCKS; block++)
        count += plog_whole(plog_at(0, block))
                 && (plog_lap(plog_at(0, block)) + (block > newest ? 1u : 0u)) % PLOG_LAPS == plog_lap(plog_at(0, newest));
    return count;
}

/* The whole one with which most fit, of two of these the one with the newer lap, or else at the higher place. */
static plog_header *expected(void)
{
    unsigned newest = BLOCKS;

    for (unsigned block = 0; block < BLOCKS; block++)
        if (plog_whole(plog_at(0, block))
            && (newest == BLOCKS || fitting(block) > fitting(newest)
                || (fitting(block) == fitting(newest)
                    && (PLOG_LAPS + plog_lap(plog_at(0, block)) - plog_lap(plog_at(0, newest))) % PLOG_LAPS < PLOG_LAPS / 2)))
            newest = block;
    return newest == BLOCKS ? NULL : plog_at(0, newest);
}

/* Makes it a block of this lap, whole or not. */
static void make(unsigned block, unsigned lap, bool whole)
{
    plog_header *header = plog_at(0, block);

    *header = (plog_header){ .used = PLOG_HEADER_SIZE, .read = PLOG_HEADER_SIZE, .word = lap % PLOG_LAPS };
    header->check = (uint16_t)(plog_check(header) ^ !whole);
}

/* Every state of a ring of these blocks: each of four laps, whole or not. */
START_TEST(laps_alone_show_the_newest_block_or_all_are_looked_at)
{
    unsigned states = 1;

    reset();
    plog_region = (plog_block *)region;
    for (unsigned block = 0; block < BLOCKS; block++)
        states *= 8;
    for (unsigned state = 0; state < states; state++) {
        unsigned rest = state;

        for (unsigned block = 0; block < BLOCKS; block++, rest /= 8)
            make(block, rest % 4 + PLOG_LAPS - 2, rest % 8 < 4);
        ck_assert_ptr_eq(plog_newest(0), plog_fittest(plog_region, plog_region + BLOCKS));
        ck_assert_ptr_eq(plog_fittest(plog_region, plog_region + BLOCKS), expected());
    }
}
END_TEST

/* Of the states with any laps, some: among three laps, none need be the newest. */
START_TEST(all_are_looked_at_whatever_their_laps)
{
    uint32_t state = 1;

    reset();
    plog_region = (plog_block *)region;
    for (unsigned i = 0; i < 200000; i++) {
        for (unsigned block = 0; block < BLOCKS; block++) {
            state = state * 1664525u + 1013904223u; /* Knuth, TAOCP 2, 3.3.4, table 1, line 16 */
            make(block, state >> 28, (state >> 24 & 15u) != 0);
        }
        ck_assert_ptr_eq(plog_newest(0), expected());
    }
}
END_TEST

int main(void)
{
    return suite_run("newest", (const TTest *const[]){ laps_alone_show_the_newest_block_or_all_are_looked_at, all_are_looked_at_whatever_their_laps, NULL }, power_on);
}
