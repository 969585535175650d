/*
 * copies: a file that changes from copy to copy. Of one that never rests, each of the copies that are kept is what was read; of one
 * that rests or shrinks, the last. pread() is this file's.
 */
#include "../../decoder/copies.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PAGE = 4096, PAGES = 18, SIZE = PAGES * PAGE + 100, NEVER = 1000 };

static unsigned copy_number, rests_from, shrinks_from, shrunk_size;
static unsigned passed, failed;

/* What a place holds in a copy: some pages change each time, some seldom, some never. */
static uint8_t byte_at(unsigned copy, size_t at)
{
    unsigned page = (unsigned)(at / PAGE), every = page % 5;
    if (copy > rests_from)
        copy = rests_from;
    unsigned version = every == 0 ? 0 : (copy + page) / every;
    return (uint8_t)(version * 31 + page * 7 + at);
}

ssize_t __wrap_pread(int fd, void *data, size_t size, off_t start);
ssize_t __wrap_pread(int fd, void *data, size_t size, off_t start)
{
    (void)fd;
    copy_number += start == 0;
    size_t at = (size_t)start, end = copy_number > shrinks_from ? shrunk_size : SIZE, count = at < end ? end - at : 0;
    if (count > size)
        count = size;
    if (count > PAGE + 10)
        count = PAGE + 10; /* as a signal would cut it */
    for (size_t i = 0; i < count; i++)
        ((uint8_t *)data)[i] = byte_at(copy_number - 1, at + i);
    return (ssize_t)count;
}

static struct copies make(unsigned rests, unsigned shrinks, unsigned size)
{
    struct copies c;
    copy_number = 0;
    rests_from = rests;
    shrinks_from = shrinks;
    shrunk_size = size;
    if (!copies_make(&c, 0, 0, SIZE))
        exit(2);
    return c;
}

static void verdict(const char *what, bool good)
{
    printf("%s%s\n", good ? "" : "FAILED: ", what);
    good ? passed++ : failed++;
}

static bool has(const struct copies *c, unsigned age, unsigned copy)
{
    uint8_t bytes[32];
    for (size_t at = 0; at + sizeof bytes <= c->size; at += 11) {
        copies_read(c, age, at, bytes, sizeof bytes);
        for (size_t i = 0; i < sizeof bytes; i++)
            if (bytes[i] != byte_at(copy, at + i))
                return false;
    }
    return true;
}

static bool holds(const struct copies *c, unsigned copy)
{
    for (size_t i = 0; i < c->size; i++)
        if (c->data[i] != byte_at(copy, i))
            return false;
    return true;
}

int main(void)
{
    struct copies c = make(NEVER, NEVER, 0);
    verdict("never the same", c.restless && c.size == SIZE && copy_number == COPIES_MAX + 1);
    for (unsigned age = 0; age < COPY_KEPT; age++)
        verdict("each copy is kept", has(&c, age, COPIES_MAX - COPY_LAST + age));
    verdict("the one with the records as a whole", holds(&c, COPIES_MAX - COPY_LAST + COPY_RECORDS));
    copies_free(&c);

    bool good = true;
    for (unsigned rests = 0; rests < COPIES_MAX; rests += 7) {
        c = make(rests, NEVER, 0);
        good = good && !c.restless && copy_number == rests + 2 && holds(&c, rests);
        copies_free(&c);
    }
    verdict("the same after some copies", good);

    good = true;
    for (unsigned size = 0; size < SIZE; size += 15001)
        for (unsigned shrinks = 1; shrinks <= COPIES_MAX + 1; shrinks += 12) {
            c = make(NEVER, shrinks, size);
            good = good && c.size == (shrinks <= COPIES_MAX ? size : SIZE) && (!c.restless || (has(&c, COPY_FIRST, COPIES_MAX - COPY_LAST) && has(&c, COPY_LAST, COPIES_MAX)));
            copies_free(&c);
        }
    verdict("a file that shrinks", good);
    printf("%u passed, %u failed\n", passed, failed);
    return failed > 0;
}
