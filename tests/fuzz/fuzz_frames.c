/* Frames, as plog_poll() sends them over a line. The input is what they hold: of each frame a byte with its content's size, and the content from its number on,
   of which the chunk's checks are made right; a size of 0 stands for a byte on the line between frames. */
#include <string.h>
#include <zlib.h>

#include "decode_one.h"
#include "fuzz.h"
#include "seal.h"

#define CONTENT_MAX 249u /* a run of 254 bytes holds that, a CRC and the first code */
#define LINE_SIZE 65536u

static uint8_t line[LINE_SIZE];
static size_t filled;

/* The run of bytes without zeros: FORMAT.md has the coding. */
static void stuff(const uint8_t *content, size_t size)
{
    size_t code_at = filled++;
    for (size_t i = 0; i < size; i++) {
        if (content[i] == 0) {
            line[code_at] = (uint8_t)(filled - code_at);
            code_at = filled++;
        } else {
            line[filled++] = content[i];
        }
    }
    line[code_at] = (uint8_t)(filled - code_at);
}

static void put_frame(const uint8_t *content, size_t size)
{
    uint8_t chunk[1 + CONTENT_MAX + 4], number[2];
    if (size < 2)
        return;
    memcpy(number, content, 2);
    memcpy(chunk, "plg", 3);
    memcpy(chunk + 3, content + 2, size - 2);
    seal_chunks(chunk, size + 1, fuzz_tables());
    memcpy(chunk + 1, number, 2);
    uLong crc = crc32(0, chunk + 1, (uInt)size);
    for (unsigned i = 0; i < 4; i++)
        chunk[1 + size + i] = (uint8_t)(crc >> 8 * i);
    line[filled++] = 0;
    stuff(chunk + 1, size + 4);
    line[filled++] = 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    filled = 0;
    for (size_t at = 0; at + 1 < size && filled < LINE_SIZE - 300;) {
        size_t left = size - at - 1, wanted = data[at] % (CONTENT_MAX + 1), content = wanted < left ? wanted : left;
        if (wanted == 0)
            line[filled++] = data[at + 1], content = 1;
        else
            put_frame(data + at + 1, content);
        at += 1 + content;
    }
    decode_one(fuzz_tables(), NULL, line, filled);
    return 0;
}
