#include "frames.h"

#include <string.h>
#include <zlib.h>

#include "bytes.h"
#include "chunks.h"

#define NUMBER_SIZE 2
#define CRC_SIZE 4
#define BEGINS 0x8000

/* Takes the stuffing out of a run of bytes that are not zero; *size is in and out. Returns false if the run ends before it should. */
static bool unstuff(const uint8_t *run, size_t *size, uint8_t *content)
{
    size_t end = *size, code_at = 0;
    while (code_at < end) {
        size_t next = code_at + run[code_at];
        size_t stop = next < end ? next : end;
        memcpy(content + code_at, run + code_at + 1, stop - code_at - 1);
        if (next >= end) {
            *size = end - 1;
            return next == end;
        }
        content[next - 1] = 0;
        code_at = next;
    }
    return false;
}

/* Reads what stands between two zeros. Returns false if that is no whole frame; its chunk may be there nevertheless. */
static bool read_run(const uint8_t *run, size_t size, struct frame *frame)
{
    frame->size = 0;
    if (size <= 1 + NUMBER_SIZE + CRC_SIZE || size > FRAME_MAX)
        return false;
    uint8_t *content = frame->chunk + CHUNK_MARK_SIZE - 1 - NUMBER_SIZE; /* so that the tag is in its place */
    bool whole = unstuff(run, &size, content);
    frame->number = load16(content) & (BEGINS - 1);
    frame->begins = load16(content) & BEGINS;
    size_t length = size - CRC_SIZE;
    whole = whole && crc32(0, content, (uInt)length) == load32(content + length);
    memcpy(frame->chunk, "plg", 3);
    frame->size = (size_t)(content - frame->chunk) + (whole ? length : size);
    return whole && frame->number <= FRAME_NUMBER_MAX && chunk_find(frame->chunk, frame->size, 0) == 0;
}

/* The end of the run that begins at `at`. */
static size_t run_end(const uint8_t *data, size_t size, size_t at)
{
    const uint8_t *zero = memchr(data + at, 0, size - at);
    return zero ? (size_t)(zero - data) : size;
}

bool frame_find(const struct input *in, size_t *run, size_t last, struct frame *frame)
{
    size_t passed = *run;
    while (*run < in->size && *run <= last) {
        size_t start = *run, left = in->size - start;
        size_t most = left > FRAME_MAX ? start + FRAME_MAX + 1 : in->size; /* longer is no frame */
        size_t end = run_end(in->data, most, start);
        *run = end + 1;
        if (read_run(in->data + start, end - start, frame)) {
            frame->start = start;
            frame->end = end;
            return true;
        }
        input_pass(in, &passed, *run);
    }
    return false;
}

/* The same where it may be far away. */
static size_t far_run_end(const struct input *in, size_t at, size_t *passed)
{
    size_t step_end;
    do {
        step_end = in->size - at < INPUT_PASS_STEP ? in->size : at + INPUT_PASS_STEP;
        at = run_end(in->data, step_end, at);
        input_pass(in, passed, at);
    } while (at == step_end && at < in->size);
    return at;
}

size_t frame_find_broken(const struct input *in, size_t at)
{
    size_t passed = at;
    while (at < in->size) {
        struct frame frame;
        struct layout layout;
        struct header header;
        size_t end = far_run_end(in, at, &passed);
        size_t most = end - at < FRAME_MAX ? end - at : FRAME_MAX; /* behind a frame that was cut there may be text */
        if (!read_run(in->data + at, most, &frame) && chunk_find(frame.chunk, frame.size, 0) == 0 && frame.size > 0 &&
            chunk_header(frame.chunk, frame.size, &layout, &header))
            return at;
        at = end + 1;
    }
    return in->size;
}
