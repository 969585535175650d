/* "filter runtime" and "level": what is logged at all. */
#include "ring.c"
#include "device.h"

static size_t count_after_all(void)
{
    memset(region, 0, PLOG_REGION_SIZE);
    boot(PLOG_CAUSE_PIN);
    log_mark(1);
    log_none();
    log_fine(1);
    log_motor_speed(1);
    log_motor_stall(1);
    look();
    return shown.count - 1;
}

START_TEST(all_that_is_compiled_in_is_logged_at_first)
{
    ck_assert_int_eq(log_get_level(LOG_MODULE_MAIN), PLOG_LEVEL_INFO);
    ck_assert_uint_eq(count_after_all(), 4);
    ck_assert_uint_eq(count_of(&shown, FINE), 0);
}
END_TEST

START_TEST(level_of_a_module_is_its_own)
{
    log_set_level(LOG_MODULE_MOTOR, PLOG_LEVEL_WARN);
    ck_assert_uint_eq(count_after_all(), 3);
    ck_assert_uint_eq(count_of(&shown, SPEED), 0);
    ck_assert_uint_eq(count_of(&shown, STALL), 1);
    log_set_level(LOG_MODULE_MOTOR, PLOG_LEVEL_FATAL);
    ck_assert_uint_eq(count_after_all(), 2);
    log_set_level(LOG_MODULE_MAIN, PLOG_LEVEL_FATAL);
    ck_assert_uint_eq(count_after_all(), 0);
    log_set_level(LOG_MODULE_MAIN, PLOG_LEVEL_TRACE);
    ck_assert_uint_eq(count_after_all(), 2);
}
END_TEST

int main(void)
{
    return suite_run("filter", (const TTest *const[]){
        all_that_is_compiled_in_is_logged_at_first, level_of_a_module_is_its_own, NULL,
    }, power_on);
}
