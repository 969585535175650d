#include "build_dump.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

void put(struct bytes *b, const void *data, size_t size)
{
    if (size > sizeof b->data - b->size)
        abort();
    if (size > 0)
        memcpy(b->data + b->size, data, size);
    b->size += size;
}

void put_zeros(struct bytes *b, size_t count)
{
    while (count-- > 0)
        put(b, "", 1);
}

void put_number(struct bytes *b, uint64_t number, unsigned size)
{
    for (unsigned i = 0; i < size; i++) {
        uint8_t byte = (uint8_t)(number >> 8 * i);
        put(b, &byte, 1);
    }
}

/* Row by row as in the table of section 3. */
void put_varint(struct bytes *b, uint64_t number)
{
    static const uint8_t marks[] = { 0x00, 0x80, 0xC0, 0xE0, 0xF0, 0xF8, 0xFC, 0xFE };
    static const unsigned bits[] = { 7, 14, 21, 28, 35, 42, 49, 56 };
    for (unsigned follow = 0; follow < 8; follow++) {
        if (number >= UINT64_C(1) << bits[follow])
            continue;
        put_number(b, marks[follow] | number >> 8 * follow, 1);
        put_number(b, number, follow);
        return;
    }
    put_number(b, 0xFF, 1);
    put_number(b, number, 8);
}

void put_zigzag(struct bytes *b, int64_t number)
{
    put_varint(b, number < 0 ? 2 * ~(uint64_t)number + 1 : 2 * (uint64_t)number);
}

void put_f32(struct bytes *b, float number)
{
    uint32_t bits;
    memcpy(&bits, &number, 4);
    put_number(b, bits, 4);
}

void put_f64(struct bytes *b, double number)
{
    uint64_t bits;
    memcpy(&bits, &number, 8);
    put_number(b, bits, 8);
}

void put_str(struct bytes *b, const char *text)
{
    put_varint(b, strlen(text));
    put(b, text, strlen(text));
}

void put_boot(struct bytes *b, uint16_t boot, uint8_t cause)
{
    put_number(b, 0, 1);
    put_number(b, 1, 1);
    put_number(b, boot, 2);
    put_number(b, cause, 1);
    put_number(b, SCHEMA, 4);
}

void put_reset(struct bytes *b, uint64_t delta, uint8_t cause)
{
    put_number(b, 0, 1);
    put_number(b, 2, 1);
    put_varint(b, delta);
    put_number(b, cause, 1);
}

unsigned header_bytes(enum form form)
{
    return form == WIDE ? 20 : form == COUNTING ? 32 : 18;
}

static void set_defaults(struct block *block, size_t records)
{
    if (!block->size)
        block->size = 128;
    if (!block->claimed)
        block->claimed = block->size;
    if (!block->boot)
        block->boot = 1;
    if (!block->lap)
        block->lap = 1;
    if (!block->schema)
        block->schema = SCHEMA;
    if (!block->read)
        block->read = header_bytes(block->form);
    if (!block->used)
        block->used = header_bytes(block->form) + (unsigned)records;
}

/* As it stands in the header: the bit that says whether wraps were followed is the lowest. */
static uint32_t stored_time(const struct block *block)
{
    return block->time << 1 | block->time >> 31;
}

static uint16_t add(uint32_t sum, uint32_t value, unsigned bytes)
{
    for (unsigned i = 0; i < bytes; i++)
        sum = (sum + (value >> 8 * i & 0xFF)) * 0x9E37;
    return (uint16_t)sum;
}

static uint16_t check(const struct block *block, bool chunk)
{
    uint32_t word = (block->lap & 15u) | (block->schema & 0xFFFFFFu) << 8;
    uint16_t sum;
    if (block->form == NARROW) {
        sum = chunk ? (uint16_t)(block->read << 8 | block->used) : 0;
        sum = add(add(add(sum, block->boot, 2), word, 4), stored_time(block), 4);
        if (!block->drop)
            sum = add(sum, block->lost, 4);
    } else {
        const uint32_t factor = 0x90975FBD;
        uint32_t all = chunk ? (uint32_t)block->read << 16 | block->used : 0;
        all = ((all * factor + block->boot) * factor + word) * factor + stored_time(block);
        if (!block->drop)
            all = all * factor + block->lost;
        if (block->form == COUNTING)
            all = (all * factor + block->first) * factor + block->lost_records;
        sum = (uint16_t)(all * factor >> 16);
    }
    return (uint16_t)((sum + block->ring * 27513u + (chunk ? 0 : block->claimed)) ^ (block->damaged ? 0x0100u : 0u));
}

static void put_header(struct bytes *b, const struct block *block, bool chunk)
{
    unsigned size = block->form == NARROW ? 1 : 2;
    unsigned top = block->form == NARROW ? 0x80 : 0x8000;
    put_number(b, block->used | (block->replaced ? top : 0), size);
    put_number(b, block->form == COUNTING ? block->records : block->read, size);
    put_number(b, check(block, chunk), 2);
    put_number(b, block->boot, 2);
    put_number(b, (block->lap & 15u) | (chunk ? block->place : block->appended) * 16u, 1);
    put_number(b, block->schema, 3);
    put_number(b, stored_time(block), 4);
    put_number(b, block->lost, 4);
    if (block->form == COUNTING) {
        put_number(b, block->first, 4);
        put_number(b, block->read, 2);
        put_number(b, block->released, 2);
        put_number(b, block->lost_records, 4);
    }
}

void put_block(struct bytes *b, struct block block, const struct bytes *records)
{
    size_t size = records ? records->size : 0, end;
    set_defaults(&block, size);
    end = b->size + block.size;
    put_header(b, &block, false);
    if (records)
        put(b, records->data, size);
    while (b->size < end)
        put(b, "\xA5", 1);
    if (b->size > end)
        abort();
}

void put_empty(struct bytes *b, unsigned size)
{
    put_zeros(b, size);
}

void put_chunk(struct bytes *b, struct block block, const struct bytes *records, unsigned from, unsigned to)
{
    static const unsigned tags[] = { 0x11, 0x15, 0x12 };
    set_defaults(&block, records->size);
    block.read = from;
    block.used = to;
    put(b, "plg", 3);
    put_number(b, tags[block.form] + (block.of_rings ? 0x20 : 0), 1);
    if (block.of_rings)
        put_number(b, block.ring, 1);
    put_header(b, &block, true);
    put(b, records->data + (from - header_bytes(block.form)), to - from);
}

/* COBS, for less than 254 bytes. */
static void put_stuffed(struct bytes *b, const uint8_t *data, size_t size)
{
    size_t code = b->size, i;
    put(b, "", 1);
    for (i = 0; i <= size; i++) {
        if (i < size && data[i] != 0) {
            put(b, &data[i], 1);
            continue;
        }
        b->data[code] = (uint8_t)(b->size - code);
        code = b->size;
        if (i < size)
            put(b, "", 1);
    }
}

void put_frame(struct bytes *b, unsigned number, bool begins, const struct bytes *chunk)
{
    static struct bytes content;
    content.size = 0;
    put_number(&content, number | (begins ? 0x8000u : 0u), 2);
    put(&content, chunk->data + 3, chunk->size - 3);
    put_number(&content, crc32(0, content.data, (uInt)content.size), 4);
    put(b, "", 1);
    put_stuffed(b, content.data, content.size);
    put(b, "", 1);
}

const char *make_table(struct table_text t)
{
    static char text[1 << 16];
    unsigned block = t.block ? t.block : 128, blocks = t.blocks ? t.blocks : 4;
    snprintf(text, sizeof text,
             "{\"plog\":1,\"project\":\"probe\",\"target\":\"linux\",\"prefix\":\"log\",\"schema\":\"%08x\","
             "\"wire\":\"00000000\",\"texts\":\"00000000\",\"pointer\":4,"
             "\"clock\":{\"kind\":\"%s\",\"hz\":%llu,\"bits\":%u,\"shift\":%u},"
             "\"ring\":{\"mode\":\"%s\",\"size\":%u,\"block\":%u,\"blocks\":%u,\"commit\":%u,\"header\":%u,"
             "\"count\":%s,\"integrity\":\"none\"%s},\"types\":[%s],\"messages\":[%s]}",
             (unsigned)(t.schema ? t.schema : SCHEMA), t.no_clock ? "none" : "cycles",
             (unsigned long long)(t.hz ? t.hz : 1000000), t.bits ? t.bits : 32, t.shift,
             t.drop ? "drop" : "overwrite", block * blocks, block, blocks, t.form == NARROW ? 8u : 16u,
             header_bytes(t.form), t.form == COUNTING ? "true" : "false",
             t.two_rings ? ",\"rings\":[{\"blocks\":2,\"core\":0,\"keep\":false},{\"blocks\":2,\"core\":1,\"keep\":false}]" : "", t.types ? t.types : "",
             t.messages ? t.messages : "");
    return text;
}
