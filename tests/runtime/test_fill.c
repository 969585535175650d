/* Where records end: within a block, at its last byte, over the ring's end. */
#include "ring.c"
#include "device.h"

START_TEST(fresh_memory_starts_with_boot_1)
{
    ck_assert_int_eq(boot(PLOG_CAUSE_POWER_ON), PLOG_OK);
    check_shown(0);
    ck_assert_uint_eq(shown.count, 1);
    ck_assert_uint_eq(shown.records[0].kind, OWN_BOOT);
    ck_assert_uint_eq(shown.records[0].value, 1);
    ck_assert_uint_eq(shown.records[0].cause, PLOG_CAUSE_POWER_ON);
}
END_TEST

START_TEST(record_inside_a_block_touches_no_boundary)
{
    boot(PLOG_CAUSE_PIN);
    mark_times(3);
    check_shown(3);
    ck_assert_uint_eq(count_of(&shown, MARK), 3);
    ck_assert_uint_eq(place(), 0);
    for (size_t i = PLOG_BLOCK_SIZE; i < PLOG_REGION_SIZE; i++)
        ck_assert_uint_eq(region[i], 0);
}
END_TEST

START_TEST(block_is_filled_to_its_last_byte)
{
    boot(PLOG_CAUSE_PIN);
    fill_block();
    ck_assert_uint_eq(place(), 0);
    ck_assert_uint_eq(room_left(), 0);
    byte(1);
    ck_assert_uint_eq(place(), 1);
    check_shown(next_mark);
    ck_assert_uint_eq(shown.records[shown.count - 1].value, 1);
}
END_TEST

START_TEST(record_that_misses_by_one_byte_goes_to_the_next_block)
{
    boot(PLOG_CAUSE_PIN);
    while (room_left() % BYTE_SIZE != 0)
        mark();
    while (room_left() > MARK_SIZE - 1)
        byte(0);
    ck_assert_uint_eq(room_left(), MARK_SIZE - 1);
    mark();
    ck_assert_uint_eq(place(), 1);
    ck_assert_uint_eq(plog_states[0].open->used, PLOG_HEADER_SIZE + MARK_SIZE);
    check_shown(next_mark);
}
END_TEST

START_TEST(record_that_just_fits_stays)
{
    boot(PLOG_CAUSE_PIN);
    while ((room_left() - MARK_SIZE) % BYTE_SIZE != 0)
        mark();
    while (room_left() > MARK_SIZE)
        byte(0);
    mark();
    ck_assert_uint_eq(place(), 0);
    ck_assert_uint_eq(room_left(), 0);
    check_shown(next_mark);
}
END_TEST

static void fill_ring(void)
{
    for (unsigned i = 0; i < BLOCKS; i++) {
        fill_block();
        if (i + 1 < BLOCKS)
            mark();
    }
}

START_TEST(ring_is_filled_to_its_last_byte_and_keeps_all)
{
    boot(PLOG_CAUSE_PIN);
    fill_ring();
    ck_assert_uint_eq(committed, BLOCKS * ROOM);
    check_shown(next_mark);
    ck_assert_uint_eq(shown.lost, 0);
    ck_assert_uint_eq(plog_lost(), 0);
    ck_assert_uint_eq(shown.unread, committed);
}
END_TEST

START_TEST(overfill_crosses_the_end_and_evicts_one_block)
{
    boot(PLOG_CAUSE_PIN);
    fill_ring();
    mark();
    ck_assert_uint_eq(place(), 0);
    check_shown(next_mark);
    ck_assert_uint_eq(shown.whole, BLOCKS);
    ck_assert_uint_eq(shown.lost, ROOM);
    ck_assert_uint_eq(plog_lost(), ROOM);
}
END_TEST

START_TEST(underfill_reads_nothing_but_what_was_logged)
{
    plog_grant grant;

    boot(PLOG_CAUSE_PIN);
    ck_assert(plog_read(&grant));
    ck_assert_uint_eq(grant.length, BOOT_SIZE);
    ck_assert_int_eq(plog_release(&grant, BOOT_SIZE), PLOG_OK);
    ck_assert(!plog_read(&grant));
    ck_assert_ptr_null(grant.bytes);
    ck_assert_uint_eq(grant.length, 0);
}
END_TEST

START_TEST(lost_bytes_are_exact_for_many_laps)
{
    uint32_t seed = 7;

    boot(PLOG_CAUSE_PIN);
    for (unsigned i = 0; i < 5000; i++) {
        if (noise(&seed) % 3 == 0)
            byte((uint8_t)i);
        else
            mark();
        if (i % 997 == 0) /* the ring is written round some times before the next */
            release_all();
        check_shown(next_mark);
        ck_assert_uint_eq(plog_lost(), shown.lost);
    }
}
END_TEST

START_TEST(largest_record_fits_a_block)
{
    char longest[81];

    memset(longest, 'x', 80);
    longest[80] = '\0';
    boot(PLOG_CAUSE_PIN);
    for (unsigned i = 0; i < 100; i++)
        log_text(longest);
    look();
    ck_assert(!shown.torn);
    ck_assert_uint_ge(count_of(&shown, TEXT), BLOCKS - 1);
    ck_assert_str_eq(shown.records[shown.count - 1].text, longest);
}
END_TEST

int main(void)
{
    return suite_run("fill", (const TTest *const[]){
        fresh_memory_starts_with_boot_1, record_inside_a_block_touches_no_boundary, block_is_filled_to_its_last_byte,
        record_that_misses_by_one_byte_goes_to_the_next_block, record_that_just_fits_stays,
        ring_is_filled_to_its_last_byte_and_keeps_all, overfill_crosses_the_end_and_evicts_one_block,
        underfill_reads_nothing_but_what_was_logged, lost_bytes_are_exact_for_many_laps, largest_record_fits_a_block, NULL,
    }, power_on);
}
