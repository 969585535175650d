/* The second memory: a ring that was lost comes back from it, whole or not at all, whatever word of it a reset or a fault hit. */
#include <setjmp.h>

#include "ring.c"
#include "device.h"

#define WORDS (PLOG_BACKUP / 4)
#define ALWAYS UINT32_MAX

static uint32_t backup[WORDS];
static uint32_t words_left = ALWAYS; /* until the reset */
static jmp_buf at_reset;

static void pass_word(void)
{
    if (words_left != ALWAYS && words_left-- == 0)
        longjmp(at_reset, 1);
}

void plog_backup_read(uint32_t offset, uint32_t *words, uint32_t count)
{
    ck_assert_uint_eq(offset % 4, 0);
    ck_assert_uint_le(offset / 4 + count, WORDS);
    for (uint32_t i = 0; i < count; i++) {
        pass_word();
        words[i] = backup[offset / 4 + i];
    }
}

void plog_backup_write(uint32_t offset, const uint32_t *words, uint32_t count)
{
    ck_assert_uint_eq(offset % 4, 0);
    ck_assert_uint_le(offset / 4 + count, WORDS);
    for (uint32_t i = 0; i < count; i++) {
        pass_word();
        backup[offset / 4 + i] = words[i];
    }
}

static void lose_ring(void)
{
    fill_with_noise(1234);
}

/* Runs it until a reset after so many words of the backup. Returns whether it came to its end. */
static bool run_for(uint32_t words, void (*run)(void))
{
    volatile bool ended = false;

    words_left = words;
    if (setjmp(at_reset) == 0) {
        run();
        ended = true;
    }
    words_left = ALWAYS;
    reset();
    return ended;
}

/* What the boot says of the backup, or PLOG_COPY_NONE. */
static unsigned said(void)
{
    unsigned found = PLOG_COPY_NONE;

    look();
    ck_assert(!shown.torn);
    for (size_t i = 0; i < shown.count; i++)
        if (shown.records[i].id == OWN && shown.records[i].kind == OWN_BACKUP)
            found = shown.records[i].value;
    return found;
}

/* The marks that are shown are those up to the last one, in order, and so many at least. */
static void check_marks(uint32_t last, size_t least)
{
    uint32_t expected = last + 1;

    for (size_t i = shown.count; i-- > 0;)
        if (shown.records[i].id == MARK)
            ck_assert_uint_eq(shown.records[i].value, --expected);
    ck_assert_uint_ge(count_of(&shown, MARK), least);
}

static void boot_again(void)
{
    ck_assert_int_eq(boot(PLOG_CAUSE_UNKNOWN), PLOG_OK);
}

/* A ring that has been round, copied. The first mark that fits the backup whole is in a block of its own or behind one. */
static void fill_and_copy(void)
{
    boot(PLOG_CAUSE_PIN);
    mark_times(400);
    plog_backup();
}

START_TEST(lost_ring_is_restored_once)
{
    fill_and_copy();
    lose_ring();
    boot_again();
    ck_assert_uint_eq(said(), PLOG_COPY_RESTORED);
    check_marks(399, 2 * (ROOM / MARK_SIZE));
#if PLOG_PARITY
    ck_assert_uint_ge(check_parity(), 1);
#endif
    ck_assert_uint_eq(plog_boot_of(plog_states[0].open), 2);
    lose_ring();
    boot_again();
    ck_assert_uint_eq(said(), PLOG_COPY_NONE);
    ck_assert_uint_eq(count_of(&shown, MARK), 0);
}
END_TEST

/* The newest block is filled to each byte, and the blocks stand at each place. */
START_TEST(as_much_as_fits_is_restored)
{
    for (unsigned marks = 1; marks < 400; marks++) {
        memset(region, 0, PLOG_REGION_SIZE);
        next_mark = 0;
        boot(PLOG_CAUSE_PIN);
        mark_times(marks);
        size_t newest = (plog_states[0].open->used + 3u) / 4;
        size_t before = (WORDS - PLOG_COPY_WORDS - newest) / (PLOG_BLOCK_SIZE / 4) * (ROOM / MARK_SIZE);
        plog_backup();
        lose_ring();
        boot_again();
        ck_assert_uint_eq(said(), PLOG_COPY_RESTORED);
        check_marks(marks - 1, before + 1 < marks ? before + 1 : marks);
    }
}
END_TEST

START_TEST(ring_that_survived_is_not_taken_twice)
{
    fill_and_copy();
    size_t before = count_of(look(), MARK);
    boot_again();
    ck_assert_uint_eq(said(), PLOG_COPY_NONE);
    ck_assert_uint_eq(count_of(&shown, MARK), before);
    lose_ring(); /* nobody has seen it yet */
    boot_again();
    ck_assert_uint_eq(said(), PLOG_COPY_RESTORED);
    check_marks(399, 1);
}
END_TEST

START_TEST(what_was_released_or_cleared_does_not_come_back)
{
    fill_and_copy();
    release_all();
    lose_ring();
    boot_again();
    ck_assert_uint_eq(said(), PLOG_COPY_NONE);
    fill_and_copy();
    boot_again();
    plog_clear();
    lose_ring();
    boot_again();
    ck_assert_uint_eq(said(), PLOG_COPY_NONE);
    ck_assert_uint_eq(count_of(&shown, MARK), 0);
}
END_TEST

START_TEST(going_down_copies)
{
    boot(PLOG_CAUSE_PIN);
    mark();
    plog_going_down(PLOG_CAUSE_PANIC);
    lose_ring();
    boot_again();
    ck_assert_uint_eq(said(), PLOG_COPY_RESTORED);
    ck_assert_uint_eq(count_of_own(&shown, OWN_RESET), 1);
    ck_assert_uint_eq(count_of(&shown, MARK), 1);
}
END_TEST

/* A copy was there before; the reset comes at each word of the next one. */
START_TEST(reset_at_each_word_of_a_copy)
{
    uint32_t words = 0;
    unsigned torn = 0;
    bool ended;

    do {
        memset(region, 0, PLOG_REGION_SIZE);
        next_mark = 0;
        fill_and_copy();
        mark();
        ended = run_for(words, plog_backup);
        lose_ring();
        boot_again();
        if (said() == PLOG_COPY_RESTORED) {
            check_marks(words == 0 ? 399 : 400, 1);
            ck_assert(words == 0 || ended);
        } else {
            ck_assert_uint_eq(said(), PLOG_COPY_TORN);
            ck_assert_uint_eq(count_of(&shown, MARK), 0);
            torn++;
        }
        words++;
    } while (!ended);
    ck_assert_uint_eq(torn, words - 2);
    ck_assert_uint_gt(torn, 2 * PLOG_BLOCK_SIZE / 4);
}
END_TEST

/* The reset comes at each word that is read or written while the ring is restored; the RAM is kept, or lost, too. */
START_TEST(reset_at_each_word_of_restoring)
{
    for (unsigned lost = 0; lost < 2; lost++) {
        uint32_t words = 0;
        bool ended;

        do {
            memset(region, 0, PLOG_REGION_SIZE);
            next_mark = 0;
            fill_and_copy();
            lose_ring();
            ended = run_for(words++, boot_again);
            if (lost && !ended)
                lose_ring();
            boot_again();
            look();
            /* The reset may have come behind the last word, before the boot was logged. */
            if (!lost || said() == PLOG_COPY_RESTORED)
                check_marks(399, 2 * (ROOM / MARK_SIZE));
            else
                ck_assert(ended);
            lose_ring();
            boot_again();
            ck_assert_uint_eq(said(), PLOG_COPY_NONE);
        } while (!ended);
        ck_assert_uint_gt(words, 4 * PLOG_BLOCK_SIZE / 4);
    }
}
END_TEST

START_TEST(every_flipped_bit_is_found)
{
    static uint32_t good[WORDS];
    static uint8_t ring[PLOG_REGION_SIZE];

    fill_and_copy();
    memcpy(good, backup, sizeof good);
    lose_ring();
    memcpy(ring, region, sizeof ring);
    for (uint32_t bit = 0; bit < 32 * (PLOG_COPY_WORDS + good[5]); bit++) {
        memcpy(backup, good, sizeof good);
        memcpy(region, ring, sizeof ring);
        backup[bit / 32] ^= UINT32_C(1) << bit % 32;
        boot_again();
        ck_assert_uint_eq(said(), PLOG_COPY_DAMAGED);
        ck_assert_uint_eq(count_of(&shown, MARK), 0);
    }
}
END_TEST

START_TEST(noise_is_no_backup)
{
    for (uint32_t seed = 1; seed <= 1000; seed++) {
        uint32_t state = seed;

        for (size_t i = 0; i < WORDS; i++)
            backup[i] = noise(&state);
        if (seed % 3 == 0)
            memset(backup, seed % 2 ? 0xFF : 0, sizeof backup);
        fill_with_noise(seed);
        boot_again();
        ck_assert_uint_eq(said(), PLOG_COPY_NONE);
        ck_assert_uint_eq(shown.count, 1);
    }
}
END_TEST

/* Its check is right, but it is none that this firmware has written. */
static void sign(void)
{
    uint32_t crc = UINT32_MAX;

    for (uint32_t i = 0; i < backup[5]; i++)
        crc = plog_crc(crc, backup[6 + i], 32);
    for (unsigned i = 2; i < 6; i++)
        crc = plog_crc(crc, backup[i], 32);
    backup[1] = ~crc;
}

START_TEST(backup_of_another_ring_is_left_alone)
{
    static uint32_t good[WORDS];

    fill_and_copy();
    memcpy(good, backup, sizeof good);
    for (unsigned i = 2; i < 5; i++) {
        memcpy(backup, good, sizeof good);
        backup[i] += 4u << (i == 4 ? 16 : 0);
        sign();
        lose_ring();
        boot_again();
        ck_assert_uint_eq(said(), PLOG_COPY_OTHER);
        ck_assert_uint_eq(count_of(&shown, MARK), 0);
        ck_assert_uint_eq(backup[0], PLOG_COPY_WHOLE);
    }
}
END_TEST

/* What is checked may still be hostile: the lengths inside do not lead out of the ring. */
START_TEST(hostile_lengths_stay_inside)
{
    static uint32_t good[WORDS];

    fill_and_copy();
    memcpy(good, backup, sizeof good);
    for (uint32_t used = 0; used < 0x10000; used += 37) {
        memcpy(backup, good, sizeof good);
        backup[6] = (backup[6] & 0xFFFF0000u) | used;
        sign();
        lose_ring();
        boot_again();
        mark();
        look();
        ck_assert_uint_ge(shown.whole, 1);
    }
}
END_TEST

int main(void)
{
    return suite_run("backup", (const TTest *const[]){
        lost_ring_is_restored_once, as_much_as_fits_is_restored, ring_that_survived_is_not_taken_twice,
        what_was_released_or_cleared_does_not_come_back, going_down_copies, reset_at_each_word_of_a_copy, reset_at_each_word_of_restoring,
        every_flipped_bit_is_found, noise_is_no_backup, backup_of_another_ring_is_left_alone, hostile_lengths_stay_inside, NULL,
    }, power_on);
}
