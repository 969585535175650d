/* Preloaded: each file that is opened is noted in the file OPENS, a line for each: the process and the path. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

static void note(const char *path)
{
    char line[4096];
    int length = snprintf(line, sizeof line, "%ld %s\n", (long)getpid(), path);
    int file = (int)syscall(SYS_openat, AT_FDCWD, getenv("OPENS"), O_WRONLY | O_CREAT | O_APPEND, 0666);
    if (file < 0 || length >= (int)sizeof line || write(file, line, (size_t)length) != length)
        abort();
    close(file);
}

FILE *fopen(const char *path, const char *mode)
{
    static FILE *(*next)(const char *, const char *);
    if (!next)
        *(void **)&next = dlsym(RTLD_NEXT, "fopen");
    note(path);
    return next(path, mode);
}

int open(const char *path, int flags, ...)
{
    va_list more;
    va_start(more, flags);
    int mode = flags & O_CREAT ? va_arg(more, int) : 0;
    va_end(more);
    note(path);
    return (int)syscall(SYS_openat, AT_FDCWD, path, flags, mode);
}
