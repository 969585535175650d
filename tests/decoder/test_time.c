/* Boots and times. */
#include "harness.h"

#include <stdio.h>
#include <string.h>

#include "build_dump.h"

static struct result r;
static struct bytes dump, records;

#define MESSAGES "{\"id\":1,\"name\":\"n\",\"module\":null,\"kind\":\"message\",\"level\":\"info\",\"text\":\"\",\"args\":[]}"
#define FOLLOWED 0x80000000u

static const char *table(struct table_text t)
{
    t.messages = MESSAGES;
    if (!t.blocks)
        t.blocks = 2;
    return make_table(t);
}

static void start(void)
{
    dump.size = records.size = 0;
}

static void log_at(uint64_t delta)
{
    put_varint(&records, 1);
    put_varint(&records, delta);
}

static void block(struct block b)
{
    put_block(&dump, b, &records);
    records.size = 0;
}

START_TEST(deltas_add_up)
{
    start();
    put_boot(&records, 1, 2);
    log_at(0);
    log_at(127);
    log_at(128);
    log_at(UINT32_MAX);
    block((struct block){ 0 });
    put_empty(&dump, 128);
    run(&r, table((struct table_text){ 0 }), dump.data, dump.size, 0);
    expect(&r, 0, "boot 1 (pin)  0.000000  -  plog.boot  probe started, schema 1a2b3c4d\n"
           "boot 1 (pin)  0.000000  info  n  \n"
           "boot 1 (pin)  0.000127  info  n  \n"
           "boot 1 (pin)  0.000255  info  n  \n"
           "boot 1 (pin)  4294.967550  info  n  \n");
}
END_TEST

START_TEST(delta_wider_than_the_clock)
{
    start();
    put_boot(&records, 1, 2);
    log_at(UINT64_C(1) << 32);
    block((struct block){ 0 });
    put_empty(&dump, 128);
    run(&r, table((struct table_text){ 0 }), dump.data, dump.size, 0);
    expect(&r, 1, "boot 1 (pin)  0.000000  -  plog.boot  probe started, schema 1a2b3c4d\n"
           "boot ?  ?  -  plog.damage  6 bytes skipped at offset 29: a time is wider than the clock\n");
    run(&r, table((struct table_text){ .bits = 64 }), dump.data, dump.size, 0);
    expect(&r, 0, "boot 1 (pin)  0.000000  -  plog.boot  probe started, schema 1a2b3c4d\n"
           "boot 1 (pin)  4294.967296  info  n  \n");
}
END_TEST

START_TEST(delta_of_24_bits)
{
    start();
    put_boot(&records, 1, 2);
    log_at(0xFFFFFF);
    log_at(0x1000000);
    block((struct block){ 0 });
    put_empty(&dump, 128);
    run(&r, table((struct table_text){ .bits = 24 }), dump.data, dump.size, 0);
    expect(&r, 1, "boot 1 (pin)  0.000000  -  plog.boot  probe started, schema 1a2b3c4d\n"
           "boot 1 (pin)  16.777215  info  n  \n"
           "boot ?  ?  -  plog.damage  5 bytes skipped at offset 34: a time is wider than the clock\n");
}
END_TEST

/* Without a record of the same boot before it, a time is unknown unless wraps were followed. */
START_TEST(evicted_boot)
{
    start();
    log_at(5);
    block((struct block){ .boot = 9, .time = 1000 });
    log_at(6);
    block((struct block){ .boot = 9, .time = FOLLOWED | 2000 });
    run(&r, table((struct table_text){ 0 }), dump.data, dump.size, 0);
    expect(&r, 0, "boot 9  ?  info  n  \nboot 9  0.002006  info  n  \n");
    run(&r, table((struct table_text){ 0 }), dump.data, dump.size, 1);
    ck_assert_ptr_nonnull(strstr(r.out, "{\"boot\":9,\"time\":null,\"ticks\":null,"));
    ck_assert_ptr_nonnull(strstr(r.out, "{\"boot\":9,\"time\":0.002006,\"ticks\":2006,"));
}
END_TEST

/* A base that was not followed is the smallest one that is not before the record before it. */
START_TEST(base_made_unique)
{
    start();
    put_boot(&records, 1, 1);
    log_at(0xFFFFFF00);
    log_at(0x00000200);              /* now at 2^32 + 0x100 */
    block((struct block){ 0 });
    log_at(1);
    block((struct block){ .time = 0x200 >> 7 });
    run(&r, table((struct table_text){ .shift = 7 }), dump.data, dump.size, 1);
    ck_assert_ptr_nonnull(strstr(r.out, "\"ticks\":4294967552"));
    ck_assert_ptr_nonnull(strstr(r.out, "\"ticks\":4294967809"));
}
END_TEST

START_TEST(base_of_24_bits)
{
    start();
    put_boot(&records, 1, 1);
    log_at(0xFFFF00);
    log_at(0x000200);                /* now at 2^24 + 0x100 */
    block((struct block){ 0 });
    log_at(1);
    block((struct block){ .time = 0x200 >> 7 });
    log_at(1);
    block((struct block){ .time = FOLLOWED | 0x2000000 >> 7 }); /* the wraps are in the base */
    run(&r, table((struct table_text){ .shift = 7, .bits = 24 }), dump.data, dump.size, 1);
    ck_assert_ptr_nonnull(strstr(r.out, "\"ticks\":16777472"));
    ck_assert_ptr_nonnull(strstr(r.out, "\"ticks\":16777729"));
    ck_assert_ptr_nonnull(strstr(r.out, "\"ticks\":33554433"));
}
END_TEST

/* The base was rounded down, so it can stand before the record before it, by less than a unit. */
START_TEST(base_rounded_down)
{
    for (int followed = 0; followed < 2; followed++) {
        uint32_t flag = followed ? FOLLOWED : 0;
        start();
        put_boot(&records, 1, 1);
        log_at(1005);
        block((struct block){ 0 });
        log_at(15);
        block((struct block){ .time = flag | 62 }); /* 62 << 4 is 992 */
        run(&r, table((struct table_text){ .shift = 4 }), dump.data, dump.size, 0);
        expect(&r, 0, "boot 1 (power-on)  0.000000  -  plog.boot  probe started, schema 1a2b3c4d\n"
               "boot 1 (power-on)  0.001005  info  n  \nboot 1 (power-on)  0.001007  info  n  \n");
    }
}
END_TEST

START_TEST(base_shifted)
{
    start();
    log_at(1);
    block((struct block){ .time = FOLLOWED | 0x7FFFFFFE });
    put_empty(&dump, 128);
    run(&r, table((struct table_text){ .shift = 28, .bits = 64, .hz = 1000000000 }), dump.data, dump.size, 1);
    ck_assert_ptr_nonnull(strstr(r.out, "\"time\":576460751.766552577,\"ticks\":576460751766552577,"));
}
END_TEST

#define UNKNOWN_ONE "boot 1 (power-on)  0.000000  -  plog.boot  probe started, schema 1a2b3c4d\n" \
    "boot 1 (power-on)  0.000005  info  n  \nboot 1 (power-on)  ?  info  n  \n"

/* A block that says that its time is unknown, and then one that tells it, if it follows wraps, or may not be believed. */
START_TEST(base_unknown)
{
    for (int followed = 0; followed < 2; followed++) {
        start();
        put_boot(&records, 1, 1);
        log_at(5);
        block((struct block){ 0 });
        log_at(1);
        block((struct block){ .time = FOLLOWED | 0x7FFFFFFF });
        log_at(1);
        block((struct block){ .time = (followed ? FOLLOWED : 0) | 9 });
        run(&r, table((struct table_text){ .blocks = 3 }), dump.data, dump.size, 0);
        expect(&r, 0, followed ? UNKNOWN_ONE "boot 1 (power-on)  0.000010  info  n  \n" : UNKNOWN_ONE "boot 1 (power-on)  ?  info  n  \n");
    }
}
END_TEST

/* Nothing is known of the gap that damage leaves. */
START_TEST(unknown_after_damage)
{
    start();
    put_boot(&records, 1, 1);
    put_varint(&records, 77);
    block((struct block){ 0 });
    log_at(15);
    block((struct block){ .time = 62 });
    run(&r, table((struct table_text){ 0 }), dump.data, dump.size, 0);
    expect(&r, 1, "boot 1 (power-on)  0.000000  -  plog.boot  probe started, schema 1a2b3c4d\n"
           "boot ?  ?  -  plog.damage  1 byte skipped at offset 29: an id is not in the table\n"
           "boot 1 (power-on)  ?  info  n  \n");
}
END_TEST

START_TEST(causes)
{
    start();
    put_boot(&records, 1, 0);
    put_reset(&records, 10, 9);
    put_boot(&records, 2, 0); /* says the reset */
    put_reset(&records, 10, 5);
    put_boot(&records, 3, 4); /* knows better */
    put_reset(&records, 10, 5);
    log_at(1);
    put_boot(&records, 4, 0); /* the reset was not the last */
    log_at(1);
    block((struct block){ .appended = 3 });
    log_at(1);
    block((struct block){ .boot = 5, .time = FOLLOWED });
    run(&r, table((struct table_text){ 0 }), dump.data, dump.size, 0);
    expect(&r, 0, "boot 1  0.000000  -  plog.boot  probe started, schema 1a2b3c4d\n"
           "boot 1  0.000010  -  plog.reset  about to reset: panic\n"
           "boot 2 (panic)  0.000000  -  plog.boot  probe started, schema 1a2b3c4d\n"
           "boot 2 (panic)  0.000010  -  plog.reset  about to reset: software\n"
           "boot 3 (watchdog)  0.000000  -  plog.boot  probe started, schema 1a2b3c4d\n"
           "boot 3 (watchdog)  0.000010  -  plog.reset  about to reset: software\n"
           "boot 3 (watchdog)  0.000011  info  n  \n"
           "boot 4  0.000000  -  plog.boot  probe started, schema 1a2b3c4d\n"
           "boot 4  0.000001  info  n  \n"
           "boot 5  0.000001  info  n  \n");
}
END_TEST

START_TEST(decimals)
{
    static const struct { uint64_t hz; uint32_t ticks; const char *text, *json; } cases[] = {
        { 1, 3, "3.000000", "3" },
        { 1000, 1500, "1.500000", "1.5" },
        { 72000000, 34726680, "0.482315", "0.482315" },
        { 3, 2, "0.666666", "0.666666666" },
        { 32768, 1, "0.000030", "0.000030517" },
        { UINT64_C(10000000000), 4000000000u, "0.400000", "0.4" },
        { 1000000000, 1, "0.000000", "0.000000001" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[64], json[64];
        start();
        put_boot(&records, 1, 1);
        log_at(cases[i].ticks);
        block((struct block){ 0 });
        put_empty(&dump, 128);
        sprintf(text, "(power-on)  %s  info", cases[i].text);
        sprintf(json, "\"time\":%s,\"ticks\":%u,", cases[i].json, (unsigned)cases[i].ticks);
        run(&r, table((struct table_text){ .hz = cases[i].hz }), dump.data, dump.size, 0);
        ck_assert_msg(strstr(r.out, text), "%s", r.out);
        run(&r, table((struct table_text){ .hz = cases[i].hz }), dump.data, dump.size, 1);
        ck_assert_msg(strstr(r.out, json), "%s", r.out);
    }
}
END_TEST

TCase *time_tests(void)
{
    TCase *tests = tcase_create("time");
    tcase_add_test(tests, deltas_add_up);
    tcase_add_test(tests, delta_wider_than_the_clock);
    tcase_add_test(tests, delta_of_24_bits);
    tcase_add_test(tests, evicted_boot);
    tcase_add_test(tests, base_made_unique);
    tcase_add_test(tests, base_of_24_bits);
    tcase_add_test(tests, base_rounded_down);
    tcase_add_test(tests, base_shifted);
    tcase_add_test(tests, base_unknown);
    tcase_add_test(tests, unknown_after_damage);
    tcase_add_test(tests, causes);
    tcase_add_test(tests, decimals);
    return tests;
}
