/* What a crash record says, in words (docs/FORMAT.md, section 10). */
#ifndef CRASH_H
#define CRASH_H

#include "buffer.h"
#include "chain.h"
#include "record.h"

/* "fault", "panic" and the like. */
const char *crash_origin(const struct record *r);

/* Whether it has a text and the place of a call: plog_panic(), plog_assert(). */
bool crash_is_told(const struct record *r);

/* What the core or the system tells of the cause, such as "precise data bus error at 0x60000000"; nothing if it tells nothing. */
void crash_cause(struct buffer *out, const struct record *r);

/* A register by its name in the table; false if the record does not have it. */
bool crash_register(const struct record *r, const char *name, uint64_t *value);

/* The name of register `index`. */
const char *crash_register_name(const struct record *r, size_t index);

/* Register `index` of those the record has. */
uint64_t crash_register_at(const struct record *r, size_t index);

/* The return address of pair `index`, and where on the stack it stands. */
uint64_t crash_address(const struct record *r, size_t index);
uint64_t crash_place(const struct record *r, size_t index);

/* The word right below that place, if it is an address of the stack above; false if it isn't. */
bool crash_link(const struct record *r, size_t index, uint64_t *value);

/* Whether it has what the frame register was where sp was read: those that no fault has interrupted. */
bool crash_is_framed(const struct record *r);

/* The record as text for people. */
void crash_render(struct buffer *out, const struct record *r, const struct chain *chain);

#endif
