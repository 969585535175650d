/* Sizes: every record fits a block, and the blocks fit the buffer. */
#include <inttypes.h>

#include "check.h"
#include "diagnostic.h"

#define LARGEST_BUFFER (8u << 20)
#define MOST_BLOCKS 0x8000u /* the runtime counts them in 16 bits, and plogcat finds twice as many headers in one search */
#define DEPTH_MAX 16u /* plogcat reads no deeper ones */

/* Bytes that the arguments take at least; stops growing beyond 2^32, far above any limit. Bounds the work of
   layout.c, which looks at every element of nested structs. */
static uint64_t least_size(const struct argument *first)
{
    uint64_t sum = 0;
    for (; first && sum <= UINT32_MAX; first = first->next) {
        bool is_struct = first->type.basic == BASIC_NAMED && first->type.named->kind == NAMED_STRUCT;
        uint64_t element = is_struct ? first->type.named->least_size : 1;
        sum += element * first->type.count;
    }
    return sum;
}

static void tell_too_large(struct name name, const char *what, uint64_t size, uint32_t limit)
{
    error_at(name.at, "%s '%s' can have %" PRIu64 " bytes, but a block holds at most %" PRIu32, what, name.text, size,
             limit);
}

/* How deep structs are nested in one with these fields, itself included. */
static unsigned depth_of(const struct argument *field)
{
    unsigned deepest = 0;
    for (; field; field = field->next)
        if (field->type.basic == BASIC_NAMED && field->type.named->depth > deepest)
            deepest = field->type.named->depth;
    return deepest + 1;
}

static void check_structs(const struct spec *spec, uint32_t limit)
{
    for (struct named_type *type = spec->types; type; type = type->next) {
        type->depth = type->kind == NAMED_STRUCT ? depth_of(type->fields) : 0;
        if (type->depth == DEPTH_MAX + 1)
            error_at(type->name.at, "structs can be nested %u deep at most", DEPTH_MAX);
        type->least_size = least_size(type->fields);
        if (type->least_size > limit) {
            tell_too_large(type->name, "struct", type->least_size, limit);
            type->least_size = 1;
        }
    }
}

static void check_records(const struct spec *spec, uint32_t limit)
{
    for (const struct message *message = spec->messages; message; message = message->next) {
        uint64_t size = least_size(message->arguments);
        if (size <= limit)
            size = layout_record_max(spec, message);
        if (size > limit)
            tell_too_large(message->name, "a record of", size, limit);
    }
}

/* Why a block can't be smaller. */
static void tell_largest(const struct spec *spec, const struct layout *layout)
{
    if (layout->largest_message)
        note_at(layout->largest_message->name.at, "its largest record can have %" PRIu32 " bytes", layout->largest);
    else if (spec->backtrace > 0)
        note_at(spec->backtrace_at, "the record of a crash can have %" PRIu32 " bytes", layout->largest);
}

/* Blocks can be small for the sake of "keep" or "backup" where the buffer is large. */
static void check_blocks(const struct spec *spec, const struct layout *layout)
{
    if (layout->blocks <= MOST_BLOCKS)
        return;
    error_at(spec->buffer_at, "the buffer is too large for blocks of %" PRIu32 " bytes; it can have %" PRIu32 " bytes at most", layout->block,
             layout->block * MOST_BLOCKS);
    if (spec->keep_size > 0)
        note_at(spec->keep_at, "two blocks or more share this; with more of it they are larger");
    if (spec->backup > 0)
        note_at(spec->backup_at, "a block has room in this; with more of it they are larger");
}

static void check_buffer(const struct spec *spec)
{
    struct layout layout = layout_of(spec);
    bool keep_small = spec->keep_size > 0 && spec->keep_size < layout.smallest_ring;
    if (spec->buffer_size > LARGEST_BUFFER) {
        error_at(spec->buffer_at, "the buffer is too large; it can have 8M at most");
    } else if (spec->target->memory_end > 0 && spec->buffer_size >= spec->target->memory_end) {
        error_at(spec->buffer_at, "the buffer is too large; %s can't address so much", spec->target->name);
    } else if (layout.block == 0) {
        if (keep_small)
            error_at(spec->keep_at, "the kept records' part of the buffer is too small; this spec needs %" PRIu32 " bytes at least",
                     layout.smallest_ring);
        else
            error_at(spec->buffer_at, "the buffer is too small; this spec needs %" PRIu32 " bytes at least",
                     layout.smallest_buffer);
        tell_largest(spec, &layout);
    } else if (spec->backup > 0 && spec->backup < layout.smallest_backup) {
        error_at(spec->backup_at, "the backup is too small; it must hold at least one block: %" PRIu32 " bytes",
                 layout.smallest_backup);
        tell_largest(spec, &layout);
    } else if (spec->backup > layout.largest_backup) {
        error_at(spec->backup_at, "the backup is larger than all that it can be a copy of; %" PRIu32 " bytes hold the whole ring", layout.largest_backup);
    } else {
        check_blocks(spec, &layout);
    }
}

void check_sizes(const struct spec *spec)
{
    uint32_t limit = layout_record_limit(spec);
    check_structs(spec, limit);
    if (error_count() == 0)
        check_records(spec, limit);
    if (error_count() == 0)
        check_buffer(spec);
}
