/*
 * Causes of crashes by name, of which no emulator in the tests has all. Which bit and which number is which: ARMv8-M Architecture Reference Manual (DDI 0553B),
 * D1.2: CFSR, HFSR, SFSR; RISC-V Instruction Set Manual, volume II (20211203), table 3.6; Xtensa ISA Reference Manual (RD-2010.5), table 4-64.
 */
#include "harness.h"

#include <stdlib.h>
#include <string.h>

#include "../../decoder/crash.h"

static void check_cause(const char **names, const uint32_t *registers, uint8_t count, const char *wanted)
{
    struct table table = { .crash_address = 4, .crash_registers = { names, count } };
    struct record *record = calloc(1, sizeof *record);
    struct buffer out = { .data = NULL };
    ck_assert_ptr_nonnull(record);
    record->crash = (struct crash){ .table = &table, .origin = ORIGIN_FAULT, .count = count, .registers = (const uint8_t *)registers };
    crash_cause(&out, record);
    ck_assert_uint_eq(out.size, strlen(wanted));
    ck_assert_mem_eq(out.size > 0 ? out.data : "", wanted, out.size);
    buffer_free(&out);
    free(record);
}

static void check_arm(uint32_t cfsr, uint32_t hfsr, uint32_t sfsr, const char *wanted)
{
    static const char *names[] = { "exc_return", "cfsr", "hfsr", "mmfar", "bfar", "sfsr", "sfar" };
    check_cause(names, (const uint32_t[]){ 0xFFFFFFF9, cfsr, hfsr, 0x11111111, 0x22222222, sfsr, 0x33333333 }, 7, wanted);
}

static void check_riscv(uint32_t mcause, uint32_t mtval, const char *wanted)
{
    static const char *names[] = { "mcause", "mtval" };
    check_cause(names, (const uint32_t[]){ mcause, mtval }, 2, wanted);
}

static void check_xtensa(uint32_t exccause, const char *wanted)
{
    static const char *names[] = { "exccause", "excvaddr" };
    check_cause(names, (const uint32_t[]){ exccause, 0x44444444 }, 2, wanted);
}

START_TEST(cortex_m)
{
    check_arm(1u << 0, 0, 0, "instruction access violation");
    check_arm(1u << 1 | 1u << 7, 0, 0, "data access violation at 0x11111111");
    check_arm(1u << 1, 0, 0, "data access violation");
    check_arm(1u << 5, 0, 0, "memory fault while saving the FPU");
    check_arm(1u << 9 | 1u << 15, 1u << 30, 0, "precise data bus error at 0x22222222");
    check_arm(1u << 10, 0, 0, "imprecise data bus error");
    check_arm(1u << 10 | 1u << 15, 0, 0, "imprecise data bus error"); /* the address is another fault's */
    check_arm(1u << 13, 0, 0, "bus error while saving the FPU");
    check_arm(1u << 24 | 1u << 25, 0, 0, "unaligned access, division by zero");
    check_arm(0, 1u << 1, 0, "bus error while reading the vector table");
    check_arm(0, 1u << 31, 0, "breakpoint without a debugger");
    check_arm(0, 1u << 30, 1u << 3 | 1u << 6, "security violation at 0x33333333");
    check_arm(0, 0, 1u << 1, "invalid integrity signature");
    check_arm(0, 0, 1u << 2, "invalid return to the secure state");
    check_arm(0, 0, 0, "");
}
END_TEST

START_TEST(riscv)
{
    check_riscv(0, 0x1002, "instruction address misaligned at 0x00001002");
    check_riscv(2, 0xFFFFFFFF, "illegal instruction");
    check_riscv(3, 0, "breakpoint");
    check_riscv(3, 0x1000, "breakpoint at 0x00001000");
    check_riscv(6, 0x1001, "store address misaligned at 0x00001001");
    check_riscv(9, 0, "environment call from supervisor mode");
    check_riscv(15, 0x1000, "store page fault at 0x00001000");
    check_riscv(10, 0, "trap with mcause 0x0000000a");
    check_riscv(0x80000007, 0, "trap with mcause 0x80000007");
}
END_TEST

START_TEST(xtensa)
{
    check_xtensa(0, "illegal instruction");
    check_xtensa(2, "instruction fetch error at 0x44444444");
    check_xtensa(3, "load or store error at 0x44444444");
    check_xtensa(6, "division by zero");
    check_xtensa(8, "privileged instruction");
    check_xtensa(20, "instruction fetch prohibited at 0x44444444");
    check_xtensa(28, "load prohibited at 0x44444444");
    check_xtensa(29, "store prohibited at 0x44444444");
    check_xtensa(7, "exception with EXCCAUSE 0x00000007");
    check_xtensa(63, "exception with EXCCAUSE 0x0000003f");
}
END_TEST

static void check_signal(uint32_t signo, int32_t code, const char *wanted)
{
    static const char *names[] = { "signo", "code", "addr" };
    check_cause(names, (const uint32_t[]){ signo, (uint32_t)code, 0x55555555 }, 3, wanted);
}

START_TEST(linux_signals)
{
    check_signal(11, 1, "SIGSEGV, address not mapped at 0x55555555");
    check_signal(11, 5, "SIGSEGV");
    check_signal(11, 9, "SIGSEGV, memory tag mismatch at 0x55555555");
    check_signal(11, 10, "SIGSEGV, control protection");
    check_signal(11, 11, "SIGSEGV");
    check_signal(11, 128, "SIGSEGV, by the processor, address not told");
    check_signal(11, 0, "SIGSEGV, sent by a process");
    check_signal(6, -6, "SIGABRT, sent by tgkill, as abort() and raise() do");
    check_signal(7, 5, "SIGBUS, memory error that may be handled at 0x55555555");
    check_signal(5, 4, "SIGTRAP, hardware breakpoint or watchpoint at 0x55555555");
    check_signal(3, 0, "signal 3");
}
END_TEST

TCase *cause_tests(void)
{
    TCase *tests = tcase_create("cause");
    tcase_add_test(tests, cortex_m);
    tcase_add_test(tests, riscv);
    tcase_add_test(tests, xtensa);
    tcase_add_test(tests, linux_signals);
    return tests;
}
