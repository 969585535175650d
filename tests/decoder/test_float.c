/* The shortest text of a float, as Python's repr() and numpy's float32 print it. */
#include "harness.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "../../decoder/format.h"

static void check_repr(double number, bool single, const char *wanted)
{
    char text[FLOAT_TEXT_MAX + 1];
    text[float_repr(number, single, text)] = 0;
    ck_assert_str_eq(text, wanted);
}

START_TEST(doubles)
{
    check_repr(0.0, false, "0.0");
    check_repr(-0.0, false, "-0.0");
    check_repr(1.0, false, "1.0");
    check_repr(-1.5, false, "-1.5");
    check_repr(3.14, false, "3.14");
    check_repr(0.1 + 0.2, false, "0.30000000000000004");
    check_repr(1e-7, false, "1e-07");
    check_repr(1.5e-7, false, "1.5e-07");
    check_repr(0.0001, false, "0.0001");
    check_repr(9007199254740993.0, false, "9007199254740992.0");
    check_repr(1e16, false, "1e+16");
    check_repr(1e22, false, "1e+22");
    check_repr(1e100, false, "1e+100");
    check_repr(0x1p-1074, false, "5e-324");
    check_repr(0x1p-1022, false, "2.2250738585072014e-308");
    check_repr(0x1.fffffffffffffp1023, false, "1.7976931348623157e+308");
    check_repr(0x1p-44, false, "5.684341886080802e-14");
    check_repr(0x1p63, false, "9.223372036854776e+18");
    check_repr(NAN, false, "nan");
    check_repr(-NAN, false, "nan");
    check_repr(INFINITY, false, "inf");
    check_repr(-INFINITY, false, "-inf");
}
END_TEST

START_TEST(singles)
{
    check_repr(3.14f, true, "3.14");
    check_repr(0.1f, true, "0.1");
    check_repr(16777216.0f, true, "16777216.0");
    check_repr(1.0f / 3.0f, true, "0.33333334");
    check_repr(0x1p-149f, true, "1e-45");
    check_repr(0x1p-126f, true, "1.1754944e-38");
    check_repr(0x1.fffffep127f, true, "3.4028235e+38");
    check_repr(1e10f, true, "10000000000.0");
    check_repr(8388609.5f, true, "8388610.0");
    check_repr(-0.0f, true, "-0.0");
}
END_TEST

/* Whatever the bits are, the text reads back as the same number. */
START_TEST(every_float_reads_back)
{
    uint64_t state = 1;
    for (int i = 0; i < 20000; i++) {
        state = state * 6364136223846793005u + 1442695040888963407u;
        uint64_t bits = state ^ state >> 29;
        double number;
        float single;
        char text[FLOAT_TEXT_MAX + 1];
        memcpy(&number, &bits, sizeof number);
        memcpy(&single, &bits, sizeof single);
        text[float_repr(number, false, text)] = 0;
        if (!isnan(number))
            ck_assert(strtod(text, NULL) == number);
        text[float_repr((double)single, true, text)] = 0;
        if (!isnan(single))
            ck_assert(strtof(text, NULL) == single);
    }
}
END_TEST

TCase *float_tests(void)
{
    TCase *tests = tcase_create("float");
    tcase_add_test(tests, doubles);
    tcase_add_test(tests, singles);
    tcase_add_test(tests, every_float_reads_back);
    return tests;
}
