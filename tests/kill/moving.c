#include "moving.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../decoder/build_dump.h"
#include "../roundtrip/random.h"

enum { BLOCK = 128, BLOCKS = 4, REGION = BLOCK * BLOCKS, HEADER = 20, RECORD = 3, WORDS = REGION / 2 };

/* The writer. A record takes two stores, opening a block three. */
static struct {
    uint8_t region[REGION];
    unsigned place, used, number, step, opened;
} writer;

static struct random moments;
static unsigned speed;       /* stores during a copy */
static unsigned copies_left; /* until the writer rests */

static uint8_t *block(void)
{
    return writer.region + writer.place * BLOCK;
}

static void set_used(unsigned used)
{
    const uint8_t bytes[2] = { (uint8_t)used, (uint8_t)(used >> 8) };
    memcpy(block(), bytes, sizeof bytes);
}

/* The header of the block that is opened now, but for used. */
static void put_new_header(void)
{
    static struct bytes b;
    b.size = 0;
    put_block(&b, (struct block){ .lap = (uint8_t)(16 + writer.opened / BLOCKS % 16), .lost = writer.opened * 100 }, NULL);
    memcpy(block() + 2, b.data + 2, HEADER - 2);
}

/* One store or, where their order does no harm, some. */
static void write_on(void)
{
    uint8_t *at = block() + writer.used;
    if (writer.step == 0 && writer.used + RECORD > BLOCK) {
        writer.place = (writer.place + 1) % BLOCKS;
        set_used(0x8000);
        writer.step = 2;
    } else if (writer.step == 0) {
        at[0] = 1;
        at[1] = (uint8_t)writer.number;
        at[2] = (uint8_t)(writer.number >> 8);
        writer.step = 1;
    } else if (writer.step == 1) {
        set_used(writer.used += RECORD);
        writer.number++;
        writer.step = 0;
    } else if (writer.step == 2) {
        put_new_header();
        writer.step = 3;
    } else {
        set_used(writer.used = HEADER);
        writer.opened++;
        writer.step = 0;
    }
}

/* Takes the place of the system's. */
ssize_t __wrap_pread(int fd, void *data, size_t size, off_t start);
ssize_t __wrap_pread(int fd, void *data, size_t size, off_t start)
{
    unsigned moment_of[WORDS];
    (void)fd;
    if (size != REGION || start != 0)
        abort();
    if (copies_left == 0)
        speed = 0;
    copies_left -= copies_left > 0;
    for (unsigned i = 0; i < WORDS; i++)
        moment_of[i] = random_below(&moments, speed + 1);
    for (unsigned moment = 0; moment <= speed; moment++) {
        for (unsigned i = 0; i < WORDS; i++)
            if (moment_of[i] == moment)
                memcpy((uint8_t *)data + 2 * i, writer.region + 2 * i, 2);
        if (moment < speed)
            write_on();
    }
    return (ssize_t)size;
}

void moving_begin(unsigned seed, unsigned stores, unsigned copies)
{
    memset(&writer, 0, sizeof writer);
    writer.place = BLOCKS - 1;
    writer.used = BLOCK; /* the first block is the next to be opened */
    moments.state = seed;
    speed = stores;
    copies_left = copies;
    for (unsigned i = 0; i < 1000 + 7 * seed; i++)
        write_on();
}

unsigned moving_logged(void)
{
    return writer.number;
}

void moving_file(const char *path)
{
    FILE *file = fopen(path, "wb");
    if (!file || fwrite(writer.region, 1, REGION, file) != REGION || fclose(file) != 0)
        exit(2);
}

const char *moving_table(void)
{
    return make_table((struct table_text){ .no_clock = true,
        .messages = "{\"id\":1,\"name\":\"n\",\"module\":null,\"kind\":\"message\",\"level\":\"info\",\"text\":\"{n}\","
                    "\"args\":[{\"name\":\"n\",\"type\":\"u16\",\"fixed\":true}]}" });
}
