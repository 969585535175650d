/*
 * A ring that is written to while it is read: pread() is replaced by one that reads each two bytes at a moment of their own, while a simulated writer
 * goes on store by store. So each copy has headers and records of different states, as only few have on a busy machine. Of docs/FORMAT.md, with
 * nothing of the decoder's.
 */
#ifndef MOVING_H
#define MOVING_H

#include <stdint.h>

/* The table; its one message has the record's number, u16. */
const char *moving_table(void);

/* Begins anew. The writer makes so many stores during each copy, and rests after so many copies. */
void moving_begin(unsigned seed, unsigned stores, unsigned copies);

/* Records that were logged. */
unsigned moving_logged(void);

/* Makes a file that is as large as the ring: what is in it is never read. */
void moving_file(const char *path);

#endif
