/* Preloaded: the FAIL_AT-th call of the kind FAIL fails, as without memory, with a full disk or with one that can't be read. FAIL is "memory", "disk" or "files".
   That it has failed is written to file descriptor 9. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
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

/* "disk" is what writes, "files" what opens and reads. Each function fails as its manual page has it. */
#define FAILING(kind, error, type, failed, name, parameters, arguments)       \
    type name parameters                                                      \
    {                                                                         \
        type(*real) parameters = (type(*) parameters)dlsym(RTLD_NEXT, #name); \
        return fails(kind, error) ? failed : real arguments;                  \
    }
FAILING("disk", ENOSPC, ssize_t, -1, write, (int file, const void *data, size_t size), (file, data, size))
FAILING("disk", ENOSPC, int, -1, rename, (const char *from, const char *to), (from, to))
FAILING("disk", ENOSPC, int, -1, link, (const char *from, const char *to), (from, to))
FAILING("disk", ENOSPC, int, -1, mkdir, (const char *path, mode_t mode), (path, mode))
FAILING("disk", EIO, int, -1, close, (int file), (file))
FAILING("disk", EIO, int, EOF, fflush, (FILE * file), (file))
FAILING("files", EMFILE, FILE *, NULL, fopen, (const char *path, const char *mode), (path, mode))
FAILING("files", EMFILE, FILE *, NULL, tmpfile, (void), ())
FAILING("files", EIO, int, EOF, fclose, (FILE * file), (file))
FAILING("files", EIO, ssize_t, -1, read, (int file, void *data, size_t size), (file, data, size))
FAILING("files", EIO, ssize_t, -1, pread, (int file, void *data, size_t size, off_t at), (file, data, size, at))
FAILING("files", EIO, int, -1, fstat, (int file, struct stat *status), (file, status))
FAILING("files", EIO, int, -1, stat, (const char *path, struct stat *status), (path, status))
FAILING("files", EIO, int, -1, lstat, (const char *path, struct stat *status), (path, status))
FAILING("files", ENOMEM, void *, MAP_FAILED, mmap, (void *to, size_t size, int access, int flags, int file, off_t at),
        (to, size, access, flags, file, at))

/* The stream must know of it, so the C library reads what is open for writing only. */
size_t fread(void *data, size_t size, size_t count, FILE *file)
{
    size_t (*real)(void *, size_t, size_t, FILE *) = (size_t(*)(void *, size_t, size_t, FILE *))dlsym(RTLD_NEXT, "fread");
    if (fails("files", EIO) && dup2(9, fileno(file)) < 0)
        abort();
    return real(data, size, count, file);
}

int open(const char *path, int flags, ...)
{
    int (*real)(const char *, int, ...) = (int (*)(const char *, int, ...))dlsym(RTLD_NEXT, "open");
    mode_t mode = 0;
    va_list more;

    va_start(more, flags);
    if (flags & O_CREAT)
        mode = va_arg(more, mode_t);
    va_end(more);
    return fails(flags & O_CREAT ? "disk" : "files", flags & O_CREAT ? ENOSPC : EMFILE) ? -1 : real(path, flags, mode);
}
