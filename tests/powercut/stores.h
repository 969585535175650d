/*
 * Every store of the code under test, seen by the test. gcc's -fsanitize=thread calls a function before each; stores.c has its own in the place
 * of the sanitizer's, of which nothing is linked.
 *
 * A power cut at a store leaves what stood before it; a torn one leaves also its first 1, 2 or 4 bytes.
 */
#ifndef STORES_H
#define STORES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A memory that outlives the cut. There may be two. */
void stores_watch(uint8_t *begin, size_t size);

/* Runs function. With cut above 0 it ends with the cut-th store to these, of which the first `torn` bytes are done. Returns false if
   there was no such store, or it is not wider than `torn`. */
bool stores_run(void (*function)(void), unsigned long cut, unsigned torn);

/* How many stores to these the last run made, if it was not cut. */
unsigned long stores_count(void);

/* Where the store was that was cut. */
const uint8_t *stores_place(void);

#endif
