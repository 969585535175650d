#include "crash.h"

#include <string.h>

#include "bytes.h"
#include "place.h"
#include "render.h"

const char *crash_origin(const struct record *r)
{
    static const char *const names[ORIGIN_COUNT] = { "asked", "fault", "watchdog", "panic", "assert", "signal" };
    return names[r->crash.origin];
}

bool crash_is_told(const struct record *r)
{
    return r->crash.origin == ORIGIN_PANIC || r->crash.origin == ORIGIN_ASSERT;
}

bool crash_is_framed(const struct record *r)
{
    return crash_is_told(r) || r->crash.origin == ORIGIN_ASKED;
}

uint64_t crash_register_at(const struct record *r, size_t index)
{
    unsigned width = r->crash.table->crash_address;
    return load_wide(r->crash.registers + index * width, width);
}

const char *crash_register_name(const struct record *r, size_t index)
{
    const struct registers *first = &r->crash.table->crash_registers;
    return index < first->count ? first->names[index] : r->crash.more->names[index - first->count];
}

bool crash_register(const struct record *r, const char *name, uint64_t *value)
{
    for (size_t i = 0; i < r->crash.count; i++) {
        if (strcmp(crash_register_name(r, i), name) == 0) {
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

bool crash_link(const struct record *r, size_t index, uint64_t *value)
{
    uint64_t words = r->values[2 * index].length;
    *value = crash_place(r, index) + words * r->crash.table->crash_address;
    return words > 0;
}

static void add_address(struct buffer *out, const struct record *r, const char *before, uint64_t address)
{
    buffer_add_text(out, before);
    buffer_add_text(out, "0x");
    buffer_add_hex(out, address, 2 * r->crash.table->crash_address);
}

/* A frame, or the place of a call. */
static void add_frame(struct buffer *out, const struct record *r, const struct chain *chain, const struct frame *frame)
{
    if (!chain->firmware || !place_add_lines(out, chain->firmware, frame))
        add_address(out, r, "", frame->address);
}

static void add_frames(struct buffer *out, const struct record *r, const struct chain *chain)
{
    bool verified = true;
    for (size_t i = 0; i < chain->count; i++) {
        buffer_add_text(out, i == 0 ? chain->firmware ? ": " : ", " : ", ");
        if (verified != chain->frames[i].verified)
            buffer_add_text(out, verified ? "[unverified] " : "[verified] ");
        verified = chain->frames[i].verified;
        add_frame(out, r, chain, &chain->frames[i]);
    }
    if (chain->stopped)
        buffer_add_text(out, ", [unverified] ...");
    if (chain->count == 0)
        buffer_add_text(out, ", [unverified] no frames");
}

/* What plog_panic() was told, and where. */
static void add_told(struct buffer *out, const struct record *r, const struct chain *chain)
{
    if (chain->text) {
        buffer_add_text(out, ": ");
        buffer_add(out, chain->text, chain->text_size);
        buffer_add_text(out, chain->text_size == FIRMWARE_TEXT_MAX ? CUT_MARK : "");
    } else {
        add_address(out, r, ": text at ", r->crash.text);
    }
    if (chain->firmware) {
        buffer_add_text(out, ", called in ");
        add_frame(out, r, chain, &chain->call);
    } else {
        add_address(out, r, ", called before ", r->crash.place);
    }
}

void crash_render(struct buffer *out, const struct record *r, const struct chain *chain)
{
    static const struct { const char *name, *before, *only_with; } shown[] = {
        { "pc", ", pc ", "pc" }, { "lr", " lr ", "lr" }, { "ra", " ra ", "ra" }, { "x30", " x30 ", "x30" }, { "a0", " a0 ", "exccause" }, { "base", ", base ", "base" }
    };
    uint64_t value, other;
    buffer_add_text(out, r->crash.origin == ORIGIN_ASKED ? "trace" : crash_origin(r));
    size_t start = out->size;
    buffer_add_text(out, ": ");
    crash_cause(out, r);
    if (out->size == start + 2)
        out->size = start;
    if (crash_is_told(r))
        add_told(out, r, chain);
    for (size_t i = 0; i < sizeof shown / sizeof *shown; i++)
        if (crash_register(r, shown[i].only_with, &other) && crash_register(r, shown[i].name, &value))
            add_address(out, r, shown[i].before, value);
    add_address(out, r, ", sp ", r->crash.sp);
    add_frames(out, r, chain);
    if (r->crash.cut && !chain->whole)
        buffer_add_text(out, ", cut");
}
