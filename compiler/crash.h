/* Crash capture, the option "backtrace": which targets have it, and what a record of theirs holds (docs/FORMAT.md, section 10). */
#ifndef CRASH_H
#define CRASH_H

#include "spec.h"

/* The registers of a crash record, in its order, up to NULL. NULL for a target that can't capture. */
const char *const *crash_registers(const struct target *target);

/* What follows them where the target has several machines: each with its number in ELF files (e_machine), up to one without registers. */
struct crash_machine {
    unsigned number;
    const char *const *registers;
};
const struct crash_machine *crash_machines(const struct target *target);

/* How many there are in all, at most. */
unsigned crash_register_count(const struct target *target);

/* The targets that can, for people: "a, b and c". */
const char *crash_targets(void);

/* Bytes of the largest crash record, and of the record behind it that tells the reset. 0 without "backtrace". */
uint32_t crash_record_max(const struct spec *spec);

/* What the runtime, and the linker fragment, have more with "backtrace"; "" without. */
const char *crash_ring_lines(const struct spec *spec);
const char *crash_linker_lines(const struct spec *spec);

#endif
