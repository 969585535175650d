/* Time, and what an interrupt does between two steps of the reader. The lock is the test's: what wants it may be interrupted. */
#include "ring.c"
#include "device.h"

static uint64_t now = 1000000;
static uint64_t step; /* how far the clock goes each time it is read */
static struct stream stream;

static unsigned until_interrupt; /* locks to be taken until the interrupt comes; 0: none */
static unsigned logged_by_interrupt;

uint64_t plog_user_clock(void)
{
    now += step;
    return now;
}

uint32_t plog_user_lock(void)
{
    if (until_interrupt > 0 && --until_interrupt == 0)
        for (unsigned i = 0; i < logged_by_interrupt; i++)
            log_mark(next_mark++);
    return 0;
}

void plog_user_unlock(uint32_t held)
{
    (void)held;
}

START_TEST(time_counts_from_the_boot)
{
    boot(PLOG_CAUSE_PIN);
    now += 5;
    log_mark(0);
    now += 300;
    log_mark(1);
    boot(PLOG_CAUSE_PIN);
    now += 70000;
    log_mark(2);
    look();
    ck_assert_uint_eq(shown.records[1].time, 5);
    ck_assert_uint_eq(shown.records[2].time, 305);
    ck_assert_uint_eq(shown.records[4].time, 70000);
}
END_TEST

START_TEST(time_goes_on_in_each_block)
{
    uint64_t logged[2000];
    uint32_t seed = 17;
    uint64_t begin;

    boot(PLOG_CAUSE_PIN);
    begin = now;
    for (uint32_t i = 0; i < 2000; i++) {
        now += noise(&seed) % (1u << noise(&seed) % 20);
        logged[i] = now - begin;
        log_mark(i);
    }
    look();
    ck_assert_uint_gt(count_of(&shown, MARK), 50);
    for (size_t i = 0; i < shown.count; i++)
        ck_assert_uint_eq(shown.records[i].time, logged[shown.records[i].value]);
}
END_TEST

/* The clock runs on while the boot opens a block for itself. */
START_TEST(slow_boot_does_not_shift_times)
{
    uint64_t begin;

    step = 100000;
    begin = now + step;
    boot(PLOG_CAUSE_PIN);
    log_mark(0);
    look();
    ck_assert_uint_eq(shown.records[1].time, now - begin);
}
END_TEST

START_TEST(resets_cause_has_its_time)
{
    boot(PLOG_CAUSE_PIN);
    now += 40;
    plog_going_down(PLOG_CAUSE_SOFTWARE);
    look();
    ck_assert_uint_eq(shown.records[1].kind, OWN_RESET);
    ck_assert_uint_eq(shown.records[1].time, 40);
}
END_TEST

/* Wherever an interrupt logs while the reader drains, the stream is in order, and what is missing is told as lost. */
static void drain_interrupted(unsigned at, unsigned records)
{
    stream_begin(&stream, &geometry);
    next_mark = 0;
    memset(region, 0, PLOG_REGION_SIZE);
    boot(PLOG_CAUSE_PIN);
    mark_times(200);
    until_interrupt = at;
    logged_by_interrupt = records;
    plog_drain(to_stream, &stream, SIZE_MAX);
    until_interrupt = 0;
    plog_drain(to_stream, &stream, SIZE_MAX);
    ck_assert(!stream.wrong);
    ck_assert_uint_eq(stream.history.records[stream.history.count - 1].value, next_mark - 1);
    for (size_t i = 1; i < stream.history.count; i++)
        if (stream.history.records[i - 1].id == MARK && stream.history.records[i].id == MARK)
            ck_assert_uint_gt(stream.history.records[i].value, stream.history.records[i - 1].value);
}

START_TEST(drain_is_in_order_wherever_it_is_interrupted)
{
    for (unsigned at = 1; at < 60; at++)
        for (unsigned records = 1; records < 200; records += 7)
            drain_interrupted(at, records);
}
END_TEST

START_TEST(release_wherever_it_is_interrupted_releases_nothing_new)
{
    for (unsigned records = 1; records < 400; records += 3) {
        plog_grant grant;
        plog_status status;
        uint32_t word;

        memset(region, 0, PLOG_REGION_SIZE);
        boot(PLOG_CAUSE_PIN);
        mark_times(200);
        ck_assert(plog_read(&grant));
        word = ((const plog_header *)grant.block)->word;
        until_interrupt = 1;
        logged_by_interrupt = records;
        status = plog_release(&grant, grant.length);
        look();
        ck_assert_int_eq(status == PLOG_LAPPED, ((const plog_header *)grant.block)->word != word);
        ck_assert_uint_eq(shown.records[shown.count - 1].value, next_mark - 1);
        if (status == PLOG_LAPPED)
            for (unsigned block = 0; block < BLOCKS; block++)
                ck_assert_uint_eq(plog_at(0, block)->read, PLOG_HEADER_SIZE);
    }
}
END_TEST

START_TEST(ticks_do_nothing_to_a_wide_clock)
{
    plog_state before;

    boot(PLOG_CAUSE_PIN);
    before = plog_states[0];
    now += UINT64_C(1) << 40;
    plog_tick();
    ck_assert_mem_eq(&before, &plog_states[0], sizeof before);
    log_mark(0);
    look();
    ck_assert_uint_eq(shown.records[1].time, UINT64_C(1) << 40);
}
END_TEST

int main(void)
{
    return suite_run("time", (const TTest *const[]){
        time_counts_from_the_boot, time_goes_on_in_each_block, slow_boot_does_not_shift_times, resets_cause_has_its_time,
        drain_is_in_order_wherever_it_is_interrupted, release_wherever_it_is_interrupted_releases_nothing_new,
        ticks_do_nothing_to_a_wide_clock, NULL,
    }, power_on);
}
