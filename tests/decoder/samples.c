#include "harness.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "build_dump.h"

#define TYPES \
    "{\"name\":\"fault_code\",\"kind\":\"enum\",\"base\":\"u8\",\"values\":[{\"name\":\"overcurrent\",\"value\":1}]}," \
    "{\"name\":\"state\",\"kind\":\"flags\",\"base\":\"u8\",\"values\":[{\"name\":\"armed\",\"value\":0},{\"name\":\"hot\",\"value\":2}]}"
#define MESSAGES \
    "{\"id\":1,\"name\":\"motor_fault\",\"module\":null,\"kind\":\"message\",\"level\":\"error\"," \
    "\"text\":\"motor fault {code} at {rpm} rpm\",\"args\":[{\"name\":\"code\",\"type\":\"fault_code\"},{\"name\":\"rpm\",\"type\":\"i16\"}]}," \
    "{\"id\":2,\"name\":\"bus_off\",\"module\":\"can\",\"kind\":\"message\",\"level\":\"warn\"," \
    "\"text\":\"bus off: {by} {state} {data}\",\"args\":[{\"name\":\"by\",\"type\":\"str\",\"max\":8},{\"name\":\"state\",\"type\":\"state\"}," \
    "{\"name\":\"data\",\"type\":\"bytes\",\"max\":4}]}"

static void write_file(const char *directory, const char *name, const void *data, size_t size)
{
    char path[1024];
    snprintf(path, sizeof path, "%s/%s", directory, name);
    FILE *file = fopen(path, "wb");
    if (!file || fwrite(data, 1, size, file) != size || fclose(file) != 0) {
        perror(path);
        exit(EXIT_FAILURE);
    }
}

static void put_fault(struct bytes *b, uint64_t delta, uint8_t code, int rpm)
{
    put_varint(b, 1);
    put_varint(b, delta);
    put_number(b, code, 1);
    put_zigzag(b, rpm);
}

static void put_bus_off(struct bytes *b, uint64_t delta, const char *by, uint8_t state)
{
    put_varint(b, 2);
    put_varint(b, delta);
    put_str(b, by);
    put_number(b, state, 1);
    put_varint(b, 5);
    put(b, "\xDE\xAD\xBE\xEF", 4);
}

#define LARGE_BLOCK 32764u
#define LARGE_BLOCKS 128u

/* A ring of 4 MB with few blocks, each of a boot of its own from 1001 on. */
static void write_large(const char *directory)
{
    static struct bytes block, boot;
    static uint8_t ring[LARGE_BLOCKS * LARGE_BLOCK];
    struct table_text table = { .schema = 0x1A26E000, .block = LARGE_BLOCK, .blocks = LARGE_BLOCKS, .types = TYPES, .messages = MESSAGES };
    const char *json = make_table(table);
    write_file(directory, "large.json", json, strlen(json));
    for (unsigned i = 0; i < LARGE_BLOCKS; i++) {
        block.size = boot.size = 0;
        put_fault(&boot, 1, 1, -1);
        put_block(&block, (struct block){ .schema = table.schema, .size = LARGE_BLOCK, .boot = (uint16_t)(1001 + i) }, &boot);
        memcpy(ring + i * LARGE_BLOCK, block.data, LARGE_BLOCK);
    }
    write_file(directory, "large.bin", ring, sizeof ring);
}

int write_samples(const char *directory)
{
    static struct bytes old, new, ring, dump, stream, chunk, frames;
    struct table_text table = { .types = TYPES, .messages = MESSAGES, .hz = 72000000, .shift = 21 };
    const char *json = make_table(table);
    write_file(directory, "motor.json", json, strlen(json));
    table.schema = 0xC0FFEE11;
    json = make_table(table);
    write_file(directory, "other.json", json, strlen(json));

    put_boot(&old, 7, 4);
    put_fault(&old, 34726680, 1, -1200);
    put_bus_off(&old, 720, "al\x1B[1m\xFF", 7);
    put_boot(&new, 8, 1);
    put_fault(&new, 720000, 9, 3);
    struct block first = { .boot = 7, .lap = 2 }, second = { .boot = 8, .lap = 3, .lost = 123 };
    put_block(&ring, second, &new);
    put_block(&ring, (struct block){ .boot = 7, .lap = 2, .damaged = true }, &old);
    put_block(&ring, first, &old);
    put_block(&ring, (struct block){ .boot = 7, .lap = 2, .time = 0x80000020 }, NULL);
    write_file(directory, "damaged.bin", ring.data, ring.size);

    put_zeros(&dump, 1001);
    put_block(&dump, second, &new);
    put_empty(&dump, 128);
    put_block(&dump, first, &old);
    put_empty(&dump, 128);
    put_zeros(&dump, 333);
    write_file(directory, "dump.bin", dump.data, dump.size);

    put(&stream, "hello\r\n", 7);
    put_chunk(&stream, first, &old, 20, 31);
    put_chunk(&stream, first, &old, 31, 20 + (unsigned)old.size);
    put_chunk(&stream, second, &new, 20, 20 + (unsigned)new.size);
    write_file(directory, "stream.bin", stream.data, stream.size);

    put_chunk(&chunk, first, &old, 20, 20 + (unsigned)old.size);
    put_frame(&frames, 0, true, &chunk);
    write_file(directory, "frames.bin", frames.data, frames.size);

    /* A chunk of the second ring that begins inside its block. */
    table = (struct table_text){ .types = TYPES, .messages = MESSAGES, .hz = 72000000, .shift = 21, .two_rings = true };
    json = make_table(table);
    write_file(directory, "two.json", json, strlen(json));
    chunk.size = 0;
    put_chunk(&chunk, (struct block){ .boot = 7, .of_rings = true, .ring = 1 }, &old, 25, 20 + (unsigned)old.size);
    write_file(directory, "inside.bin", chunk.data, chunk.size);
    write_large(directory);
    return EXIT_SUCCESS;
}
