#include "copies.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define PAGE ((size_t)4096)
#define PIECE (16 * PAGE) /* is read at once */

static size_t smaller(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Reads up to `size` bytes from this place on; returns how many there were, or -1. */
static ssize_t read_at(int fd, off_t start, uint8_t *data, size_t size)
{
    size_t at = 0;
    while (at < size) {
        ssize_t got = pread(fd, data + at, size - at, start + (off_t)at);
        if (got == 0)
            break;
        if (got > 0)
            at += (size_t)got;
        else if (errno != EINTR)
            return -1;
    }
    return (ssize_t)at;
}

/* Keeps a page of this copy. */
static bool keep_page(struct copies *c, unsigned age, size_t index, const uint8_t *bytes, size_t size)
{
    if (!c->pages[age])
        c->pages[age] = calloc(c->page_count, sizeof *c->pages[age]);
    uint8_t *page = c->pages[age] ? malloc(PAGE) : NULL;
    if (!page)
        return false;
    memcpy(page, bytes, size);
    c->pages[age][index] = page;
    return true;
}

/* Takes a page of the copy of this age, which comes after the one that stands in data, if it is another. Returns false without memory. */
static bool take_page(struct copies *c, unsigned age, size_t at, const uint8_t *bytes, size_t size, bool *same)
{
    if (memcmp(c->data + at, bytes, size) == 0)
        return true;
    *same = false;
    if (age == COPY_LAST)
        return keep_page(c, age, at / PAGE, bytes, size);
    if (age > COPY_FIRST && !keep_page(c, age - 1, at / PAGE, c->data + at, size))
        return false;
    memcpy(c->data + at, bytes, size);
    return true;
}

/* Makes the next copy. *same tells whether it is the same as the one before. */
static bool copy_again(struct copies *c, int fd, off_t start, unsigned age, bool *same)
{
    uint8_t piece[PIECE];
    *same = true;
    for (size_t at = 0; at < c->size; at += PIECE) {
        size_t wanted = smaller(PIECE, c->size - at);
        ssize_t got = read_at(fd, start + (off_t)at, piece, wanted);
        if (got < 0)
            return false;
        for (size_t page = 0; page < (size_t)got; page += PAGE)
            if (!take_page(c, age, at + page, piece + page, smaller(PAGE, (size_t)got - page), same))
                return false;
        if ((size_t)got < wanted)
            c->size = at + (size_t)got;
    }
    return true;
}

bool copies_make(struct copies *c, int fd, off_t start, size_t size)
{
    *c = (struct copies){ .data = malloc(size), .page_count = size / PAGE + 1, .restless = true };
    ssize_t got = c->data ? read_at(fd, start, c->data, size) : -1;
    bool good = got >= 0;
    c->size = good ? (size_t)got : 0;
    /* Of the last ones, what they have otherwise is kept. */
    for (unsigned left = COPIES_MAX; left > 0 && good && c->restless; left--) {
        bool same;
        good = copy_again(c, fd, start, left < COPY_KEPT ? COPY_KEPT - left : COPY_FIRST, &same);
        c->restless = !same;
    }
    if (!good) {
        int cause = errno;
        copies_free(c);
        errno = cause;
    }
    return good;
}

void copies_free(struct copies *c)
{
    for (unsigned age = 0; age < COPY_KEPT; age++) {
        for (size_t i = 0; c->pages[age] && i < c->page_count; i++)
            free(c->pages[age][i]);
        free(c->pages[age]);
    }
    free(c->data);
    *c = (struct copies){ .data = NULL };
}

/* The page that a copy has: its own, or that of the copy it does not differ from. */
static const uint8_t *page_of(const struct copies *c, unsigned age, size_t index)
{
    for (; age != COPY_RECORDS; age < COPY_RECORDS ? age++ : age--)
        if (c->pages[age] && c->pages[age][index])
            return c->pages[age][index];
    return c->data + index * PAGE;
}

void copies_read(const struct copies *c, unsigned age, size_t at, uint8_t *out, size_t size)
{
    for (size_t part; size > 0; at += part, out += part, size -= part) {
        part = smaller(size, PAGE - at % PAGE);
        memcpy(out, page_of(c, age, at / PAGE) + at % PAGE, part);
    }
}
