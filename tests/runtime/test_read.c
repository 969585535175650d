/* Reading out: grants, releases in part and whole, draining, clearing. */
#include "ring.c"
#include "device.h"

static struct stream stream;

START_TEST(zero_release_changes_nothing)
{
    plog_grant grant;
    plog_grant again;

    boot(PLOG_CAUSE_PIN);
    mark();
    ck_assert(plog_read(&grant));
    ck_assert_int_eq(plog_release(&grant, 0), PLOG_OK);
    ck_assert(plog_read(&again));
    ck_assert_ptr_eq(again.bytes, grant.bytes);
    ck_assert_uint_eq(again.length, BOOT_SIZE + MARK_SIZE);
}
END_TEST

START_TEST(partial_releases_add_up)
{
    plog_grant grant;
    const uint8_t *begin;

    boot(PLOG_CAUSE_PIN);
    mark();
    ck_assert(plog_read(&grant));
    begin = grant.bytes;
    for (unsigned i = 1; i <= BOOT_SIZE + MARK_SIZE; i++) {
        ck_assert_int_eq(plog_release(&grant, 1), PLOG_OK);
        ck_assert_ptr_eq(grant.bytes, begin + i);
        ck_assert_uint_eq(grant.length, BOOT_SIZE + MARK_SIZE - i);
    }
    ck_assert(!plog_read(&grant));
}
END_TEST

START_TEST(release_before_the_end_leaves_the_rest)
{
    plog_grant grant;

    boot(PLOG_CAUSE_PIN);
    mark_times(2);
    ck_assert(plog_read(&grant));
    ck_assert_int_eq(plog_release(&grant, grant.length - 1), PLOG_OK);
    ck_assert(plog_read(&grant));
    ck_assert_uint_eq(grant.length, 1);
}
END_TEST

START_TEST(more_than_granted_is_refused)
{
    plog_grant grant;

    boot(PLOG_CAUSE_PIN);
    ck_assert(plog_read(&grant));
    ck_assert_int_eq(plog_release(&grant, grant.length + 1), PLOG_RANGE);
    ck_assert(plog_read(&grant));
    ck_assert_uint_eq(grant.length, BOOT_SIZE);
}
END_TEST

START_TEST(grant_grows_with_what_is_logged_since)
{
    plog_grant grant;

    boot(PLOG_CAUSE_PIN);
    ck_assert(plog_read(&grant));
    mark();
    ck_assert_int_eq(plog_release(&grant, grant.length), PLOG_OK);
    ck_assert(plog_read(&grant));
    ck_assert_uint_eq(grant.length, MARK_SIZE);
}
END_TEST

START_TEST(releases_go_across_the_end)
{
    boot(PLOG_CAUSE_PIN);
    for (unsigned i = 0; i < 40 * BLOCKS; i++) {
        mark_times(ROOM / MARK_SIZE / 4);
        release_all();
        check_shown(next_mark);
        ck_assert_uint_eq(shown.unread, 0);
        ck_assert_uint_eq(shown.lost, 0);
    }
    ck_assert_uint_eq(plog_lost(), 0);
}
END_TEST

START_TEST(lapped_grant_is_refused)
{
    plog_grant grant;
    uint32_t unread;

    boot(PLOG_CAUSE_PIN);
    ck_assert(plog_read(&grant));
    while (place() == 0)
        mark();
    while (place() != 0)
        mark();
    look();
    unread = (uint32_t)shown.unread;
    ck_assert_int_eq(plog_release(&grant, grant.length), PLOG_LAPPED);
    ck_assert_int_eq(plog_release(&grant, 0), PLOG_LAPPED);
    look();
    ck_assert_uint_eq(shown.unread, unread);
}
END_TEST

START_TEST(grant_lapped_sixteen_times_is_refused)
{
    plog_grant grant;

    boot(PLOG_CAUSE_PIN);
    ck_assert(plog_read(&grant));
    for (unsigned lap = 0; lap < PLOG_LAPS; lap++) {
        while (place() == 0)
            mark();
        while (place() != 0)
            mark();
    }
    ck_assert_int_eq(plog_release(&grant, grant.length), PLOG_LAPPED);
}
END_TEST

START_TEST(grant_of_a_cleared_block_is_refused)
{
    plog_grant grant;

    boot(PLOG_CAUSE_PIN);
    ck_assert(plog_read(&grant));
    plog_clear();
    ck_assert_int_eq(plog_release(&grant, grant.length), PLOG_LAPPED);
}
END_TEST

START_TEST(read_position_survives_a_reset)
{
    plog_grant grant;

    boot(PLOG_CAUSE_PIN);
    mark_times(2);
    ck_assert(plog_read(&grant));
    ck_assert_int_eq(plog_release(&grant, BOOT_SIZE + MARK_SIZE), PLOG_OK);
    boot(PLOG_CAUSE_WATCHDOG);
    ck_assert(plog_read(&grant));
    ck_assert_uint_eq(grant.length, MARK_SIZE + BOOT_SIZE);
    ck_assert_uint_eq(grant.bytes[0], MARK);
    ck_assert_uint_eq(grant.bytes[1], 1);
}
END_TEST

START_TEST(thousand_records_drained_every_twenty_come_in_order)
{
    stream_begin(&stream, &geometry);
    boot(PLOG_CAUSE_PIN);
    for (unsigned i = 0; i < 1000 / 20; i++) {
        mark_times(20);
        drain(&stream);
    }
    ck_assert_uint_eq(count_of(&stream.history, MARK), 1000);
    for (uint32_t i = 0; i < 1000; i++)
        ck_assert_uint_eq(stream.history.records[i + 1].value, i);
    ck_assert_uint_eq(stream.length, 0);
    ck_assert_uint_eq(stream.lost, 0);
}
END_TEST

START_TEST(drain_stops_at_max)
{
    stream_begin(&stream, &geometry);
    boot(PLOG_CAUSE_PIN);
    mark_times(100);
    for (size_t max = 0; max < 400; max++)
        ck_assert_uint_le(plog_drain(to_stream, &stream, max), max);
    while (plog_drain(to_stream, &stream, 160) > 0)
        ;
    ck_assert(!stream.wrong);
    ck_assert_uint_eq(count_of(&stream.history, MARK), 100);
}
END_TEST

static bool refuse(void *user, const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    ++*(unsigned *)user;
    return false;
}

START_TEST(what_the_sink_refuses_comes_again)
{
    unsigned asked = 0;

    stream_begin(&stream, &geometry);
    boot(PLOG_CAUSE_PIN);
    mark_times(10);
    ck_assert_uint_eq(plog_drain(refuse, &asked, SIZE_MAX), 0);
    ck_assert_uint_eq(asked, 1);
    drain(&stream);
    ck_assert_uint_eq(count_of(&stream.history, MARK), 10);
    ck_assert_uint_eq(plog_drain(refuse, &asked, SIZE_MAX), 0);
    ck_assert_uint_eq(asked, 1);
}
END_TEST

/* A sink as slow as can be: the ring laps it while it has the chunk. */
static bool lap_and_take(void *user, const void *bytes, size_t length)
{
    mark_times(2 * PLOG_REGION_SIZE / MARK_SIZE);
    return to_stream(user, bytes, length);
}

START_TEST(drain_that_is_lapped_goes_on_with_what_is_there)
{
    stream_begin(&stream, &geometry);
    boot(PLOG_CAUSE_PIN);
    mark_times(5);
    plog_drain(lap_and_take, &stream, 400);
    ck_assert(!stream.wrong);
    plog_drain(to_stream, &stream, SIZE_MAX);
    ck_assert_uint_eq(stream.length, 0);
    ck_assert_uint_eq(stream.history.records[stream.history.count - 1].value, next_mark - 1);
    for (size_t i = 2; i < stream.history.count; i++)
        ck_assert_uint_gt(stream.history.records[i].value, stream.history.records[i - 1].value);
}
END_TEST

START_TEST(clear_forgets_all_for_good)
{
    plog_grant grant;

    boot(PLOG_CAUSE_PIN);
    mark_times(300);
    plog_clear();
    look();
    ck_assert_uint_eq(shown.count, 0);
    ck_assert(!plog_read(&grant));
    mark();
    look();
    ck_assert_uint_eq(shown.count, 1);
    ck_assert_uint_eq(shown.records[0].value, next_mark - 1);
    ck_assert_uint_eq(shown.records[0].boot, 1);
    boot(PLOG_CAUSE_PIN);
    look();
    ck_assert_uint_eq(shown.count, 2);
    ck_assert_uint_eq(shown.records[1].boot, 2);
}
END_TEST

START_TEST(clear_loses_nothing)
{
    uint32_t before;

    boot(PLOG_CAUSE_PIN);
    mark_times(300);
    before = plog_lost();
    ck_assert_uint_gt(before, 0);
    plog_clear();
    ck_assert_uint_eq(plog_lost(), before);
    mark_times(300);
    look();
    ck_assert_uint_eq(plog_lost() + shown.unread, before + 300 * MARK_SIZE);
}
END_TEST

START_TEST(clear_before_the_start_starts_nothing)
{
    boot(PLOG_CAUSE_PIN);
    mark_times(10);
    reset();
    plog_region = (plog_block *)region;
    plog_clear();
    look();
    ck_assert_uint_eq(shown.count, 0);
    mark();
    look();
    ck_assert_uint_eq(shown.count, 0);
    boot(PLOG_CAUSE_PIN);
    look();
    ck_assert_uint_eq(shown.records[0].kind, OWN_BOOT);
    ck_assert_uint_eq(shown.records[0].value, 2);
}
END_TEST

int main(void)
{
    return suite_run("read", (const TTest *const[]){
        zero_release_changes_nothing, partial_releases_add_up, release_before_the_end_leaves_the_rest,
        more_than_granted_is_refused, grant_grows_with_what_is_logged_since, releases_go_across_the_end, lapped_grant_is_refused,
        grant_lapped_sixteen_times_is_refused, grant_of_a_cleared_block_is_refused, read_position_survives_a_reset,
        thousand_records_drained_every_twenty_come_in_order, drain_stops_at_max, what_the_sink_refuses_comes_again,
        drain_that_is_lapped_goes_on_with_what_is_there, clear_forgets_all_for_good, clear_loses_nothing,
        clear_before_the_start_starts_nothing, NULL,
    }, power_on);
}
