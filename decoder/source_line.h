/* From an address to function, file and line, as the debug information has them. */
#ifndef SOURCE_LINE_H
#define SOURCE_LINE_H

#include "firmware.h"

/* Most functions that are inlined into one another at one place. */
#define SOURCE_LINES_MAX 32

struct source_line {
    const char *function; /* NULL: unknown, as the others */
    const char *file;
    int line;             /* 0: unknown */
    bool inlined;         /* into the next one */
};

/* What stands at an address, the innermost first. Returns how many; at least one, of which all may be unknown. */
size_t source_lines(const struct firmware *f, uint64_t address, struct source_line lines[SOURCE_LINES_MAX]);

#endif
