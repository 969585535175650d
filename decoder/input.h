/*
 * What is decoded: a file or a device that can be read at any place, a stream, or a range of the machine's memory.
 *
 * A program may write to it meanwhile. What is not too large is therefore copied, again and again until two copies are the same: then
 * they are what stood there at one moment. Of what never rests, the last copies are kept, and image.c shows what is of the same
 * writing in all of them. Nothing is known of the order in which the bytes of one copy were read (a processor copies a page as it likes),
 * only that one copy was made after another.
 */
#ifndef INPUT_H
#define INPUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Most that is read into memory of what cannot be mapped, as a pipe; more goes to a temporary file. */
#define INPUT_STREAM_MAX ((size_t)8 << 20)

/* Most that is copied: no ring in use is larger. */
#define INPUT_COPY_MAX ((size_t)16 << 20)
#define INPUT_COPIES_MAX 50

/* The copies that are kept, by their age. */
enum { INPUT_FIRST, INPUT_HEADERS, INPUT_RECORDS, INPUT_LAST, INPUT_KEPT };

struct input {
    const char *name;     /* for messages */
    const uint8_t *data;
    bool restless;        /* no two copies were the same: data is the one that has the records */
    const uint8_t *kept[INPUT_KEPT]; /* the copies, if it is restless */
    size_t size;
    bool mapped;
    uint8_t *copies;      /* owns all of them */
};

/* Opens a path, or standard input for "-". Returns false after a message on stderr. */
bool input_open(struct input *in, const char *path);

/* Reads "0x7100000,64K": a number, a comma, and a number that may end in K, M or G. Returns false after a message on stderr. */
bool input_read_range(const char *text, uint64_t *start, uint64_t *size);

/* Opens that range of physical memory. */
bool input_open_memory(struct input *in, uint64_t start, uint64_t size);

/* Lets go what stands before `at`, so that a large file does not stay in memory as it is read through; it can still be read again.
   *passed begins as the place where reading does and tells up to where that was done. */
#define INPUT_PASS_STEP ((size_t)4 << 20) /* in steps of this size: each takes a system call */
void input_pass(const struct input *in, size_t *passed, size_t at);

void input_close(struct input *in);

#endif
