/*
 * plog_sum.h: the check at each record's end, with "integrity check8" and "check16". docs/FORMAT.md, section 4.
 *
 * It is a polynomial over the record's values, modulo 2^32: one multiply-and-add for a value that is in a register anyway. At the end comes
 * the block's own check, which differs each time a place is opened: so a record that an older lap left does not fit. In the end, because there two checks
 * that differ make two sums that do; multiplied, some would not.
 */
#ifndef PLOG_SUM_H
#define PLOG_SUM_H

/* Found by search: of its first 127 powers, times any power of two, none has a top byte of 0x00 or 0xFF. So one flipped bit in any of a
   record's last 127 values always changes the top byte, and in the last 4096 the top two (with the fold below). */
#define PLOG_SUM_FACTOR 0xB03C78EDu

/* Of two bytes, a flip of the highest bit in two values must not cancel out: it is folded to where the factor spreads it. */
#if PLOG_CHECK > 1
#define PLOG_SUM_STEP(sum, value) ((sum) * PLOG_SUM_FACTOR + ((value) ^ (value) >> 16))
#else
#define PLOG_SUM_STEP(sum, value) ((sum) * PLOG_SUM_FACTOR + (value))
#endif

PLOG_SHARED uint32_t plog_sum_bytes(uint32_t sum, const uint8_t *from, const uint8_t *to)
{
    while (from != to)
        sum = sum * PLOG_SUM_FACTOR + *from++;
    return sum;
}

/* The check itself, of a record in that block. */
PLOG_INLINE uint8_t *plog_put_sum(uint8_t *at, uint32_t sum, const plog_header *block)
{
    sum *= PLOG_SUM_FACTOR;
#if PLOG_CHECK > 1
    return plog_put_fixed16(at, (uint16_t)(sum >> 16 ^ block->check));
#else
    return plog_put_u8(at, (uint8_t)(sum >> 24 ^ ((const uint8_t *)&block->check)[1])); /* shifted, it would be loaded whole first */
#endif
}

#if PLOG_SMALL
PLOG_SHARED void plog_sum_held(uint32_t value)
{
    plog_held_sum = PLOG_SUM_STEP(plog_held_sum, value);
}
#define PLOG_SUM(plog) (*((void)(plog), &plog_held_sum))
#else
#define PLOG_SUM(plog) ((plog)->sum)
#endif

/* A value, as plog_put_...() of the same name writes it. */
PLOG_INLINE void plog_sum_u32(plog_writer *plog, uint32_t value)
{
#if PLOG_SMALL
    (void)plog;
    plog_sum_held(value);
#else
    plog->sum = PLOG_SUM_STEP(plog->sum, value);
#endif
}

PLOG_INLINE void plog_sum_u64(plog_writer *plog, uint64_t value)
{
    plog_sum_u32(plog, (uint32_t)value);
    plog_sum_u32(plog, (uint32_t)(value >> 32));
}

PLOG_INLINE void plog_sum_u8(plog_writer *plog, uint8_t value)
{
    plog_sum_u32(plog, value);
}

PLOG_INLINE void plog_sum_i32(plog_writer *plog, int32_t value)
{
    plog_sum_u32(plog, plog_zigzag32(value));
}

PLOG_INLINE void plog_sum_i64(plog_writer *plog, int64_t value)
{
    plog_sum_u64(plog, plog_zigzag64(value));
}

PLOG_INLINE void plog_sum_fixed16(plog_writer *plog, uint16_t value)
{
    plog_sum_u32(plog, value);
}

PLOG_INLINE void plog_sum_fixed32(plog_writer *plog, uint32_t value)
{
    plog_sum_u32(plog, value);
}

PLOG_INLINE void plog_sum_fixed64(plog_writer *plog, uint64_t value)
{
    plog_sum_u64(plog, value);
}

PLOG_INLINE void plog_sum_f32(plog_writer *plog, float value)
{
    uint32_t bits;

    __builtin_memcpy(&bits, &value, 4);
    plog_sum_u32(plog, bits);
}

/* As it is written: on AVR the compiler's double may have four bytes. */
PLOG_INLINE void plog_sum_f64(plog_writer *plog, double value)
{
    uint8_t written[8];
    uint64_t bits;

    plog_put_f64(written, value);
    __builtin_memcpy(&bits, written, 8);
    plog_sum_u64(plog, bits);
}

PLOG_INLINE void plog_sum_ptr(plog_writer *plog, const void *value)
{
    if (sizeof value > 4)
        plog_sum_u64(plog, (uintptr_t)value);
    else
        plog_sum_u32(plog, (uint32_t)(uintptr_t)value);
}

/* The bytes from the writer's place to end, which is where it goes on. */
PLOG_INLINE uint8_t *plog_sum_run(plog_writer *plog, uint8_t *end)
{
    PLOG_SUM(plog) = plog_sum_bytes(PLOG_SUM(plog), plog->at, end);
    return end;
}

/* The begin of a record of the spec's: its id and time. */
PLOG_NUMBER void plog_put_stamp(plog_writer *plog, unsigned ring, unsigned id)
{
#if PLOG_CLOCK != PLOG_CLOCK_NONE
    plog_clock_t delta = plog_delta(plog, ring);
#endif

    PLOG_SUM(plog) ^= id;
    plog->at = plog_put_id(plog->at, id);
#if PLOG_CLOCK != PLOG_CLOCK_NONE
    if (sizeof delta > 4)
        plog_sum_u64(plog, delta);
    else
        plog_sum_u32(plog, (uint32_t)delta);
    plog->at = plog_put_ticks(plog->at, delta);
#else
    (void)ring;
#endif
}

PLOG_INLINE void plog_stamp(plog_writer *plog, unsigned ring, unsigned id)
{
    plog_put_stamp(plog, ring, id);
}

#endif
