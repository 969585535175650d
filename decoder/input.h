/* The dump: a file, mapped where that is possible, or a stream, read to its end. */
#ifndef INPUT_H
#define INPUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Most that is read from what cannot be mapped. */
#define INPUT_STREAM_MAX ((size_t)1 << 30)

struct input {
    const char *name;     /* for messages */
    const uint8_t *data;
    size_t size;
    bool mapped;
};

/* Opens a path, or standard input for "-". Returns false after a message on stderr. */
bool input_open(struct input *in, const char *path);
void input_close(struct input *in);

#endif
