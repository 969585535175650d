/* Whether what was drained is right: each record once, in order, whatever the resets between. */
#include <stdlib.h>
#include <string.h>

#include "judge.h"
#include "judge_frame.h"

/* Up to where the sink has now taken records. The chunk may go on in the block, repeat a part that a reset kept from being released, or
   begin a block. Its records are those from `first` on; `next` is behind the last one that is whole. */
static void move_taken(const struct header *chunk, unsigned first, unsigned next)
{
    const struct header *before = &known->chunk;
    bool same = before->used > 0 && before->place == chunk->place && before->lap == chunk->lap && before->boot == chunk->boot
                && before->time == chunk->time;
    unsigned bytes = chunk->used - table->header;

    if (!same || chunk->read >= before->used)
        known->drained = known->taken;
    if (!same)
        known->block_begins = first;
    known->chunk = *chunk;
    for (unsigned i = known->block_begins; i < next; i++)
        bytes -= is_certain(i) ? known->sizes[i] : 0;
    while (next < count && (!is_certain(next) || known->evicted[next])) /* what is cut is the next of this ring that is there */
        next++;
    known->taken = (struct place){ .item = next, .bytes = bytes };
}

/* Whether what the chunk shows is what was logged, from an item on. `first` is the first one that it shows, `next` is behind the last. */
static bool follows(unsigned item, unsigned *first, unsigned *next)
{
    *first = item;
    for (size_t i = known->stream_shown; i < shown.count; i++, item++) {
        while (item < count && (!is_certain(item) || known->evicted[item] || (known->cleared[item] && !matches(&shown.at[i], item))))
            item++;
        if (item == count || !matches(&shown.at[i], item))
            return false;
        if (i == known->stream_shown)
            *first = item;
    }
    *next = item;
    return true;
}

/* All that was drained: each record once, in order, and between them only what was evicted or cleared is missing. */
static void judge_stream(const struct header *chunk)
{
    unsigned item = known->stream_next > known->came_back ? known->stream_next : known->came_back, first, next;

    shown_of_stream(&shown, streams[level], now.stream, ring);
    if (shown.damage && !(known->cut && strcmp(shown.damage, "the rest of this record is missing") == 0)) {
        is_wrong(shown.damage, count);
        return;
    }
    if (!follows(item, &first, &next)) {
        is_wrong("a chunk is not what was logged", item);
        return;
    }
    done.drained |= shown.count > 0;
    known->stream_shown = shown.count;
    known->stream_next = next;
    move_taken(chunk, first, next);
}

static void judge_chunk(const uint8_t *bytes, size_t length)
{
    struct header chunk;
    struct layout layout;

    if (length < CHUNK_MARK_SIZE || !chunk_header(bytes, length, &layout, &chunk) || layout.ring >= table->ring_count) {
        is_wrong("what was drained is no chunk", count);
    } else {
        enter_ring(layout.ring);
        judge_stream(&chunk);
    }
}

/* A frame's records are released when its last byte is taken. What a reset cut off stays in the stream before it. */
static void judge_piece(void)
{
    const uint8_t *bytes = streams[level] + now.frame;
    size_t length = now.stream - now.frame;
    uint8_t chunk[FRAMED_MOST];

    if (length < 2 || bytes[length - 1] != 0)
        return;
    now.frame = now.stream;
    judge_chunk(chunk, judge_frame(bytes, length, chunk));
}

void judge_drained(const uint8_t *bytes, size_t length)
{
    if (now.stream + length > STREAM_MOST)
        abort();
    memcpy(streams[level] + now.stream, bytes, length);
    now.stream += length;
    if (polls)
        judge_piece();
    else
        judge_chunk(bytes, length);
}
