/*
 * plog_put.h: how values are written. Every function writes at a place that has room and returns the end of what it wrote.
 * Stores may go PLOG_SPILL bytes past that end. docs/FORMAT.md, sections 3 and 4.
 */
#ifndef PLOG_PUT_H
#define PLOG_PUT_H

PLOG_INLINE uint8_t *plog_put_u8(uint8_t *at, uint8_t value)
{
    *at = value;
    return at + 1;
}

/* Whether a varint's first byte is all of it. A port may have its own. */
#ifndef plog_is_short
#define plog_is_short(value) PLOG_LIKELY((value) < 0x80)
#endif

/* Cores that store at any address take a word at once. For the others -Os makes a call of memcpy(), which takes longer than the bytes. */
#if defined(__ARM_FEATURE_UNALIGNED) || defined(__x86_64__) || defined(__aarch64__) || defined(__AVR__)
#define PLOG_WORDS_ANYWHERE 1
#else
#define PLOG_WORDS_ANYWHERE 0
#endif

PLOG_INLINE uint8_t *plog_put_fixed16(uint8_t *at, uint16_t value)
{
#if PLOG_WORDS_ANYWHERE
    __builtin_memcpy(at, &value, 2);
#else
    at[0] = (uint8_t)value;
    at[1] = (uint8_t)(value >> 8);
#endif
    return at + 2;
}

PLOG_INLINE uint8_t *plog_put_fixed32(uint8_t *at, uint32_t value)
{
#if PLOG_WORDS_ANYWHERE
    __builtin_memcpy(at, &value, 4);
#else
    at[0] = (uint8_t)value;
    at[1] = (uint8_t)(value >> 8);
    at[2] = (uint8_t)(value >> 16);
    at[3] = (uint8_t)(value >> 24);
#endif
    return at + 4;
}

PLOG_INLINE uint8_t *plog_put_fixed64(uint8_t *at, uint64_t value)
{
    return plog_put_fixed32(plog_put_fixed32(at, (uint32_t)value), (uint32_t)(value >> 32));
}

PLOG_INLINE uint8_t *plog_put_f32(uint8_t *at, float value)
{
    uint32_t bits;

    __builtin_memcpy(&bits, &value, 4);
    return plog_put_fixed32(at, bits);
}

#if PLOG_SMALL
/* Whether value is greater than most, a byte. A core of 8 bits would fill other registers with zeros to compare all of them. */
#if PLOG_NARROW
#define PLOG_ABOVE(value, most) ((value) > 0xFFu || (uint8_t)(value) > (most))
#else
#define PLOG_ABOVE(value, most) ((value) > (most))
#endif

/* All of these write a byte at a time, lowest first, while what is left does not fit the first byte beside the count of those that follow. */
#if !PLOG_NARROW
/* With the count as the lowest byte of a number whose bits above are ones: shifted by one, it has those that don't fit the first byte.
   Of halves, so that one of 32 bits is where it is handed over already. */
PLOG_SHARED uint8_t *plog_put_halves(uint8_t *at, uint32_t low, uint32_t high)
{
    uint64_t value = (uint64_t)high << 32 | low;
    uint8_t *first = at++;
    int32_t count = -0x100;

    while ((((uint32_t)value & (uint32_t)(count >> 1)) | (uint32_t)(value >> 32)) != 0) {
        __asm__("" : "+r"(count)); /* else it is kept as it was and shifted, in one register each */
        *at++ = (uint8_t)value;
        value >>= 8;
        count >>= 1;
    }
    *first = (uint8_t)(count | (int32_t)value);
    return at;
}

PLOG_INLINE uint8_t *plog_put_u64(uint8_t *at, uint64_t value)
{
    return plog_put_halves(at, (uint32_t)value, (uint32_t)(value >> 32));
}
#endif

#if PLOG_LONG_NUMBERS && !PLOG_NARROW
PLOG_SHARED uint8_t *plog_put_u32(uint8_t *at, uint32_t value)
{
    return plog_put_halves(at, value, 0);
}
#else
PLOG_SHARED uint8_t *plog_put_u32(uint8_t *at, uint32_t value)
{
    uint8_t *first = at++;
    uint8_t count = 0; /* as leading one bits */
    uint8_t most = 0x7F;

    while (PLOG_ABOVE(value, most)) {
        *at++ = (uint8_t)value;
        value >>= 8;
        most = (uint8_t)(most >> 1);
        count = (uint8_t)(count >> 1 | 0x80u);
    }
    *first = (uint8_t)(count | value);
    return at;
}
#endif
#if PLOG_NARROW
/* Of halves, as libgcc shifts 64 bits in a routine that takes long. Where there is an upper one, all of the lower one follows the first byte. */
PLOG_SHARED uint8_t *plog_put_u64(uint8_t *at, uint64_t value)
{
    uint32_t high = (uint32_t)(value >> 32);
    uint8_t *first = at;
    uint8_t count = 0xF0u; /* four bytes follow, and what is above most of the upper half */
    uint8_t most = 0x07;

    if (high == 0)
        return plog_put_u32(at, (uint32_t)value);
    at = plog_put_fixed32(at + 1, (uint32_t)value);
    while (PLOG_ABOVE(high, most)) {
        *at++ = (uint8_t)high;
        high >>= 8;
        most = (uint8_t)(most >> 1);
        count = (uint8_t)(count >> 1 | 0x80u);
    }
    *first = (uint8_t)(count | high);
    return at;
}
#endif
#elif PLOG_SPILL >= 7
/* The bytes that follow the first: 128 and up, by the place of the highest bit. (x * 37) / 256 is x / 7 up to 68. */
#define PLOG_TAIL(highest) ((highest) * 37u >> 8)

/* Values of 128 and up. The whole word is stored behind the first byte, and what is too much of it is overwritten by the next value. */
PLOG_INLINE uint8_t *plog_put_long64(uint8_t *at, uint64_t value)
{
    unsigned tail;

    __builtin_memcpy(at + 1, &value, 8);
    tail = PLOG_TAIL((unsigned)__builtin_clzll(value) ^ 63u);
    if (tail >= 8) {
        *at = 0xFFu;
        return at + 9;
    }
    *at = (uint8_t)(0xFF00u >> tail | (uint32_t)(value >> (8 * tail)));
    return at + 1 + tail;
}

PLOG_INLINE uint8_t *plog_put_long32(uint8_t *at, uint32_t value)
{
    unsigned tail;

    if (value < 0x4000) {
        at[0] = (uint8_t)(0x80u | value >> 8);
        at[1] = (uint8_t)value;
        return at + 2;
    }
    __builtin_memcpy(at + 1, &value, 4);
    tail = PLOG_TAIL((unsigned)__builtin_clz(value) ^ 31u);
    *at = (uint8_t)(0xFF00u >> tail | (uint32_t)((uint64_t)value >> (8 * tail)));
    return at + 1 + tail;
}
#else
/* Values that leave no place in the first byte: 128 and up. Two comparisons for each length: interrupts wait for the longest. A port may have
   its own, which a log function can call without saving registers. */
#ifndef plog_put_long32
PLOG_NOT_NULL PLOG_SHARED uint8_t *plog_put_long32(uint8_t *at, uint32_t value)
#if PLOG_WORDS_ANYWHERE
{
    if (value < UINT32_C(1) << 21) {
        if (value < UINT32_C(1) << 14) {
            at[0] = (uint8_t)(0x80u | value >> 8);
            at[1] = (uint8_t)value;
            return at + 2;
        }
        at[0] = (uint8_t)(0xC0u | value >> 16);
        return plog_put_fixed16(at + 1, (uint16_t)value);
    }
    if (value < UINT32_C(1) << 28) {
        at[0] = (uint8_t)(0xE0u | value >> 24);
#if PLOG_CLOCK != PLOG_CLOCK_NONE && PLOG_CLOCK_BITS < 32
        at[1] = (uint8_t)value;
        at[2] = (uint8_t)(value >> 8);
        at[3] = (uint8_t)(value >> 16);
#else
        plog_put_fixed32(at + 1, value); /* one too many, but there is room: what is so large can take five bytes */
#endif
        return at + 4;
    }
    at[0] = 0xF0u;
    return plog_put_fixed32(at + 1, value);
}
#else
{
    uint32_t rest = value >> 8;

    if (rest < 64) {
        at[0] = (uint8_t)(0x80u | rest);
        at[1] = (uint8_t)value;
        return at + 2;
    }
    at[1] = (uint8_t)value;
    __asm__("" : "+r"(rest)); /* else gcc keeps all bytes in registers, which it must save, before it stores the first */
    at[2] = (uint8_t)rest;
    rest >>= 8;
    __asm__("" : "+r"(rest));
    if (rest < 32) {
        at[0] = (uint8_t)(0xC0u | rest);
        return at + 3;
    }
    at[3] = (uint8_t)rest;
    rest >>= 8;
    __asm__("" : "+r"(rest));
    if (rest < 16) {
        at[0] = (uint8_t)(0xE0u | rest);
        return at + 4;
    }
    at[4] = (uint8_t)rest;
    at[0] = 0xF0u;
    return at + 5;
}
#endif
#endif

#ifndef plog_put_long64
/* The number in two halves, so that the lower one is where plog_put_long32() wants it. */
PLOG_NOT_NULL PLOG_SHARED uint8_t *plog_put_long_halves(uint8_t *at, uint32_t low, uint32_t high)
{
    uint8_t *first = at;
    int32_t count = -0x10; /* its lowest byte as leading one bits; shifted by one, it has those of high that don't fit beside them */

    if (high == 0 && low < UINT32_C(1) << 28)
        return plog_put_long32(at, low);
    at = plog_put_fixed32(at + 1, low);
    plog_put_fixed32(at, high); /* there is room for nine bytes, whatever the number */
    while ((high & (uint32_t)(count >> 1)) != 0) {
        __asm__("" : "+r"(count)); /* else it is kept as it was and shifted, in one register each */
        high >>= 8;
        count >>= 1;
        at++;
    }
    *first = (uint8_t)((uint32_t)count | high);
    return at;
}

PLOG_INLINE uint8_t *plog_put_long64(uint8_t *at, uint64_t value)
{
    return plog_put_long_halves(at, (uint32_t)value, (uint32_t)(value >> 32));
}
#endif
#endif

#if !PLOG_SMALL
#ifdef plog_put_long32
/* The port's own, as it keeps all registers, completes what is there already: without an alternative no jump goes round it. */
PLOG_INLINE uint8_t *plog_put_u32(uint8_t *at, uint32_t value)
{
    *at = (uint8_t)value;
    at += 1;
    if (!plog_is_short(value))
        at = plog_put_long32(at - 1, value);
    return at;
}

PLOG_INLINE uint8_t *plog_put_u64(uint8_t *at, uint64_t value)
{
    *at = (uint8_t)value;
    at += 1;
    if (!plog_is_short(value))
        at = plog_put_long64(at - 1, value);
    return at;
}
#else
PLOG_INLINE uint8_t *plog_put_u32(uint8_t *at, uint32_t value)
{
    if (plog_is_short(value)) {
        *at = (uint8_t)value;
        return at + 1;
    }
    return plog_put_long32(at, value);
}

PLOG_INLINE uint8_t *plog_put_u64(uint8_t *at, uint64_t value)
{
#if defined(__thumb2__) /* else gcc compares the halves one after the other */
    if (PLOG_LIKELY(((uint32_t)(value >> 32) | (uint32_t)value >> 7) == 0)) {
#else
    if (plog_is_short(value)) {
#endif
        *at = (uint8_t)value;
        return at + 1;
    }
    return plog_put_long64(at, value);
}
#endif
#endif

/* Zigzag: 0, -1, 1, -2 become 0, 1, 2, 3. A core of 8 bits has no register to spare for a second number of as many bits. */
PLOG_INLINE uint32_t plog_zigzag32(int32_t value)
{
    if (PLOG_NARROW)
        return value < 0 ? ~(uint32_t)value << 1 | 1u : (uint32_t)value << 1;
    return (uint32_t)value << 1 ^ (value < 0 ? UINT32_MAX : 0);
}

PLOG_INLINE uint64_t plog_zigzag64(int64_t value)
{
    if (PLOG_NARROW)
        return value < 0 ? ~(uint64_t)value << 1 | 1u : (uint64_t)value << 1;
    return (uint64_t)value << 1 ^ (value < 0 ? UINT64_MAX : 0);
}

PLOG_NUMBER uint8_t *plog_put_i32(uint8_t *at, int32_t value)
{
#if defined(plog_put_long32) && UINTPTR_MAX > UINT32_MAX
    intptr_t zigzag = (intptr_t)(int32_t)((uint32_t)value << 1) ^ (value < 0 ? -1 : 0); /* of one of 32 bits gcc 12 extends the sign anew */

    *at = (uint8_t)zigzag;
    at += 1;
    if (!plog_is_short((uintptr_t)zigzag))
        at = plog_put_long32(at - 1, (uint32_t)zigzag);
    return at;
#else
    return plog_put_u32(at, plog_zigzag32(value));
#endif
}

PLOG_NUMBER uint8_t *plog_put_i64(uint8_t *at, int64_t value)
{
    return plog_put_u64(at, plog_zigzag64(value));
}

PLOG_INLINE void plog_put_four(uint8_t *at, const uint8_t *from)
{
#if PLOG_WORDS_ANYWHERE
    __builtin_memcpy(at, from, 4);
#else
    at[0] = from[0];
    at[1] = from[1];
    at[2] = from[2];
    at[3] = from[3];
#endif
}

/* What is stored as it stands in memory: fixed integers, floats, arrays of these, and of bytes. */
PLOG_INLINE uint8_t *plog_put_raw(uint8_t *at, const void *from, size_t size)
{
#if !PLOG_SMALL && !PLOG_HOSTED
    /* -Os makes a loop of it or calls memcpy(), which is not much smaller and takes twice as long. */
    if (__builtin_constant_p(size) && size <= 16 && size % 4 == 0) {
        const uint8_t *bytes = (const uint8_t *)from;

        if (size >= 4)
            plog_put_four(at, bytes);
        if (size >= 8)
            plog_put_four(at + 4, bytes + 4);
        if (size >= 12)
            plog_put_four(at + 8, bytes + 8);
        if (size == 16)
            plog_put_four(at + 12, bytes + 12);
        return at + size;
    }
#endif
    __builtin_memcpy(at, from, size);
    return at + size;
}

#if __SIZEOF_DOUBLE__ == 4
/* avr-gcc's double is a float. The same number as a binary64 (IEEE 754-2019, 3.4): the exponent's bias is 1023 instead of 127, and what was
   subnormal is not. */
PLOG_SHARED uint8_t *plog_put_f64(uint8_t *at, double value)
{
    uint32_t bits, exponent, fraction, upper;

    __builtin_memcpy(&bits, &value, 4);
    exponent = bits >> 23 & 0xFFu;
    fraction = bits & 0x7FFFFFu;
    if (exponent == 0xFFu) {
        exponent = 0x7FFu;
    } else if (exponent != 0) {
        exponent += 1023u - 127u;
    } else if (fraction != 0) {
        for (exponent = 1023u - 126u; (fraction & 0x800000u) == 0; exponent--)
            fraction <<= 1;
        fraction &= 0x7FFFFFu;
    }
    upper = (bits & 0x80000000u) | exponent << 20 | fraction >> 3;
    fraction <<= 29;
    return plog_put_raw(plog_put_raw(at, &fraction, 4), &upper, 4);
}
#else
PLOG_INLINE uint8_t *plog_put_f64(uint8_t *at, double value)
{
    return plog_put_raw(at, &value, 8);
}
#endif

PLOG_INLINE uint8_t *plog_put_ptr(uint8_t *at, const void *value)
{
    return plog_put_raw(at, &value, sizeof value);
}

/* How many of at most max elements will follow, *length: it is lowered to what is there, and the code says if it was. */
PLOG_NUMBER uint8_t *plog_put_count(uint8_t *at, const void *from, size_t *length, unsigned max)
{
    uint32_t code = (uint32_t)*length;

    if (from == NULL) {
        *length = 0;
        code = max + 2;
    } else if (*length > max) {
        *length = max;
        code = max + 1;
    }
    if (!PLOG_SMALL && max + 2 < 0x80)
        return plog_put_u8(at, (uint8_t)code);
    return plog_put_u32(at, code);
}

/* A run of bytes: bytes[<=N], and arrays up to N of what is one byte wide. */
PLOG_NUMBER uint8_t *plog_put_bytes(uint8_t *at, const void *from, size_t length, unsigned max)
{
    const uint8_t *byte = (const uint8_t *)from;

    at = plog_put_count(at, from, &length, max);
    while (length-- > 0)
        *at++ = *byte++;
    return at;
}

/* Writes a character of a string, and returns the next. */
PLOG_INLINE unsigned plog_put_character(uint8_t **at, const char **from, unsigned character)
{
#if defined(__thumb2__) && !PLOG_SMALL
    /* Here a load or store moves its pointer at no cost. gcc adds up several steps instead, and pays for it wherever the string may end. */
    __asm__ volatile("strb %2, [%0], #1\n\tldrb %2, [%1, #1]!" : "+r"(*at), "+r"(*from), "+r"(character) : : "memory");
    return character;
#else
    *(*at)++ = (uint8_t)character;
    ++*from;
    return (uint8_t)**from;
#endif
}

/* Writes the first max characters of a string, four at a time. Returns whether it ended before, or with them. */
PLOG_INLINE bool plog_put_characters(uint8_t **at, const char *from, unsigned max)
{
    uintptr_t end = (uintptr_t)from + max; /* a number: there is no pointer that far behind what holds a shorter string */
    unsigned next = (uint8_t)*from;

    if (!PLOG_SMALL && max % 2 != 0 && next != 0)
        next = plog_put_character(at, &from, next);
    if ((uintptr_t)from == end)
        return next == 0;
    do {
        if (next == 0)
            return true;
        next = plog_put_character(at, &from, next);
        if (PLOG_SMALL)
            continue;
        if (next == 0)
            return true;
        next = plog_put_character(at, &from, next);
        if (max % 4 >= 2 && (uintptr_t)from == end)
            break;
        if (next == 0)
            return true;
        next = plog_put_character(at, &from, next);
        if (next == 0)
            return true;
        next = plog_put_character(at, &from, next);
#if defined(__thumb2__) && !PLOG_SMALL
        __asm__("" : "+r"(from)); /* else, without a lock, gcc has it in two registers, and moves it from one to the other and back */
#endif
    } while ((uintptr_t)from != end);
    return next == 0;
}

/* A string of at most max bytes. Reads no further than its NUL, or its byte number max (the first is 0). This one is for strings so short that the code
   that comes first is one byte whatever the string. */
PLOG_NUMBER uint8_t *plog_put_short_str(uint8_t *at, const char *from, unsigned max)
#if PLOG_SMALL && !PLOG_NARROW
{
    unsigned length = 0;
    unsigned code = max + 2;

    if (from != NULL) {
        while (from[length] != '\0' && length < max) {
            uint8_t character = (uint8_t)from[length];

            at[++length] = character;
        }
        code = length + (from[length] != '\0');
    }
    *at = (uint8_t)code;
    return at + 1 + length;
}
#else
{
    uint8_t *code = at++;
    unsigned what;
#if defined(__riscv) || PLOG_NARROW
    uint8_t *first = code + 1;

    __asm__("" : "+r"(first)); /* else gcc counts from the code on, and subtracts one; elsewhere this takes a register more */
    code = first - 1;
#endif

    if (from == NULL)
        what = max + 2;
    else if (plog_put_characters(&at, from, max))
#if defined(__riscv) || PLOG_NARROW
        what = (unsigned)((uintptr_t)at - (uintptr_t)first); /* the lower halves would be extended first, to 64 bits */
#else
        what = (unsigned)(uintptr_t)at - (unsigned)(uintptr_t)(code + 1);
#endif
    else
        what = max + 1; /* it is cut */
    *code = (uint8_t)what;
    return at;
}
#endif

#if PLOG_SYSTEM
#define PLOG_SHORT_STRING 32u /* of longer ones, the C library finds the end in less time than it takes to call it */

PLOG_SHARED uint8_t *plog_put_long_str(uint8_t *at, const char *from, unsigned max)
{
    size_t length;

    if (from == NULL)
        return plog_put_u32(at, max + 2);
    length = strnlen(from, (size_t)max + 1);
    at = plog_put_u32(at, (uint32_t)length);
    return plog_put_raw(at, from, length > max ? max : length);
}
#else
#define PLOG_SHORT_STRING 125u

PLOG_SHARED uint8_t *plog_put_long_str(uint8_t *at, const char *from, unsigned max)
{
    size_t length = 0;

    if (from == NULL)
        return plog_put_u32(at, max + 2);
    while (length <= max && from[length] != '\0')
        length++;
    at = plog_put_u32(at, (uint32_t)length);
    if (length > max)
        length = max;
    while (length-- > 0)
        *at++ = (uint8_t)*from++;
    return at;
}
#endif

PLOG_INLINE uint8_t *plog_put_str(uint8_t *at, const char *from, unsigned max)
{
    return max <= PLOG_SHORT_STRING ? plog_put_short_str(at, from, max) : plog_put_long_str(at, from, max);
}

/* The begin of one of the ring's own records: id 0, then the kind. */
PLOG_INLINE uint8_t *plog_put_own(uint8_t *at, uint8_t kind)
{
    return plog_put_fixed16(at, (uint16_t)(kind << 8));
}

PLOG_NOT_NULL PLOG_SHARED uint8_t *plog_put_some_nulls(uint8_t *at, uint32_t arguments)
{
    return plog_put_u32(plog_put_own(at, 3), arguments);
}

/* Says that those arguments of the record that follows are null: bit i stands for argument i. */
PLOG_INLINE uint8_t *plog_put_nulls(uint8_t *at, uint32_t arguments)
{
    if (!PLOG_SMALL && __builtin_constant_p(arguments) && arguments < 0x80)
        return plog_put_u8(plog_put_own(at, 3), (uint8_t)arguments);
    return plog_put_some_nulls(at, arguments);
}

/* The same for arguments behind the first 32. */
PLOG_SHARED uint8_t *plog_put_nulls64(uint8_t *at, uint64_t arguments)
{
    return plog_put_u64(plog_put_own(at, 3), arguments);
}

#endif
