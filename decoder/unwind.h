/*
 * Where a function's caller goes on, by the call frame information of the firmware's ELF (.debug_frame), as far as a crash record tells the
 * registers. The stack itself is not in the record: the rules say where a return address must lie.
 */
#ifndef UNWIND_H
#define UNWIND_H

#include "firmware.h"
#include "record.h"

#define UNWIND_REGISTERS 33 /* of DWARF's numbers, as many as a core here has */

/* What is known of the core at one frame. */
struct unwind {
    const struct firmware *firmware;
    uint64_t bias;               /* of the addresses in the record: a program may have been loaded elsewhere than it was linked */
    uint64_t pc;                 /* as linked */
    bool exact;                  /* pc is where it was interrupted, not a return address */
    bool entered;                /* by an exception: sp may be a word too low, to be aligned to 8 */
    bool known[UNWIND_REGISTERS];
    uint64_t value[UNWIND_REGISTERS];
};

enum caller {
    CALLER_AT,      /* its address lies on the stack, at `place` */
    CALLER_IN,      /* its address is in a register: `address` */
    CALLER_NONE,    /* the outermost function */
    CALLER_UNKNOWN  /* no rule, or one of a register that is not known */
};

struct caller_rule {
    enum caller where;
    uint64_t place, address;
    uint64_t cfa;                /* the stack pointer before the call; with CALLER_UNKNOWN not known */
    int below;                   /* with CALLER_AT: the register that is saved right below it; -1: none is */
};

/* Whether chains in this firmware can be proved. */
bool unwind_knows(const struct firmware *f);

/* Takes the registers that the record has, by their names. */
void unwind_start(struct unwind *u, const struct firmware *f, const struct record *r);

/* An address of the record as it was linked; that of code without the bit that says Thumb. */
uint64_t unwind_moved(const struct unwind *u, uint64_t address);
uint64_t unwind_linked(const struct unwind *u, uint64_t address);

/* An address in the instruction that was being executed: that before a return address. */
uint64_t unwind_inside(const struct unwind *u);

/* Whether there is a function with unwind information. */
bool unwind_has_rule_at(const struct unwind *u, uint64_t address);

/* Where the function's caller is found. */
struct caller_rule unwind_caller(struct unwind *u);

/* The same for a function, from start to end, in which the record's sp was read: of its rules, the one with the most on the stack. */
struct caller_rule unwind_body(struct unwind *u, uint64_t start, uint64_t end);

/* What is in the link register; false if the core has none or it is not known. */
bool unwind_link(const struct unwind *u, uint64_t *value);

/* Says what a register is in the caller, and what was saved of it. */
void unwind_set(struct unwind *u, int number, uint64_t value);

/* Goes to the caller. */
void unwind_to(struct unwind *u, uint64_t address, uint64_t cfa);

/* Goes to what an exception interrupted: the core's frame of `size` bytes at `frame`, in which lr may be known. */
void unwind_to_interrupted(struct unwind *u, uint64_t address, uint64_t frame, uint64_t size, const uint64_t *lr);

/* Whether the pc lies in a function that an interrupt calls, where the rule for the return address is not what it goes back to. */
bool unwind_in_trap(const struct unwind *u);

#endif
