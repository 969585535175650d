/*
 * parity TABLE IMAGES: damages sealed blocks of the ring's images. Up to 8 bytes of each code word must be put right and counted; with 9, a
 * block must be given up. Prints the figures and "N passed, N failed".
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "parity.h"

#define REGION 4096u
#define CODE_WORD 144u
#define PARITY 16u

static struct table *table;
static unsigned passed, failed;

static uint32_t noise(void)
{
    static uint64_t state = 88172645463325252u;
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return (uint32_t)(state >> 32);
}

static uint8_t *read_file(const char *path, size_t *size)
{
    FILE *file = fopen(path, "rb");
    uint8_t *data = malloc(1 << 24);
    if (!file || !data)
        exit(2);
    *size = fread(data, 1, 1 << 24, file);
    fclose(file);
    return data;
}

static void verdict(const char *what, unsigned tries, unsigned wrong)
{
    bool good = tries > 0 && wrong == 0;
    printf("%s%s: %u blocks, %u wrong\n", good ? "" : "FAILED: ", what, tries, wrong);
    good ? passed++ : failed++;
}

/* The place in the block of a code word's byte. */
static size_t place_of(unsigned word, unsigned words, size_t i)
{
    size_t data = (table->end - word + words - 1) / words;
    return i < data ? word + i * words : table->end + word * PARITY + (i - data);
}

static bool changes(size_t place)
{
    return place == 2 || place == 3 || place == 8;
}

/* Changes so many bytes of one code word. */
static void spoil(uint8_t *block, unsigned word, unsigned words, unsigned count)
{
    static uint8_t before[TABLE_BLOCK_MAX];
    size_t size = (table->end - word + words - 1) / words + PARITY;
    memcpy(before, block, table->block);
    while (count > 0) {
        size_t place = place_of(word, words, noise() % size);
        if (changes(place) || before[place] != block[place])
            continue;
        /* only the bit that says "sealed" missing is no damage: a reset came before it was set */
        block[place] ^= place == 1 ? 1 : (uint8_t)(1 + noise() % 255);
        count--;
    }
}

/* A sealed block, with `each` bytes of each code word spoilt and `more` in one of them. */
static bool is_mended(const uint8_t *block, unsigned each, unsigned more, uint32_t *wrong)
{
    static uint8_t copy[TABLE_BLOCK_MAX];
    unsigned words = parity_size(table) / PARITY, chosen = noise() % words;
    memcpy(copy, block, table->block);
    for (unsigned word = 0; word < words; word++)
        spoil(copy, word, words, each + (word == chosen ? more : 0));
    return parity_mend(copy, table, wrong) && memcmp(copy, block, table->block) == 0;
}

int main(int argc, char **argv)
{
    char why[256];
    size_t size;
    unsigned sealed = 0, open = 0, unsealed = 0, bad[4] = { 0 };
    if (argc != 3)
        return 2;
    uint8_t *json = read_file(argv[1], &size);
    table = table_read((const char *)json, size, argv[1], why);
    uint8_t *images = read_file(argv[2], &size);
    if (!table || !table->ecc || table->block % 4 || parity_size(table) != (table->block + CODE_WORD - 1) / CODE_WORD * PARITY)
        return 2;
    unsigned words = parity_size(table) / PARITY;
    for (size_t at = 0; at + REGION <= size; at += REGION) {
        unsigned not_sealed = 0;
        for (uint32_t i = 0; i < table->blocks; i++) {
            const uint8_t *block = images + at + i * table->block;
            struct header h = header_read(block, header_layout(table, 0));
            uint32_t wrong;
            if (h.used == 0)
                continue;
            if (!h.sealed) {
                not_sealed++;
                open++;
                bad[0] += is_mended(block, 0, 0, &wrong);
                continue;
            }
            sealed++;
            bad[1] += !(is_mended(block, 0, 0, &wrong) && wrong == 0);
            for (unsigned each = 1; each <= 8; each++)
                bad[2] += !(is_mended(block, each, 0, &wrong) && wrong == each * words);
            for (unsigned more = 9; more <= 16; more++) {
                static uint8_t copy[TABLE_BLOCK_MAX];
                memcpy(copy, block, table->block);
                spoil(copy, noise() % words, words, more);
                bad[3] += parity_mend(copy, table, &wrong);
            }
        }
        unsealed += not_sealed > 1;
    }
    verdict("an open block is no sealed one", open, bad[0]);
    verdict("a sealed block is as it is", sealed, bad[1]);
    verdict("1 to 8 bytes of each code word corrected and counted", 8 * sealed, bad[2]);
    verdict("9 to 16 bytes of a code word given up", 8 * sealed, bad[3]);
    verdict("all blocks but the open one are sealed", sealed + open, unsealed);
    printf("%u passed, %u failed\n", passed, failed);
    free(images);
    free(json);
    table_free(table);
    return failed > 0;
}
