/* Dumps that mean harm: nothing crashes, nothing hangs, and what is printed was logged. */
#include "harness.h"

#include <stdio.h>
#include <string.h>

#include "build_dump.h"

static struct result r;
static struct bytes dump, records;

#define TYPES "{\"name\":\"v\",\"kind\":\"struct\",\"fields\":[{\"name\":\"a\",\"type\":\"i16\"},{\"name\":\"b\",\"type\":\"str\",\"max\":4}]}"
#define MESSAGES \
    "{\"id\":1,\"name\":\"n\",\"module\":null,\"kind\":\"message\",\"level\":\"warn\",\"text\":\"{x} {v} {l}\",\"args\":[" \
    "{\"name\":\"x\",\"type\":\"u32\"},{\"name\":\"v\",\"type\":\"v\"},{\"name\":\"l\",\"type\":\"v\",\"max\":9}]}," \
    "{\"id\":2,\"name\":\"e\",\"module\":null,\"kind\":\"message\",\"level\":\"info\",\"text\":\"e\",\"args\":[]}"

static uint64_t state;

static unsigned random_below(unsigned limit)
{
    state = state * 6364136223846793005u + 1442695040888963407u;
    return (unsigned)(state >> 33) % limit;
}

static void put_record(unsigned x)
{
    put_varint(&records, 1);
    put_varint(&records, 10 + x % 200);
    put_varint(&records, x);
    put_zigzag(&records, 0);
    put_str(&records, "ab");
    put_varint(&records, 1);
    put_zigzag(&records, -3);
    put_str(&records, "");
}

/* A ring of three blocks with two records each. */
static void make_ring(enum form form)
{
    dump.size = 0;
    for (unsigned i = 0; i < 3; i++) {
        records.size = 0;
        if (i == 0)
            put_boot(&records, 1, 4);
        put_record(i * 1000 + 1);
        put_record(i * 1000 + 2);
        put_block(&dump, (struct block){ .form = form, .size = 72, .time = 0x80000000u | i * 1000, .records = 2, .first = 2 * i },
                  &records);
    }
}

static void make_stream(enum form form)
{
    dump.size = 0;
    for (unsigned i = 0; i < 3; i++) {
        unsigned header = header_bytes(form);
        records.size = 0;
        if (i == 0)
            put_boot(&records, 1, 4);
        put_record(i * 1000 + 1);
        put_record(i * 1000 + 2);
        struct block block = { .form = form, .time = 0x80000000u | i * 1000, .records = 2, .first = 2 * i };
        put_chunk(&dump, block, &records, header, header + 7);
        put_chunk(&dump, block, &records, header + 7, header + (unsigned)records.size);
    }
}

static const char *table(enum form form)
{
    return make_table((struct table_text){ .form = form, .block = 72, .blocks = 3, .types = TYPES, .messages = MESSAGES });
}

static const enum form forms[] = { WIDE, COUNTING, NARROW };

/* Fails unless each message that was printed is one that the undamaged dump gives. Boot and time are left out: the record
   that tells them may be the one that is damaged. */
static void check_logged(const char *good)
{
    for (const char *line = r.out; *line; line = strchr(line, '\n') + 1) {
        char message[200];
        const char *level = strstr(line, "  warn  "), *end = strchr(line, '\n');
        if (!level || level > end)
            continue;
        snprintf(message, sizeof message, "%.*s\n", (int)(end - level), level);
        ck_assert_msg(strstr(good, message), "never logged: %s", message);
    }
}

/* A bit of a record can be flipped unseen, for nothing checks it; one of a header can't. */
static void flip_every_bit(const char *json_table, const unsigned *headers, unsigned header_size)
{
    static char good[sizeof r.out];
    run(&r, json_table, dump.data, dump.size, 0);
    ck_assert_int_eq(r.status, 0);
    strcpy(good, r.out);
    for (size_t bit = 0; bit < 8 * dump.size; bit++) {
        bool in_header = false;
        for (const unsigned *header = headers; *header != ~0u; header++)
            in_header |= bit / 8 >= *header && bit / 8 < *header + header_size;
        dump.data[bit / 8] ^= (uint8_t)(1u << bit % 8);
        run(&r, json_table, dump.data, dump.size, 0);
        dump.data[bit / 8] ^= (uint8_t)(1u << bit % 8);
        if (in_header)
            check_logged(good);
    }
}

START_TEST(flipped_bits)
{
    for (unsigned i = 0; i < 3; i++) {
        const char *t = table(forms[i]);
        const unsigned in_ring[] = { 0, 72, 144, ~0u }, in_stream[] = { 0, ~0u };
        make_ring(forms[i]);
        flip_every_bit(t, in_ring, header_bytes(forms[i]));
        make_stream(forms[i]);
        flip_every_bit(t, in_stream, 4 + header_bytes(forms[i]));
    }
}
END_TEST

START_TEST(truncated)
{
    for (unsigned i = 0; i < 3; i++) {
        const char *t = table(forms[i]);
        make_ring(forms[i]);
        for (size_t size = 0; size <= dump.size; size++)
            run(&r, t, dump.data, size, size & 1);
        ck_assert_int_eq(r.status, 0);
        make_stream(forms[i]);
        for (size_t size = 0; size <= dump.size; size++)
            run(&r, t, dump.data, size, size & 1);
        ck_assert_int_eq(r.status, 0);
    }
}
END_TEST

START_TEST(random_bytes)
{
    state = 1;
    for (unsigned round = 0; round < 300; round++) {
        enum form form = forms[round % 3];
        const char *t = table(form);
        dump.size = random_below(3000);
        for (size_t i = 0; i < dump.size; i++)
            dump.data[i] = (uint8_t)random_below(256);
        run(&r, t, dump.data, dump.size, 0);
        ck_assert_int_eq(r.status, 2);
        ck_assert_str_eq(r.out, "");
    }
}
END_TEST

/* Blocks whose headers are right and whose records are noise. */
START_TEST(random_records)
{
    state = 2;
    for (unsigned round = 0; round < 3000; round++) {
        enum form form = forms[round % 3];
        dump.size = 0;
        for (unsigned i = 0; i < 3; i++) {
            records.size = random_below(72 - header_bytes(form) + 1);
            for (size_t at = 0; at < records.size; at++)
                records.data[at] = (uint8_t)(random_below(4) ? random_below(6) : random_below(256));
            put_block(&dump, (struct block){ .form = form, .size = 72, .lap = (uint8_t)(1 + random_below(3)), .boot = 7,
                                             .time = random_below(100000), .lost = random_below(100) }, &records);
        }
        run(&r, table(form), dump.data, dump.size, round & 1);
        ck_assert_int_ne(r.status, 2);
    }
}
END_TEST

/* Several bytes changed at once, in headers and records alike. */
START_TEST(changed_bytes)
{
    state = 3;
    for (unsigned round = 0; round < 3000; round++) {
        enum form form = forms[round % 3];
        if (round & 8)
            make_ring(form);
        else
            make_stream(form);
        for (unsigned changes = 1 + random_below(6); changes > 0; changes--)
            dump.data[random_below((unsigned)dump.size)] = (uint8_t)random_below(256);
        run(&r, table(form), dump.data, dump.size, round & 1);
    }
}
END_TEST

/* Headers everywhere, one beginning inside the other. */
START_TEST(overlapping_headers)
{
    dump.size = 0;
    for (unsigned i = 0; i < 3000; i++)
        put_block(&dump, (struct block){ .size = 20 + i % 3, .claimed = 72, .lap = (uint8_t)(i & 15), .used = 20 + i % 2 }, NULL);
    run(&r, table(WIDE), dump.data, dump.size, 0);
    ck_assert_int_eq(r.status, 1);
}
END_TEST

/* A text whose values repeat an array in wide columns stops growing. */
START_TEST(text_without_end)
{
    static char message[20000];
    size_t at = (size_t)sprintf(message, "{\"id\":1,\"name\":\"n\",\"module\":null,\"kind\":\"message\",\"level\":\"warn\",\"text\":\"");
    for (int i = 0; i < 1000; i++)
        at += (size_t)sprintf(message + at, "{x:1000}");
    sprintf(message + at, "\",\"args\":[{\"name\":\"x\",\"type\":\"u8\",\"count\":100}]}");
    dump.size = records.size = 0;
    put_varint(&records, 1);
    put_varint(&records, 1);
    put_zeros(&records, 100);
    put_block(&dump, (struct block){ .size = 128 }, &records);
    put_empty(&dump, 128);
    run(&r, make_table((struct table_text){ .blocks = 2, .messages = message }), dump.data, dump.size, 0);
    ck_assert_int_eq(r.status, 0);
}
END_TEST

TCase *hostile_tests(void)
{
    TCase *tests = tcase_create("hostile");
    tcase_add_test(tests, flipped_bits);
    tcase_add_test(tests, truncated);
    tcase_add_test(tests, random_bytes);
    tcase_add_test(tests, random_records);
    tcase_add_test(tests, changed_bytes);
    tcase_add_test(tests, overlapping_headers);
    tcase_add_test(tests, text_without_end);
    return tests;
}
