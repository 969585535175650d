/* Frames around drained chunks, on a line that carries other bytes too and may lose some (docs/FORMAT.md, section 8). */
#ifndef FRAMES_H
#define FRAMES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "input.h"

/* Bytes between the zeros. */
#define FRAME_MAX 254

/* Numbers go from 0, the first since the device started, to this one, and then on from 1. */
#define FRAME_NUMBER_MAX 0x3FFF

struct frame {
    size_t start, end;        /* its first byte, and behind its last, in the stream */
    unsigned number;
    bool begins;              /* its chunk begins with the begin of a record */
    size_t size;
    uint8_t chunk[FRAME_MAX]; /* with the mark that frames leave out */
};

/* Finds the next whole frame that starts at *run, or behind a zero after it, and not behind `last`. *run is then where to look on, behind
   the bytes that were looked at. Returns false if there is none. */
bool frame_find(const struct input *in, size_t *run, size_t last, struct frame *frame);

/* Finds where a frame starts, from `at` on, whose chunk has a right header but which is not whole. Returns the input's size if there is none. */
size_t frame_find_broken(const struct input *in, size_t at);

#endif
