#include "crash.h"

#include <string.h>

#include "bytes.h"

const char *crash_origin(const struct record *r)
{
    static const char *const names[ORIGIN_COUNT] = { "asked", "fault", "watchdog", "panic", "assert", "signal" };
    return names[r->crash.origin];
}

uint64_t crash_register_at(const struct record *r, size_t index)
{
    unsigned width = r->crash.table->crash_address;
    return load_wide(r->crash.registers + index * width, width);
}

bool crash_register(const struct record *r, const char *name, uint64_t *value)
{
    for (size_t i = 0; i < r->crash.count; i++) {
        if (strcmp(r->crash.table->crash_registers[i], name) == 0) {
            *value = crash_register_at(r, i);
            return true;
        }
    }
    return false;
}

uint64_t crash_address(const struct record *r, size_t index)
{
    return r->values[2 * index + 1].as.number;
}

uint64_t crash_place(const struct record *r, size_t index)
{
    uint64_t words = 0;
    for (size_t i = 0; i <= index; i++)
        words += r->values[2 * i].as.number + (i < index);
    return r->crash.sp + words * r->crash.table->crash_address;
}

static void add_address(struct buffer *out, const struct record *r, const char *before, uint64_t address)
{
    buffer_add_text(out, before);
    buffer_add_text(out, "0x");
    buffer_add_hex(out, address, 2 * r->crash.table->crash_address);
}

void crash_render(struct buffer *out, const struct record *r)
{
    static const struct { const char *name, *before; } shown[] = {
        { "pc", ", pc " }, { "lr", " lr " }, { "ra", " ra " }, { "base", ", base " }
    };
    uint64_t value;
    bool told = r->crash.origin == ORIGIN_PANIC || r->crash.origin == ORIGIN_ASSERT;
    buffer_add_text(out, r->crash.origin == ORIGIN_ASKED ? "trace" : crash_origin(r));
    size_t start = out->size;
    buffer_add_text(out, ": ");
    crash_cause(out, r);
    if (out->size == start + 2)
        out->size = start;
    if (told) {
        add_address(out, r, ": text at ", r->crash.text);
        add_address(out, r, ", called before ", r->crash.place);
    }
    for (size_t i = 0; i < sizeof shown / sizeof *shown; i++)
        if (crash_register(r, shown[i].name, &value))
            add_address(out, r, shown[i].before, value);
    add_address(out, r, ", sp ", r->crash.sp);
    buffer_add_text(out, ", [unverified]");
    for (uint32_t i = 0; i < r->crash.pairs; i++)
        add_address(out, r, i == 0 ? " " : ", ", crash_address(r, i));
    if (r->crash.pairs == 0)
        buffer_add_text(out, " no frames");
    if (r->crash.cut)
        buffer_add_text(out, ", cut");
}
