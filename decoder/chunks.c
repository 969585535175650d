#include "chunks.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bytes.h"
#include "frames.h"
#include "merge.h"

#define SEEDED 0x08u /* bit of the tag: the block's check follows the header */
#define OF_RING 0x20u /* bit of the tag: the ring stands behind it */

static bool is_tag(unsigned tag)
{
    return tag == 0x11 || tag == 0x12 || tag == 0x15;
}

size_t chunk_find(const uint8_t *data, size_t size, size_t at)
{
    while (at < size) {
        const uint8_t *p = memchr(data + at, 'p', size - at);
        if (!p)
            break;
        at = (size_t)(p - data);
        if (size - at >= CHUNK_MARK_SIZE && p[1] == 'l' && p[2] == 'g' && is_tag(p[3] & ~(SEEDED | OF_RING)))
            return at;
        at++;
    }
    return size;
}

size_t chunk_next(const struct input *in, size_t at, size_t end)
{
    size_t passed = at, step_end, mark;
    for (;; at = step_end - (CHUNK_MARK_SIZE - 1)) {
        step_end = end - at < INPUT_PASS_STEP ? end : at + INPUT_PASS_STEP;
        mark = chunk_find(in->data, step_end, at);
        input_pass(in, &passed, mark);
        if (mark < step_end || step_end == end)
            return mark;
    }
}

size_t chunk_header(const uint8_t *data, size_t size, struct layout *layout, struct header *h)
{
    unsigned tag = data[3] & ~(SEEDED | OF_RING);
    size_t start = CHUNK_MARK_SIZE + (data[3] & OF_RING ? 1 : 0), seed = data[3] & SEEDED ? 2 : 0;
    *layout = (struct layout){ .form = tag == 0x12 ? FORM_NARROW : tag == 0x15 ? FORM_COUNTING : FORM_WIDE };
    size_t end = start + header_size(layout->form);
    if (size < end + seed)
        return 0;
    layout->ring = data[3] & OF_RING ? data[CHUNK_MARK_SIZE] : 0;
    *h = header_read(data + start, *layout);
    if (seed > 0)
        h->seed = load16(data + end);
    return header_plausible(h, *layout, TABLE_BLOCK_MAX) && header_checks_either(h, *layout, true) ? end + seed : 0;
}

/* The block whose chunks are coming in. */
struct assembly {
    bool open;
    bool broken;              /* its rest cannot be decoded */
    struct header header;
    const struct table *table;
    uint32_t filled;          /* end of the bytes that came in; from `from` on they are in `bytes` */
    uint32_t from;
    uint32_t decoded;         /* end of the records that were printed */
    uint32_t run;             /* end of the chunks that came last, from the block's begin on and one right behind the other; 0: they do not */
    size_t end;               /* of the bytes that came in, in the stream */
    uint32_t records;
    uint8_t bytes[TABLE_BLOCK_MAX];
};

struct stream {
    const struct input *in;
    const struct tables *tables;
    struct history *history;
    struct unknown *unknown;
    struct assembly block;
    bool lost_known;
    uint32_t lost;            /* totals of the last chunk */
    uint32_t lost_records;
    uint32_t ring;            /* takes the chunks of this one; 0 also those without a table, and what is no chunk */
    size_t at;                /* where it looks next */
    size_t mark;              /* the first mark of a bare chunk from there on */
    size_t run;               /* where it looks for a frame next; what begins before was looked at */
    struct frame frame;       /* found last */
    size_t passed;            /* for input_pass() */
    size_t found;             /* chunks, of whatever ring */
    size_t found_end;         /* of the last one */
    bool framed;              /* that was in a frame, with this number */
    unsigned number;
    bool told;                /* that frames are missing since this ring's last chunk */
};

/* A chunk, with the table for it. */
struct chunk {
    struct header header;
    const struct table *table; /* NULL: none was given */
    uint32_t ring;             /* 0 without a table */
    const uint8_t *bytes;
    size_t size;               /* how many bytes are there */
    bool from_start;           /* they are the block's first */
    bool cut;                  /* the stream ends before they do */
    bool begins;               /* they are known to begin with the begin of a record */
    size_t offset;             /* of the bytes, in the stream; in a frame, of the frame */
};

/* Reads the chunk whose mark stands at data. */
static bool read_chunk(const struct stream *s, const uint8_t *data, size_t size, struct chunk *chunk)
{
    struct layout layout;
    *chunk = (struct chunk){ .table = NULL };
    size_t before = chunk_header(data, size, &layout, &chunk->header);
    if (before == 0)
        return false;
    const struct table *t = tables_find(s->tables, chunk->header.schema24);
    chunk->from_start = chunk->header.read == header_size(layout.form);
    if (t && (t->form != layout.form || (t->check > 0) != (data[3] & SEEDED) / SEEDED || (t->ring_count > 1) != (data[3] & OF_RING) / OF_RING ||
              layout.ring >= t->ring_count || chunk->header.used > t->end ||
              !header_checks(&chunk->header, header_layout(t, layout.ring), true)))
        return false;
    chunk->table = t;
    chunk->ring = t ? layout.ring : 0;
    chunk->bytes = data + before;
    chunk->size = chunk->header.used - chunk->header.read;
    size -= before;
    chunk->cut = size < chunk->size;
    if (chunk->cut)
        chunk->size = size;
    return true;
}

static bool same_block(const struct assembly *b, const struct chunk *chunk)
{
    const struct header *x = &b->header, *y = &chunk->header;
    return b->open && b->table == chunk->table && x->boot == y->boot && x->lap == y->lap && x->place == y->place &&
           x->time == y->time && x->first == y->first;
}

static void close_block(struct stream *s)
{
    struct assembly *b = &s->block;
    if (b->open && b->table->drop) {
        uint32_t grown = b->header.lost - s->lost;
        if (grown > 0 && grown <= INT32_MAX) {
            s->lost = b->header.lost;
            history_lost(s->history, b->table, NULL, &grown);
        }
    }
    b->open = false;
}

/* Says what was lost before this chunk, if the total has grown since the one before. Of the records in a block that was overwritten while
   it was drained, the firmware can't tell which were whole in a chunk, and counts them all; `missing` is how many are not here. */
static void tell_lost(struct stream *s, const struct chunk *chunk, uint32_t missing)
{
    const struct header *h = &chunk->header;
    bool goes_on = s->lost_known && h->lost >= s->lost, same = s->lost_known && h->lost == s->lost;
    uint32_t grown = goes_on ? h->lost - s->lost : h->lost;
    uint32_t records = goes_on ? h->lost_records - s->lost_records : h->lost_records;
    s->lost = h->lost;
    s->lost_records = h->lost_records;
    s->lost_known = true;
    if (same || grown == 0)
        return;
    if (missing < records)
        records = missing;
    history_lost(s->history, chunk->table, &grown, chunk->table->form == FORM_COUNTING ? &records : NULL);
}

/* A block may end inside a record if the rest was overwritten, which its successor counts as lost. */
static void tell_missing_end(struct stream *s, const struct chunk *next)
{
    const struct assembly *b = &s->block;
    uint32_t left = b->filled - b->decoded;
    if (b->open && !b->broken && left > 0 && (b->table->drop || next->header.lost == s->lost))
        history_damage(s->history, b->end - left, left, "the rest of this record is missing");
}

static void open_block(struct stream *s, const struct chunk *chunk)
{
    struct assembly *b = &s->block;
    tell_missing_end(s, chunk);
    bool follows = b->open && !b->broken && chunk->header.read == chunk->table->header;
    uint32_t missing = follows ? chunk->header.first - (b->header.first + b->records) : UINT32_MAX;
    close_block(s);
    if (!chunk->table->drop)
        tell_lost(s, chunk, missing);
    b->open = true;
    b->header = chunk->header;
    b->table = chunk->table;
    b->from = b->filled = b->decoded = chunk->header.read;
    b->records = 0;
    b->run = 0;
    bool whole = chunk->header.read == chunk->table->header;
    b->broken = !whole && !chunk->begins;
    if (b->broken)
        history_damage(s->history, chunk->offset, chunk->size, "the stream begins inside this block");
    else if (whole)
        history_enter_block(s->history, b->table, &b->header);
    else
        history_resume(s->history);
}

/* Goes on in a block of which something is missing, or can't be decoded, where the next record begins. */
static void resume_block(struct stream *s, const struct chunk *chunk)
{
    struct assembly *b = &s->block;
    if (!b->broken && !s->told)
        history_damage(s->history, chunk->offset, 0, "a chunk before this one is missing");
    b->broken = false;
    b->from = b->filled = b->decoded = chunk->header.read;
    history_resume(s->history);
}

/* How many of a chunk's bytes have come before: a reset repeats what was not released. False if they are others, or do not follow. */
static bool come_before(const struct stream *s, const struct chunk *chunk, uint32_t *again)
{
    const struct assembly *b = &s->block;
    uint32_t read = chunk->header.read, end = read + (uint32_t)chunk->size;
    if (read > b->filled || read < b->from)
        return false;
    *again = (end < b->filled ? end : b->filled) - read;
    return memcmp(b->bytes + read, chunk->bytes, *again) == 0;
}

/* Whether it is the begin of another block that looks the same: a ring that lost its memory counts from 1 again. */
static bool starts_anew(const struct stream *s, const struct chunk *chunk)
{
    uint32_t again;
    return chunk->header.read == chunk->table->header && !come_before(s, chunk, &again);
}

/* Whether the chunks right before it were the begin of such a block, too: they had the same bytes as the block that came first. */
static bool started_alike(const struct stream *s, const struct chunk *chunk)
{
    uint32_t again;
    return chunk->header.read == s->block.run && s->block.run <= s->block.filled && !come_before(s, chunk, &again);
}

/* Opens it with what stands before this chunk. */
static void open_alike(struct stream *s, const struct chunk *chunk)
{
    struct assembly *b = &s->block;
    struct chunk whole = *chunk;
    whole.header.read = chunk->table->header;
    open_block(s, &whole);
    b->filled = b->run = chunk->header.read;
}

/* Adds a chunk's bytes to its block. */
static bool add_bytes(struct stream *s, const struct chunk *chunk)
{
    struct assembly *b = &s->block;
    uint32_t again, end = chunk->header.read + (uint32_t)chunk->size;
    if (!come_before(s, chunk, &again))
        return false;
    if (end > b->filled) {
        memcpy(b->bytes + b->filled, chunk->bytes + again, end - b->filled);
        b->filled = end;
        b->end = chunk->offset + chunk->size;
    }
    b->header.lost = chunk->header.lost;
    return true;
}

/* Follows how far the last chunks stand one right behind the other. */
static void follow_run(struct assembly *b, const struct chunk *chunk)
{
    if (chunk->header.read == b->table->header || chunk->header.read == b->run)
        b->run = chunk->header.read + (uint32_t)chunk->size;
    else
        b->run = 0;
}

static void decode(struct stream *s, const struct chunk *chunk)
{
    struct assembly *b = &s->block;
    enum fault fault;
    b->decoded += (uint32_t)history_records(s->history, b->table, b->header.seed, b->bytes + b->decoded, b->filled - b->decoded,
                                            &fault, &b->records);
    if (fault == FAULT_NONE || fault == FAULT_SHORT)
        return;
    b->broken = true;
    uint32_t left = b->filled - b->decoded;
    size_t end = chunk->offset + chunk->size;
    /* What stands in chunks before this one counts too; the offset is then before it. */
    history_damage(s->history, left < end ? end - left : 0, left, fault_text(fault));
}

static void take_chunk(struct stream *s, const struct chunk *chunk)
{
    struct assembly *b = &s->block;
    if (!chunk->table) {
        close_block(s);
        unknown_add(s->unknown, chunk->header.schema24, chunk->bytes, chunk->from_start ? chunk->size : 0);
        s->history->time_known = false;
        return;
    }
    if (!same_block(b, chunk) || starts_anew(s, chunk)) {
        open_block(s, chunk);
    } else if (started_alike(s, chunk)) {
        open_alike(s, chunk);
    } else if (chunk->begins && (b->broken || chunk->header.read > b->filled)) {
        resume_block(s, chunk);
    } else if (b->broken) {
        history_damage(s->history, chunk->offset, chunk->size, "the block was damaged before");
    } else if (!b->table->drop) {
        tell_lost(s, chunk, UINT32_MAX);
    }
    follow_run(b, chunk);
    if (b->broken)
        return;
    if (!add_bytes(s, chunk)) {
        b->broken = true;
        b->from = b->filled; /* what comes from the block's begin is another block */
        history_damage(s->history, chunk->offset, chunk->size, "a chunk before this one is missing");
        return;
    }
    decode(s, chunk);
    if (chunk->cut)
        history_damage(s->history, s->in->size, chunk->header.used - chunk->header.read - chunk->size,
                       "the stream ends inside a chunk");
}

/* Says how many frames are missing before this one. The first after a start has number 0, whatever came before. */
static void tell_missing_frames(struct stream *s, const struct frame *frame)
{
    char reason[40] = "frames are missing";
    unsigned missing = (frame->number + 2 * FRAME_NUMBER_MAX - s->number - 1) % FRAME_NUMBER_MAX;
    if (!s->framed || frame->number == 0 || frame->number == s->number || missing == 0)
        return;
    s->told = true;
    if (s->ring > 0) { /* the first ring's stream says it; whose they were is not known */
        s->history->time_known = false;
        s->history->announced = 0;
        return;
    }
    if (missing <= FRAME_NUMBER_MAX / 2) /* else it may have been the other way round: started anew, and the first are missing */
        snprintf(reason, sizeof reason, "%u frame%s missing", missing, missing == 1 ? " is" : "s are");
    history_damage(s->history, s->found_end, frame->start - s->found_end, reason);
}

/* Takes a chunk if it is of this stream's ring. */
static void take_of_ring(struct stream *s, const struct chunk *chunk)
{
    if (chunk->ring != s->ring)
        return;
    if (chunk->table && chunk->table->ring_count > 1)
        s->history->ring = &chunk->table->rings[chunk->ring];
    take_chunk(s, chunk);
    s->told = false;
}

static void take_frame(struct stream *s)
{
    const struct frame *frame = &s->frame;
    struct chunk chunk;
    tell_missing_frames(s, frame);
    s->framed = true;
    s->number = frame->number;
    s->at = s->found_end = frame->end;
    s->found++;
    if (read_chunk(s, frame->chunk, frame->size, &chunk) && !chunk.cut) {
        chunk.begins = frame->begins;
        chunk.offset = frame->start;
        take_of_ring(s, &chunk);
    } else if (s->ring == 0) {
        history_damage(s->history, frame->start, frame->end - frame->start, "no chunk is in this frame");
    }
}

/* Takes the bare chunk at the mark, if it is one. */
static void take_bare_chunk(struct stream *s)
{
    struct chunk chunk;
    s->at = s->mark + 1;
    if (!read_chunk(s, s->in->data + s->mark, s->in->size - s->mark, &chunk))
        return;
    /* What stands before the first chunk is no concern of ours; what stands between chunks was one. */
    if (s->found > 0 && !s->framed && s->mark > s->found_end && s->ring == 0)
        history_damage(s->history, s->found_end, s->mark - s->found_end, "no chunk");
    s->found++;
    s->framed = false;
    chunk.offset = (size_t)(chunk.bytes - s->in->data);
    s->at = s->found_end = chunk.offset + chunk.size;
    take_of_ring(s, &chunk);
}

/* What stands behind the last chunk or frame. */
static void tell_rest(struct stream *s)
{
    const struct input *in = s->in;
    if (s->ring > 0)
        return;
    if (s->found > 0 && !s->framed && in->size > s->found_end)
        history_damage(s->history, s->found_end, in->size - s->found_end, "no chunk");
    size_t broken = s->framed ? frame_find_broken(in, s->found_end) : in->size;
    if (broken < in->size)
        history_damage(s->history, broken, in->size - broken, "a frame is cut or damaged");
}

/* Takes what the stream has next, if it is of this ring. False at the end. */
static bool take_next(void *ring)
{
    struct stream *s = ring;
    const struct input *in = s->in;
    input_pass(in, &s->passed, s->at);
    if (s->mark < s->at)
        s->mark = chunk_next(in, s->at, in->size);
    if (s->run < s->at)
        s->run = s->at;
    if (frame_find(in, &s->run, s->mark, &s->frame)) {
        take_frame(s);
    } else if (s->mark < in->size) {
        take_bare_chunk(s);
    } else {
        tell_rest(s);
        close_block(s);
        return false;
    }
    return true;
}

/* The most rings that a table has. */
static uint32_t most_rings(const struct tables *tables)
{
    uint32_t most = 1;
    for (size_t i = 0; i < tables->count; i++)
        if (tables->at[i]->ring_count > most)
            most = tables->at[i]->ring_count;
    return most;
}

/* Each ring's chunks are followed on their own, with all others between them. */
static size_t print_merged(struct stream *streams, uint32_t count, struct history *h)
{
    struct source *sources = sources_new(count);
    if (!sources) {
        h->damaged = true;
        return 0;
    }
    for (uint32_t i = 0; i < count; i++) {
        streams[i].history = &sources[i].history;
        source_start(&sources[i], h->output, NULL, take_next, &streams[i]);
    }
    sources_print(sources, count, h);
    return streams[0].found;
}

size_t chunks_print(const struct input *in, const struct tables *tables, struct history *h, struct unknown *unknown)
{
    uint32_t count = most_rings(tables);
    struct stream *streams = calloc(count, sizeof *streams);
    size_t found;
    if (!streams) {
        fprintf(stderr, "plogcat: out of memory\n");
        h->damaged = true;
        return 0;
    }
    size_t mark = chunk_next(in, 0, in->size);
    for (uint32_t i = 0; i < count; i++)
        streams[i] = (struct stream){ .in = in, .tables = tables, .history = h, .unknown = unknown, .ring = i, .mark = mark };
    if (count > 1) {
        found = print_merged(streams, count, h);
    } else {
        history_restart(h);
        while (take_next(streams))
            continue;
        found = streams->found;
    }
    free(streams);
    return found;
}
