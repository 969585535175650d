/*
 * Stands before the C library's malloc(), calloc() and realloc(), in a program that is linked dynamically. The library's strdup() and the like call
 * these, too, as they do by glibc's manual ("Replacing malloc"). What they return is the C library's own, so its free() is left as it is.
 */
#define _GNU_SOURCE /* RTLD_NEXT */
#include "memory.h"

#include <dlfcn.h>
#include <stddef.h>
#include <stdlib.h>
#include <unistd.h>

#include "decode.h"

static void *check(void *memory)
{
    static const char told[] = "plogcat: out of memory while a table was read\n";
    if (!memory && memory_is_needed) {
        ssize_t ignored = write(STDERR_FILENO, told, sizeof told - 1);
        (void)ignored;
        _exit(EXIT_UNUSABLE);
    }
    return memory;
}

void *malloc(size_t size)
{
    static void *(*next)(size_t);
    if (!next)
        *(void **)&next = dlsym(RTLD_NEXT, "malloc");
    return check(next(size));
}

void *calloc(size_t count, size_t size)
{
    static void *(*next)(size_t, size_t);
    if (!next)
        *(void **)&next = dlsym(RTLD_NEXT, "calloc");
    return check(next(count, size));
}

void *realloc(void *memory, size_t size)
{
    static void *(*next)(void *, size_t);
    if (!next)
        *(void **)&next = dlsym(RTLD_NEXT, "realloc");
    return check(next(memory, size));
}
