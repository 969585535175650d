/* Preloaded: the FAIL_AT-th call of the kind FAIL fails, as without memory or with a full disk. FAIL is "memory" or "disk".
   That it has failed is written to file descriptor 9. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *memory, size_t size);

static int fails(const char *kind, int error)
{
    static long left = -1;
    const char *wanted = getenv("FAIL"), *at = getenv("FAIL_AT");
    if (!wanted || !at || strcmp(wanted, kind) != 0)
        return 0;
    if (left < 0)
        left = atol(at);
    if (left == 0 || --left > 0)
        return 0;
    if (syscall(SYS_write, 9, "failed\n", 7) < 0)
        abort();
    errno = error;
    return 1;
}

void *malloc(size_t size)
{
    return fails("memory", ENOMEM) ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
    return fails("memory", ENOMEM) ? NULL : __libc_calloc(count, size);
}

void *realloc(void *memory, size_t size)
{
    return fails("memory", ENOMEM) ? NULL : __libc_realloc(memory, size);
}

#define DISK(type, name, parameters, arguments)                           \
    type name parameters                                                  \
    {                                                                     \
        type(*real) parameters = (type(*) parameters)dlsym(RTLD_NEXT, #name); \
        return fails("disk", ENOSPC) ? -1 : real arguments;               \
    }
DISK(ssize_t, write, (int file, const void *data, size_t size), (file, data, size))
DISK(int, rename, (const char *from, const char *to), (from, to))
DISK(int, close, (int file), (file))
