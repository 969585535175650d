#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "digits.h"
#include "format.h"

/* Python writes 1e16 with an exponent, and so what is below 1e-4. */
#define POINT_MAX 16
#define POINT_MIN (-4)

/* Significant digits that no number needs more of. */
#define DIGITS_MAX 17

static bool reads_back(const char *text, double number, bool single)
{
    return single ? strtof(text, NULL) == (float)number : strtod(text, NULL) == number;
}

/* Adds one to the last digit of "d.ddde+XX". Returns false when that would carry out of the digit. */
static bool bump_last_digit(char *text)
{
    char *last = strchr(text, 'e') - 1;
    if (*last == '9')
        return false;
    ++*last;
    return true;
}

/* Writes the fewest digits that read back as the number, as "%e" does. */
static void print_shortest(char text[FLOAT_TEXT_MAX], double number, bool single)
{
    /* What has this many digits reads back from them if it came from a text as short. Subnormals have fewer. */
    int digits = fabs(number) < (single ? (double)FLT_MIN : DBL_MIN) ? 1 : single ? FLT_DIG : DBL_DIG;
    for (; digits < DIGITS_MAX; digits++) {
        snprintf(text, FLOAT_TEXT_MAX, "%.*e", digits - 1, number);
        if (reads_back(text, number, single))
            return;
        /* At a power of two the numbers below are closer than those above, so the nearest text can be another
           number's while the next one up still is this one's. */
        if (bump_last_digit(text) && reads_back(text, number, single))
            return;
    }
    snprintf(text, FLOAT_TEXT_MAX, "%.*e", DIGITS_MAX - 1, number);
}

static size_t write_digits(char *out, const char *digits, size_t count, int point)
{
    size_t length = 0;
    if (point <= 0) {
        memcpy(out, "0.", 2);
        memset(out + 2, '0', (size_t)-point);
        length = 2 + (size_t)-point;
        memcpy(out + length, digits, count);
        return length + count;
    }
    for (size_t i = 0; i < count || i < (size_t)point; i++) {
        if (i == (size_t)point)
            out[length++] = '.';
        out[length++] = i < count ? digits[i] : '0';
    }
    if (count <= (size_t)point) {
        memcpy(out + length, ".0", 2);
        length += 2;
    }
    return length;
}

static size_t write_exponent(char *out, const char *digits, size_t count, int exponent)
{
    size_t length = 0;
    out[length++] = digits[0];
    if (count > 1) {
        out[length++] = '.';
        memcpy(out + length, digits + 1, count - 1);
        length += count - 1;
    }
    return length + (size_t)sprintf(out + length, "e%c%02d", exponent < 0 ? '-' : '+', abs(exponent));
}

/*
 * Most numbers that are logged were short ones: 3.14 is 314 / 10^2. If whole and power have no rounding of their own in the number's type,
 * one division rounds as reading the text does (Clinger, How to Read Floating Point Numbers Accurately, 1990, section 4). Below the limits
 * the neighbours of a number are so far away that of all integers over this power at most the nearest can read back, so the
 * first power that does has the fewest digits. Returns 0 if this number is none of them.
 */
static size_t print_short(double number, bool single, char out[FLOAT_TEXT_MAX])
{
    const double limit = single ? 4194304.0 /* 2^22 */ : 1125899906842624.0 /* 2^50 */;
    double power = 1;
    if (number < 1e-4)
        return 0;
    for (size_t places = 0; places <= 10 && number * power < limit; places++, power *= 10) {
        double whole = rint(number * power);
        if (single ? (float)whole / (float)power != (float)number : whole / power != number)
            continue;
        size_t length = decimal((uint64_t)whole / (uint64_t)power, out);
        out[length++] = '.';
        if (places == 0)
            out[length++] = '0';
        decimal_padded((uint64_t)whole % (uint64_t)power, places, out + length);
        return length + places;
    }
    return 0;
}

size_t float_repr(double number, bool single, char out[FLOAT_TEXT_MAX])
{
    size_t sign = 0;
    if (isnan(number) || isinf(number))
        return (size_t)sprintf(out, "%s", isnan(number) ? "nan" : number < 0 ? "-inf" : "inf");
    if (signbit(number))
        out[sign++] = '-';
    if (number == 0)
        return sign + write_digits(out + sign, "0", 1, 1);

    size_t length = print_short(fabs(number), single, out + sign);
    if (length > 0)
        return sign + length;
    char text[FLOAT_TEXT_MAX], digits[DIGITS_MAX];
    print_shortest(text, fabs(number), single);
    int exponent = atoi(strchr(text, 'e') + 1);
    size_t count = 0;
    for (const char *at = text; *at != 'e'; at++)
        if (*at != '.')
            digits[count++] = *at;
    while (count > 1 && digits[count - 1] == '0')
        count--;
    if (exponent < POINT_MIN || exponent >= POINT_MAX)
        return sign + write_exponent(out + sign, digits, count, exponent);
    return sign + write_digits(out + sign, digits, count, exponent + 1);
}
