/* Crashes in a row: they are counted, and the first of them stays while the ring goes round. */
#include <sys/mman.h>
#include <unistd.h>

#include "ring.c"
#include "device.h"
#include "steps.h"

#define RESET_SIZE 3u
#define LOOP_SIZE 3u
#define PAGE 4096u

/* The ring, and plog_loop in the same section: one range of memory that children share. */
static uint8_t memory[PLOG_REGION_SIZE] __attribute__((section(".plog_loop"), aligned(4096)));
static uint8_t *shared; /* its begin, and its size */
static size_t shared_size;

/* Other variables, too, and what the sanitizer has between them: volatile, or it becomes a call of memcpy(), which that watches. */
static __attribute__((no_sanitize("address"))) void copy_page(volatile uint8_t *to, const volatile uint8_t *from, size_t size)
{
    while (size-- > 0)
        *to++ = *from++;
}

static void share_memory(void)
{
    uintptr_t loop = (uintptr_t)&plog_loop, ring = (uintptr_t)memory;
    uintptr_t begin = (loop < ring ? loop : ring) / PAGE * PAGE;
    uintptr_t end = loop > ring ? loop + sizeof plog_loop : ring + sizeof memory;
    size_t pages = (end - begin + PAGE - 1) / PAGE * PAGE;
    uint8_t saved[4 * PAGE]; /* what else is in the last page */

    ck_assert_uint_le(pages, sizeof saved);
    copy_page(saved, (const uint8_t *)begin, pages);
    ck_assert_ptr_ne(mmap((void *)begin, pages, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS | MAP_FIXED, -1, 0), MAP_FAILED);
    copy_page((uint8_t *)begin, saved, pages);
    shared = (uint8_t *)begin;
    shared_size = end - begin;
    region = memory;
    geometry.blocks = BLOCKS;
}

static uint32_t row; /* that the next boot must tell */

static void boot_in_row(plog_cause cause)
{
    ck_assert_int_eq(boot(cause), PLOG_OK);
    if (row > 0)
        committed += LOOP_SIZE;
}

static void go_down(plog_cause cause)
{
    plog_going_down(cause);
    committed += RESET_SIZE;
}

/* Boots, logs, and crashes. */
static void crash_times(unsigned times, unsigned marks)
{
    while (times-- > 0) {
        boot_in_row(PLOG_CAUSE_UNKNOWN);
        mark_times(marks);
        go_down(PLOG_CAUSE_FAULT);
        row++;
    }
}

/* The row that the newest boot tells; 0 if it tells none. */
static uint32_t told(void)
{
    uint32_t value = 0;

    look();
    ck_assert(!shown.torn);
    for (size_t i = 0; i < shown.count; i++) {
        if (shown.records[i].id == OWN && shown.records[i].kind == OWN_BOOT)
            value = 0;
        if (shown.records[i].id == OWN && shown.records[i].kind == OWN_LOOP)
            value = shown.records[i].value;
    }
    return value;
}

/* All marks that are shown rise, the newest is there, and how many of the first ones. Those between may have been overwritten, and are counted. */
static size_t check_marks(uint32_t first)
{
    uint32_t last = 0;
    size_t firsts = 0;

    look();
    ck_assert(!shown.torn);
    for (size_t i = 0; i < shown.count; i++) {
        if (shown.records[i].id != MARK)
            continue;
        ck_assert(last == 0 || shown.records[i].value == last || shown.records[i].value > last);
        last = shown.records[i].value + 1;
        firsts += shown.records[i].value < first;
    }
    ck_assert_uint_eq(last, next_mark);
    ck_assert_uint_eq(shown.lost + drained + shown.unread, committed);
    if (geometry.count)
        ck_assert_uint_eq(shown.lost_records + drained_records + shown.unread_records, committed_records);
    ck_assert_uint_eq(plog_lost_of(PLOG_KEEP), shown.lost);
    return firsts;
}

START_TEST(first_crash_of_forty_stays)
{
    crash_times(1, 6);
    for (unsigned i = 2; i <= 40; i++) {
        crash_times(1, 11);
        ck_assert_uint_eq(told(), i - 1);
        ck_assert_uint_eq(check_marks(6), 6);
        ck_assert_uint_eq(shown.records[0].kind, OWN_BOOT);
        ck_assert_uint_eq(shown.records[0].value, 1);
    }
    ck_assert_uint_eq(shown.whole, BLOCKS);
}
END_TEST

START_TEST(healthy_ends_it)
{
    crash_times(20, 11);
    boot_in_row(PLOG_CAUSE_UNKNOWN);
    mark_times(400);
    ck_assert_uint_eq(check_marks(11), 11);
#if PLOG_PARITY
    ck_assert_uint_eq(check_parity(), BLOCKS - 1); /* all but the one that is being filled */
#endif
    plog_healthy();
    mark_times(400);
    ck_assert_uint_eq(check_marks(11), 0);
    ck_assert_uint_eq(shown.whole, BLOCKS);
    row = 0;
    go_down(PLOG_CAUSE_PANIC);
    row = 1;
    boot_in_row(PLOG_CAUSE_UNKNOWN);
    ck_assert_uint_eq(told(), 1);
}
END_TEST

START_TEST(clean_boot_ends_it)
{
    static const plog_cause clean[] = { PLOG_CAUSE_POWER_ON, PLOG_CAUSE_BROWN_OUT, PLOG_CAUSE_WAKE };

    for (size_t i = 0; i < sizeof clean / sizeof clean[0]; i++) {
        crash_times(5, 3);
        row = 0;
        boot_in_row(clean[i]);
        ck_assert_uint_eq(told(), 0);
    }
    crash_times(5, 3);
    boot_in_row(PLOG_CAUSE_PIN); /* some cores tell nothing better */
    ck_assert_uint_eq(told(), 5);
    go_down(PLOG_CAUSE_SOFTWARE);
    row = 0;
    boot_in_row(PLOG_CAUSE_UNKNOWN);
    ck_assert_uint_eq(told(), 0);
    boot_in_row(PLOG_CAUSE_UNKNOWN);
    ck_assert_uint_eq(told(), 0);
    row = 1;
    boot_in_row(PLOG_CAUSE_WATCHDOG);
    ck_assert_uint_eq(told(), 1);
    ck_assert_uint_eq(check_marks(0), 0);
}
END_TEST

START_TEST(drained_crash_is_not_kept)
{
    struct stream stream;

    stream_begin(&stream, &geometry);
    crash_times(20, 11);
    boot_in_row(PLOG_CAUSE_UNKNOWN);
    drain(&stream);
    ck_assert_uint_eq(count_of_own(&stream.history, OWN_RESET) > 1, 1);
    ck_assert_uint_eq(stream.history.records[0].value, 1);
    mark_times(400);
    ck_assert_uint_eq(check_marks(11), 0);
}
END_TEST

/* Drains so many bytes of the ring in which crashes are. */
static void drain_some(struct stream *stream, size_t bytes)
{
    plog_grant grant;

    while (plog_read(&grant) && grant.ring != PLOG_KEEP)
        plog_release(&grant, grant.length);
    ck_assert_uint_gt(plog_drain(to_stream, stream, PLOG_AROUND + bytes), 0);
}

/* The marks of the stream are 0, 1, ..., the first boot's and then others. */
static void check_stream(const struct stream *stream)
{
    uint32_t next = 0;

    ck_assert(!stream->wrong);
    for (size_t i = 0; i < stream->history.count && next < 11; i++)
        if (stream->history.records[i].id == MARK)
            ck_assert_uint_eq(stream->history.records[i].value, next++);
    ck_assert_uint_eq(next, 11);
}

/* In each boot a little is drained, before the block that is kept is moved: the stream goes on in it. */
START_TEST(drained_in_part_goes_on)
{
    struct stream stream;

    stream_begin(&stream, &geometry);
    crash_times(20, 11);
    while (count_of(&stream.history, MARK) < 11) {
        boot_in_row(PLOG_CAUSE_UNKNOWN);
        drain_some(&stream, 10);
        mark_times(2 * ROOM / MARK_SIZE);
        go_down(PLOG_CAUSE_FAULT);
        row++;
        ck_assert_uint_lt(row, 60);
    }
    ck_assert_uint_gt(row, 24);
    check_stream(&stream);
}
END_TEST

/* If another block is kept from then on, it comes again from its begin: nobody knows any more where it was. */
START_TEST(drained_in_part_begins_anew)
{
    struct stream stream;

    stream_begin(&stream, &geometry);
    crash_times(20, 11);
    boot_in_row(PLOG_CAUSE_UNKNOWN);
    drain_some(&stream, 10);
    mark_times(2 * ROOM / MARK_SIZE);
    plog_healthy();
    row = 0;
    boot_in_row(PLOG_CAUSE_POWER_ON);
    drain_some(&stream, PLOG_REGION_SIZE);
    check_stream(&stream);
}
END_TEST

START_TEST(destroyed_state_costs_the_count_only)
{
    for (unsigned byte = 0; byte < sizeof plog_loop; byte++) {
        crash_times(5, 11);
        ((uint8_t *)&plog_loop)[byte] ^= 0x10u;
        boot_in_row(PLOG_CAUSE_UNKNOWN);
        row = told();
        ck_assert(row == 0 || row >= 5);
        if (row == 0)
            committed -= LOOP_SIZE;
        mark_times(300);
        check_marks(0);
        row = 0; /* it does not crash */
    }
}
END_TEST

static void mark_blocks(void)
{
    boot(PLOG_CAUSE_WATCHDOG);
    mark_times(2 * ROOM / MARK_SIZE);
}

/* The first crash is there once, the marks rise, and all that was committed is shown or counted: what was before, boots, and marks since then.
   The last boot may have been cut short. */
static void check_once(uint64_t before, unsigned boots)
{
    uint32_t last = 0;
    size_t firsts = 0;
    uint64_t cut_short;

    look();
    ck_assert(!shown.torn);
    for (size_t i = 0; i < shown.count; i++) {
        if (shown.records[i].id != MARK)
            continue;
        ck_assert(shown.records[i].value >= last);
        last = shown.records[i].value + 1;
        firsts += shown.records[i].value < 11;
    }
    ck_assert_uint_eq(firsts, 11);
    cut_short = shown.lost + shown.unread - before - (last - next_mark) * MARK_SIZE - boots * (BOOT_SIZE + LOOP_SIZE);
    ck_assert(cut_short == 0 || cut_short == BOOT_SIZE || cut_short == BOOT_SIZE + LOOP_SIZE);
}

/* Whether a block stands in two places. */
static bool is_moving(void)
{
    bool moving = false;

    for (unsigned i = 0; i < BLOCKS; i++) {
        const plog_header *block = plog_at(PLOG_KEEP, i);

        moving |= (block->read & PLOG_REPLACED) != 0 && (block->used & PLOG_REPLACED) == 0;
    }
    return moving;
}

/* A reset at each store while blocks are opened and the kept one is moved; and then the loop goes on. */
START_TEST(reset_at_each_store)
{
    struct steps steps;
    size_t moving = 0;
    uint64_t before;

    crash_times(20, 11);
    before = committed;
    steps_take(&steps, mark_blocks, shared, shared_size);
    ck_assert_uint_gt(steps.count, 200);
    for (size_t i = 0; i < steps.count; i++) {
        size_t firsts = 0;

        memcpy(shared, steps_state(&steps, i), shared_size);
        check_once(before, 0);
        moving += is_moving();
        reset();
        ck_assert_int_eq(boot(PLOG_CAUSE_WATCHDOG), PLOG_OK);
        ck_assert(!is_moving());
        check_once(before, 1);
        for (unsigned k = 0; k < 400; k++)
            log_mark(99999);
        look();
        for (size_t k = 0; k < shown.count; k++)
            firsts += shown.records[k].id == MARK && shown.records[k].value < 11;
        ck_assert_uint_eq(firsts, 11);
        ck_assert_uint_eq(plog_lost_of(PLOG_KEEP), shown.lost);
    }
    ck_assert_uint_gt(moving, 0);
    steps_free(&steps);
}
END_TEST

/* Opens blocks with records so long that the boot's own still finds room in the block before. */
static void log_texts(void)
{
    boot(PLOG_CAUSE_WATCHDOG);
    for (unsigned i = 0; i <= ROOM / 64; i++)
        log_text("some sixty bytes, so that a block ends long before its last one");
}

/* The same where all that is beside the ring is destroyed: which block is kept is no longer known, but nothing is lost that is not counted. */
static void mark_one_block(void)
{
    boot(PLOG_CAUSE_WATCHDOG);
    mark_times(ROOM / MARK_SIZE);
}

static void destroy_at_each_store(void (*open_blocks)(void))
{
    static const int fills[] = { 0x00, 0xFF, 0xA5 };
    struct steps steps;
    size_t held = 0;

    crash_times(20, 11);
    steps_take(&steps, open_blocks, shared, shared_size);
    for (size_t i = 0; i < steps.count; i++) {
        uint64_t before;

        memcpy(shared, steps_state(&steps, i), shared_size);
        look();
        before = shown.lost + shown.unread;
        memset(&plog_loop, fills[i % 3], sizeof plog_loop);
        reset();
        ck_assert_int_eq(boot(PLOG_CAUSE_WATCHDOG), PLOG_OK);
        before += BOOT_SIZE + LOOP_SIZE;
        for (unsigned k = 0; k <= 60; k++) {
            look();
            ck_assert(!shown.torn);
            ck_assert_uint_eq(shown.lost + shown.unread, before + k * MARK_SIZE);
            ck_assert_uint_eq(plog_lost_of(PLOG_KEEP), shown.lost);
            held += k == 0 && shown.records[0].value == 1; /* the first boot's */
            log_mark(99999);
        }
    }
    ck_assert_uint_gt(held, 0);
    steps_free(&steps);
}

START_TEST(destroyed_at_each_store)
{
    destroy_at_each_store(mark_one_block);
}
END_TEST

START_TEST(destroyed_before_a_short_record)
{
    destroy_at_each_store(log_texts);
}
END_TEST

int main(void)
{
    return suite_run("loop", (const TTest *const[]){
        first_crash_of_forty_stays, healthy_ends_it, clean_boot_ends_it, drained_crash_is_not_kept, drained_in_part_goes_on,
        drained_in_part_begins_anew, destroyed_state_costs_the_count_only,
        reset_at_each_store, destroyed_at_each_store, destroyed_before_a_short_record, NULL,
    }, share_memory);
}
