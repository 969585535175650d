/* Crash records as JSON, and the places of calls. */
#include "crash.h"
#include "json_value.h"
#include "render.h"
#include "source_line.h"

static void add_line(struct buffer *out, const struct source_line *line)
{
    buffer_add_text(out, ",\"function\":");
    json_text(out, line->function);
    buffer_add_text(out, ",\"file\":");
    json_text(out, line->file);
    buffer_add_text(out, ",\"line\":");
    if (line->line > 0)
        buffer_add_unsigned(out, (uint64_t)line->line);
    else
        json_name(out, NULL);
}

void json_frame(struct buffer *out, const struct firmware *f, const struct frame *frame)
{
    struct source_line lines[SOURCE_LINES_MAX] = { { .function = NULL } };
    size_t count = f ? source_lines(f, frame->inside, lines) : 1;
    for (size_t i = 0; i < count; i++) {
        buffer_add_text(out, i == 0 ? "{\"address\":" : ",{\"address\":");
        buffer_add_unsigned(out, frame->address);
        add_line(out, &lines[i]);
        buffer_add_text(out, lines[i].inlined ? ",\"inlined\":true,\"verified\":" : ",\"inlined\":false,\"verified\":");
        buffer_add_text(out, frame->verified ? "true}" : "false}");
    }
}

static void add_frames(struct buffer *out, const struct record *r, const struct chain *chain)
{
    bool verified = chain->count > 0 && !chain->stopped;
    buffer_add_text(out, ",\"frames\":[");
    for (size_t i = 0; i < chain->count; i++) {
        if (i > 0)
            buffer_add_char(out, ',');
        json_frame(out, chain->firmware, &chain->frames[i]);
        verified &= chain->frames[i].verified;
    }
    buffer_add_text(out, verified ? "],\"verified\":true,\"cut\":" : "],\"verified\":false,\"cut\":");
    buffer_add_text(out, r->crash.cut && !chain->whole ? "true" : "false");
}

/* What plog_panic() was told, and where. */
static void add_told(struct buffer *out, const struct record *r, const struct chain *chain)
{
    json_number(out, "text", r->crash.text);
    buffer_add_text(out, ",\"said\":");
    if (chain->text) {
        buffer_add_char(out, '"');
        json_escape(out, chain->text, chain->text_size);
        buffer_add_text(out, chain->text_size == FIRMWARE_TEXT_MAX ? CUT_MARK "\"" : "\"");
    } else {
        json_name(out, NULL);
    }
    json_number(out, "place", r->crash.place);
    buffer_add_text(out, ",\"called\":[");
    if (chain->firmware)
        json_frame(out, chain->firmware, &chain->call);
    buffer_add_char(out, ']');
}

void json_crash(struct buffer *out, const struct record *r, const struct chain *chain)
{
    struct buffer cause = { 0 };
    crash_cause(&cause, r);
    buffer_add_text(out, "{\"origin\":");
    json_name(out, crash_origin(r));
    buffer_add_text(out, ",\"cause\":");
    if (cause.size > 0)
        json_string(out, cause.data, cause.size);
    else
        json_name(out, NULL);
    buffer_free(&cause);
    buffer_add_text(out, ",\"registers\":{");
    for (size_t i = 0; i < r->crash.count; i++) {
        if (i > 0)
            buffer_add_char(out, ',');
        json_key(out, crash_register_name(r, i));
        buffer_add_unsigned(out, crash_register_at(r, i));
    }
    buffer_add_char(out, '}');
    if (crash_is_told(r))
        add_told(out, r, chain);
    json_number(out, "sp", r->crash.sp);
    json_number(out, "room", r->crash.room);
    add_frames(out, r, chain);
    buffer_add_char(out, '}');
}

