#include "digits.h"

#include <string.h>

#include "bytes.h"

#define BYTES(byte) (UINT64_MAX / 255 * (byte))  /* eight times this byte */
#define WORDS(word) (UINT64_MAX / 65535 * (word)) /* four times these two */
#define EIGHT 100000000u                          /* what has up to eight digits is below it */

/* Eight characters, the first in the lowest byte. */
static inline void put_eight(char *out, uint64_t characters)
{
    const uint8_t bytes[8] = {
        (uint8_t)characters, (uint8_t)(characters >> 8), (uint8_t)(characters >> 16), (uint8_t)(characters >> 24),
        (uint8_t)(characters >> 32), (uint8_t)(characters >> 40), (uint8_t)(characters >> 48), (uint8_t)(characters >> 56),
    };
    memcpy(out, bytes, sizeof bytes);
}

/*
 * The eight digits of a number below 10^8, each in a byte, the first in the lowest. All parts are divided at once: the number into two of four
 * digits, these into four of two, these into eight. 10486 / 2^20 is as good as 1 / 100 below 10^4, and 103 / 2^10 as 1 / 10 below 100
 * (Khuong, How to print integers really fast, 2017).
 */
static inline uint64_t eight_digits(uint32_t number)
{
    uint64_t fours = number / 10000 | (uint64_t)(number % 10000) << 32;
    uint64_t hundreds = (fours * 10486 >> 20) & 0x0000007F0000007F;
    uint64_t twos = hundreds | (fours - 100 * hundreds) << 16;
    uint64_t tens = (twos * 103 >> 10) & WORDS(0x000F);
    return tens | (twos - 10 * tens) << 8;
}

static inline void put_eight_digits(char *out, uint32_t number)
{
    put_eight(out, eight_digits(number) | BYTES('0'));
}

/* A number below 10^8 without zeros before it. Writes eight characters, of which the first are it; returns how many. */
static inline size_t put_first(char *out, uint32_t number)
{
    uint64_t digits = eight_digits(number);
    unsigned zeros = (unsigned)__builtin_ctzll(digits | UINT64_C(1) << 56) / 8;
    put_eight(out, (digits | BYTES('0')) >> 8 * zeros);
    return 8 - zeros;
}

static inline void put_pair(char *out, uint32_t number)
{
    static const char pairs[] =
        "0001020304050607080910111213141516171819202122232425262728293031323334353637383940414243444546474849"
        "5051525354555657585960616263646566676869707172737475767778798081828384858687888990919293949596979899";
    memcpy(out, pairs + 2 * number, 2);
}

/* Most numbers that are logged are as short as this. */
static inline size_t put_below_10000(char *out, uint32_t number)
{
    uint32_t hundreds = number / 100, rest = number % 100;
    if (number < 10) {
        *out = (char)('0' + number);
        return 1;
    }
    if (number < 100) {
        put_pair(out, number);
        return 2;
    }
    if (number < 1000) {
        *out = (char)('0' + hundreds);
        put_pair(out + 1, rest);
        return 3;
    }
    put_pair(out, hundreds);
    put_pair(out + 2, rest);
    return 4;
}

/* Apart, so that the short ones need not save a register. */
__attribute__((noinline)) static size_t decimal_long(uint64_t number, char *out)
{
    size_t digits = decimal(number / EIGHT, out);
    put_eight_digits(out + digits, (uint32_t)(number % EIGHT));
    return digits + 8;
}

size_t decimal(uint64_t number, char out[static DECIMAL_MAX])
{
    if (number < 10000)
        return put_below_10000(out, (uint32_t)number);
    return number < EIGHT ? put_first(out, (uint32_t)number) : decimal_long(number, out);
}

__attribute__((noinline)) static void padded_long(uint64_t number, size_t digits, char *out)
{
    decimal_padded(number / EIGHT, digits - 8, out);
    put_eight_digits(out + digits - 8, (uint32_t)(number % EIGHT));
}

void decimal_padded(uint64_t number, size_t digits, char *out)
{
    if (digits > 8)
        padded_long(number, digits, out);
    else if (digits > 0)
        put_eight(out, (eight_digits((uint32_t)number) | BYTES('0')) >> 8 * (8 - digits));
}

static const char alphabet[] = "0123456789abcdef";

void hex(uint64_t number, unsigned digits, char *out)
{
    for (unsigned i = digits; i > 0; i--, number >>= 4)
        out[i - 1] = alphabet[number & 15];
}

/* The eight digits of four bytes, the first in the lowest byte each. */
static inline uint64_t eight_hex_digits(uint32_t bytes)
{
    uint64_t spread = bytes;
    spread = (spread | spread << 16) & 0x0000FFFF0000FFFF;
    spread = (spread | spread << 8) & WORDS(0x00FF);
    uint64_t digits = (spread >> 4 & WORDS(0x000F)) | (spread & WORDS(0x000F)) << 8;
    uint64_t letters = ((digits + BYTES(6)) >> 4) & BYTES(1);
    return digits + BYTES('0') + letters * ('a' - '0' - 10);
}

void hex_bytes(const uint8_t *bytes, size_t size, char *out)
{
    for (; size >= 4; size -= 4, bytes += 4, out += 8)
        put_eight(out, eight_hex_digits(load32(bytes)));
    for (size_t i = 0; i < size; i++)
        hex(bytes[i], 2, out + 2 * i);
}
