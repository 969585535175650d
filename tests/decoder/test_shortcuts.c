/* What plogcat does faster than one step at a time: digits, looking over texts, and texts whose limits it knows beforehand. */
#include "harness.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../../decoder/digits.h"
#include "../../decoder/utf8.h"
#include "build_dump.h"

static uint64_t random_number(void)
{
    static uint64_t state = 1;
    state = state * 6364136223846793005u + 1442695040888963407u;
    return state >> 11;
}

static void check_decimal(uint64_t number)
{
    char wanted[32], shown[DECIMAL_MAX], padded[64];
    int length = snprintf(wanted, sizeof wanted, "%llu", (unsigned long long)number);
    ck_assert_uint_eq(decimal(number, shown), (size_t)length);
    ck_assert_mem_eq(shown, wanted, (size_t)length);
    for (size_t digits = (size_t)length; digits <= DECIMAL_MAX; digits++) {
        snprintf(wanted, sizeof wanted, "%0*llu", (int)digits, (unsigned long long)number);
        decimal_padded(number, digits, padded);
        ck_assert_mem_eq(padded, wanted, digits);
    }
}

START_TEST(decimal_digits)
{
    for (uint64_t number = 0; number < 20000; number++)
        check_decimal(number);
    for (uint64_t power = 10; power < UINT64_MAX / 10; power *= 10) {
        check_decimal(power - 1);
        check_decimal(power);
        check_decimal(9 * power);
    }
    for (unsigned i = 0; i < 20000; i++)
        check_decimal(random_number() << 11 >> i % 64);
    check_decimal(UINT64_MAX);
}
END_TEST

START_TEST(hex_digits)
{
    uint8_t bytes[256];
    char wanted[512 + 1], shown[512];
    for (unsigned i = 0; i < 256; i++) {
        bytes[i] = (uint8_t)(167 * i);
        snprintf(wanted + 2 * i, 3, "%02x", bytes[i]);
    }
    for (size_t size = 0; size <= 256; size++) {
        memset(shown, 'x', sizeof shown);
        hex_bytes(bytes, size, shown);
        ck_assert_mem_eq(shown, wanted, 2 * size);
        ck_assert(size == 256 || shown[2 * size] == 'x');
    }
}
END_TEST

/* Each byte at each place of texts of each size. */
START_TEST(plain_texts)
{
    char text[24];
    for (size_t size = 1; size <= sizeof text; size++)
        for (size_t place = 0; place < size; place++)
            for (unsigned byte = 0; byte < 256; byte++) {
                bool plain = byte >= 0x20 && byte < 0x7F && byte != '"' && byte != '\\';
                char *end = text + sizeof text - size; /* so that the sanitizer sees what is read behind it */
                memset(end, 'a', size);
                end[place] = (char)byte;
                ck_assert_uint_eq(utf8_plain(end, size), plain ? size : place);
            }
}
END_TEST

#define TYPES \
    "{\"name\":\"e\",\"kind\":\"enum\",\"base\":\"u64\",\"values\":[{\"name\":\"" NAME_255 "\",\"value\":9223372036854775807}]}," \
    "{\"name\":\"f\",\"kind\":\"flags\",\"base\":\"u16\",\"values\":[{\"name\":\"" NAME_255 "\",\"value\":0}]}"
#define NAME_15 "name_of_fifteen"
#define NAME_60 NAME_15 NAME_15 NAME_15 NAME_15
#define NAME_255 NAME_60 NAME_60 NAME_60 NAME_60 NAME_15

struct sample {
    const char *type; /* JSON */
    struct bytes bytes;
};

static struct sample *sample(const char *type)
{
    static struct sample s;
    s.type = type;
    s.bytes.size = 0;
    return &s;
}

/* Whether a table takes a message with this one value in this format; then what was known of its text beforehand has to be true. */
static bool check_limit(const struct sample *s, const char *format)
{
    static char message[2048];
    static struct bytes record;
    snprintf(message, sizeof message,
             "{\"id\":1,\"name\":\"m\",\"module\":null,\"kind\":\"message\",\"level\":\"info\",\"text\":\"a{x%s}\",\"args\":[{\"name\":\"x\",%s}]}",
             format, s->type);
    record.size = 0;
    put_varint(&record, 1);
    put(&record, s->bytes.data, s->bytes.size);
    return keeps_limits(make_table((struct table_text){ .types = TYPES, .messages = message, .no_clock = true, .block = 4096 }),
                        record.data, record.size);
}

static void check_limits(const struct sample *s)
{
    static const char *const formats[] = {
        "", ":1000", ":01000", ":\xE2\x80\xAE^1000", ":\xC3\xA9>1000", ":\\\"<3", ":+", ":_", ":,", ":#b", ":_b", ":#01000_b", ":01000,", ":c", ":x",
        ":e", ":f", ":,f", ":,.1000f", ":%", ":+01000,.1000%", ":.1000", ":.17g", ":#", ":s", ":1000s", ":X",
    };
    unsigned taken = 0;
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        taken += check_limit(s, formats[i]);
    ck_assert_uint_gt(taken, 1);
}

START_TEST(limits_of_texts)
{
    static const char *const integers[] = {
        "\"type\":\"u64\",\"fixed\":true", "\"type\":\"i64\",\"fixed\":true", "\"type\":\"e\",\"fixed\":true",
    };
    static const double reals[] = { DBL_MAX, -DBL_MAX, -DBL_MIN, 0.1, -INFINITY, NAN };
    static const uint64_t numbers[] = { UINT64_MAX, (uint64_t)1 << 63, 0, 0x202E };
    for (size_t i = 0; i < sizeof integers / sizeof *integers; i++)
        for (size_t j = 0; j < sizeof numbers / sizeof *numbers; j++) {
            struct sample *s = sample(integers[i]);
            put_number(&s->bytes, numbers[j], 8);
            check_limits(s);
        }
    for (size_t i = 0; i < sizeof reals / sizeof *reals; i++) {
        struct sample *s = sample("\"type\":\"f64\"");
        put_f64(&s->bytes, reals[i]);
        check_limits(s);
    }
    struct sample *s = sample("\"type\":\"f\",\"fixed\":true");
    put_number(&s->bytes, 0xFFFF, 2);
    check_limits(s);
    for (unsigned byte = 0; byte < 256; byte++) {
        s = sample("\"type\":\"char\"");
        put_number(&s->bytes, byte, 1);
        check_limits(s);
    }
}
END_TEST

START_TEST(limits_of_runs)
{
    static const char *const types[] = { "\"type\":\"str\",\"max\":40", "\"type\":\"bytes\",\"max\":40" };
    for (unsigned i = 0; i < 2; i++)
        for (unsigned length = 0; length <= 42; length++) { /* 41 says that it was cut, 42 that it was a null pointer */
            struct sample *s = sample(types[i]);
            put_varint(&s->bytes, length);
            for (unsigned j = 0; j < (length == 41 ? 40 : length == 42 ? 0 : length); j++)
                put_number(&s->bytes, 0x80 + j, 1);
            check_limits(s);
        }
}
END_TEST

TCase *shortcut_tests(void)
{
    TCase *tests = tcase_create("shortcuts");
    tcase_add_test(tests, decimal_digits);
    tcase_add_test(tests, hex_digits);
    tcase_add_test(tests, plain_texts);
    tcase_add_test(tests, limits_of_texts);
    tcase_add_test(tests, limits_of_runs);
    return tests;
}
