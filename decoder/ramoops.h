/*
 * The zones of a ramoops region as they stand in memory (Linux 6.1, fs/pstore/ram_core.c).
 *
 * A zone begins with a signature, where the next byte goes, and how many bytes are valid; then the bytes, round and round. With
 * ramoops.ecc=1 each 128 bytes, and the zone's header, have 16 bytes of a Reed-Solomon code at the zone's end: then bytes are
 * corrected, or not shown. Without, they are shown as they are, behind a line that says so.
 */
#ifndef RAMOOPS_H
#define RAMOOPS_H

#include "history.h"
#include "input.h"

/* Finds and prints every zone. Returns how many there were. */
size_t ramoops_print(const struct input *in, const char *file, struct history *h);

#endif
