/* to_frames <STREAM >INPUT: an input of fuzz_frames.c that carries the chunks of a drained stream, one a frame. */
#include <stdio.h>

#include "../../decoder/chunks.h"

int main(void)
{
    static uint8_t stream[1 << 20];
    size_t size = fread(stream, 1, sizeof stream, stdin);
    unsigned number = 0;
    for (size_t at = chunk_find(stream, size, 0), next; at < size; at = next) {
        next = chunk_find(stream, size, at + 1);
        size_t content = next - at - 3; /* without "plg" */
        putchar((int)(content + 2));
        putchar((int)(number & 0xFF));
        putchar(0x80);
        fwrite(stream + at + 3, 1, content, stdout);
        number++;
    }
    return ferror(stdout);
}
