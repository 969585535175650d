/*
 * Copies of what a program may be writing to: it is copied again and again until two copies are the same; then they are what stood there at one
 * moment. Of what never rests, the last copies are kept, and image.c shows what is of the same writing in all of them. Nothing is known
 * of the order in which the bytes of one copy were read (a processor copies a page as it likes), only that one copy was made after another.
 *
 * One of them is kept as a whole; of the others, the pages that differ from the next one.
 */
#ifndef COPIES_H
#define COPIES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#define COPIES_MAX 50

/* The copies that are kept, by their age. */
enum { COPY_FIRST, COPY_HEADERS, COPY_RECORDS, COPY_LAST, COPY_KEPT };

struct copies {
    uint8_t *data;   /* COPY_RECORDS, or of what rests any; NULL: none were made */
    size_t size;     /* of a file that shrinks meanwhile, that of the last copy */
    bool restless;   /* no two copies were the same */
    size_t page_count;
    uint8_t **pages[COPY_KEPT]; /* the pages that copy has otherwise than the one that is nearer to COPY_RECORDS; NULL: none */
};

/* Copies `size` bytes from `start` on. Returns false, with errno, if that can't be; then there is nothing to free. */
bool copies_make(struct copies *c, int fd, off_t start, size_t size);
void copies_free(struct copies *c);

/* What one of the copies of something restless has at a place. */
void copies_read(const struct copies *c, unsigned age, size_t at, uint8_t *out, size_t size);

#endif
