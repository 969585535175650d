#include "number.h"

#include <inttypes.h>
#include <string.h>

#include "diagnostic.h"

#define TOO_LARGE "is too large"

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static int digit_value(char c)
{
    if (is_digit(c))
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return 16;
}

/* Multiplies and adds; false when the result needs more than 64 bits. */
static bool grow(uint64_t *value, unsigned factor, unsigned more)
{
    if (*value > (UINT64_MAX - more) / factor)
        return false;
    *value = *value * factor + more;
    return true;
}

/* Reads digits of `base`; returns what is behind them, or NULL when they are too many. */
static const char *read_digits(const char *text, unsigned base, uint64_t *value)
{
    *value = 0;
    for (; digit_value(*text) < (int)base; text++)
        if (!grow(value, base, (unsigned)digit_value(*text)))
            return NULL;
    return text;
}

static const char *parse_hexadecimal(const char *digits, uint64_t *value)
{
    const char *end = read_digits(digits, 16, value);
    if (!end)
        return TOO_LARGE;
    return end == digits || *end ? "is no hexadecimal number" : NULL;
}

static const char *parse_size_unit(const char *unit, uint64_t *value)
{
    if (strcmp(unit, "") == 0)
        return NULL;
    if (strcmp(unit, "K") == 0)
        return grow(value, 1024, 0) ? NULL : TOO_LARGE;
    if (strcmp(unit, "M") == 0)
        return grow(value, 1024 * 1024, 0) ? NULL : TOO_LARGE;
    return "is no size; write it like 256, 2K or 1M";
}

/* How many decimal digits a unit moves the point, or -1. */
static int frequency_digits(const char *unit)
{
    static const char *const units[] = {"Hz", "kHz", "MHz", "GHz"};
    for (int i = 0; i < 4; i++)
        if (strcmp(unit, units[i]) == 0)
            return 3 * i;
    return -1;
}

static const char *parse_frequency_rest(const char *rest, uint64_t *value)
{
    const char *unit = *rest == '.' ? rest + 1 : rest;
    const char *fraction = unit;
    while (is_digit(*unit) && unit > rest)
        unit++;
    int digits = frequency_digits(unit);
    if (digits < 0)
        return "is no frequency; write it like 32768Hz, 1kHz, 1.5MHz or 1GHz";
    for (; digits > 0; digits--) {
        unsigned next = fraction < unit ? (unsigned)(*fraction++ - '0') : 0;
        if (!grow(value, 10, next))
            return TOO_LARGE;
    }
    for (; fraction < unit; fraction++)
        if (*fraction != '0')
            return "is not a whole number of Hz";
    return NULL;
}

const char *number_parse(const char *text, enum number_form form, uint64_t *value)
{
    if (text[0] == '-')
        return "is negative; only numbers from 0 on have a meaning here";
    if (text[0] == '0' && (text[1] == 'x' || text[1] == 'X') && form != NUMBER_FREQUENCY)
        return parse_hexadecimal(text + 2, value);
    if (text[0] == '0' && is_digit(text[1]))
        return "has a leading zero; write it without, or in hexadecimal with 0x";
    const char *rest = read_digits(text, 10, value);
    if (!rest)
        return TOO_LARGE;
    if (form == NUMBER_FREQUENCY)
        return parse_frequency_rest(rest, value);
    if (form == NUMBER_SIZE)
        return parse_size_unit(rest, value);
    return *rest ? "is no whole number" : NULL;
}

struct checked_number number_within(struct token token, enum number_form form, uint64_t first, uint64_t last,
                                    const char *what)
{
    struct checked_number number = {false, 0};
    uint64_t value;
    const char *wrong = number_parse(token.text, form, &value);
    if (wrong) {
        error_at(token.at, "'%s' %s", token.text, wrong);
    } else if (value < first || value > last) {
        error_at(token.at, "%s must be %" PRIu64 " to %" PRIu64 ", not %s", what, first, last, token.text);
    } else {
        number.good = true;
        number.value = value;
    }
    return number;
}
