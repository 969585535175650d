/* See judge_frame.h. */
#include "judge_frame.h"

#include <string.h>

#include "../../decoder/frames.h"

size_t judge_frame(const uint8_t *bytes, size_t size, uint8_t chunk[FRAMED_MOST])
{
    struct input in = { .name = "a frame", .data = bytes, .size = size };
    struct frame frame;
    size_t run = 0;

    if (size < 2 || bytes[0] != 0 || !frame_find(&in, &run, 1, &frame) || frame.end != size - 1)
        return 0;
    memcpy(chunk, frame.chunk, frame.size);
    return frame.size;
}
