/*
 * A reset at every store. What was committed is still there, nothing is shown that was not, what is lost is told
 * exactly, and the next boot logs on. Once for each store of one call, and once more for each store of the boot after that.
 */
#include <stdint.h>

#ifdef HELD_BACK
static void push(void);
#define plog_clean(from, to) ((void)(from), (void)(to), push())
#else
#define HELD_BACK 0
#endif

#include "ring.c"
#include "device.h"
#include "steps.h"

#if HELD_BACK
/* As "ram ecc" has it, and so that it is seen: each push counts up a byte behind the ring. */
static void push(void)
{
    plog_barrier();
    ++*(volatile uint8_t *)(region + PLOG_REGION_SIZE);
}
#endif

static plog_state kept_states[PLOG_RINGS];

/* The states of the region. With HELD_BACK, a number of bytes: what stands in RAM of words so wide while the last store that filled no word
   is held back. */
static void take(struct steps *steps, void (*function)(void))
{
    steps_take(steps, function, region, PLOG_REGION_SIZE + (HELD_BACK ? 1 : 0));
    if (HELD_BACK)
        steps_hold_back(steps, HELD_BACK ? HELD_BACK : 1);
}

/* fork() closes the log in the child; this is the same writer, cut short. */
static void keep_writer(void)
{
    memcpy(kept_states, plog_states, sizeof kept_states);
}

static void take_up_writer(void)
{
    memcpy(plog_states, kept_states, sizeof kept_states);
    plog_region = (plog_block *)region;
    plog_given = true;
}

static void mark_again(void)
{
    take_up_writer();
    log_mark(next_mark);
}

static void boot_and_mark(void)
{
    boot(PLOG_CAUSE_WATCHDOG);
    log_mark(next_mark);
}

static void release_again(void)
{
    take_up_writer();
    release_all();
}

static void clear(void)
{
    take_up_writer();
    plog_clear();
}

static void go_down(void)
{
    take_up_writer();
    plog_going_down(PLOG_CAUSE_SOFTWARE);
}

static uint16_t last_boot(void)
{
    uint16_t last = 0;

    for (size_t i = 0; i < shown.count; i++)
        if (shown.records[i].boot > last)
            last = shown.records[i].boot;
    return last;
}

static bool shows_mark(uint32_t value)
{
    return shown.count > 0 && shown.records[shown.count - 1].id == MARK && shown.records[shown.count - 1].value == value;
}

/* Takes the region as it is, with or without next_mark: the books must agree. */
static void check_books(void)
{
    bool has_next;

    look();
    has_next = shows_mark(next_mark);
    committed += has_next ? MARK_SIZE : 0;
    committed_records += has_next;
    next_mark += has_next;
    check_shown(next_mark);
    if (geometry.drop)
        ck_assert_uint_eq(shown.unread + drained, committed);
}

/* The last boot in the ring where the marks are not. */
static uint16_t last_boot_beside(void)
{
    static struct history beside;
    struct geometry its = geometry;
    uint16_t last = 0;

    its.ring = 0;
    its.blocks = plog_parts[0];
    read_image(&its, region, &beside);
    for (size_t i = 0; i < beside.count; i++)
        if (beside.records[i].boot > last)
            last = beside.records[i].boot;
    return last;
}

/* A boot on the region as it is, and what it logs. All rings have the same number for it, which none had before. */
static void check_boot(void)
{
    uint16_t boot_before;

    look();
    boot_before = last_boot();
    if (PLOG_RINGS > 1 && last_boot_beside() > boot_before)
        boot_before = last_boot_beside();
    ck_assert_int_eq(boot(PLOG_CAUSE_WATCHDOG), PLOG_OK);
    look();
    if (PLOG_RINGS > 1)
        ck_assert_uint_eq(last_boot_beside(), last_boot());
    check_books();
    ck_assert_uint_gt(last_boot(), boot_before);
    if (!geometry.drop)
        ck_assert_uint_eq(plog_lost(), shown.lost);
    mark_times(60);
    if (!geometry.drop)
        check_books();
}

struct books {
    uint64_t committed, drained;
    uint32_t committed_records, drained_records, next_mark;
};

static struct books save_books(void)
{
    return (struct books){ committed, drained, committed_records, drained_records, next_mark };
}

static void restore_books(struct books books)
{
    committed = books.committed;
    drained = books.drained;
    committed_records = books.committed_records;
    drained_records = books.drained_records;
    next_mark = books.next_mark;
}

/* The boot's record may be there or not; the boot before it was last. */
static void check_second_state(uint16_t last)
{
    look();
    for (size_t i = 0; i < shown.count; i++)
        if (shown.records[i].id == OWN && shown.records[i].value > last)
            committed += BOOT_SIZE;
    check_books();
    check_boot();
}

/* The reset came; another comes in the boot that follows. */
static __attribute__((unused)) void check_second_reset(void)
{
    struct books books = save_books();
    struct steps steps;
    uint16_t last;

    look();
    last = last_boot();
    take(&steps, boot_and_mark);
    for (size_t i = 0; i < steps.count; i++) {
        memcpy(region, steps_state(&steps, i), PLOG_REGION_SIZE);
        check_second_state(last);
        restore_books(books);
    }
    steps_free(&steps);
}

/* Logs a mark with a reset at each store. */
static void check_all_resets(void)
{
    struct books books = save_books();
    struct steps steps;

    keep_writer();
    take(&steps, mark_again);
    ck_assert_uint_ge(steps.count, 3);
    for (size_t i = 0; i < steps.count; i++) {
        memcpy(region, steps_state(&steps, i), PLOG_REGION_SIZE);
        check_books();
        ck_assert(i + 1 < steps.count || next_mark > books.next_mark); /* it returned: it is committed */
        check_boot();
        restore_books(books);
#ifndef __SANITIZE_ADDRESS__ /* too slow, and no other code */
        memcpy(region, steps_state(&steps, i), PLOG_REGION_SIZE);
        check_books();
        check_second_reset();
        restore_books(books);
#endif
    }
    steps_free(&steps);
}

/* Logs until the next mark opens that block. */
static void go_before(unsigned block)
{
    while (place() != (block + BLOCKS - 1) % BLOCKS || room_left() >= MARK_SIZE)
        mark();
}

static void release_some(size_t length)
{
    plog_grant grant;

    ck_assert(plog_read(&grant));
    ck_assert_uint_le(length, grant.length);
    ck_assert_int_eq(plog_release(&grant, length), PLOG_OK);
    drained += length;
}

START_TEST(inside_a_block)
{
    boot(PLOG_CAUSE_PIN);
    mark_times(3);
    check_all_resets();
}
END_TEST

START_TEST(opening_a_block_for_the_first_time)
{
    boot(PLOG_CAUSE_PIN);
    go_before(1);
    check_all_resets();
}
END_TEST

START_TEST(opening_over_unread_records)
{
    boot(PLOG_CAUSE_PIN);
    go_before(0);
    if (geometry.drop)
        release_all();
    check_all_resets();
}
END_TEST

START_TEST(opening_over_unread_records_in_a_later_lap)
{
    boot(PLOG_CAUSE_PIN);
    for (unsigned lap = 0; lap < PLOG_LAPS + 1; lap++)
        for (unsigned block = 0; block < BLOCKS; block++) {
            if (geometry.drop)
                release_all();
            go_before(block);
            if (geometry.drop)
                release_all();
            mark();
        }
    if (geometry.drop)
        release_all();
    go_before(2);
    if (geometry.drop)
        release_all();
    check_all_resets();
}
END_TEST

START_TEST(opening_over_a_block_read_in_part)
{
    boot(PLOG_CAUSE_PIN);
    mark_times(3);
    if (!geometry.drop)
        release_all();
    go_before(0);
    if (geometry.drop)
        release_all();
    else
        release_some(MARK_SIZE + 1);
    check_all_resets();
}
END_TEST

START_TEST(opening_over_a_block_read_in_all)
{
    boot(PLOG_CAUSE_PIN);
    go_before(0);
    release_all();
    check_all_resets();
}
END_TEST

/* A reset at each store, and then it is drained by one who does not start the log: the chunks tell what the image does. */
START_TEST(opening_then_drained_unstarted)
{
    static struct stream stream;
    struct steps steps;

    boot(PLOG_CAUSE_PIN);
    go_before(0);
    if (geometry.drop)
        release_all();
    keep_writer();
    take(&steps, mark_again);
    for (size_t i = 0; i < steps.count; i++) {
        memcpy(region, steps_state(&steps, i), PLOG_REGION_SIZE);
        look();
        reset();
        stream_begin(&stream, &geometry);
        plog_drain(to_stream, &stream, SIZE_MAX);
        ck_assert(!stream.wrong);
        if (!geometry.drop) {
            ck_assert_uint_gt(stream.history.count, 0);
            ck_assert_uint_eq(stream.lost, shown.lost);
            ck_assert_uint_eq(stream.lost_records, shown.lost_records);
        }
    }
    steps_free(&steps);
}
END_TEST

/* Either all of the block is released, its records too, or nothing. */
START_TEST(releasing)
{
    struct steps steps;
    uint64_t unread;
    uint32_t unread_records;

    boot(PLOG_CAUSE_PIN);
    mark_times(20);
    look();
    unread = shown.unread;
    unread_records = shown.unread_records;
    keep_writer();
    take(&steps, release_again);
    ck_assert_uint_eq(steps.count, 1 + PLOG_RINGS * (HELD_BACK ? 2 : 1));
    for (size_t i = 0; i < steps.count; i++) {
        memcpy(region, steps_state(&steps, i), PLOG_REGION_SIZE);
        look();
        if (HELD_BACK && shown.unread == 0)
            i = steps.count - 1; /* a release that fills a word is not held back */
        ck_assert_uint_eq(shown.unread, i + 1 < steps.count ? unread : 0);
        ck_assert_uint_eq(shown.unread_records, i + 1 < steps.count ? unread_records : 0);
    }
    steps_free(&steps);
}
END_TEST

START_TEST(opening_in_noise)
{
    fill_with_noise(11);
    boot(PLOG_CAUSE_PIN);
    go_before(1);
    check_all_resets();
}
END_TEST

START_TEST(opening_over_damage)
{
    boot(PLOG_CAUSE_PIN);
    go_before(0);
    if (geometry.drop)
        release_all();
    look();
    committed -= shown.unread;
    committed_records -= shown.unread_records;
    plog_at(PLOG_KEEP, 0)->used = 0x7000;
    look();
    committed += shown.unread;
    committed_records += shown.unread_records;
    check_all_resets();
}
END_TEST

/* What stood in a block whose check is wrong is not shown. Once the block is overwritten, it counts as lost. */
START_TEST(damage_is_lost_when_it_is_overwritten)
{
    boot(PLOG_CAUSE_PIN);
    go_before(0);
    if (geometry.drop)
        release_all();
    plog_at(0, 0)->check ^= 1;
    mark();
    check_shown(next_mark);
}
END_TEST

START_TEST(first_boot_in_noise)
{
    struct books books = save_books();
    struct steps steps;

    fill_with_noise(12);
    take(&steps, boot_and_mark);
    for (size_t i = 0; i < steps.count; i++) {
        memcpy(region, steps_state(&steps, i), PLOG_REGION_SIZE);
        check_second_state(0);
        restore_books(books);
    }
    steps_free(&steps);
}
END_TEST

/* Else a decoder would take an empty block for a damaged one, and correct it. */
static void check_no_parity_of_empty_blocks(void)
{
    for (unsigned i = 0; i < PLOG_BLOCKS; i++) {
        const plog_block *block = (const plog_block *)region + i;

        for (unsigned at = PLOG_BLOCK_END; block->header.used == 0 && at < PLOG_BLOCK_SIZE; at++)
            ck_assert_uint_eq(block->bytes[at], 0);
    }
}

START_TEST(clearing)
{
    struct steps steps;
    uint32_t lost, lost_records;

    boot(PLOG_CAUSE_PIN);
    mark_times(geometry.drop ? 100 : 300);
    lost = plog_lost();
    look();
    lost_records = shown.lost_records;
    keep_writer();
    take(&steps, clear);
    for (size_t i = 0; i < steps.count; i++) {
        memcpy(region, steps_state(&steps, i), PLOG_REGION_SIZE);
        check_no_parity_of_empty_blocks();
        look();
        ck_assert(!shown.torn);
        ck_assert_uint_eq(shown.lost, lost);
        ck_assert_uint_eq(shown.lost_records, lost_records);
        ck_assert_int_eq(boot(PLOG_CAUSE_WATCHDOG), PLOG_OK);
        look();
        ck_assert_uint_eq(shown.lost, lost);
        ck_assert_uint_eq(shown.lost_records, lost_records);
        ck_assert_uint_eq(last_boot(), 2);
    }
    ck_assert_uint_eq(shown.count, 1);
    for (size_t i = 0; i < steps.count && !geometry.drop; i++) {
        memcpy(region, steps_state(&steps, i), PLOG_REGION_SIZE);
        look();
        committed = shown.lost + shown.unread;
        committed_records = shown.lost_records + shown.unread_records;
        boot(PLOG_CAUSE_WATCHDOG);
        next_mark = 0;
        mark_times(1000);
        check_shown(next_mark);
    }
    steps_free(&steps);
}
END_TEST

/* Of the first chunk. Then it takes no more. */
static bool begins_with_its_block(void *user, const void *bytes, size_t length)
{
    plog_header header;

    (void)user;
    ck_assert_uint_gt(length, PLOG_AROUND);
    memcpy(&header, (const uint8_t *)bytes + PLOG_AROUND - PLOG_SEED_SIZE - sizeof header, sizeof header);
    ck_assert_uint_eq(header.read, PLOG_HEADER_SIZE);
    return false;
}

/* A stream that began inside a block could not be decoded until the next one. */
START_TEST(clearing_then_drained)
{
    struct steps steps;

    boot(PLOG_CAUSE_PIN);
    mark_times(geometry.drop ? 100 : 300);
    keep_writer();
    take(&steps, clear);
    for (size_t i = 0; i < steps.count; i++) {
        memcpy(region, steps_state(&steps, i), PLOG_REGION_SIZE);
        boot(PLOG_CAUSE_WATCHDOG);
        plog_drain(begins_with_its_block, NULL, SIZE_MAX);
    }
    steps_free(&steps);
}
END_TEST

/* The reset's record is there or not, and the boots and marks around it are. With "keep" it is kept: no number of others evicts it. */
START_TEST(going_down)
{
    struct books books;
    struct steps steps;

    boot(PLOG_CAUSE_PIN);
    mark_times(3);
    books = save_books();
    keep_writer();
    take(&steps, go_down);
    for (size_t i = 0; i < steps.count; i++) {
        memcpy(region, steps_state(&steps, i), PLOG_REGION_SIZE);
        look();
        ck_assert_uint_eq(count_of_own(&shown, OWN_RESET), i + 1 == steps.count || shown.records[shown.count - 1].kind == OWN_RESET);
        committed += count_of_own(&shown, OWN_RESET) * RESET_SIZE;
        check_boot();
        if (i + 1 == steps.count)
            break;
        restore_books(books);
    }
    for (unsigned i = 0; PLOG_RINGS > 1 && i < PLOG_REGION_SIZE; i++)
        log_byte((uint8_t)i);
    look();
    ck_assert_uint_eq(count_of_own(&shown, OWN_RESET), 1);
    steps_free(&steps);
}
END_TEST

#if PLOG_RINGS > 1
/* The ring that logs a boot first tells nothing of the boots before: the other one's number counts. */
START_TEST(booting_with_the_other_ring_gone)
{
    struct books books;
    struct steps steps;
    uint32_t seed = 13;
    uint16_t last;

    for (unsigned i = 0; i < 3; i++)
        boot(PLOG_CAUSE_PIN);
    mark_times(3);
    for (size_t i = 0; i < FIRST * PLOG_BLOCK_SIZE; i++)
        region[i] = (uint8_t)noise(&seed);
    look();
    last = last_boot();
    books = save_books();
    steps_take(&steps, boot_and_mark, region, PLOG_REGION_SIZE);
    for (size_t i = 0; i < steps.count; i++) {
        memcpy(region, steps_state(&steps, i), PLOG_REGION_SIZE);
        check_second_state(last);
        restore_books(books);
    }
    steps_free(&steps);
}
END_TEST
#endif

int main(void)
{
    return suite_run("steps", (const TTest *const[]){
        inside_a_block, opening_a_block_for_the_first_time, opening_over_unread_records, opening_over_unread_records_in_a_later_lap,
        opening_over_a_block_read_in_part, opening_over_a_block_read_in_all, opening_in_noise, opening_over_damage,
        damage_is_lost_when_it_is_overwritten, first_boot_in_noise, opening_then_drained_unstarted, releasing, clearing, clearing_then_drained,
        going_down,
#if PLOG_RINGS > 1
        booting_with_the_other_ring_gone,
#endif
        NULL,
    }, power_on);
}
