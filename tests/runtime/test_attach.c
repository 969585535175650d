/* What a boot makes of the memory it finds: noise, damage, an earlier boot's records. */
#include "ring.c"
#include "device.h"

static uint8_t saved[PLOG_REGION_SIZE];
static struct history before;

START_TEST(noise_is_not_taken_for_records)
{
    for (uint32_t seed = 1; seed <= 1000; seed++) {
        fill_with_noise(seed);
        ck_assert_int_eq(boot(PLOG_CAUSE_POWER_ON), PLOG_OK);
        look();
        ck_assert_uint_eq(shown.count, 1);
        ck_assert_uint_eq(shown.records[0].value, 1);
        ck_assert_uint_eq(shown.lost, 0);
        ck_assert_uint_eq(plog_lost(), 0);
    }
}
END_TEST

START_TEST(ring_in_noise_keeps_what_is_logged)
{
    for (uint32_t seed = 1; seed <= 50; seed++) {
        fill_with_noise(seed);
        committed = drained = 0;
        boot(PLOG_CAUSE_POWER_ON);
        for (unsigned i = 0; i < 200; i++) {
            mark();
            check_shown(next_mark);
        }
    }
}
END_TEST

START_TEST(memory_of_one_value_is_empty)
{
    static const uint8_t values[] = { 0x00, 0xFF, 0xAA, 0x55, 0xA5 };

    for (size_t i = 0; i < sizeof values; i++) {
        memset(region, values[i], PLOG_REGION_SIZE);
        ck_assert_int_eq(boot(PLOG_CAUSE_POWER_ON), PLOG_OK);
        look();
        ck_assert_uint_eq(shown.count, 1);
    }
}
END_TEST

/* A ring that has been round, with room in its newest block for a boot and some marks. */
static void fill_for_damage(void)
{
    boot(PLOG_CAUSE_PIN);
    mark_times(400);
    while (room_left() < 120)
        mark();
    memcpy(saved, region, PLOG_REGION_SIZE);
    read_image(&geometry, region, &before);
}

/* After damage to one block, a boot must log, and the other blocks' marks must all be there still, in order. Where "used" of the
   newest block points into old bytes, what is logged to that block can't be told from them, so a block is filled. */
static void check_damaged(unsigned damaged)
{
    size_t at = 0;

    ck_assert_int_eq(boot(PLOG_CAUSE_WATCHDOG), PLOG_OK);
    look();
    for (size_t i = 0; i < before.count; i++) {
        if (before.records[i].place == damaged || before.records[i].id != MARK)
            continue;
        while (at < shown.count && (shown.records[at].id != MARK || shown.records[at].value != before.records[i].value))
            at++;
        ck_assert_uint_lt(at, shown.count);
    }
    for (unsigned i = 0; i < ROOM / MARK_SIZE; i++)
        log_mark(7777);
    look();
    ck_assert_uint_eq(shown.records[shown.count - 1].value, 7777);
    memcpy(region, saved, PLOG_REGION_SIZE);
}

static bool is_shown(unsigned block)
{
    look();
    for (size_t i = 0; i < shown.count; i++)
        if (shown.records[i].place == block)
            return true;
    return false;
}

START_TEST(every_flipped_header_bit_harms_its_block_only)
{
    fill_for_damage();
    for (unsigned block = 0; block < BLOCKS; block++)
        for (unsigned bit = 0; bit < 8 * PLOG_HEADER_SIZE; bit++) {
            region[block * PLOG_BLOCK_SIZE + bit / 8] ^= (uint8_t)(1u << bit % 8);
            check_damaged(block);
        }
}
END_TEST

START_TEST(every_flipped_bit_under_the_check_is_noticed)
{
    const unsigned first = offsetof(plog_header, check);
    const unsigned boots = offsetof(plog_header, word); /* its high four bits change while the block lives */

    fill_for_damage();
    for (unsigned block = 0; block < BLOCKS; block++)
        for (unsigned bit = 8 * first; bit < 8 * PLOG_HEADER_SIZE; bit++) {
            if ((bit / 8 == boots && bit % 8 >= 4)
                || (geometry.count && bit / 8 - offsetof(plog_header, read) < sizeof(plog_used)))
                continue;
            region[block * PLOG_BLOCK_SIZE + bit / 8] ^= (uint8_t)(1u << bit % 8);
            reset();
            plog_region = (plog_block *)region;
            ck_assert(!plog_whole(plog_at(0, block)));
            ck_assert(!is_shown(block));
            memcpy(region, saved, PLOG_REGION_SIZE);
        }
}
END_TEST

static void damage_field(plog_header *header, unsigned field, uint32_t value)
{
    switch (field) {
    case 0: header->used = (plog_used)value; break;
    case 1: header->read = (plog_used)value; break;
    case 2: header->check = (uint16_t)value; break;
    case 3: header->boot = (uint16_t)value; break;
    case 4: header->word = value; break;
    case 5: header->time = value; break;
    default: header->lost = value;
    }
}

START_TEST(all_combinations_of_damaged_fields_harm_their_block_only)
{
    uint32_t seed = 99;

    fill_for_damage();
    for (unsigned fields = 1; fields < 1u << 7; fields++)
        for (unsigned block = 0; block < BLOCKS; block++)
            for (unsigned i = 0; i < 4; i++) {
                for (unsigned field = 0; field < 7; field++)
                    if (fields >> field & 1)
                        damage_field(plog_at(0, block), field, noise(&seed));
                check_damaged(block);
            }
}
END_TEST

START_TEST(all_headers_damaged_is_a_cold_start)
{
    fill_for_damage();
    for (unsigned block = 0; block < BLOCKS; block++)
        plog_at(0, block)->check ^= 1;
    boot(PLOG_CAUSE_PIN);
    look();
    ck_assert_uint_eq(shown.count, 1);
    ck_assert_uint_eq(shown.records[0].value, 1);
}
END_TEST

START_TEST(damaged_records_do_not_stop_the_boot)
{
    uint32_t seed = 5;

    fill_for_damage();
    for (unsigned i = 0; i < 300; i++) {
        unsigned block = noise(&seed) % BLOCKS;

        region[block * PLOG_BLOCK_SIZE + PLOG_HEADER_SIZE + noise(&seed) % ROOM] ^= (uint8_t)noise(&seed);
        check_damaged(block);
    }
}
END_TEST

START_TEST(recovered_and_fresh_records_are_told_apart)
{
    boot(PLOG_CAUSE_POWER_ON);
    mark_times(4);
    boot(PLOG_CAUSE_WATCHDOG);
    mark_times(3);
    check_shown(7);
    for (size_t i = 0; i < shown.count; i++)
        ck_assert_uint_eq(shown.records[i].boot, i < 5 ? 1 : 2);
    ck_assert_uint_eq(shown.records[5].cause, PLOG_CAUSE_WATCHDOG);
}
END_TEST

START_TEST(reset_with_its_cause_is_read_in_the_next_boot)
{
    boot(PLOG_CAUSE_POWER_ON);
    log_text("stack overflow in idle");
    plog_going_down(PLOG_CAUSE_PANIC);
    boot(PLOG_CAUSE_UNKNOWN);
    look();
    ck_assert_uint_eq(shown.count, 4);
    ck_assert_str_eq(shown.records[1].text, "stack overflow in idle");
    ck_assert_uint_eq(shown.records[2].kind, OWN_RESET);
    ck_assert_uint_eq(shown.records[2].cause, PLOG_CAUSE_PANIC);
    ck_assert_uint_eq(shown.records[3].cause, PLOG_CAUSE_UNKNOWN);
}
END_TEST

START_TEST(record_that_was_not_committed_is_not_shown)
{
    boot(PLOG_CAUSE_POWER_ON);
    mark();
    memset((uint8_t *)plog_states[0].open + plog_states[0].open->used, MARK, 40);
    boot(PLOG_CAUSE_WATCHDOG);
    check_shown(1);
    ck_assert_uint_eq(shown.count, 3);
}
END_TEST

START_TEST(boot_for_which_there_is_no_room_opens_a_block)
{
    boot(PLOG_CAUSE_POWER_ON);
    while (room_left() >= BOOT_SIZE)
        mark();
    boot(PLOG_CAUSE_WATCHDOG);
    ck_assert_uint_eq(place(), 1);
    check_shown(next_mark);
    ck_assert_uint_eq(shown.records[shown.count - 1].value, 2);
}
END_TEST

START_TEST(fifteen_boots_are_appended_then_a_block_is_opened)
{
    for (unsigned i = 1; i <= 40; i++) {
        boot(PLOG_CAUSE_PIN);
        ck_assert_uint_eq(place(), (i - 1) / 16);
    }
    look();
    ck_assert_uint_eq(shown.count, 40);
    for (size_t i = 0; i < 40; i++)
        ck_assert_uint_eq(shown.records[i].value, i + 1);
}
END_TEST

START_TEST(laps_and_boots_go_on_rising)
{
    uint32_t seed = 3;
    unsigned boots = 0;

    for (unsigned i = 0; i < 1000; i++) {
        ck_assert_int_eq(boot(PLOG_CAUSE_PIN), PLOG_OK);
        boots++;
        mark_times(noise(&seed) % 20);
        if (noise(&seed) % 8 == 0)
            release_all();
        check_shown(next_mark);
        for (size_t at = shown.count; at-- > 0;)
            if (shown.records[at].id == OWN) {
                ck_assert_uint_eq(shown.records[at].value, boots);
                break;
            }
    }
}
END_TEST

START_TEST(laps_wrap_without_a_reset)
{
    boot(PLOG_CAUSE_PIN);
    for (unsigned lap = 0; lap < 5 * PLOG_LAPS; lap++) {
        while (place() == 0)
            mark();
        while (place() != 0)
            mark();
        check_shown(next_mark);
        ck_assert_uint_eq(shown.whole, BLOCKS);
    }
}
END_TEST

START_TEST(boot_counter_wraps)
{
    boot(PLOG_CAUSE_PIN);
    plog_at(0, 0)->boot = 0xFFFF;
    plog_at(0, 0)->check = plog_check(plog_at(0, 0));
    boot(PLOG_CAUSE_PIN);
    ck_assert_uint_eq((uint16_t)plog_boot_of(plog_states[0].open), 0);
}
END_TEST

int main(void)
{
    return suite_run("attach", (const TTest *const[]){
        noise_is_not_taken_for_records, ring_in_noise_keeps_what_is_logged, memory_of_one_value_is_empty,
        every_flipped_header_bit_harms_its_block_only, every_flipped_bit_under_the_check_is_noticed,
        all_combinations_of_damaged_fields_harm_their_block_only, all_headers_damaged_is_a_cold_start,
        damaged_records_do_not_stop_the_boot, recovered_and_fresh_records_are_told_apart,
        reset_with_its_cause_is_read_in_the_next_boot, record_that_was_not_committed_is_not_shown,
        boot_for_which_there_is_no_room_opens_a_block, fifteen_boots_are_appended_then_a_block_is_opened,
        laps_and_boots_go_on_rising, laps_wrap_without_a_reset, boot_counter_wraps, NULL,
    }, power_on);
}
