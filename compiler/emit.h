/* The parts of the outputs; emit.c puts them together. Each returns a text in the arena, "" when there is nothing. */
#ifndef EMIT_H
#define EMIT_H

#include "fingerprint.h"
#include "spec.h"

/* What the outputs are called, without their suffixes. */
const char *output_stem(const struct spec *spec);

/* The spec's file without its folder, for comments. */
const char *source_name(const struct spec *spec);

/* The text with an underscore for what can't be in a name in C. */
const char *as_identifier(const char *text);

/* The linker fragment; NULL after an error in a template. */
const char *emit_linker(const struct spec *spec, const char *template_dir, const struct layout *layout);

/* What the fragment calls the ring's begin and the log asks for. Its name is what the linker prints if the fragment is forgotten. */
const char *region_symbol(const struct spec *spec);

/* The typedefs of enums, flags and structs. */
const char *emit_types(const struct spec *spec);

/* Prototypes, and inline functions: empty ones for what "level" leaves out, and those that call a writer. */
const char *emit_prototypes(const struct spec *spec);

/* The log functions; NULL after an error in a template. */
const char *emit_functions(const struct spec *spec, const char *template_dir);

/* Whether a log function makes room by calling another one at its end. */
bool makes_own_room(const struct spec *spec);

/* Zero bytes that are logged in the place of null pointers. */
const char *emit_zeros(const struct spec *spec);

/* The table. */
const char *emit_table(const struct spec *spec, const struct layout *layout, const struct fingerprints *fingerprints);

/* The same in a section of the ELF. */
const char *emit_table_section(const struct spec *spec, const struct layout *layout, const struct fingerprints *fingerprints);

/* A doc comment, with its newline; "" without one. */
const char *emit_doc(const char *doc);

#endif
