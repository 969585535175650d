/* "count;": records are numbered, and what was lost before the oldest can be told in records. */
#include "ring.c"
#include "device.h"

/* Where nothing was drained, the oldest block's first is the number of records lost before it. */
static void check_first(void)
{
    size_t records;

    check_shown(next_mark);
    records = count_of(&shown, MARK);
    ck_assert_uint_eq(shown.first + records, next_mark);
    ck_assert(!shown.drained);
}

START_TEST(first_is_what_was_lost)
{
    boot(PLOG_CAUSE_PIN);
    for (unsigned i = 0; i < 1500; i++) {
        mark();
        if (i % 50 == 0)
            boot(PLOG_CAUSE_PIN);
        check_first();
    }
    ck_assert_uint_gt(shown.first, 0);
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

START_TEST(drained_is_told_by_the_next_block)
{
    plog_grant grant;

    boot(PLOG_CAUSE_PIN);
    mark_times(3);
    ck_assert(plog_read(&grant));
    ck_assert_int_eq(plog_release(&grant, 1), PLOG_OK);
    look();
    ck_assert(!shown.drained);
    while (place() == 0)
        mark();
    look();
    ck_assert(shown.drained);
    mark_times(2000);
    look();
    ck_assert(shown.drained);
}
END_TEST

START_TEST(drained_from_the_block_that_is_replaced_is_told)
{
    plog_grant grant;

    boot(PLOG_CAUSE_PIN);
    while (place() != BLOCKS - 1)
        mark();
    ck_assert(plog_read(&grant));
    ck_assert_ptr_eq(grant.block, plog_at(0, 0));
    ck_assert_int_eq(plog_release(&grant, BOOT_SIZE), PLOG_OK);
    while (place() != 0)
        mark();
    look();
    ck_assert(shown.drained);
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
    ck_assert(shown.first == 0 || shown.drained);
}
END_TEST

int main(void)
{
    return suite_run("count", (const TTest *const[]){
        first_is_what_was_lost, own_records_do_not_count, drained_is_told_by_the_next_block,
        drained_from_the_block_that_is_replaced_is_told, what_was_cleared_is_not_told_as_lost, NULL,
    }, power_on);
}
