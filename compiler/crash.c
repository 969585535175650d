#include "crash.h"

#include <string.h>

#include "arena.h"
#include "layout.h"

/* Cortex-M: what the core tells of the fault comes first, because it is known even if the stack is not; then what the core puts on the
   stack; then what the handler saves itself. ARMv6-M and ARMv8-M Baseline have no fault status registers. */
#define STACKED "r0", "r1", "r2", "r3", "r12", "lr", "pc", "xpsr"
#define SAVED "r4", "r5", "r6", "r7", "r8", "r9", "r10", "r11"

static const char *const baseline[] = { "exc_return", STACKED, SAVED, NULL };
static const char *const mainline[] = { "exc_return", "cfsr", "hfsr", "mmfar", "bfar", STACKED, SAVED, NULL };
static const char *const mainline8[] = {
    "exc_return", "cfsr", "hfsr", "mmfar", "bfar", "sfsr", "sfar", STACKED, SAVED, NULL
};
static const char *const riscv[] = {
    "mcause", "mtval", "mstatus", "pc", "ra", "a0", "a1", "a2", "a3", "a4", "a5", "a6", "a7", "s0", "s1", "s2", "s3", "s4", "s5", "s6",
    "s7", "s8", "s9", "s10", "s11", NULL
};
static const char *const lx106[] = {
    "exccause", "excvaddr", "pc", "ps", "a0", "a2", "a3", "a4", "a5", "a6", "a7", "a8", "a9", "a10", "a11", "a12", "a13", "a14", "a15", NULL
};
/* "base" is where the program was loaded, "machine" tells what it was compiled for and so what follows: they come with every record. */
static const char *const linux64[] = { "base", "machine", "signo", "code", "addr", "pc", NULL };
static const char *const amd64[] = {
    "rax", "rbx", "rcx", "rdx", "rsi", "rdi", "rbp", "r8", "r9", "r10", "r11", "r12", "r13", "r14", "r15", "rflags", NULL
};
static const char *const arm64[] = {
    "x0", "x1", "x2", "x3", "x4", "x5", "x6", "x7", "x19", "x20", "x21", "x22", "x23", "x24", "x25", "x26", "x27", "x28", "x29", "x30",
    "pstate", NULL
};
static const char *const riscv64[] = {
    "ra", "a0", "a1", "a2", "a3", "a4", "a5", "a6", "a7", "s0", "s1", "s2", "s3", "s4", "s5", "s6", "s7", "s8", "s9", "s10", "s11", NULL
};
static const struct crash_machine linux_machines[] = { { 62, amd64 }, { 183, arm64 }, { 243, riscv64 }, { 0, NULL } };

static const struct {
    const char *target;
    const char *const *registers;
    const struct crash_machine *machines;
} captures[] = {
    { "cortex-m0", baseline, NULL }, { "cortex-m0plus", baseline, NULL }, { "cortex-m3", mainline, NULL }, { "cortex-m4", mainline, NULL },
    { "cortex-m7", mainline, NULL }, { "cortex-m23", baseline, NULL }, { "cortex-m33", mainline8, NULL }, { "cortex-m55", mainline8, NULL },
    { "riscv32", riscv, NULL }, { "riscv64", riscv, NULL }, { "xtensa-lx106", lx106, NULL }, { "linux", linux64, linux_machines },
};
#define CAPTURES (sizeof captures / sizeof *captures)

const char *const *crash_registers(const struct target *target)
{
    for (size_t i = 0; i < CAPTURES; i++)
        if (strcmp(captures[i].target, target->name) == 0)
            return captures[i].registers;
    return NULL;
}

const struct crash_machine *crash_machines(const struct target *target)
{
    static const struct crash_machine none = { 0, NULL };

    for (size_t i = 0; i < CAPTURES; i++)
        if (strcmp(captures[i].target, target->name) == 0 && captures[i].machines)
            return captures[i].machines;
    return &none;
}

static unsigned count_names(const char *const *names)
{
    unsigned count = 0;

    while (names && names[count])
        count++;
    return count;
}

unsigned crash_register_count(const struct target *target)
{
    unsigned most = 0;

    for (const struct crash_machine *m = crash_machines(target); m->registers; m++)
        if (count_names(m->registers) > most)
            most = count_names(m->registers);
    return count_names(crash_registers(target)) + most;
}

const char *crash_targets(void)
{
    struct text list = {0};

    for (size_t i = 0; i < CAPTURES; i++)
        text_printf(&list, "%s%s", i == 0 ? "" : i + 1 < CAPTURES ? ", " : " and ", captures[i].target);
    return list.data;
}

/* A pair: 8191 words between two frames, and 128 MB between two functions. More, and frames that have a register, take the room of other pairs, and
   the trace is cut. Without room for the largest, none is begun. */
#define PAIR_32 (2u + 4u)
#define PAIR_64 (2u + 8u)
#define LARGEST_PAIR_32 15u
#define LARGEST_PAIR_64 20u

uint32_t crash_record_max(const struct spec *spec)
{
    uint32_t address = spec->target->pointer_bytes;
    uint32_t size;

    if (spec->backtrace == 0)
        return 0;
    size = 2 + 1 + 1 + crash_register_count(spec->target) * address /* id, kind, origin, count, registers; or what plog_panic() has */
           + address                                                /* sp */
           + 5 + 2                                                  /* room, pairs */
           + spec->backtrace * (address > 4 ? PAIR_64 : PAIR_32) + (address > 4 ? LARGEST_PAIR_64 : LARGEST_PAIR_32)
           + 4 + layout_spill(spec)                                 /* the record of the reset */
           + 2 * layout_check(spec);
    return size + (spec->clock == CLOCK_NONE ? 0 : varint_size(UINT64_MAX >> (64 - clock_bits(spec))));
}

const char *crash_ring_lines(const struct spec *spec)
{
    return spec->backtrace == 0 ? "" : arena_printf(
        "#define PLOG_BACKTRACE %u\n"
        "#define PLOG_CRASH_PORT \"port/%s_crash.h\"\n"
        "#define PLOG_CRASH_REGISTERS %u\n"
        "#define PLOG_CRASH_SIZE %uu\n",
        spec->backtrace, spec->target->port, crash_register_count(spec->target), crash_record_max(spec));
}

const char *crash_linker_lines(const struct spec *spec)
{
    if (spec->backtrace == 0 || spec->target->hosted)
        return "";
    return "\n/* What a crash may look at: the code, and RAM from the first variable to the stack's end (0: as the core or another symbol has it).\n"
           "   Each can be given to the linker: -Wl,--defsym=plog_ram_end=0x20010000. Where your script has no section .text, give plog_text_start and plog_text_end. */\n"
           "PROVIDE(plog_text_start = ADDR(.text));\n"
           "PROVIDE(plog_text_end = ADDR(.text) + SIZEOF(.text));\n"
           "PROVIDE(plog_ram_start = ADDR(.bss));\n"
           "PROVIDE(plog_ram_end = 0);\n"
           "EXTERN(plog_ram_start plog_ram_end)\n"
           "ASSERT(plog_stack_top == 0 || plog_ram_end != 0 || plog_stack_top > plog_ram_start,\n"
           "       \"plog: the stack lies below .bss, where a crash is not looked for: -Wl,--defsym=plog_ram_start= and where the stack's RAM begins\")\n";
}
