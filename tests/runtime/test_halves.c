/* A core whose instructions have constants of a byte looks for room by halves (plog_fits()): never more than there is, a byte less at most, and where it finds
   none, making some does. */
#include "ring.c"
#include "device.h"

#if !PLOG_HALVES || PLOG_BLOCK_SIZE < 0x100 + 100 || PLOG_BLOCK_SIZE >= 0x200
#error "another buffer is wanted: in this block no record's limit is told by halves"
#endif

static uint64_t now;

uint64_t plog_user_clock(void)
{
    now += now % 7 == 0 ? 300 : 1; /* differences of one byte and of two */
    return now;
}

START_TEST(room_by_halves_is_a_byte_less_at_most)
{
    for (unsigned size = 1; size <= ROOM; size++)
        for (unsigned used = PLOG_HEADER_SIZE; used <= PLOG_BLOCK_END; used++) {
            bool fits = plog_fits((plog_used)used, size);

            ck_assert_msg(!fits || used + size <= PLOG_BLOCK_END, "%u bytes behind %u do not fit", size, used);
            ck_assert_msg(fits || used + size + 1 > PLOG_BLOCK_END, "%u bytes behind %u leave more than a byte", size, used);
        }
}
END_TEST

START_TEST(an_empty_block_has_room_for_what_just_fits)
{
    ck_assert(plog_fits(PLOG_HEADER_SIZE, ROOM));
}
END_TEST

START_TEST(records_of_any_size_follow_each_other_for_many_laps)
{
    char text[81] = "";
    uint32_t expected = 3000;

    boot(PLOG_CAUSE_PIN);
    for (uint32_t i = 0; i < expected; i++) {
        log_mark(i);
        memset(text, 'x', i % 81);
        text[i % 81] = '\0';
        if (i % 3 == 0)
            log_text(text);
        if (i % 5 == 0)
            log_byte((uint8_t)i);
        if (i % 7 == 0)
            log_number(i * 7919u);
    }
    look();
    ck_assert(!shown.torn);
    ck_assert_uint_ge(count_of(&shown, MARK), 30);
    for (size_t i = shown.count; i-- > 0;)
        if (shown.records[i].id == MARK)
            ck_assert_uint_eq(shown.records[i].value, --expected);
        else if (shown.records[i].id == NUMBER)
            ck_assert_uint_eq(shown.records[i].value, (expected - 1) * 7919u);
}
END_TEST

int main(void)
{
    return suite_run("halves", (const TTest *const[]){
        room_by_halves_is_a_byte_less_at_most, an_empty_block_has_room_for_what_just_fits, records_of_any_size_follow_each_other_for_many_laps, NULL,
    }, power_on);
}
