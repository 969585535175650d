/* Decodes dumps inside the test, and compares what would have been printed. */
#ifndef HARNESS_H
#define HARNESS_H

#include <check.h>
#include <stdint.h>

struct result {
    int status;
    char out[1 << 18];
};

/* Decodes with these tables (JSON, up to NULL) into r. */
void run_tables(struct result *r, const char *const *tables, const uint8_t *dump, size_t size, int json);

/* The same with one table. */
void run(struct result *r, const char *table, const uint8_t *dump, size_t size, int json);

/* Whether the table is accepted; if not, why. */
int accepts(const char *table, size_t size, char why[256]);

/* False if the table is refused. Else fails the test unless the text of this one record of a message, in a ring without a clock, is as long and as
   clean as the table says. */
int keeps_limits(const char *table, const uint8_t *record, size_t size);

/* Fails the test unless the status and the output are these. */
void expect(const struct result *r, int status, const char *out);

/* Writes the dumps and tables that check.sh decodes into a directory. */
int write_samples(const char *directory);

TCase *format_tests(void);
TCase *float_tests(void);
TCase *value_tests(void);
TCase *image_tests(void);
TCase *time_tests(void);
TCase *chunk_tests(void);
TCase *table_tests(void);
TCase *hostile_tests(void);
TCase *shortcut_tests(void);
TCase *cause_tests(void);

#endif
