#include "reader.h"

#include <string.h>

enum { REPLACED = 0x8000 };

static uint32_t little(const uint8_t *at, unsigned bytes)
{
    uint32_t value = 0;

    while (bytes-- > 0)
        value = value << 8 | at[bytes];
    return value;
}

struct header {
    uint32_t used, read, check, boot, word, time, lost, first, records, released, lost_records;
};

static struct header header_of(const struct geometry *geometry, const uint8_t *at)
{
    struct header header = {
        .used = little(at, 2), .read = little(at + 2, 2), .check = little(at + 4, 2), .boot = little(at + 6, 2),
        .word = little(at + 8, 4), .time = little(at + 12, 4), .lost = little(at + 16, 4),
    };

    if (geometry->count) {
        header.first = little(at + 20, 4);
        header.read = little(at + 24, 2);
        header.records = little(at + 2, 2);
        header.released = little(at + 26, 2);
        header.lost_records = little(at + 28, 4);
    }
    return header;
}

/* Of a block; of a chunk with start, its ends. */
static uint16_t sum_of(const struct geometry *geometry, const struct header *header, uint32_t start)
{
    const uint32_t factor = 0x90975FBD;
    uint32_t sum = start;

    sum = sum * factor + header->boot;
    sum = sum * factor + (header->word & ~UINT32_C(0xF0));
    sum = sum * factor + header->time;
    if (!geometry->drop)
        sum = sum * factor + header->lost;
    if (geometry->count)
        sum = (sum * factor + header->first) * factor + header->lost_records;
    return (uint16_t)((sum * factor >> 16) + geometry->ring * 0x6B79u);
}

static bool checks(const struct geometry *geometry, const struct header *header)
{
    return header->check == (uint16_t)(sum_of(geometry, header, 0) + geometry->block + geometry->ecc);
}

static unsigned lap_of(const struct header *header)
{
    return header->word & 15;
}

static bool is_whole(const struct geometry *geometry, const struct header *header)
{
    return header->used >= geometry->header && header->used <= geometry->block && header->read >= geometry->header
           && header->read <= header->used && checks(geometry, header);
}

/* A varint at *at, which is moved behind it; false if it does not end before end. */
static bool varint(const uint8_t **at, const uint8_t *end, uint64_t *value)
{
    unsigned follow = 0;

    if (*at == end)
        return false;
    while (follow < 8 && **at & 0x80 >> follow)
        follow++;
    if ((size_t)(end - *at) < 1 + follow)
        return false;
    *value = follow < 7 ? **at & 0x7Fu >> follow : 0;
    for (unsigned i = follow; i > 0; i--)
        *value = *value << 8 | (*at)[i];
    *at += 1 + follow;
    return true;
}

/* A number of that many bytes, as it is. */
static bool fixed(const uint8_t **at, const uint8_t *end, unsigned bytes, uint32_t *value)
{
    if ((size_t)(end - *at) < bytes)
        return false;
    *value = little(*at, bytes);
    *at += bytes;
    return true;
}

static bool text(const uint8_t **at, const uint8_t *end, struct record *record)
{
    const uint64_t most = 80;
    uint64_t code;

    if (!varint(at, end, &code))
        return false;
    if (code > most)
        code = code == most + 1 ? most : 0;
    if ((uint64_t)(end - *at) < code)
        return false;
    memcpy(record->text, *at, code);
    *at += code;
    return true;
}

static bool own(const struct geometry *geometry, const uint8_t **at, const uint8_t *end, struct record *record)
{
    uint64_t number = 0;
    uint32_t value = 0;
    uint32_t cause = 0;
    bool good = fixed(at, end, 1, &value);

    record->kind = (uint8_t)value;
    if (record->kind == OWN_BOOT) {
        good = good && fixed(at, end, 2, &record->value) && fixed(at, end, 1, &cause) && fixed(at, end, 4, &value);
        record->cause = (uint8_t)cause;
        return good;
    }
    if (geometry->clock && record->kind != OWN_NULLS)
        good = good && varint(at, end, &record->time);
    if (record->kind == OWN_RESET) {
        good = good && fixed(at, end, 1, &cause);
        record->cause = (uint8_t)cause;
        return good;
    }
    good = good && varint(at, end, &number);
    record->value = (uint32_t)number;
    return good;
}

/* One record; record->time is set to its delta. 0 if it is not there in full. */
static size_t record_at(const struct geometry *geometry, const uint8_t *begin, const uint8_t *end, struct record *record)
{
    const uint8_t *at = begin;
    uint64_t number = 0;
    bool good;

    memset(record, 0, sizeof *record);
    if (!varint(&at, end, &number))
        return 0;
    record->id = (uint32_t)number;
    number = 0;
    if (record->id == OWN)
        return own(geometry, &at, end, record) ? (size_t)(at - begin) : 0;
    if (geometry->clock && !varint(&at, end, &record->time))
        return 0;
    switch (record->id) {
    case MARK:
        good = fixed(&at, end, 4, &record->value);
        break;
    case BYTE: case SPEED: case STALL:
        good = fixed(&at, end, 1, &record->value);
        break;
    case NUMBER: case FINE:
        good = varint(&at, end, &number);
        record->value = (uint32_t)number;
        break;
    case TEXT:
        good = text(&at, end, record);
        break;
    default:
        good = record->id == NONE;
    }
    return good ? (size_t)(at - begin) : 0;
}

/* Takes whole records from the bytes; returns how many bytes those have. */
static size_t records_at(const struct geometry *geometry, const uint8_t *bytes, size_t length, uint16_t *boot, uint64_t *time,
                         struct history *history)
{
    size_t done = 0;

    while (done < length && history->count < MOST_RECORDS) {
        struct record *record = &history->records[history->count];
        size_t size = record_at(geometry, bytes + done, bytes + length, record);

        if (size == 0)
            break;
        if (record->id == OWN && record->kind == OWN_BOOT) {
            *boot = (uint16_t)record->value;
            *time = 0;
        }
        *time += record->time;
        record->time = *time;
        record->boot = *boot;
        record->size = size;
        history->count++;
        done += size;
    }
    return done;
}

static uint64_t base_of(const struct geometry *geometry, const struct header *header)
{
    return (uint64_t)(header->time >> 1) << geometry->shift;
}

static int newest_of(const struct geometry *geometry, const struct header *headers)
{
    int newest = -1;

    for (unsigned i = 0; i < geometry->blocks; i++)
        if (is_whole(geometry, &headers[i])
            && (newest < 0 || ((lap_of(&headers[i]) - lap_of(&headers[newest])) & 15u) < 8))
            newest = (int)i;
    return newest;
}

/* What was lost before the oldest record shown: FORMAT.md section 6. */
static void read_lost(const struct geometry *geometry, const struct header *headers, unsigned newest, struct history *history)
{
    unsigned after = (newest + 1) % geometry->blocks;
    const struct header *block;
    uint32_t lost;

    if (is_whole(geometry, &headers[after])) /* it may be moving on */
        after = (after + 1) % geometry->blocks;
    block = &headers[after];
    lost = block->used & ~(uint32_t)REPLACED;
    history->lost = headers[newest].lost;
    history->lost_records = headers[newest].lost_records;
    if (geometry->drop || (block->used & REPLACED) == 0)
        return;
    if (lost <= geometry->block - geometry->header) {
        history->lost += lost;
        history->lost_records += block->records;
    }
}

/* A place whose read has the top bit holds a copy of the block before it, and when that has left its place, the block itself. FORMAT.md section 2. */
static void settle_copies(const struct geometry *geometry, struct header *headers)
{
    for (unsigned i = 0; i < geometry->blocks; i++) {
        struct header *copy = &headers[i];
        const struct header *old = &headers[(i + geometry->blocks - 1) % geometry->blocks];

        if ((copy->read & REPLACED) == 0 || (old->used & REPLACED) == 0)
            continue;
        if ((copy->used & REPLACED) != 0) {
            copy->used = copy->read & ~(uint32_t)REPLACED;
            copy->records = copy->released;
        }
        copy->read = old->read;
        copy->released = old->released;
    }
}

void read_image(const struct geometry *geometry, const uint8_t *image, struct history *history)
{
    struct header headers[64];
    int newest;

    memset(history, 0, offsetof(struct history, records));
    history->lost = 0;
    history->unread = 0;
    history->whole = 0;
    history->first = 0;
    history->lost_records = 0;
    history->unread_records = 0;
    history->torn = false;
    for (unsigned i = 0; i < geometry->blocks; i++) {
        headers[i] = header_of(geometry, image + i * geometry->block);
        if (geometry->ecc)
            headers[i].used &= ~UINT32_C(0x4000); /* sealed */
    }
    settle_copies(geometry, headers);
    newest = newest_of(geometry, headers);
    if (newest < 0)
        return;
    history->newest = (unsigned)newest;
    read_lost(geometry, headers, history->newest, history);
    for (unsigned i = 1; i <= geometry->blocks; i++) {
        unsigned place = (history->newest + i) % geometry->blocks;
        const struct header *header = &headers[place];
        unsigned lap = (lap_of(&headers[newest]) - (place > history->newest)) & 15u;
        uint16_t boot = (uint16_t)header->boot;
        uint64_t time = base_of(geometry, header);
        size_t length = header->used - geometry->header;
        size_t before = history->count;

        if (!is_whole(geometry, header) || lap_of(header) != lap)
            continue;
        if (history->whole++ == 0)
            history->first = header->first;
        history->unread += header->used - header->read;
        history->unread_records += header->records - header->released;
        if (records_at(geometry, image + place * geometry->block + geometry->header, length, &boot, &time, history) != length)
            history->torn = true;
        while (before < history->count)
            history->records[before++].place = place;
    }
}

void stream_begin(struct stream *stream, const struct geometry *geometry)
{
    memset(stream, 0, offsetof(struct stream, history));
    stream->history.count = 0;
    stream->geometry = geometry;
}

/* Bytes before a chunk's header. */
static size_t mark_size(const struct geometry *geometry)
{
    return geometry->rings > 1 ? 5 : 4;
}

static bool chunk_is_right(const struct geometry *geometry, const uint8_t *chunk, size_t length)
{
    const char *tag = geometry->rings > 1 ? (geometry->count ? "plg\x35" : "plg\x31") : geometry->count ? "plg\x15" : "plg\x11";
    size_t mark = mark_size(geometry);
    struct header header = header_of(geometry, chunk + mark);

    return length > mark + geometry->header && memcmp(chunk, tag, 4) == 0
           && header.used - header.read == length - mark - geometry->header
           && header.check == sum_of(geometry, &header, header.read << 16 | header.used);
}

void stream_chunk(struct stream *stream, const uint8_t *chunk, size_t length)
{
    const struct geometry *geometry = stream->geometry;
    size_t mark = mark_size(geometry);
    struct header header = header_of(geometry, chunk + mark);
    struct header before = header_of(geometry, stream->header);
    size_t size = length - mark - geometry->header;
    size_t done;

    if (geometry->rings > 1 && chunk[4] != geometry->ring && chunk[4] < geometry->rings)
        return;
    if (!chunk_is_right(geometry, chunk, length)) {
        stream->wrong = true;
        return;
    }
    if (header.boot != before.boot || header.word != before.word || header.time != before.time || header.read != before.used) {
        stream->length = 0;
        stream->boot = (uint16_t)header.boot;
        stream->time = base_of(geometry, &header);
    }
    memcpy(stream->header, chunk + mark, geometry->header);
    stream->lost = header.lost;
    stream->lost_records = header.lost_records;
    memcpy(stream->pending + stream->length, chunk + mark + geometry->header, size);
    stream->length += size;
    done = records_at(geometry, stream->pending, stream->length, &stream->boot, &stream->time, &stream->history);
    stream->length -= done;
    memmove(stream->pending, stream->pending + done, stream->length);
}

size_t count_of(const struct history *history, uint32_t id)
{
    size_t count = 0;

    for (size_t i = 0; i < history->count; i++)
        count += history->records[i].id == id;
    return count;
}

size_t count_of_own(const struct history *history, uint8_t kind)
{
    size_t count = 0;

    for (size_t i = 0; i < history->count; i++)
        count += history->records[i].id == OWN && history->records[i].kind == kind;
    return count;
}
