/*
 * damage TABLE IMAGES FACTOR: damages the records of a ring in many ways and counts what the decoder takes for a record nevertheless, though
 * its bytes are others. IMAGES are the ring's, one behind the other. Makes FACTOR times the usual tries; from 10 on they are enough to tell of each kind of
 * damage that less passes than is promised. Prints the figures and "N passed, N failed".
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "record.h"

#define REGION 4096u
#define TRIES8 300000u     /* of each kind of damage */
#define TRIES16 3000000u
#define LEAST8 200u        /* one in so many may pass, at most */
#define LEAST16 60000u
#define STALE 8u           /* ... of each record under headers of another lap */
#define STALE_MANY 10u     /* ... if all must be told surely */
#define SURE 10u           /* FACTOR from which on that is so */
#define EXACT 11u          /* bytes of the arguments of "exact" */

/* A block of an image. */
struct block {
    struct header header;
    const uint8_t *bytes;
};

struct place {
    const struct block *block;
    size_t offset, size;
};

static struct table *table;
static struct block *blocks;
static size_t block_count, place_count;
static struct place *places;
static struct record record;
static unsigned passed, failed;
static uint64_t all_tries, all_through;
static unsigned factor;

static void *allocate(size_t size)
{
    void *memory = malloc(size);
    if (!memory)
        exit(2);
    return memory;
}

static uint8_t *read_file(const char *path, size_t *size)
{
    FILE *file = fopen(path, "rb");
    uint8_t *data = allocate(1 << 24);
    if (!file)
        exit(2);
    *size = fread(data, 1, 1 << 24, file);
    fclose(file);
    return data;
}

static uint32_t noise(void)
{
    static uint64_t state = 88172645463325252u;
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return (uint32_t)(state >> 32);
}

/* What passes on average is less than this, in 999 of 1000 cases; the upper limit of a Poisson distribution's mean (Anscombe's square root). */
static double surely_below(uint64_t through)
{
    double root = sqrt((double)through + 1) + 1.65;
    return root * root;
}

/* One in `least` may pass. Without tries enough to be sure, what is seen must not speak against it. 0: none may. */
static void verdict(const char *what, uint64_t tries, uint64_t through, uint64_t least, bool sure)
{
    double most = least ? (double)tries / (double)least : 0;
    bool good = tries > 0 && (!least ? through == 0 : sure ? surely_below(through) <= most : (double)through <= most + 3 * sqrt(most));
    printf("%scheck%u-%s: tries=%llu passed=%llu", good ? "" : "FAILED: ", 8 * table->check, what, (unsigned long long)tries,
           (unsigned long long)through);
    if (through)
        printf(" one-in=%.0f", (double)tries / (double)through);
    printf(" surely-less-than-one-in=%.0f\n", (double)tries / surely_below(through));
    good ? passed++ : failed++;
}

/* Finds the whole blocks and the records in them. Every one must decode as it is. */
static void find_records(const uint8_t *images, size_t size)
{
    blocks = allocate(size / table->block * sizeof *blocks);
    places = allocate(size / 4 * sizeof *places);
    for (size_t at = 0; at + table->block <= size; at += at % REGION / table->block + 1 == table->blocks
                                                            ? REGION - at % REGION : table->block) {
        struct block *b = &blocks[block_count];
        *b = (struct block){ header_read(images + at, header_layout(table, 0)), images + at };
        if (!header_plausible(&b->header, header_layout(table, 0), table->block) ||
            !header_checks(&b->header, header_layout(table, 0), false))
            continue;
        block_count++;
        for (size_t offset = table->header; offset < b->header.used; offset += record.size) {
            enum fault fault = record_decode(&record, table, b->header.seed, b->bytes + offset, b->header.used - offset);
            if (fault) {
                printf("FAILED: a record that nobody damaged: %s\n", fault_text(fault));
                failed++;
                return;
            }
            places[place_count++] = (struct place){ b, offset, record.size };
        }
    }
    passed++;
}

/* Whether the damaged block shows a record at that place. */
static bool shows(const struct block *b, const uint8_t *bytes, size_t offset)
{
    return !record_decode(&record, table, b->header.seed, bytes + offset, b->header.used - offset);
}

static void flip(uint8_t *bytes, size_t bit)
{
    bytes[bit / 8] ^= (uint8_t)(1u << bit % 8);
}

static void one_bit(uint8_t *bytes, size_t size)
{
    flip(bytes, noise() % (8 * size));
}

static void two_bits(uint8_t *bytes, size_t size)
{
    size_t first = noise() % (8 * size);
    flip(bytes, first);
    flip(bytes, (first + 1 + noise() % (8 * size - 1)) % (8 * size));
}

static void three_bits(uint8_t *bytes, size_t size)
{
    two_bits(bytes, size);
    one_bit(bytes, size);
}

static void one_byte(uint8_t *bytes, size_t size)
{
    bytes[noise() % size] = (uint8_t)noise();
}

static void two_bytes(uint8_t *bytes, size_t size)
{
    one_byte(bytes, size);
    one_byte(bytes, size);
}

static void a_burst(uint8_t *bytes, size_t size)
{
    size_t from = noise() % size, count = 1 + noise() % 4;
    while (from < size && count-- > 0)
        bytes[from++] = (uint8_t)noise();
}

static void all_bytes(uint8_t *bytes, size_t size)
{
    for (size_t i = 0; i < size; i++)
        bytes[i] = (uint8_t)noise();
}

static void a_fill(uint8_t *bytes, size_t size)
{
    static const uint8_t fills[] = { 0x00, 0xFF, 0x33, 0xCC };
    size_t from = noise() % size, count = 1 + noise() % (size - from);
    memset(bytes + from, fills[noise() % 4], count);
}

static uint64_t least(void)
{
    return table->check == 1 ? LEAST8 : LEAST16;
}

/* Damages records at random; those that it left as they were do not count. */
static void damage(const char *what, void (*how)(uint8_t *, size_t))
{
    static uint8_t copy[TABLE_BLOCK_MAX];
    uint64_t tries = 0, through = 0, wanted = (uint64_t)factor * (table->check == 1 ? TRIES8 : TRIES16);
    while (tries < wanted) {
        const struct place *p = &places[noise() % place_count];
        const uint8_t *bytes = p->block->bytes;
        memcpy(copy, bytes, table->block);
        how(copy + p->offset, p->size);
        if (memcmp(copy, bytes, table->block) == 0)
            continue;
        tries++;
        /* What is shown may end before the damage does: then it is no other record. */
        if (shows(p->block, copy, p->offset) && memcmp(copy + p->offset, bytes + p->offset, record.size) != 0)
            through++;
    }
    verdict(what, tries, through, least(), factor >= SURE);
    all_tries += tries;
    all_through += through;
}

/* Every bit of every value that has always the same size, and of the check: none may pass. */
static void flip_values(void)
{
    static uint8_t copy[TABLE_BLOCK_MAX];
    uint64_t tries = 0, through = 0;
    for (size_t i = 0; i < place_count; i++) {
        const struct place *p = &places[i];
        if (!shows(p->block, p->block->bytes, p->offset) || record.kind != RECORD_MESSAGE || record.message->id != 1)
            continue;
        memcpy(copy, p->block->bytes, table->block);
        for (size_t bit = 8 * (p->offset + p->size - table->check - EXACT); bit < 8 * (p->offset + p->size); bit++, tries++) {
            flip(copy, bit);
            through += shows(p->block, copy, p->offset);
            flip(copy, bit);
        }
    }
    verdict("each-bit-of-a-value", tries, through, 0, true);
}

/* The records of an older lap under the header of a newer one, which a reset right after opening leaves behind its end. With two bytes none may pass: of two headers
   with different checks, a record has two. */
static void stale(void)
{
    uint64_t tries = 0, through = 0;
    unsigned each = factor >= SURE && table->check == 2 ? factor * STALE_MANY : STALE;
    for (size_t i = 0; i < place_count; i++) {
        const struct block *b = places[i].block;
        for (unsigned n = 0; n < each; n++) {
            struct block other = blocks[noise() % block_count];
            if (other.header.check == b->header.check)
                continue;
            other.header.used = b->header.used;
            tries++;
            through += shows(&other, b->bytes, places[i].offset);
        }
    }
    verdict("records-of-another-lap", tries, through, table->check == 1 ? LEAST8 : 0, factor >= SURE);
}

int main(int argc, char **argv)
{
    char why[256];
    size_t size;
    if (argc != 4)
        return 2;
    factor = (unsigned)strtoul(argv[3], NULL, 0);
    uint8_t *json = read_file(argv[1], &size);
    table = table_read((const char *)json, size, argv[1], why);
    if (!table)
        return 2;
    uint8_t *images = read_file(argv[2], &size);
    find_records(images, size);
    if (place_count == 0)
        return 2;
    flip_values();
    stale();
    damage("one-bit", one_bit);
    damage("two-bits", two_bits);
    damage("three-bits", three_bits);
    damage("one-byte", one_byte);
    damage("two-bytes", two_bytes);
    damage("burst-of-up-to-four-bytes", a_burst);
    damage("all-bytes", all_bytes);
    damage("bytes-00-FF-33-or-CC", a_fill);
    verdict("random-damage", all_tries, all_through, least(), true);
    printf("%u passed, %u failed\n", passed, failed);
    free(places);
    free(blocks);
    free(images);
    free(json);
    table_free(table);
    return failed > 0;
}
