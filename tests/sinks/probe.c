/*
 * RAM OUT BASE: what a debug probe does. RAM is the file that an emulator keeps its memory in, which begins at the address BASE; it finds an RTT control block
 * there, as the probe's tools do, and writes what comes in its up-buffer 0 to OUT, until SIGTERM comes. It is slow at times. Prints where the block is. Source: SEGGER UM08001, chapter RTT.
 */
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { ID = 16, UP_COUNT = 16, UP = 24, START = UP + 4, SIZE = UP + 8, WRITE = UP + 12, READ = UP + 16, BLOCK = UP + 24 };

static volatile sig_atomic_t ended;
static volatile uint8_t *ram;
static size_t ram_size;

static void end(int signal)
{
    (void)signal;
    ended = 1;
}

static uint32_t word(size_t at)
{
    return *(volatile uint32_t *)(ram + at);
}

static void wait(long milliseconds)
{
    nanosleep(&(struct timespec){ .tv_nsec = milliseconds * 1000000 }, NULL);
}

static size_t find_block(void)
{
    static const char id[ID] = "SEGGER RTT";

    for (size_t at = 0; at + BLOCK <= ram_size; at += 4)
        if (memcmp((const void *)(ram + at), id, ID) == 0)
            return at;
    return ram_size;
}

/* The bytes that are in the buffer now. */
static unsigned fetch(size_t block, uint32_t base, FILE *out)
{
    uint32_t start = word(block + START) - base, size = word(block + SIZE);
    uint32_t write = word(block + WRITE), read = word(block + READ);
    unsigned got = 0;

    if (start >= ram_size || size > ram_size - start || write >= size || read >= size)
        exit(3);
    for (; read != write; read = (read + 1) % size, got++)
        fputc(ram[start + read], out);
    *(volatile uint32_t *)(ram + block + READ) = read;
    return got;
}

int main(int count, char **words)
{
    uint32_t base;
    size_t block;
    unsigned tries = 0, fetched = 0;
    struct stat status;
    FILE *out;
    int file = count == 4 ? open(words[1], O_RDWR) : -1;

    if (file < 0 || fstat(file, &status) != 0)
        return 1;
    ram_size = (size_t)status.st_size;
    ram = mmap(NULL, ram_size, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    out = fopen(words[2], "wb");
    base = (uint32_t)strtoul(words[3], NULL, 0);
    if (ram == MAP_FAILED || !out)
        return 1;
    signal(SIGTERM, end);
    alarm(60); /* in case nobody ends it */
    while ((block = find_block()) == ram_size)
        if (ended || ++tries == 1000)
            return 2;
        else
            wait(5);
    if (word(block + UP_COUNT) != 1)
        return 4;
    printf("0x%08zx\n", base + block);
    while (!ended)
        if (fetch(block, base, out) == 0)
            wait(1);
        else if (++fetched == 100)
            wait(30);
    fetch(block, base, out);
    return fclose(out);
}
