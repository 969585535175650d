/* Every type, at its boundaries. */
#include "harness.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "build_dump.h"

static struct result r;
static struct bytes dump, records;

#define BOOT_TEXT "boot 1 (power-on)  0.000000  -  plog.boot  probe started, schema 1a2b3c4d\n"

/* Decodes one record of message 1, at tick 5, whose arguments are in `arguments`. Puts its event's args into `out`,
   and its text into `text`. */
static int decode_one(const char *types, const char *arguments, const char *text, const struct bytes *bytes,
                      char *out, char *out_text)
{
    char message[8192];
    const char *table;
    snprintf(message, sizeof message,
             "{\"id\":1,\"name\":\"m\",\"module\":null,\"kind\":\"message\",\"level\":\"info\",\"text\":\"%s\",\"args\":[%s]}",
             text, arguments);
    table = make_table((struct table_text){ .types = types, .messages = message, .block = 4096, .blocks = 2 });
    records.size = dump.size = 0;
    put_boot(&records, 1, 1);
    put_varint(&records, 1);
    put_varint(&records, 5);
    put(&records, bytes->data, bytes->size);
    put_block(&dump, (struct block){ .size = 4096 }, &records);
    put_empty(&dump, 4096);

    run(&r, table, dump.data, dump.size, 0);
    int status = r.status;
    const char *line = strchr(r.out, '\n') + 1, *start = strstr(line, "  m  ");
    if (start)
        sprintf(out_text, "%.*s", (int)strcspn(start + 5, "\n"), start + 5);
    else
        strcpy(out_text, line);
    run(&r, table, dump.data, dump.size, 1);
    line = strchr(r.out, '\n') + 1;
    start = strstr(line, "\"args\":");
    sprintf(out, "%.*s", (int)strlen(start) - 2 - 7, start + 7);
    return status;
}

#define NO_TYPES NULL

static void check_one(const char *types, const char *arguments, const char *text, const struct bytes *bytes,
                      const char *wanted_args, const char *wanted_text)
{
    static char args[1 << 17], shown[1 << 17];
    int status = decode_one(types, arguments, text, bytes, args, shown);
    ck_assert_str_eq(args, wanted_args);
    ck_assert_str_eq(shown, wanted_text);
    ck_assert_int_eq(status, 0);
}

/* The record is damage, and nothing of it is printed. */
static void check_damage(const char *types, const char *arguments, const struct bytes *bytes, const char *reason)
{
    static char args[1 << 17], shown[1 << 17], wanted[256];
    int status = decode_one(types, arguments, "x", bytes, args, shown);
    snprintf(wanted, sizeof wanted, "boot ?  ?  -  plog.damage  %zu bytes skipped at offset 29: %s\n", bytes->size + 2,
             reason);
    ck_assert_str_eq(shown, wanted);
    ck_assert_int_eq(status, 1);
}

static struct bytes value;

static struct bytes *number(uint64_t n, unsigned size)
{
    value.size = 0;
    put_number(&value, n, size);
    return &value;
}

static struct bytes *varint(uint64_t n)
{
    value.size = 0;
    put_varint(&value, n);
    return &value;
}

static struct bytes *zigzag(int64_t n)
{
    value.size = 0;
    put_zigzag(&value, n);
    return &value;
}

static struct bytes *hex(const char *text)
{
    value.size = 0;
    for (unsigned byte; sscanf(text, " %2x", &byte) == 1;) {
        put_number(&value, byte, 1);
        text += strspn(text, " ") + 2;
    }
    return &value;
}

#define X(type) "{\"name\":\"x\",\"type\":\"" type "\"}"
#define X_WITH(type, more) "{\"name\":\"x\",\"type\":\"" type "\"," more "}"

static void check_unsigned(const char *argument, uint64_t n, const struct bytes *bytes)
{
    char args[64], text[32];
    sprintf(text, "%llu", (unsigned long long)n);
    sprintf(args, "{\"x\":%s}", text);
    check_one(NO_TYPES, argument, "{x}", bytes, args, text);
}

static void check_signed(const char *argument, int64_t n, const struct bytes *bytes)
{
    char args[64], text[32];
    sprintf(text, "%lld", (long long)n);
    sprintf(args, "{\"x\":%s}", text);
    check_one(NO_TYPES, argument, "{x}", bytes, args, text);
}

/* 0, 1, both sides of every varint length, and the greatest. */
START_TEST(unsigned_boundaries)
{
    static const struct { const char *plain, *fixed; unsigned bits; } types[] = {
        { X("u16"), X_WITH("u16", "\"fixed\":true"), 16 },
        { X("u32"), X_WITH("u32", "\"fixed\":true"), 32 },
        { X("u64"), X_WITH("u64", "\"fixed\":true"), 64 },
    };
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        uint64_t max = UINT64_MAX >> (64 - types[i].bits);
        for (unsigned shift = 0; shift < types[i].bits; shift += 7) {
            uint64_t edge = UINT64_C(1) << shift;
            for (uint64_t n = edge - 1; n <= edge + 1; n++) {
                check_unsigned(types[i].plain, n, varint(n));
                check_unsigned(types[i].fixed, n, number(n, types[i].bits / 8));
            }
        }
        check_unsigned(types[i].plain, max, varint(max));
        check_unsigned(types[i].fixed, max, number(max, types[i].bits / 8));
    }
    check_unsigned(X("u8"), 0, number(0, 1));
    check_unsigned(X("u8"), 128, number(128, 1));
    check_unsigned(X("u8"), 255, number(255, 1));
}
END_TEST

START_TEST(signed_boundaries)
{
    static const struct { const char *plain, *fixed; unsigned bits; } types[] = {
        { X("i16"), X_WITH("i16", "\"fixed\":true"), 16 },
        { X("i32"), X_WITH("i32", "\"fixed\":true"), 32 },
        { X("i64"), X_WITH("i64", "\"fixed\":true"), 64 },
    };
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        int64_t max = INT64_MAX >> (64 - types[i].bits);
        for (unsigned shift = 0; shift + 1 < types[i].bits; shift++) {
            int64_t edge = INT64_C(1) << shift;
            for (int64_t n = edge - 1; n <= edge; n++) {
                check_signed(types[i].plain, n, zigzag(n));
                check_signed(types[i].plain, -n, zigzag(-n));
                check_signed(types[i].fixed, -n, number((uint64_t)-n, types[i].bits / 8));
            }
        }
        check_signed(types[i].plain, max, zigzag(max));
        check_signed(types[i].plain, -max - 1, zigzag(-max - 1));
        check_signed(types[i].fixed, -max - 1, number((uint64_t)(-max - 1), types[i].bits / 8));
    }
    check_signed(X("i8"), -128, number(0x80, 1));
    check_signed(X("i8"), 127, number(0x7F, 1));
}
END_TEST

START_TEST(known_varints)
{
    check_unsigned(X("u32"), 300, hex("81 2C"));
    check_unsigned(X("u32"), 0xDEADBEEF, hex("F0 EF BE AD DE"));
    check_damage(NO_TYPES, X("u32"), hex("80 7F"), "a number is not in its shortest form");
    check_damage(NO_TYPES, X("u32"), hex("C0 FF 3F"), "a number is not in its shortest form");
    check_damage(NO_TYPES, X("u64"), hex("FF FF FF FF FF FF FF FF 00"), "a number is not in its shortest form");
    check_damage(NO_TYPES, X("u16"), hex("C1 00 00"), "a number is too large for its type");
    check_damage(NO_TYPES, X("i16"), hex("C1 00 00"), "a number is too large for its type");
    check_damage(NO_TYPES, X("u32"), hex("F1 00 00 00 00"), "a number is too large for its type");
}
END_TEST

START_TEST(bools_and_chars)
{
    check_one(NO_TYPES, X("bool"), "{x} {x:>5} {x:d}", number(0, 1), "{\"x\":false}", "false false 0");
    check_one(NO_TYPES, X("bool"), "{x} {x:>5} {x:d}", number(1, 1), "{\"x\":true}", "true  true 1");
    check_damage(NO_TYPES, X("bool"), number(2, 1), "a bool is neither 0 nor 1");
    check_one(NO_TYPES, X("char"), "{x} {x:x} {x:3c}|", number('A', 1), "{\"x\":\"A\"}", "A 41 A  |");
    check_one(NO_TYPES, X("char"), "{x}", number(0, 1), "{\"x\":\"\\u0000\"}", "\\x00");
    check_one(NO_TYPES, X("char"), "{x} {x:c}", number(0xE9, 1), "{\"x\":\"\\\\xe9\"}", "\\xe9 \\xe9");
}
END_TEST

static struct bytes *f32(float f)
{
    value.size = 0;
    put_f32(&value, f);
    return &value;
}

static struct bytes *f64(double f)
{
    value.size = 0;
    put_f64(&value, f);
    return &value;
}

START_TEST(floats)
{
    check_one(NO_TYPES, X("f32"), "{x} {x:.2f}", f32(3.14f), "{\"x\":3.14}", "3.14 3.14");
    check_one(NO_TYPES, X("f32"), "{x}", f32(-0.0f), "{\"x\":-0.0}", "-0.0");
    check_one(NO_TYPES, X("f32"), "{x}", f32(NAN), "{\"x\":\"nan\"}", "nan");
    check_one(NO_TYPES, X("f32"), "{x}", f32(-INFINITY), "{\"x\":\"-inf\"}", "-inf");
    check_one(NO_TYPES, X("f64"), "{x}", f64(1e-7), "{\"x\":1e-07}", "1e-07");
    check_one(NO_TYPES, X("f64"), "{x:08.3f}", f64(-2.5), "{\"x\":-2.5}", "-002.500");
    check_one(NO_TYPES, X("f64"), "{x}", f64(INFINITY), "{\"x\":\"inf\"}", "inf");
    check_one(NO_TYPES, X_WITH("f32", "\"fixed\":true"), "{x}", f32(1), "{\"x\":1.0}", "1.0");
}
END_TEST

START_TEST(pointers)
{
    check_one(NO_TYPES, X("ptr"), "{x} {x:x} {x:,}", number(0x20001000, 4), "{\"x\":536875008}",
              "0x20001000 20001000 536,875,008");
}
END_TEST

#define COLOR "{\"name\":\"color\",\"kind\":\"enum\",\"base\":\"u8\",\"values\":[{\"name\":\"red\",\"value\":0},{\"name\":\"blue\",\"value\":7}]}"
#define WIDE_ENUM "{\"name\":\"big\",\"kind\":\"enum\",\"base\":\"u64\",\"values\":[{\"name\":\"top\",\"value\":18446744073709551615}]}"
#define BITS "{\"name\":\"bits\",\"kind\":\"flags\",\"base\":\"u16\",\"values\":[{\"name\":\"lo\",\"value\":0},{\"name\":\"hi\",\"value\":15},{\"name\":\"mid\",\"value\":2}]}"
#define VEC "{\"name\":\"vec\",\"kind\":\"struct\",\"fields\":[{\"name\":\"x\",\"type\":\"f32\"},{\"name\":\"n\",\"type\":\"i16\"}]}"
#define BOX "{\"name\":\"box\",\"kind\":\"struct\",\"fields\":[{\"name\":\"a\",\"type\":\"vec\"},{\"name\":\"tag\",\"type\":\"str\",\"max\":4},{\"name\":\"b\",\"type\":\"vec\",\"count\":2},{\"name\":\"c\",\"type\":\"u8\"}]}"

START_TEST(enums_and_flags)
{
    check_one(COLOR, X("color"), "{x} {x:d} {x:>6}", number(7, 1), "{\"x\":{\"value\":7,\"name\":\"blue\"}}", "blue 7   blue");
    check_one(COLOR, X("color"), "{x}", number(8, 1), "{\"x\":{\"value\":8,\"name\":null}}", "8");
    check_one(WIDE_ENUM, X("big"), "{x}", varint(UINT64_MAX),
              "{\"x\":{\"value\":18446744073709551615,\"name\":\"top\"}}", "top");
    check_one(WIDE_ENUM, X_WITH("big", "\"fixed\":true"), "{x}", number(5, 8), "{\"x\":{\"value\":5,\"name\":null}}", "5");
    check_one(BITS, X("bits"), "{x}", varint(0), "{\"x\":{\"value\":0,\"names\":[]}}", "0");
    check_one(BITS, X("bits"), "{x} {x:#x}", varint(0x8005), "{\"x\":{\"value\":32773,\"names\":[\"lo\",\"mid\",\"hi\"]}}",
              "lo|mid|hi 0x8005");
    check_one(BITS, X("bits"), "{x}", varint(0x31), "{\"x\":{\"value\":49,\"names\":[\"lo\"]}}", "lo|0x30");
    check_one(BITS, X("bits"), "{x}", varint(0x100), "{\"x\":{\"value\":256,\"names\":[]}}", "0x100");
}
END_TEST

START_TEST(strings)
{
    const char *s = X_WITH("str", "\"max\":3");
    check_one(NO_TYPES, s, "<{x}>", hex("00"), "{\"x\":\"\"}", "<>");
    check_one(NO_TYPES, s, "<{x:5}>", hex("01 61"), "{\"x\":\"a\"}", "<a    >");
    check_one(NO_TYPES, s, "<{x}>", hex("03 61 62 63"), "{\"x\":\"abc\"}", "<abc>");
    check_one(NO_TYPES, s, "<{x}>", hex("04 61 62 63"), "{\"x\":\"abc\"},\"cut\":[\"x\"]", "<abc\xE2\x80\xA6>");
    check_one(NO_TYPES, s, "<{x}>", hex("05"), "{\"x\":null}", "<null>");
    check_damage(NO_TYPES, s, hex("06"), "a length is above its maximum");
    check_damage(NO_TYPES, s, hex("03 61"), "a record crosses the committed end");
    check_one(NO_TYPES, s, "{x}", hex("03 E2 82 AC"), "{\"x\":\"\xE2\x82\xAC\"}", "\xE2\x82\xAC");
    check_one(NO_TYPES, s, "{x}", hex("02 22 5C"), "{\"x\":\"\\\"\\\\\"}", "\"\\");
}
END_TEST

/* What would command a terminal is shown instead. */
START_TEST(terminal_escapes)
{
    const char *s = X_WITH("str", "\"max\":30");
    check_one(NO_TYPES, s, "{x}", hex("06 1B 5B 32 4A 0A 7F"), "{\"x\":\"\\u001b[2J\\n\\u007f\"}", "\\x1b[2J\\n\\x7f");
    check_one(NO_TYPES, s, "{x}", hex("04 C2 9B 09 0D"), "{\"x\":\"\\u009b\\t\\r\"}", "\\u009b\\t\\r");
    check_one(NO_TYPES, s, "{x}", hex("09 E2 80 A8 E2 80 AE E2 81 A6"), "{\"x\":\"\\u2028\\u202e\\u2066\"}",
              "\\u2028\\u202e\\u2066");
    check_one(NO_TYPES, s, "{x}", hex("07 FF C0 80 ED A0 80 41"), "{\"x\":\"\\\\xff\\\\xc0\\\\x80\\\\xed\\\\xa0\\\\x80A\"}",
              "\\xff\\xc0\\x80\\xed\\xa0\\x80A");
    check_one(NO_TYPES, s, "a\\u001b]0;b\\u0007{x}\\u200f", hex("00"), "{\"x\":\"\"}", "a\\x1b]0;b\\x07\\u200f");
}
END_TEST

START_TEST(byte_strings)
{
    check_one(NO_TYPES, X_WITH("bytes", "\"count\":3"), "{x} {x:X} {x:>8}", hex("00 7F FF"), "{\"x\":\"007fff\"}",
              "007fff 007FFF   007fff");
    check_one(NO_TYPES, X_WITH("bytes", "\"max\":2"), "[{x}]", hex("00"), "{\"x\":\"\"}", "[]");
    check_one(NO_TYPES, X_WITH("bytes", "\"max\":2"), "{x}", hex("03 AB CD"), "{\"x\":\"abcd\"},\"cut\":[\"x\"]",
              "abcd\xE2\x80\xA6");
    check_one(NO_TYPES, X_WITH("bytes", "\"max\":2"), "{x}", hex("04"), "{\"x\":null}", "null");
}
END_TEST

START_TEST(arrays)
{
    check_one(NO_TYPES, X_WITH("u8", "\"count\":3"), "{x} {x:02x}", hex("01 02 FF"), "{\"x\":[1,2,255]}",
              "[1, 2, 255] [01, 02, ff]");
    check_one(NO_TYPES, X_WITH("u16", "\"max\":2"), "{x}", hex("00"), "{\"x\":[]}", "[]");
    check_one(NO_TYPES, X_WITH("u16", "\"max\":2"), "{x}", hex("02 05 81 2C"), "{\"x\":[5,300]}", "[5, 300]");
    check_one(NO_TYPES, X_WITH("u16", "\"max\":2"), "{x}", hex("03 05 06"), "{\"x\":[5,6]},\"cut\":[\"x\"]",
              "[5, 6]\xE2\x80\xA6");
    check_one(NO_TYPES, X_WITH("u16", "\"max\":2"), "{x}", hex("04"), "{\"x\":null}", "null");
    check_damage(NO_TYPES, X_WITH("u16", "\"max\":2"), hex("05"), "a length is above its maximum");
    check_damage(NO_TYPES, X_WITH("u16", "\"max\":300"), hex("81 2F"), "a length is above its maximum");
    check_one(NO_TYPES, X_WITH("bool", "\"count\":2"), "{x}", hex("01 00"), "{\"x\":[true,false]}", "[true, false]");
    check_one(COLOR, X_WITH("color", "\"max\":2"), "{x}", hex("01 07"), "{\"x\":[{\"value\":7,\"name\":\"blue\"}]}", "[blue]");
}
END_TEST

START_TEST(structs)
{
    value.size = 0;
    put_f32(&value, 1.5f);
    put_zigzag(&value, -2);
    check_one(VEC, X("vec"), "{x} {x.n:+} {x.x:.2f}", &value, "{\"x\":{\"x\":1.5,\"n\":-2}}", "{x: 1.5, n: -2} -2 1.50");
    put_str(&value, "hi");
    for (int i = 0; i < 2; i++) {
        put_f32(&value, (float)i);
        put_zigzag(&value, i);
    }
    put_number(&value, 9, 1);
    check_one(VEC "," BOX, X("box"), "{x.c} {x.b} {x.tag} {x.a.n}", &value,
              "{\"x\":{\"a\":{\"x\":1.5,\"n\":-2},\"tag\":\"hi\",\"b\":[{\"x\":0.0,\"n\":0},{\"x\":1.0,\"n\":1}],\"c\":9}}",
              "9 [{x: 0.0, n: 0}, {x: 1.0, n: 1}] hi -2");
}
END_TEST

#define TWO "{\"name\":\"p\",\"type\":\"u8\",\"count\":2},{\"name\":\"q\",\"type\":\"vec\"},{\"name\":\"s\",\"type\":\"str\",\"max\":3}"

/* A record with null pointers: a nulls record stands before it. */
static void run_nulls(uint64_t mask, const char *arguments)
{
    const char *table = make_table((struct table_text){ .types = VEC, .block = 256, .blocks = 2, .messages =
        "{\"id\":1,\"name\":\"m\",\"module\":null,\"kind\":\"message\",\"level\":\"info\",\"text\":\"{p} {q} {s} {q.n}\",\"args\":["
        TWO "]}" });
    records.size = dump.size = 0;
    put_boot(&records, 1, 1);
    put_number(&records, 0, 1);
    put_number(&records, 3, 1);
    put_varint(&records, mask);
    put_varint(&records, 1);
    put_varint(&records, 0);
    struct bytes *b = hex(arguments);
    put(&records, b->data, b->size);
    put_block(&dump, (struct block){ .size = 256 }, &records);
    put_empty(&dump, 256);
    run(&r, table, dump.data, dump.size, 0);
}

#define NULLS_DAMAGE "boot ?  ?  -  plog.damage  %zu bytes skipped at offset 29: a null pointer is given for what is none\n"

START_TEST(nulls)
{
    char damage[256];
    run_nulls(3, "00 00  00 00 00 00 00  01 61");
    expect(&r, 0, BOOT_TEXT "boot 1 (power-on)  0.000000  info  m  null null a null\n");
    run_nulls(1, "00 00  00 00 00 00 04  01 61");
    expect(&r, 0, BOOT_TEXT "boot 1 (power-on)  0.000000  info  m  null {x: 0.0, n: 2} a 2\n");
    sprintf(damage, BOOT_TEXT NULLS_DAMAGE, (size_t)14);
    run_nulls(4, "00 00  00 00 00 00 00  01 61"); /* a str tells it itself */
    expect(&r, 1, damage);
    run_nulls(8, "00 00  00 00 00 00 00  01 61"); /* no such argument */
    expect(&r, 1, damage);
    run_nulls(0, "00 00  00 00 00 00 00  01 61"); /* nothing is null */
    expect(&r, 1, damage);
    run_nulls(1, "00 01  00 00 00 00 00  01 61"); /* not zero */
    expect(&r, 1, damage);
}
END_TEST

START_TEST(braces_and_order)
{
    check_one(NO_TYPES, X("u8") ",{\"name\":\"y\",\"type\":\"u8\"}", "{{{y}}} {x}{x} {{}}", hex("01 02"), "{\"x\":1,\"y\":2}",
              "{2} 11 {}");
}
END_TEST

TCase *value_tests(void)
{
    TCase *tests = tcase_create("values");
    tcase_add_test(tests, unsigned_boundaries);
    tcase_add_test(tests, signed_boundaries);
    tcase_add_test(tests, known_varints);
    tcase_add_test(tests, bools_and_chars);
    tcase_add_test(tests, floats);
    tcase_add_test(tests, pointers);
    tcase_add_test(tests, enums_and_flags);
    tcase_add_test(tests, strings);
    tcase_add_test(tests, terminal_escapes);
    tcase_add_test(tests, byte_strings);
    tcase_add_test(tests, arrays);
    tcase_add_test(tests, structs);
    tcase_add_test(tests, nulls);
    tcase_add_test(tests, braces_and_order);
    return tests;
}
