/* plog_itm.c, on memory that stands for the ITM's registers: a port reads as what was written to it last. */
#include <check.h>
#include <stdint.h>
#include <string.h>

static uint32_t registers[0x1000 / 4];

#define PLOG_ITM ((uintptr_t)registers)
#include "plog_itm.c"
#include "suite.h"

static const uint8_t bytes[] = { 0x01, 0x22, 0x33, 0x44, 0x50, 0x61 };
static void *const port = (void *)(uintptr_t)3;

static void enable(uint32_t control, uint32_t ports, uint32_t ready)
{
    registers[0xE80 / 4] = control;
    registers[0xE00 / 4] = ports;
    registers[3] = ready;
}

START_TEST(nothing_while_it_is_off)
{
    enable(0, 1u << 3, 1);
    ck_assert_uint_eq(plog_itm(port, bytes, 6), 0);
    enable(1, ~(1u << 3), 1);
    ck_assert_uint_eq(plog_itm(port, bytes, 6), 0);
    enable(1, 1u << 3, 0);
    ck_assert_uint_eq(plog_itm(port, bytes, 6), 0);
    ck_assert_uint_eq(registers[3], 0);
}
END_TEST

START_TEST(words_then_bytes_until_it_is_full)
{
    enable(1, 1u << 3, 1);
    ck_assert_uint_eq(plog_itm(port, bytes + 1, 4), 4);
    ck_assert_uint_eq(registers[3], 0x50443322);
    enable(1, 1u << 3, 1);
    ck_assert_uint_eq(plog_itm(port, bytes, 6), 5); /* the word leaves bit 0 set: there is room; the byte does not */
    ck_assert_uint_eq(registers[3], 0x44332250);
    enable(1, 1u << 3, 1);
    ck_assert_uint_eq(plog_itm(port, bytes + 4, 1), 1);
    ck_assert_uint_eq(registers[3], 0x50);
    ck_assert_uint_eq(registers[0] | registers[2] | registers[4], 0);
}
END_TEST

int main(void)
{
    return suite_run("itm", (const TTest *const[]){ nothing_while_it_is_off, words_then_bytes_until_it_is_full, NULL }, NULL);
}
