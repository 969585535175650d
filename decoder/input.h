/* What is decoded: a file or a device that can be read at any place, a stream, or a range of the machine's memory. */
#ifndef INPUT_H
#define INPUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "copies.h"

/* Most that is read into memory of what cannot be mapped, as a pipe; more goes to a temporary file. */
#define INPUT_STREAM_MAX ((size_t)8 << 20)

/* Most that is copied, because a program may be writing to it: no ring in use is larger. */
#define INPUT_COPY_MAX ((size_t)16 << 20)

struct input {
    const char *name;     /* for messages */
    const uint8_t *data;
    size_t size;
    bool mapped;
    bool restless;        /* it was never the same while it was copied */
    struct copies copies; /* data is theirs if there are any */
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
