#include "target.h"

#include <string.h>

#include "arena.h"
#include "diagnostic.h"

#define CORTEX_M(core, ...) \
    {.name = core, .port = "cortex_m", .commit_bits = 16, .pointer_bytes = 4, .clock_bits = 32, .lock = LOCK_IRQ, .memory_end = 0xE0000000, __VA_ARGS__}

/* A new target is one row here and its port's file in runtime/port; with "backtrace", a row in crash.c and the port's ..._crash.h, too. */
static const struct target targets[] = {
    CORTEX_M("cortex-m0", .cycles_bits = 24),
    CORTEX_M("cortex-m0plus", .cycles_bits = 24),
    CORTEX_M("cortex-m3", .basepri_max = 255),
    CORTEX_M("cortex-m4", .basepri_max = 255),
    CORTEX_M("cortex-m7", .basepri_max = 255, .reorders = true),
    CORTEX_M("cortex-m23", .cycles_bits = 24),
    CORTEX_M("cortex-m33", .basepri_max = 255),
    CORTEX_M("cortex-m55", .basepri_max = 255, .reorders = true),
    {.name = "riscv32", .port = "riscv", .commit_bits = 16, .pointer_bytes = 4, .clock_bits = 32, .lock = LOCK_IRQ,
     .tail_calls = true},
    {.name = "riscv64", .port = "riscv", .commit_bits = 16, .pointer_bytes = 8, .clock_bits = 64, .lock = LOCK_IRQ,
     .tail_calls = true},
    {.name = "xtensa-lx106", .port = "xtensa_lx106", .commit_bits = 16, .pointer_bytes = 4, .clock_bits = 32,
     .lock = LOCK_IRQ, .one_core = true},
    {.name = "linux", .port = "linux", .commit_bits = 16, .pointer_bytes = 8, .clock_bits = 64,
     .lock = LOCK_THREADS, .hosted = true, .system = true, .tail_calls = true},
    {.name = "host", .port = "host", .commit_bits = 16, .pointer_bytes = 8, .clock_bits = 64, .lock = LOCK_NONE,
     .hosted = true, .one_core = true, .tail_calls = true},
};
#define TARGETS (sizeof targets / sizeof *targets)

/* "avr-" and any mcu that avr-gcc knows. */
static const struct target avr = {
    .name = "avr-", .port = "avr", .commit_bits = 8, .pointer_bytes = 2, .clock_bits = 32, .lock = LOCK_IRQ,
    .optimize_size = true, .no_cycles = true, .narrow_double = true, .narrow_int = true, .one_core = true, .memory_end = 0x10000,
    .ram_base = 0x800000, .linker = "avr.ld",
};

static bool is_avr(const char *name)
{
    return strncmp(name, avr.name, 4) == 0 && name[4] != '\0';
}

static const struct target *avr_named(const char *name)
{
    struct target *target = arena_alloc(sizeof *target);
    *target = avr;
    target->name = name;
    return target;
}

const struct target *target_find(const char *name)
{
    for (size_t i = 0; i < TARGETS; i++)
        if (strcmp(targets[i].name, name) == 0)
            return &targets[i];
    return is_avr(name) ? avr_named(name) : NULL;
}

/* The name under which avr-gcc knows it is not enough. */
static bool is_mcu(const char *name)
{
    static const char *const families[] = { "atmega", "attiny", "atxmega", "at90", NULL };

    for (const char *const *family = families; *family; family++)
        if (strncmp(name, *family, strlen(*family)) == 0)
            return true;
    return false;
}

const char *target_advice(const char *name)
{
    struct suggestion suggestion = suggestion_for(name);
    struct text list = {0};

    if (is_mcu(name))
        return arena_printf("; did you mean 'avr-%s'?", name);
    for (size_t i = 0; i < TARGETS; i++) {
        suggestion_try(&suggestion, targets[i].name);
        text_printf(&list, "%s, ", targets[i].name);
    }
    if (*did_you_mean(&suggestion) != '\0')
        return did_you_mean(&suggestion);
    return arena_printf("; a target is a core or a system: %sor avr- and the MCU, as in avr-atmega328p", list.data);
}
