/* A drop ring: the oldest records stay, and what found no room is counted. */
#include "ring.c"
#include "device.h"

static struct stream stream;
static uint32_t kept;    /* marks that found room */
static uint32_t dropped; /* those that did not, counted on their own: by what the region shows */

static void try_mark(void)
{
    uint64_t unread;

    look();
    unread = shown.unread;
    log_mark(kept);
    look();
    if (shown.unread == unread)
        dropped++;
    else
        kept++;
}

static void fill_ring(void)
{
    for (unsigned i = 0; i < PLOG_REGION_SIZE / MARK_SIZE; i++)
        try_mark();
}

static void check_ring(void)
{
    check_shown(kept);
    ck_assert_uint_eq(shown.lost, dropped);
    ck_assert_uint_eq(plog_lost(), dropped);
}

START_TEST(full_ring_keeps_the_oldest_and_counts)
{
    boot(PLOG_CAUSE_PIN);
    fill_ring();
    ck_assert_uint_gt(dropped, 0);
    check_ring();
    ck_assert_uint_eq(shown.records[0].kind, OWN_BOOT);
    ck_assert_uint_eq(shown.records[1].value, 0);
}
END_TEST

START_TEST(count_survives_a_reset)
{
    boot(PLOG_CAUSE_PIN);
    fill_ring();
    ck_assert_int_eq(boot(PLOG_CAUSE_WATCHDOG), PLOG_FULL);
    dropped++; /* the boot's record */
    check_ring();
    fill_ring();
    check_ring();
}
END_TEST

START_TEST(release_makes_room)
{
    plog_grant grant;
    uint32_t before;

    boot(PLOG_CAUSE_PIN);
    fill_ring();
    before = kept;
    ck_assert(plog_read(&grant));
    ck_assert_int_eq(plog_release(&grant, grant.length - 1), PLOG_OK);
    try_mark();
    ck_assert_uint_eq(kept, before);
    ck_assert_int_eq(plog_release(&grant, 1), PLOG_OK);
    try_mark();
    ck_assert_uint_eq(kept, before + 1);
    check_ring();
}
END_TEST

START_TEST(drained_while_it_fills_it_keeps_order)
{
    stream_begin(&stream, &geometry);
    boot(PLOG_CAUSE_PIN);
    for (unsigned i = 0; i < 300; i++) {
        for (unsigned k = 0; k < i % 60; k++)
            try_mark();
        if (i % 3 == 0)
            drain(&stream);
    }
    drain(&stream);
    ck_assert_uint_gt(dropped, 0);
    ck_assert_uint_eq(count_of(&stream.history, MARK), kept);
    for (uint32_t i = 0; i < kept; i++)
        ck_assert_uint_eq(stream.history.records[i + 1].value, i);
    ck_assert_uint_eq(stream.lost, dropped);
}
END_TEST

START_TEST(boot_that_found_no_room_logs_under_a_number_of_its_own)
{
    boot(PLOG_CAUSE_PIN);
    fill_ring();
    for (unsigned i = 0; i < 40; i++) {
        ck_assert_int_eq(boot(PLOG_CAUSE_WATCHDOG), PLOG_FULL);
        dropped++;
        check_ring();
    }
    release_all();
    try_mark();
    look();
    ck_assert_uint_eq(shown.records[shown.count - 1].id, MARK);
    ck_assert_uint_gt(shown.records[shown.count - 1].boot, 1);
    ck_assert_int_eq(boot(PLOG_CAUSE_WATCHDOG), PLOG_OK);
    look();
    ck_assert_uint_eq(shown.records[shown.count - 1].kind, OWN_BOOT);
    ck_assert_uint_gt(shown.records[shown.count - 1].value, shown.records[shown.count - 2].boot);
}
END_TEST

/* A block holds 15 boots more than the one that opened it, and then a boot needs a block of its own. The 17th, and
   all that come while the ring is full, must not log under the number of the 16th. */
START_TEST(boots_beyond_those_a_block_can_count_are_not_taken_for_its_last)
{
    uint16_t last;

    boot(PLOG_CAUSE_PIN);
    while (place() != BLOCKS - 1)
        try_mark();
    for (unsigned i = 0; i < PLOG_MOST_BOOTS; i++)
        ck_assert_int_eq(boot(PLOG_CAUSE_PIN), PLOG_OK);
    look();
    last = shown.records[shown.count - 1].boot;
    ck_assert_uint_eq(last, 1 + PLOG_MOST_BOOTS);
    ck_assert_int_eq(boot(PLOG_CAUSE_PIN), PLOG_FULL);
    release_all();
    try_mark();
    look();
    ck_assert_uint_eq(shown.records[shown.count - 1].id, MARK);
    ck_assert_uint_gt(shown.records[shown.count - 1].boot, last);
}
END_TEST

START_TEST(clear_empties_a_full_ring)
{
    boot(PLOG_CAUSE_PIN);
    fill_ring();
    plog_clear();
    look();
    ck_assert_uint_eq(shown.count, 0);
    ck_assert_uint_eq(plog_lost(), dropped);
    try_mark();
    look();
    ck_assert_uint_eq(shown.count, 1);
}
END_TEST

int main(void)
{
    return suite_run("drop", (const TTest *const[]){
        full_ring_keeps_the_oldest_and_counts, count_survives_a_reset, release_makes_room, drained_while_it_fills_it_keeps_order,
        boot_that_found_no_room_logs_under_a_number_of_its_own,
        boots_beyond_those_a_block_can_count_are_not_taken_for_its_last, clear_empties_a_full_ring, NULL,
    }, power_on);
}
