/* What the fuzzers of plogcat's inputs have in common: decodes as plogcat does, and stops the program if what is printed breaks a promise. */
#ifndef DECODE_ONE_H
#define DECODE_ONE_H

#include "../../decoder/firmware.h"

/* The tables of tests/fuzz/tables: those of the corpora's dumps, made with them (make fuzz-corpus). */
const struct tables *fuzz_tables(void);

/* Decodes a dump or a stream, as text and as JSON. When the program ends, it says how many records were shown: a corpus that shows none reaches nothing. */
void decode_one(const struct tables *tables, struct firmwares *firmwares, const uint8_t *data, size_t size);

/* A file in memory that holds these bytes and lives until fuzz_close(). Returns its path. */
const char *fuzz_file(const void *data, size_t size);
void fuzz_close(void);

/* What one of plogcat's printing functions needs, and the check of what it printed: no control character reaches a terminal, all
   is UTF-8, and each line of JSON is JSON. */
struct history *print_begin(bool json, struct firmwares *firmwares);
void print_end(void);

#endif
