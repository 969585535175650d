#include "digits.h"

#include <string.h>

static const char alphabet[] = "0123456789abcdef";

static const char pairs[] =
    "0001020304050607080910111213141516171819202122232425262728293031323334353637383940414243444546474849"
    "5051525354555657585960616263646566676869707172737475767778798081828384858687888990919293949596979899";

static size_t count_digits(uint64_t number)
{
    static const uint64_t powers[DECIMAL_MAX] = {
        0, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000, 1000000000, 10000000000, 100000000000, 1000000000000,
        10000000000000, 100000000000000, 1000000000000000, 10000000000000000, 100000000000000000, 1000000000000000000,
        10000000000000000000u,
    };
    /* 1233 / 4096 is a little more than log10(2), so this is the number of digits or one too many. */
    unsigned bits = 64 - (unsigned)__builtin_clzll(number | 1);
    size_t digits = bits * 1233 >> 12;
    return digits + (digits == 0 || number >= powers[digits]);
}

void decimal_padded(uint64_t number, size_t digits, char *out)
{
    for (; digits >= 4; number /= 10000) {
        unsigned four = (unsigned)(number % 10000);
        digits -= 4;
        memcpy(out + digits, pairs + 2 * (four / 100), 2);
        memcpy(out + digits + 2, pairs + 2 * (four % 100), 2);
    }
    unsigned rest = (unsigned)(number % 10000);
    if (digits >= 2) {
        digits -= 2;
        memcpy(out + digits, pairs + 2 * (rest % 100), 2);
        rest /= 100;
    }
    if (digits == 1)
        out[0] = (char)('0' + rest % 10);
}

size_t decimal(uint64_t number, char out[static DECIMAL_MAX])
{
    size_t digits = count_digits(number);
    decimal_padded(number, digits, out);
    return digits;
}

void hex(uint64_t number, unsigned digits, char *out)
{
    for (unsigned i = digits; i > 0; i--, number >>= 4)
        out[i - 1] = alphabet[number & 15];
}

void hex_bytes(const uint8_t *bytes, size_t size, char *out)
{
    for (size_t i = 0; i < size; i++) {
        out[2 * i] = alphabet[bytes[i] >> 4];
        out[2 * i + 1] = alphabet[bytes[i] & 15];
    }
}
