/* "count;": what was lost is told in records, exactly, whatever was drained. */
#include "ring.c"
#include "device.h"

static struct stream stream;

/* The records that the image shows, and those lost before them, are all. */
static void check_none_missing(void)
{
    check_shown(next_mark);
    ck_assert_uint_eq(shown.lost_records + count_of(&shown, MARK), next_mark);
    ck_assert_uint_eq(shown.first, shown.lost_records);
}

START_TEST(undrained_all_but_the_shown_are_lost)
{
    boot(PLOG_CAUSE_PIN);
    for (unsigned i = 0; i < 1500; i++) {
        mark();
        if (i % 50 == 0)
            boot(PLOG_CAUSE_PIN);
        check_none_missing();
    }
    ck_assert_uint_gt(shown.lost_records, 0);
}
END_TEST

START_TEST(own_records_do_not_count)
{
    boot(PLOG_CAUSE_PIN);
    plog_going_down(PLOG_CAUSE_SOFTWARE);
    ck_assert_uint_eq(plog_states[0].open->records, 0);
    mark();
    ck_assert_uint_eq(plog_states[0].open->records, 1);
    boot(PLOG_CAUSE_PIN);
    ck_assert_uint_eq(plog_states[0].open->records, 1);
}
END_TEST

/* Drains now and then; what the stream has, what was lost, and what is still there are all. */
START_TEST(drained_records_are_not_lost)
{
    uint32_t seed = 5;

    stream_begin(&stream, &geometry);
    boot(PLOG_CAUSE_PIN);
    for (unsigned i = 0; i < 60; i++) {
        mark_times(noise(&seed) % 300);
        if (i % 7 == 0)
            boot(PLOG_CAUSE_PIN);
        check_shown(next_mark);
        ck_assert_uint_eq(shown.lost_records + count_of(&stream.history, MARK) + shown.unread_records, next_mark);
        drain(&stream);
        check_shown(next_mark);
        ck_assert_uint_eq(shown.unread_records, 0);
        ck_assert_uint_eq(shown.lost_records + count_of(&stream.history, MARK), next_mark);
    }
    ck_assert_uint_gt(shown.lost_records, 0);
    mark_times(2000);
    check_shown(next_mark);
    ck_assert_uint_eq(shown.lost_records + count_of(&stream.history, MARK) + count_of(&shown, MARK), next_mark);
    ck_assert_uint_gt(shown.first, shown.lost_records);
}
END_TEST

START_TEST(grant_released_in_parts_counts_at_its_end)
{
    plog_grant grant;

    boot(PLOG_CAUSE_PIN);
    mark_times(3);
    ck_assert(plog_read(&grant));
    mark();
    while (grant.length > 0) {
        ck_assert_uint_eq(plog_at(0, 0)->released, 0);
        ck_assert_int_eq(plog_release(&grant, 1), PLOG_OK);
        drained++;
    }
    drained_records += 3;
    ck_assert_uint_eq(plog_at(0, 0)->released, 3);
    ck_assert_int_eq(plog_release(&grant, 0), PLOG_OK);
    ck_assert_uint_eq(plog_at(0, 0)->released, 3);
    mark_times(2000);
    check_shown(next_mark);
    ck_assert_uint_eq(shown.lost_records + 3 + count_of(&shown, MARK), next_mark);
}
END_TEST

/* Where the grant's end was not reached, what was drained for sure is what grants before it had. */
START_TEST(evicted_while_it_is_drained_all_of_the_grant_is_lost)
{
    plog_grant grant;

    boot(PLOG_CAUSE_PIN);
    mark_times(3);
    release_all();
    mark_times(5);
    ck_assert(plog_read(&grant));
    ck_assert_int_eq(plog_release(&grant, 2 * MARK_SIZE + 1), PLOG_OK);
    drained += 2 * MARK_SIZE + 1;
    ck_assert_uint_eq(plog_at(0, 0)->released, 3);
    mark_times(2000);
    check_shown(next_mark);
    ck_assert_uint_eq(shown.lost_records + 3 + count_of(&shown, MARK), next_mark);
}
END_TEST

static bool to_stream_once(void *user, const void *bytes, size_t length)
{
    static unsigned calls;

    return calls++ % 2 == 0 && to_stream(user, bytes, length);
}

/* A chunk at a time, the firmware stopped or reset behind each: nothing is lost, and nothing is counted. */
START_TEST(draining_a_chunk_at_a_time_loses_nothing)
{
    stream_begin(&stream, &geometry);
    boot(PLOG_CAUSE_PIN);
    for (unsigned i = 0; i < 300; i++) {
        mark_times(10);
        plog_drain(to_stream_once, &stream, SIZE_MAX);
        if (i % 20 == 0)
            boot(PLOG_CAUSE_PIN);
    }
    while (plog_drain(to_stream, &stream, SIZE_MAX) > 0)
        ;
    mark_times(2000);
    look();
    ck_assert_uint_eq(shown.lost_records + count_of(&stream.history, MARK) + count_of(&shown, MARK), next_mark);
}
END_TEST

START_TEST(what_was_cleared_is_not_told_as_lost)
{
    boot(PLOG_CAUSE_PIN);
    mark_times(10);
    plog_clear();
    mark();
    look();
    ck_assert_uint_eq(count_of(&shown, MARK), 1);
    ck_assert_uint_eq(shown.lost_records, 0);
    mark_times(2000);
    look();
    ck_assert_uint_eq(shown.lost_records + count_of(&shown, MARK) + 10, next_mark);
}
END_TEST

int main(void)
{
    return suite_run("count", (const TTest *const[]){
        undrained_all_but_the_shown_are_lost, own_records_do_not_count, drained_records_are_not_lost,
        grant_released_in_parts_counts_at_its_end, evicted_while_it_is_drained_all_of_the_grant_is_lost,
        draining_a_chunk_at_a_time_loses_nothing, what_was_cleared_is_not_told_as_lost, NULL,
    }, power_on);
}
