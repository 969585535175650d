#include "format.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "utf8.h"

static bool is_one_of(char c, const char *set)
{
    return c && strchr(set, c);
}

/* Reads digits at *at; returns false when the number is above FORMAT_NUMBER_MAX. */
static bool read_number(const char **at, const char *end, int *number)
{
    *number = 0;
    for (; *at < end && **at >= '0' && **at <= '9'; ++*at) {
        *number = *number * 10 + (**at - '0');
        if (*number > FORMAT_NUMBER_MAX)
            return false;
    }
    return true;
}

/* Reads "[fill]align" at *at. */
static bool read_align(const char **at, const char *end, struct format *f)
{
    uint32_t code;
    size_t left = (size_t)(end - *at);
    unsigned length = left > 0 ? utf8_decode((const uint8_t *)*at, left, &code) : 0;
    if (left > 0 && length == 0)
        return false;
    if (length < left && is_one_of((*at)[length], "<>=^")) {
        memcpy(f->fill, *at, length);
        f->align = (*at)[length];
        *at += length + 1;
    } else if (left > 0 && is_one_of(**at, "<>=^")) {
        f->align = *(*at)++;
    }
    return true;
}

bool format_read(const char *text, size_t size, struct format *f)
{
    const char *at = text, *end = text + size;
    *f = (struct format){ .plain = size == 0, .precision = -1 };
    if (!read_align(&at, end, f))
        return false;
    if (at < end && is_one_of(*at, "+- "))
        f->sign = *at++;
    if (at < end && *at == 'z') {
        f->unsigned_zero = true;
        at++;
    }
    if (at < end && *at == '#') {
        f->alternate = true;
        at++;
    }
    if (at < end && *at == '0' && !f->fill[0]) {
        f->fill[0] = '0'; /* a fill without an align: numbers take '=' then, texts '<' */
        at++;
    }
    if (!read_number(&at, end, &f->width))
        return false;
    if (at < end && is_one_of(*at, ",_"))
        f->grouping = *at++;
    if (at < end && *at == '.') {
        const char *digits = ++at;
        if (!read_number(&at, end, &f->precision) || at == digits)
            return false;
    }
    if (at < end && is_one_of(*at, "bcdoxXneEfFgG%s"))
        f->type = *at++;
    f->real = is_one_of(f->type, "eEfFgG%");
    f->bits = f->type == 'b' ? 1 : f->type == 'o' ? 3 : is_one_of(f->type, "xX") ? 4 : 0;
    return at == end;
}

static bool fits_text(const struct format *f)
{
    return is_one_of(f->type ? f->type : 's', "s") && !f->sign && !f->unsigned_zero &&
           !f->alternate && !f->grouping && f->align != '=';
}

static bool fits_bytes(const struct format *f)
{
    struct format text = *f;
    if (is_one_of(f->type, "xX"))
        text.type = 's';
    return fits_text(&text) && f->precision < 0;
}

static bool fits_float(const struct format *f)
{
    return (!f->type || is_one_of(f->type, "eEfFgGn%")) && !(f->type == 'n' && f->grouping);
}

static bool fits_integer(const struct format *f)
{
    if (f->real)
        return fits_float(f);
    if (f->type == 's' || f->precision >= 0 || f->unsigned_zero)
        return false;
    if (f->type == 'c')
        return !f->sign && !f->alternate && !f->grouping;
    if (f->grouping == ',')
        return !f->type || f->type == 'd';
    return !(f->grouping && f->type == 'n');
}

bool format_fits(const struct format *f, enum format_class class)
{
    switch (class) {
    case FORMAT_TEXT: return fits_text(f);
    case FORMAT_BYTES: return fits_bytes(f);
    case FORMAT_INTEGER: return fits_integer(f);
    case FORMAT_FLOAT: return fits_float(f);
    case FORMAT_NAMED: break; /* either */
    }
    return fits_text(f) || fits_integer(f);
}

bool format_wants_number(const struct format *f)
{
    return !fits_text(f);
}

static void add_fill(struct buffer *out, const struct format *f, size_t times)
{
    const char *fill = f->fill[0] ? f->fill : " ";
    buffer_add_times(out, fill, strlen(fill), times);
}

/* How many columns the first `limit` characters of a text take, and how many bytes they are. A byte that is no
   UTF-8 is a character, shown as \xNN. */
static size_t measure_text(const char *text, size_t size, size_t limit, size_t *bytes)
{
    size_t columns = 0, at = 0;
    uint32_t code;
    for (; at < size && limit > 0; limit--) {
        unsigned length = utf8_decode((const uint8_t *)text + at, size - at, &code);
        columns += length ? 1 : 4;
        at += length ? length : 1;
    }
    *bytes = at;
    return columns;
}

static void add_character(struct buffer *out, uint32_t code, const char *bytes, unsigned length)
{
    (void)code; /* what must not be printed as it is, whoever prints it escapes */
    buffer_add(out, bytes, length);
}

/* As it is, but for what is no UTF-8. */
static void add_valid(struct buffer *out, const char *text, size_t size)
{
    utf8_add(out, text, size, "\\x", add_character);
}

void format_text(struct buffer *out, const struct format *f, const char *text, size_t size)
{
    if (f->plain) {
        add_valid(out, text, size);
        return;
    }
    size_t bytes;
    size_t columns = measure_text(text, size, f->precision >= 0 ? (size_t)f->precision : SIZE_MAX, &bytes);
    size_t padding = (size_t)f->width > columns ? (size_t)f->width - columns : 0;
    size_t left = f->align == '>' ? padding : f->align == '^' ? padding / 2 : 0;
    add_fill(out, f, left);
    add_valid(out, text, bytes);
    add_fill(out, f, padding - left);
}

/* A number's parts, as Python lays them out: sign and prefix, digits that can be grouped, and the rest. */
struct number {
    char lead[4];
    size_t lead_size;
    const char *digits;
    size_t digit_count;
    const char *rest;
    size_t rest_size;
    size_t rest_columns;
};

/* f64 in full has 309 digits before the point; binary needs 64; zeros fill up to FORMAT_NUMBER_MAX. */
#define GROUPED_MAX (2 * FORMAT_NUMBER_MAX)

/* Groups the digits, with zeros in front up to `width` columns, into the end of `out`; returns how many characters. */
static size_t group_digits(const struct format *f, const struct number *n, size_t width, char out[GROUPED_MAX])
{
    size_t every = f->bits ? 4 : 3, length = 0, left = n->digit_count;
    if (left == 0)
        return 0;
    for (size_t in_group = 0; left > 0 || length < width; in_group++) {
        if (f->grouping && in_group == every) {
            out[GROUPED_MAX - ++length] = f->grouping;
            in_group = 0;
        }
        out[GROUPED_MAX - ++length] = left > 0 ? n->digits[--left] : '0';
    }
    return length;
}

static void add_number(struct buffer *out, const struct format *f, const struct number *n)
{
    char align = f->align ? f->align : f->fill[0] == '0' ? '=' : '>';
    size_t width = (size_t)f->width, fixed = n->lead_size + n->rest_columns;
    bool zeros = align == '=' && strcmp(f->fill, "0") == 0;
    char grouped[GROUPED_MAX];
    const char *digits = n->digits;
    size_t length = n->digit_count;
    if (f->grouping || (zeros && width > fixed + length)) {
        length = group_digits(f, n, zeros && width > fixed ? width - fixed : 0, grouped);
        digits = grouped + GROUPED_MAX - length;
    }
    size_t padding = width > fixed + length ? width - fixed - length : 0;
    size_t left = align == '>' ? padding : align == '^' ? padding / 2 : 0;

    add_fill(out, f, left);
    buffer_add(out, n->lead, n->lead_size);
    if (align == '=')
        add_fill(out, f, padding);
    buffer_add(out, digits, length);
    buffer_add(out, n->rest, n->rest_size);
    if (align != '=')
        add_fill(out, f, padding - left);
}

static void set_sign(struct number *n, const struct format *f, bool negative)
{
    if (negative)
        n->lead[n->lead_size++] = '-';
    else if (f->sign == '+' || f->sign == ' ')
        n->lead[n->lead_size++] = f->sign;
}

static size_t encode_utf8(uint32_t code, char out[4])
{
    if (code < 0x80) {
        out[0] = (char)code;
        return 1;
    }
    size_t length = code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    for (size_t i = length - 1; i > 0; i--, code >>= 6)
        out[i] = (char)(0x80 | (code & 0x3F));
    out[0] = (char)((0xF00u >> length & 0xF0) | code);
    return length;
}

static bool is_character(bool negative, uint64_t code)
{
    return !negative && code <= 0x10FFFF && !(code >= 0xD800 && code < 0xE000);
}

void format_integer(struct buffer *out, const struct format *f, bool negative, uint64_t magnitude)
{
    if (f->plain) {
        if (negative)
            buffer_add_char(out, '-');
        buffer_add_unsigned(out, magnitude);
        return;
    }
    if (f->real) {
        format_float(out, f, negative ? -(double)magnitude : (double)magnitude, false);
        return;
    }
    struct number n = { .lead_size = 0 };
    char digits[64], character[4];
    if (f->type == 'c' && is_character(negative, magnitude)) {
        n.rest = character;
        n.rest_size = encode_utf8((uint32_t)magnitude, character);
        n.rest_columns = 1;
        add_number(out, f, &n);
        return;
    }
    const char *alphabet = f->type == 'X' ? "0123456789ABCDEF" : "0123456789abcdef";
    uint64_t left = magnitude;
    do {
        uint64_t rest = f->bits ? left >> f->bits : left / 10;
        digits[sizeof digits - ++n.digit_count] = alphabet[left - (f->bits ? rest << f->bits : rest * 10)];
        left = rest;
    } while (left != 0);
    n.digits = digits + sizeof digits - n.digit_count;
    set_sign(&n, f, negative);
    if (f->alternate && f->bits) {
        n.lead[n.lead_size++] = '0';
        n.lead[n.lead_size++] = f->type;
    }
    add_number(out, f, &n);
}

/* Room for the longest "%.*f". */
#define BODY_MAX (FORMAT_NUMBER_MAX + 400)

/* Removes the zeros at the end of the mantissa of "1.500e+02", and the point if nothing is left behind it. */
static void strip_zeros(char *body)
{
    char *exponent = strchr(body, 'e'), *end = exponent;
    while (end[-1] == '0')
        end--;
    if (end[-1] == '.')
        end--;
    memmove(end, exponent, strlen(exponent) + 1);
}

/* The default format with a precision: like 'g', but with a digit after the point, and so one place less for it. */
static void print_default(char body[BODY_MAX], const struct format *f, double number)
{
    int precision = f->precision > 0 ? f->precision : 1;
    snprintf(body, BODY_MAX, "%.*e", precision - 1, number);
    const char *mark = strchr(body, 'e');
    int exponent = 0;
    sscanf(mark + 1, "%d", &exponent);
    if (exponent < -4 || exponent >= precision - 1) {
        if (f->alternate)
            snprintf(body, BODY_MAX, "%#.*e", precision - 1, number);
        else if (strchr(body, '.'))
            strip_zeros(body);
        return;
    }
    snprintf(body, BODY_MAX, f->alternate ? "%#.*g" : "%.*g", precision, number);
    if (!strchr(body, '.'))
        strcat(body, ".0");
}

/* A repr such as 1e+16 has no point; '#' asks for one. */
static void add_point(char *body)
{
    char *mark = strchr(body, 'e');
    if (strchr(body, '.') || !mark)
        return;
    memmove(mark + 1, mark, strlen(mark) + 1);
    *mark = '.';
}

static void print_as(char body[BODY_MAX], const struct format *f, char type, double number)
{
    char directive[] = { '%', '#', '.', '*', type, 0 };
    if (!f->alternate)
        memmove(directive + 1, directive + 2, sizeof directive - 2);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
    snprintf(body, BODY_MAX, directive, f->precision < 0 ? 6 : f->precision, number);
#pragma GCC diagnostic pop
}

/* Prints a number that is not negative. */
static void print_float(char body[BODY_MAX], const struct format *f, double number, bool single)
{
    if (isnan(number) || isinf(number)) {
        bool upper = is_one_of(f->type, "EFG");
        strcpy(body, isnan(number) ? (upper ? "NAN" : "nan") : (upper ? "INF" : "inf"));
    } else if (!f->type && f->precision < 0) {
        body[float_repr(number, single, body)] = 0;
        if (f->alternate)
            add_point(body);
    } else if (!f->type) {
        print_default(body, f, number);
    } else {
        print_as(body, f, f->type == '%' ? 'f' : f->type == 'n' ? 'g' : f->type, number);
    }
    if (f->type == '%')
        strcat(body, "%");
}

void format_float(struct buffer *out, const struct format *f, double number, bool single)
{
    char body[BODY_MAX];
    if (f->plain) {
        buffer_add(out, body, float_repr(number, single, body));
        return;
    }
    double magnitude = fabs(number);
    print_float(body, f, f->type == '%' ? magnitude * 100 : magnitude, single);

    struct number n = { .digits = body };
    bool zero = !strpbrk(body, "123456789infINF");
    set_sign(&n, f, signbit(number) && !isnan(number) && !(zero && f->unsigned_zero));
    n.digit_count = strspn(body, "0123456789");
    n.rest = body + n.digit_count;
    n.rest_size = n.rest_columns = strlen(n.rest);
    add_number(out, f, &n);
}
