/* What Python 3.11's format() says. */
#include "harness.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../../decoder/format.h"

static const struct { const char *format; int64_t number; const char *text; } integers[] = {
    { "", INT64_C(0), "0" },
    { "", INT64_C(-1), "-1" },
    { "", INT64_C(9223372036854775807), "9223372036854775807" },
    { "", INT64_MIN, "-9223372036854775808" },
    { "d", INT64_C(42), "42" },
    { "5d", INT64_C(42), "   42" },
    { "<5d", INT64_C(42), "42   " },
    { "^5d", INT64_C(42), " 42  " },
    { "^6d", INT64_C(42), "  42  " },
    { ">5", INT64_C(42), "   42" },
    { "=5", INT64_C(-42), "-  42" },
    { "05", INT64_C(-42), "-0042" },
    { "+d", INT64_C(42), "+42" },
    { " d", INT64_C(42), " 42" },
    { "-d", INT64_C(42), "42" },
    { "+d", INT64_C(-42), "-42" },
    { "x", INT64_C(255), "ff" },
    { "X", INT64_C(255), "FF" },
    { "#x", INT64_C(255), "0xff" },
    { "#X", INT64_C(255), "0XFF" },
    { "#06x", INT64_C(255), "0x00ff" },
    { "06x", INT64_C(-255), "-000ff" },
    { "#o", INT64_C(8), "0o10" },
    { "o", INT64_C(8), "10" },
    { "b", INT64_C(5), "101" },
    { "08b", INT64_C(5), "00000101" },
    { "#b", INT64_C(-5), "-0b101" },
    { "#012b", INT64_C(5), "0b0000000101" },
    { ",", INT64_C(1234567), "1,234,567" },
    { "_", INT64_C(1234567), "1_234_567" },
    { ",", INT64_C(-123), "-123" },
    { "_x", INT64_C(3735928559), "dead_beef" },
    { "_b", INT64_C(1000), "11_1110_1000" },
    { "#_b", INT64_C(1000), "0b11_1110_1000" },
    { "_o", INT64_C(2739128), "1234_5670" },
    { "010,", INT64_C(1234), "00,001,234" },
    { "08,", INT64_C(1234), "0,001,234" },
    { "9,", INT64_C(1234), "    1,234" },
    { "012_x", INT64_C(703710), "00_000a_bcde" },
    { "+,d", INT64_C(1000000), "+1,000,000" },
    { "n", INT64_C(1234), "1234" },
    { "c", INT64_C(65), "A" },
    { "5c", INT64_C(8364), "    \342\202\254" },
    { "c", INT64_C(128512), "\360\237\230\200" },
    { "*^9", INT64_C(7), "****7****" },
    { "x<5", INT64_C(7), "7xxxx" },
    { "0<5", INT64_C(7), "70000" },
    { "<05", INT64_C(7), "70000" },
    { ">05", INT64_C(-7), "000-7" },
    { "^05", INT64_C(-7), "0-700" },
    { "=+5", INT64_C(7), "+   7" },
    { "*=+7", INT64_C(7), "+*****7" },
    { "e", INT64_C(1234), "1.234000e+03" },
    { ".2f", INT64_C(3), "3.00" },
    { ".1%", INT64_C(1), "100.0%" },
    { "g", INT64_C(1000000), "1e+06" },
    { "g", INT64_C(100000), "100000" },
    { "E", INT64_C(0), "0.000000E+00" },
    { "08.1f", INT64_C(-3), "-00003.0" },
    { "%", INT64_C(2), "200.000000%" },
    { ",.2f", INT64_C(1234567), "1,234,567.00" },
    { "\342\202\254>4", INT64_C(1), "\342\202\254\342\202\254\342\202\2541" },
    { "#d", INT64_C(3), "3" },
    { "1000", INT64_C(1), "                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                       1" },
    { "03", INT64_C(1234), "1234" },
    { "0", INT64_C(5), "5" },
    { "00", INT64_C(5), "5" },
    { "0>00", INT64_C(5), "5" },
    { ",", INT64_C(0), "0" },
    { "06,", INT64_C(0), "00,000" },
    { "_", INT64_C(-6101065172474983726), "-6_101_065_172_474_983_726" },
};

static const struct { const char *format; double number; const char *text; } floats[] = {
    { "", 0x0.0p+0, "0.0" },
    { "", -0x0.0p+0, "-0.0" },
    { "", 0x1.0000000000000p+0, "1.0" },
    { "", 0x1.91eb851eb851fp+1, "3.14" },
    { "", 0x1.1c37937e08000p+53, "1e+16" },
    { "", 0x1.c6bf526340000p+49, "1000000000000000.0" },
    { "", 0x1.b69b4ba630f35p+56, "1.2345678901234568e+17" },
    { "", 0x1.a36e2eb1c432dp-14, "0.0001" },
    { "", 0x1.4f8b588e368f1p-17, "1e-05" },
    { "", 0x0.0000000000001p-1022, "5e-324" },
    { "", 0x1.fffffffffffffp+1023, "1.7976931348623157e+308" },
    { "", 0x1.0000000000000p-44, "5.684341886080802e-14" },
    { "", 0x1.999999999999ap-4, "0.1" },
    { "", 0x1.5555555555555p-2, "0.3333333333333333" },
    { ".2f", 0x1.921f9f01b866ep+1, "3.14" },
    { "8.2f", 0x1.921f9f01b866ep+1, "    3.14" },
    { ">8.2f", -0x1.921f9f01b866ep+1, "   -3.14" },
    { "<8.2f", 0x1.921f9f01b866ep+1, "3.14    " },
    { "^9.2f", 0x1.921f9f01b866ep+1, "  3.14   " },
    { "08.2f", -0x1.921f9f01b866ep+1, "-0003.14" },
    { "+.1f", 0x1.2000000000000p+1, "+2.2" },
    { ".0f", 0x1.0000000000000p-1, "0" },
    { ".0f", 0x1.8000000000000p+0, "2" },
    { "#.0f", 0x1.8000000000000p+0, "2." },
    { "f", 0x1.0f0cf064dd592p+73, "10000000000000000000000.000000" },
    { "F", 0x1.8000000000000p+0, "1.500000" },
    { "e", 0x1.81cd6c8b43958p+13, "1.234568e+04" },
    { ".3e", 0x1.81cd6c8b43958p+13, "1.235e+04" },
    { "E", 0x1.ad7f29abcaf48p-24, "1.000000E-07" },
    { ".0e", 0x1.e000000000000p+3, "2e+01" },
    { "#.0e", 0x1.e000000000000p+3, "2.e+01" },
    { "g", 0x1.a36e2eb1c432dp-14, "0.0001" },
    { "g", 0x1.4f8b588e368f1p-17, "1e-05" },
    { "g", 0x1.e240000000000p+16, "123456" },
    { "g", 0x1.2d68700000000p+20, "1.23457e+06" },
    { ".3g", 0x1.34a0000000000p+10, "1.23e+03" },
    { "#.3g", 0x1.0000000000000p+0, "1.00" },
    { "G", 0x1.b7cdfd9d7bdbbp-34, "1E-10" },
    { ".0g", 0x1.ec00000000000p+6, "1e+02" },
    { ".3", 0x1.8000000000000p+1, "3.0" },
    { ".3", 0x1.34a0000000000p+10, "1.23e+03" },
    { ".3", 0x1.9000000000000p+6, "1e+02" },
    { ".3", 0x1.8c00000000000p+6, "99.0" },
    { ".1", 0x1.4000000000000p+2, "5e+00" },
    { ".1", 0x1.9000000000000p+5, "5e+01" },
    { ".0", 0x1.4000000000000p+2, "5e+00" },
    { ".5", 0x1.4f8b588e368f1p-17, "1e-05" },
    { ".5", 0x1.02e4b6ce5dc68p-13, "0.00012345" },
    { "#.3", 0x1.9000000000000p+6, "1.00e+02" },
    { "#", 0x1.1c37937e08000p+53, "1.e+16" },
    { "#", 0x1.8000000000000p+0, "1.5" },
    { "10", 0x1.8000000000000p+0, "       1.5" },
    { "<10", 0x1.8000000000000p+0, "1.5       " },
    { "=10", -0x1.8000000000000p+0, "-      1.5" },
    { "010", -0x1.8000000000000p+0, "-0000001.5" },
    { ",", 0x1.2d687e4189375p+20, "1,234,567.891" },
    { "_", 0x1.2d687e4189375p+20, "1_234_567.891" },
    { ",.2f", 0x1.2d687e4189375p+20, "1,234,567.89" },
    { "015,.2f", 0x1.2d687e4189375p+20, "0,001,234,567.89" },
    { "014,.2f", 0x1.34a0000000000p+10, "000,001,234.50" },
    { "%", 0x1.0624dd2f1a9fcp-2, "25.600000%" },
    { ".1%", 0x1.0624dd2f1a9fcp-2, "25.6%" },
    { "+.0%", 0x1.0000000000000p+0, "+100%" },
    { "n", 0x1.34a0000000000p+10, "1234.5" },
    { "+", 0x1.0000000000000p+0, "+1.0" },
    { " ", 0x1.0000000000000p+0, " 1.0" },
    { "", INFINITY, "inf" },
    { "", -INFINITY, "-inf" },
    { "", NAN, "nan" },
    { "F", INFINITY, "INF" },
    { "E", NAN, "NAN" },
    { "08", INFINITY, "00000inf" },
    { "08", -INFINITY, "-0000inf" },
    { "010,", INFINITY, "0000000inf" },
    { "%", NAN, "nan%" },
    { "+", INFINITY, "+inf" },
    { "+", NAN, "+nan" },
    { "z.1f", -0x1.47ae147ae147bp-7, "0.0" },
    { "z.1f", -0x1.eb851eb851eb8p-5, "-0.1" },
    { "z", -0x0.0p+0, "0.0" },
    { "+z.0f", -0x1.999999999999ap-3, "+0" },
    { ".1f", -0x1.47ae147ae147bp-7, "-0.0" },
    { "ze", -0x1.4f8b588e368f1p-17, "-1.000000e-05" },
    { "zg", -0x0.0p+0, "0" },
    { ".50f", 0x1.999999999999ap-4, "0.10000000000000000555111512312578270211815834045410" },
    { ".17g", 0x1.999999999999ap-4, "0.10000000000000001" },
    { "e", 0x0.0p+0, "0.000000e+00" },
    { ".1f", 0x1.0000000000000p-2, "0.2" },
    { ".1f", 0x1.6666666666666p-2, "0.3" },
    { ".20e", 0x1.56e1fc2f8f359p-997, "1.00000000000000002506e-300" },
    { "_.3f", 0x1.e240000000000p+16, "123_456.000" },
    { ",e", 0x1.e240000000000p+16, "1.234560e+05" },
    { ",%", 0x1.3480000000000p+10, "123,400.000000%" },
};

static const struct { const char *format, *value, *text; } texts[] = {
    { "", "abc", "abc" },
    { "s", "abc", "abc" },
    { "5", "abc", "abc  " },
    { "<5", "abc", "abc  " },
    { ">5", "abc", "  abc" },
    { "^6", "abc", " abc  " },
    { ".2", "abc", "ab" },
    { "5.2", "abc", "ab   " },
    { "*^7s", "abc", "**abc**" },
    { "05", "abc", "abc00" },
    { ">05", "abc", "00abc" },
    { ".0", "abc", "" },
    { "\342\202\254^5", "abc", "\342\202\254abc\342\202\254" },
    { "5", "\342\202\254\303\251", "\342\202\254\303\251   " },
    { ".1", "\342\202\254\303\251", "\342\202\254" },
    { "2", "abc", "abc" },
    { "", "", "" },
    { "3", "", "   " },
};

static const char *const not_integer[] = { ".2", ".2d", "s", ",x", "_c", "+c", "#c", "_n", ",n", ",b", "z", "zd", "5.", "q", "dd", "1001", ".1001f", ",_d", NULL };
static const char *const not_float[] = { "d", "x", "s", "c", "b", "_n", "5.", "..2", NULL };
static const char *const not_text[] = { "d", "+", "#", ",", "=5", "z", "x", "f", "5.", NULL };

static void read_format(const char *text, struct format *f, enum format_class class)
{
    ck_assert_msg(format_read(text, strlen(text), f), "\"%s\" is read as no format", text);
    ck_assert_msg(format_fits(f, class), "\"%s\" does not fit", text);
}

static void check_text(struct buffer *b, const char *format, const char *wanted)
{
    buffer_add_char(b, 0);
    ck_assert_msg(strcmp(b->data, wanted) == 0, "\"%s\" gives \"%s\" instead of \"%s\"", format, b->data, wanted);
    buffer_free(b);
}

START_TEST(integers_like_python)
{
    for (size_t i = 0; i < sizeof integers / sizeof *integers; i++) {
        struct buffer b = { 0 };
        struct format f;
        int64_t n = integers[i].number;
        read_format(integers[i].format, &f, FORMAT_INTEGER);
        format_integer(&b, &f, n < 0, n < 0 ? 0 - (uint64_t)n : (uint64_t)n);
        check_text(&b, integers[i].format, integers[i].text);
    }
}
END_TEST

START_TEST(floats_like_python)
{
    for (size_t i = 0; i < sizeof floats / sizeof *floats; i++) {
        struct buffer b = { 0 };
        struct format f;
        read_format(floats[i].format, &f, FORMAT_FLOAT);
        format_float(&b, &f, floats[i].number, false);
        check_text(&b, floats[i].format, floats[i].text);
    }
}
END_TEST

START_TEST(texts_like_python)
{
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct buffer b = { 0 };
        struct format f;
        read_format(texts[i].format, &f, FORMAT_TEXT);
        format_text(&b, &f, texts[i].value, strlen(texts[i].value));
        check_text(&b, texts[i].format, texts[i].text);
    }
}
END_TEST

static void refuse_all(const char *const *formats, enum format_class class)
{
    for (; *formats; formats++) {
        struct format f;
        ck_assert_msg(!format_read(*formats, strlen(*formats), &f) || !format_fits(&f, class), "\"%s\" fits", *formats);
    }
}

START_TEST(others_refused)
{
    refuse_all(not_integer, FORMAT_INTEGER);
    refuse_all(not_float, FORMAT_FLOAT);
    refuse_all(not_text, FORMAT_TEXT);
}
END_TEST

START_TEST(invalid_utf8_is_shown)
{
    struct buffer b = { 0 };
    struct format f;
    read_format("8", &f, FORMAT_TEXT);
    format_text(&b, &f, "a\xC3", 2);
    check_text(&b, "8", "a\\xc3   ");
    read_format(".2", &f, FORMAT_TEXT);
    format_text(&b, &f, "\x80\xED\xA0\x80", 4);
    check_text(&b, ".2", "\\x80\\xed");
}
END_TEST

START_TEST(text_has_a_limit)
{
    struct buffer b = { 0 };
    for (int i = 0; i < 3000; i++) {
        struct format f;
        read_format("1000", &f, FORMAT_INTEGER);
        format_integer(&b, &f, false, 1);
    }
    ck_assert(b.full);
    ck_assert_uint_le(b.size, BUFFER_LIMIT);
    buffer_free(&b);
}
END_TEST

TCase *format_tests(void)
{
    TCase *tests = tcase_create("format");
    tcase_add_test(tests, integers_like_python);
    tcase_add_test(tests, floats_like_python);
    tcase_add_test(tests, texts_like_python);
    tcase_add_test(tests, others_refused);
    tcase_add_test(tests, invalid_utf8_is_shown);
    tcase_add_test(tests, text_has_a_limit);
    return tests;
}
