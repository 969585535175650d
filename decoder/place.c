#include "place.h"

#include <string.h>

#include "call_site.h"
#include "source_line.h"

/* A program of an operating system may be loaded anywhere: its places count from its first byte. */
static bool is_loaded_anywhere(const struct table *t)
{
    return t->crash_registers.count > 0 && strcmp(t->crash_registers.names[0], "base") == 0;
}

const struct firmware *place_of_call(struct firmwares *firmwares, const struct table *t, const struct record *r, struct frame *frame)
{
    const struct firmware *f = firmwares ? firmwares_find(firmwares, t) : NULL;
    uint64_t address = r->place, target;
    *frame = (struct frame){ .address = address, .inside = address, .verified = false };
    if (!f)
        return NULL;
    if (is_loaded_anywhere(t))
        address += f->start;
    address = firmware_code_address(f, address);
    if (call_before(f, address, &target) == CALL_NONE) {
        firmwares_refuse_build(firmwares, f);
        return NULL;
    }
    *frame = (struct frame){ .address = address, .inside = address - 1, .verified = true };
    return f;
}

static void add_line(struct buffer *out, const struct source_line *line)
{
    const char *slash = line->file ? strrchr(line->file, '/') : NULL;
    buffer_add_text(out, line->function);
    if (!line->file)
        return;
    buffer_add_text(out, " (");
    buffer_add_text(out, slash ? slash + 1 : line->file);
    buffer_add_char(out, ':');
    buffer_add_unsigned(out, (uint64_t)line->line);
    buffer_add_text(out, line->inlined ? ", inlined)" : ")");
}

bool place_add_lines(struct buffer *out, const struct firmware *f, const struct frame *frame)
{
    struct source_line lines[SOURCE_LINES_MAX];
    size_t count = source_lines(f, frame->inside, lines);
    for (size_t i = 0; i < count && lines[i].function; i++) {
        buffer_add_text(out, i > 0 ? ", " : "");
        add_line(out, &lines[i]);
    }
    return count > 0 && lines[0].function;
}
