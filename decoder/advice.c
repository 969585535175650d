#include "advice.h"

#include <ctype.h>
#include <string.h>

#define LOOKED_AT 4096u /* bytes that tell text from other things */

static bool begins(const struct input *in, const char *bytes, size_t size)
{
    return in->size >= size && memcmp(in->data, bytes, size) == 0;
}

/* What a program had in memory, which may hold a ring: e_type, in the byte order of this machine's ELF files. */
static bool is_core(const struct input *in)
{
    return in->size > 17 && in->data[16] == 4 && in->data[17] == 0;
}

static bool is_packed(const struct input *in)
{
    return begins(in, "\x1F\x8B", 2) || begins(in, "PK\3\4", 4) || begins(in, "\xFD" "7zXZ", 5) || begins(in, "\x28\xB5\x2F\xFD", 4) || begins(in, "BZh", 3);
}

static bool is_constant(const struct input *in)
{
    size_t passed = 0;
    for (size_t i = 1; i < in->size; i++) {
        if (i % INPUT_PASS_STEP == 0)
            input_pass(in, &passed, i);
        if (in->data[i] != in->data[0])
            return false;
    }
    return true;
}

static bool is_text(const uint8_t *bytes, size_t size)
{
    for (size_t i = 0; i < size; i++)
        if (!isprint(bytes[i]) && !isspace(bytes[i]))
            return false;
    return true;
}

/* A letter that tells the format, and hexadecimal digits to the line's end. */
static bool is_records(const uint8_t *bytes, size_t size, char letter)
{
    size_t i = 1;
    if (bytes[0] != letter)
        return false;
    while (i < size && isxdigit(bytes[i]))
        i++;
    return i > 8 && (i == size || isspace(bytes[i]));
}

/* Whether more than half of what is no space are such digits: addresses, bytes, and maybe letters at each line's end. */
static bool is_digits(const uint8_t *bytes, size_t size)
{
    size_t digits = 0, others = 0;
    for (size_t i = 0; i < size; i++) {
        digits += isxdigit(bytes[i]) != 0;
        others += !isxdigit(bytes[i]) && !isspace(bytes[i]);
    }
    return digits > others;
}

static const char *advice_on_text(const uint8_t *bytes, size_t size)
{
    if (is_records(bytes, size, ':'))
        return "; it is Intel HEX: make bytes of it with objcopy -I ihex -O binary FROM TO";
    if (is_records(bytes, size, 'S'))
        return "; these are S-records: make bytes of them with objcopy -I srec -O binary FROM TO";
    if (bytes[0] == '{')
        return "; it is JSON: a table goes behind -t";
    if (is_digits(bytes, size))
        return "; it is text, maybe a dump in digits: make bytes of it, as with xxd -r, or -r -p where no addresses are";
    return "; it is text";
}

const char *advice_on(const struct input *in)
{
    size_t size = in->size < LOOKED_AT ? in->size : LOOKED_AT;
    if (size == 0)
        return "; it is empty";
    if (begins(in, "\177ELF", 4) && !is_core(in))
        return "; it is an ELF file: the firmware goes behind --elf, and beside it what was in its memory";
    if (is_packed(in))
        return "; it is compressed: unpack it first";
    if (is_constant(in))
        return "; all its bytes are the same: memory that was never written to, or erased";
    return is_text(in->data, size) ? advice_on_text(in->data, size) : "";
}
