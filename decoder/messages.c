#define _GNU_SOURCE 1 /* fopencookie() */
#include "messages.h"

#include <stdint.h>
#include <stdio.h>
#include <sys/types.h>
#include <unistd.h>

#include "utf8.h"

/* One character, escaped as in a record's text. Returns how many bytes of `text` it has. */
static size_t escape(char shown[16], const uint8_t *text, size_t size)
{
    uint32_t code;
    unsigned length = utf8_decode(text, size, &code);
    if (!length)
        snprintf(shown, 16, "\\x%02x", text[0]);
    else if (code != '\n' && utf8_is_control(code))
        snprintf(shown, 16, code < 0x80 ? "\\x%02x" : "\\u%04x", (unsigned)code);
    else
        snprintf(shown, 16, "%.*s", (int)length, (const char *)text);
    return length ? length : 1;
}

static ssize_t write_escaped(void *cookie, const char *text, size_t size)
{
    char line[512];
    size_t filled = 0;
    (void)cookie;
    for (size_t at = 0; at < size;) {
        at += escape(line + filled, (const uint8_t *)text + at, size - at);
        while (filled < sizeof line && line[filled])
            filled++;
        if ((filled > sizeof line - 32 || at >= size) && write(STDERR_FILENO, line, filled) < 0)
            return 0;
        if (filled > sizeof line - 32)
            filled = 0;
    }
    return (ssize_t)size;
}

void messages_begin(void)
{
    FILE *escaped = fopencookie(NULL, "w", (cookie_io_functions_t){ .write = write_escaped });
    if (escaped && setvbuf(escaped, NULL, _IONBF, 0) == 0)
        stderr = escaped;
}
