/*
 * Sizes on the wire and the cut of the region. docs/FORMAT.md says what is written; this counts it.
 */
#include "layout.h"

#include "crash.h"

/* The ring's own records must fit as well: the largest is "so many could not be written". */
#define OWN_RECORD_MAX 16u

/* Bytes that stay unused at a block's end, on average: about a third of a usual record. */
#define USUAL_WASTE 3u

uint32_t varint_size(uint64_t value)
{
    uint32_t size = 1;

    while (size < 9 && value >> (7 * size) != 0)
        size++;
    return size;
}

unsigned basic_bits(enum basic basic, unsigned pointer_bytes)
{
    switch (basic) {
    case BASIC_BOOL: case BASIC_CHAR: case BASIC_U8: case BASIC_I8: case BASIC_STR: case BASIC_BYTES:
        return 8;
    case BASIC_U16: case BASIC_I16:
        return 16;
    case BASIC_U32: case BASIC_I32: case BASIC_F32:
        return 32;
    case BASIC_U64: case BASIC_I64: case BASIC_F64:
        return 64;
    case BASIC_PTR:
        return 8 * pointer_bytes;
    case BASIC_NAMED:
        break;
    }
    return 0;
}

enum basic wire_basic(const struct type *type)
{
    return type->basic == BASIC_NAMED ? type->named->base : type->basic;
}

bool is_struct(const struct type *type)
{
    return type->basic == BASIC_NAMED && type->named->kind == NAMED_STRUCT;
}

bool is_varint(const struct type *type)
{
    enum basic basic = wire_basic(type);

    return !type->fixed && !is_struct(type)
        && (basic == BASIC_U16 || basic == BASIC_U32 || basic == BASIC_U64
            || basic == BASIC_I16 || basic == BASIC_I32 || basic == BASIC_I64);
}

static uint64_t fields_max(const struct spec *spec, const struct argument *fields);

static uint64_t element_max(const struct spec *spec, const struct type *type)
{
    unsigned bits;

    if (is_struct(type))
        return fields_max(spec, type->named->fields);
    bits = basic_bits(wire_basic(type), spec->target->pointer_bytes);
    return is_varint(type) ? varint_size(UINT64_MAX >> (64 - bits)) : bits / 8;
}

static uint64_t type_max(const struct spec *spec, const struct type *type)
{
    uint64_t size = element_max(spec, type);

    if (type->shape == SHAPE_EXACTLY)
        return size * type->count;
    if (type->shape == SHAPE_UP_TO)
        return varint_size((uint64_t)type->count + 2) + size * type->count;
    return size;
}

static uint64_t fields_max(const struct spec *spec, const struct argument *fields)
{
    uint64_t size = 0;

    for (; fields; fields = fields->next)
        size += type_max(spec, &fields->type);
    return size;
}

bool tells_place(const struct spec *spec, const struct message *message)
{
    return spec->backtrace > 0 && message->level == LEVEL_FATAL;
}

bool is_filtered(const struct spec *spec, const struct message *message)
{
    return spec->filter_runtime && message->level != LEVEL_FATAL;
}

bool filters_inline(const struct spec *spec)
{
    return spec->filter_runtime && !spec->optimize_size;
}

bool has_writer(const struct spec *spec, const struct message *message)
{
    return tells_place(spec, message) || (is_filtered(spec, message) && filters_inline(spec));
}

bool can_be_null(const struct type *type)
{
    return type->shape == SHAPE_EXACTLY || (type->shape == SHAPE_ONE && is_struct(type));
}

/* The nulls record before it: id, kind, and one bit for each argument up to the last that can be null. */
static uint64_t nulls_max(const struct message *message)
{
    uint64_t mask = 0;
    unsigned i = 0;

    for (const struct argument *a = message->arguments; a; a = a->next, i++)
        if (can_be_null(&a->type))
            mask |= UINT64_C(1) << i;
    return mask ? 2 + varint_size(mask) : 0;
}

uint32_t layout_spill(const struct spec *spec)
{
    return spec->target->hosted && !spec->optimize_size ? 7 : 0;
}

uint32_t layout_check(const struct spec *spec)
{
    return spec->integrity == INTEGRITY_CHECK8 ? 1 : spec->integrity == INTEGRITY_CHECK16 ? 2 : 0;
}

unsigned clock_bits(const struct spec *spec)
{
    if (spec->clock == CLOCK_NONE)
        return 0;
    if (spec->clock == CLOCK_CYCLES && spec->target->cycles_bits != 0)
        return spec->target->cycles_bits;
    return spec->target->clock_bits;
}

uint32_t layout_record_max(const struct spec *spec, const struct message *message)
{
    uint64_t size = nulls_max(message) + varint_size(message->id) + fields_max(spec, message->arguments)
                    + layout_check(spec) + layout_spill(spec);

    if (tells_place(spec, message))
        size += spec->target->pointer_bytes;
    if (spec->clock != CLOCK_NONE)
        size += varint_size(UINT64_MAX >> (64 - clock_bits(spec)));
    return size > UINT32_MAX ? UINT32_MAX : (uint32_t)size;
}

bool counts_records(const struct spec *spec)
{
    return spec->count && !spec->drop;
}

static uint32_t header_size(const struct spec *spec)
{
    if (spec->target->commit_bits == 8)
        return 18;
    return counts_records(spec) ? 32 : 20;
}

/* 16 bytes of parity stand for each 128 others, and for what is left of them. */
#define PARITY 16u
#define CODE_WORD (128u + PARITY)

uint32_t layout_parity(const struct spec *spec, uint32_t block)
{
    return spec->integrity == INTEGRITY_ECC ? (block + CODE_WORD - 1) / CODE_WORD * PARITY : 0;
}

/* The top bit of "used" is taken, the one below if blocks are sealed, and blocks are multiples of 4. */
static uint32_t block_max(const struct spec *spec)
{
    if (spec->integrity == INTEGRITY_ECC)
        return 16380;
    return spec->target->commit_bits == 8 ? 124 : 32764;
}

/* What stands before the blocks in a backup: docs/FORMAT.md, section 11. */
#define BACKUP_HEADER 24u

/* A block must fit the backup, too, if that has room for the smallest. */
static uint32_t block_most(const struct spec *spec, uint32_t least)
{
    uint32_t most = block_max(spec);

    if (spec->backup >= BACKUP_HEADER + least && spec->backup - BACKUP_HEADER < most)
        most = spec->backup - BACKUP_HEADER;
    return most;
}

uint32_t layout_record_limit(const struct spec *spec)
{
    return block_max(spec) - layout_parity(spec, block_max(spec)) - header_size(spec);
}

/*
 * How many blocks. Opening one evicts a whole one, so half a block stands empty on average; each costs a header and some
 * waste at its end. With n blocks of S bytes in all that is S / (2 n) + n * (header + waste), least at the root below.
 */
static uint32_t usual_blocks(uint32_t size, uint32_t cost)
{
    uint32_t n = 2;

    while ((uint64_t)(2 * n + 1) * (2 * n + 1) * cost < (uint64_t)2 * size)
        n++;
    return n;
}

/* Block bases are kept in units of 2^shift ticks, in 31 bits: the least shift with which that lasts a year. The first record of a block
   carries the rest, shift bits of it, which the clock must have: multiples of 7 use a varint's bytes whole; whole bytes suit a core of 8 bits. */
static unsigned clock_shift(const struct spec *spec)
{
    const uint64_t year = UINT64_C(31557600);
    const unsigned step = spec->target->commit_bits == 8 ? 8 : 7;
    unsigned shift = step;

    if (spec->clock == CLOCK_NONE)
        return 0;
    while (shift < 4 * step && shift + step <= clock_bits(spec) && (UINT64_C(1) << (31 + shift)) / year < spec->clock_hz)
        shift += step;
    return shift;
}

/* Of a ring: one is filled, one is overwritten, and with a crash loop one is kept. */
static uint32_t least_blocks(const struct spec *spec)
{
    return spec->crash_loop > 0 ? 3 : 2;
}

/* Bytes of a block: the best for the smallest ring. */
static uint32_t best_block(const struct spec *spec, uint32_t header, uint32_t least)
{
    uint32_t size = spec->buffer_size - spec->keep_size;
    uint32_t most = block_most(spec, least);
    uint32_t n;

    if (spec->keep_size > 0 && spec->keep_size < size)
        size = spec->keep_size;
    size /= spec->cores;
    n = usual_blocks(size, header + USUAL_WASTE);
    if (n < least_blocks(spec))
        n = least_blocks(spec);
    while ((size / n & ~UINT32_C(3)) > most)
        n++;
    while ((size / n & ~UINT32_C(3)) < least)
        n--;
    size = size / n & ~UINT32_C(3);
    return size < most ? size : most; /* one block more could be too small for the largest record: some stay idle */
}

/* The rings follow one another, core by core. Those that are kept get their size at most. */
static void cut_region(const struct spec *spec, struct layout *layout)
{
    uint32_t kept = spec->keep_size / spec->cores / layout->block;
    uint32_t others = layout->blocks - kept * spec->cores;

    layout->rings_per_core = kept > 0 ? 2 : 1;
    layout->rings = spec->cores * layout->rings_per_core;
    for (unsigned core = 0; core < spec->cores; core++) {
        uint32_t *parts = &layout->parts[core * layout->rings_per_core];

        parts[0] = others / spec->cores + (core < others % spec->cores);
        if (kept > 0)
            parts[1] = kept;
    }
}

unsigned ring_of(const struct spec *spec, const struct message *message)
{
    return spec->keep_size > 0 && message->level <= spec->keep_level;
}

struct layout layout_of(const struct spec *spec)
{
    struct layout layout = { .header = header_size(spec), .largest = OWN_RECORD_MAX + layout_check(spec) + layout_spill(spec),
                             .clock_shift = clock_shift(spec) };
    uint32_t least;

    for (const struct message *m = spec->messages; m; m = m->next) {
        uint32_t size = layout_record_max(spec, m);

        if (m->level <= spec->level && size > layout.largest && size <= layout_record_limit(spec)) {
            layout.largest = size;
            layout.largest_message = m;
        }
    }
    if (crash_record_max(spec) > layout.largest) {
        layout.largest = crash_record_max(spec);
        layout.largest_message = NULL;
    }
    least = layout.header + layout.largest;
    if (spec->integrity == INTEGRITY_ECC)
        least += (least + CODE_WORD - PARITY - 1) / (CODE_WORD - PARITY) * PARITY;
    least = (least + 3) & ~UINT32_C(3);
    layout.smallest_ring = least_blocks(spec) * least * spec->cores;
    layout.smallest_buffer = layout.smallest_ring + spec->keep_size;
    layout.smallest_backup = BACKUP_HEADER + least;
    if (spec->buffer_size - spec->keep_size < layout.smallest_ring || (spec->keep_size > 0 && spec->keep_size < layout.smallest_ring))
        return layout;
    layout.block = best_block(spec, layout.header, least);
    if (spec->integrity == INTEGRITY_ECC && layout.block % CODE_WORD <= PARITY) /* a code word of nothing but parity */
        layout.block -= layout.block % CODE_WORD;
    layout.parity = layout_parity(spec, layout.block);
    layout.blocks = spec->buffer_size / layout.block;
    layout.largest_backup = BACKUP_HEADER + layout.blocks * layout.block;
    cut_region(spec, &layout);
    return layout;
}
