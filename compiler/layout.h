/* What the emitters ask about types and sizes on the wire. See also layout_of() in spec.h. */
#ifndef LAYOUT_H
#define LAYOUT_H

#include "spec.h"

/* Bytes of a varint, 1 to 9. */
uint32_t varint_size(uint64_t value);

/* Width of one value in bits; 0 for BASIC_NAMED. */
unsigned basic_bits(enum basic basic, unsigned pointer_bytes);

/* What a value of this type is on the wire: the base of an enum or of flags, else the type's own basic. Not for structs. */
enum basic wire_basic(const struct type *type);

bool is_struct(const struct type *type);
bool is_varint(const struct type *type);

/* Whether the message's records end with the address that it was called from. */
bool tells_place(const struct spec *spec, const struct message *message);

/* Whether a call looks at its module's level first. No level leaves fatal out. */
bool is_filtered(const struct spec *spec, const struct message *message);

/* Whether that is done in the header, where the log function is called; else in the function. */
bool filters_inline(const struct spec *spec);

/* Whether the log function stands in the header, and calls another one that writes the record. */
bool has_writer(const struct spec *spec, const struct message *message);

/* Whether the argument is handed over as a pointer that has no length of its own. */
bool can_be_null(const struct type *type);

/* Width of the spec's clock in bits; 0 with "clock none". */
unsigned clock_bits(const struct spec *spec);

/* Bytes that the last store of a record may go past its end: where memory is plenty, numbers are stored as whole words. */
uint32_t layout_spill(const struct spec *spec);

/* Bytes of the check that each record ends with. */
uint32_t layout_check(const struct spec *spec);

/* Which of a core's rings the message is written to. */
unsigned ring_of(const struct spec *spec, const struct message *message);

/* Bytes of parity at the end of a block of that size. */
uint32_t layout_parity(const struct spec *spec, uint32_t block);

/* Whether the records are numbered: "count" says something new only where the oldest are overwritten. */
bool counts_records(const struct spec *spec);

#endif
