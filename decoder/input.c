#define _DEFAULT_SOURCE 1 /* madvise() */
#include "input.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define MEMORY_DEVICE "/dev/mem"

static bool complain(const struct input *in)
{
    fprintf(stderr, "plogcat: %s: %s\n", in->name, strerror(errno));
    return false;
}

static bool map(struct input *in, int fd, size_t size)
{
    void *data = mmap(NULL, size, PROT_READ, MAP_PRIVATE, fd, 0);
    if (data == MAP_FAILED)
        return false;
    in->data = data;
    in->size = size;
    in->mapped = true;
    return true;
}

static bool copy(struct input *in, int fd, off_t start, size_t size)
{
    if (!copies_make(&in->copies, fd, start, size))
        return false;
    in->data = in->copies.data;
    in->size = in->copies.size;
    in->restless = in->copies.restless;
    return true;
}

/* Reads until there is no more or `size` bytes are there; returns how many, or -1. */
static ssize_t read_up_to(int fd, uint8_t *data, size_t size)
{
    size_t at = 0;
    while (at < size) {
        ssize_t got = read(fd, data + at, size - at);
        if (got == 0)
            break;
        if (got > 0)
            at += (size_t)got;
        else if (errno != EINTR)
            return -1;
    }
    return (ssize_t)at;
}

/* Puts into a file what was read already, and the rest of it, and maps that. */
static bool spool(struct input *in, int fd, const uint8_t *data, size_t size)
{
    uint8_t more[65536];
    size_t total = 0;
    FILE *file = tmpfile();
    if (!file)
        return false;
    ssize_t got = (ssize_t)size;
    while (got > 0 && fwrite(data, 1, (size_t)got, file) == (size_t)got) {
        total += (size_t)got;
        data = more;
        got = read_up_to(fd, more, sizeof more);
    }
    bool good = got == 0 && fflush(file) == 0 && map(in, fileno(file), total);
    int cause = errno;
    fclose(file);
    errno = cause;
    return good;
}

static bool read_all(struct input *in, int fd)
{
    uint8_t *data = malloc(INPUT_STREAM_MAX);
    ssize_t got = data ? read_up_to(fd, data, INPUT_STREAM_MAX) : -1;
    if (got >= 0 && (size_t)got < INPUT_STREAM_MAX) {
        in->data = data;
        in->size = (size_t)got;
        return true;
    }
    bool good = got > 0 && spool(in, fd, data, (size_t)got);
    free(data);
    return good || complain(in);
}

/* Files and flash devices (/dev/mtd0) tell their size. */
static bool open_fd(struct input *in, int fd)
{
    struct stat status;
    off_t size = -1;
    if (fstat(fd, &status) == 0 && (S_ISREG(status.st_mode) || S_ISCHR(status.st_mode) || S_ISBLK(status.st_mode)))
        size = S_ISREG(status.st_mode) ? status.st_size : lseek(fd, 0, SEEK_END);
    if (size > 0 && (uintmax_t)size <= INPUT_COPY_MAX && copy(in, fd, 0, (size_t)size))
        return true;
    if (size > 0 && (uintmax_t)size <= SIZE_MAX && map(in, fd, (size_t)size))
        return true;
    return read_all(in, fd);
}

bool input_open(struct input *in, const char *path)
{
    bool standard = strcmp(path, "-") == 0;
    *in = (struct input){ .name = standard ? "standard input" : path };
    int fd = standard ? STDIN_FILENO : open(path, O_RDONLY);
    if (fd < 0)
        return complain(in);
    bool ok = open_fd(in, fd);
    if (!standard)
        close(fd);
    return ok;
}

/* A number and, if it may have one, its unit. Moves *text behind it; returns false if there is none. */
static bool read_number(const char **text, bool unit, uint64_t *number)
{
    static const char units[] = "KMG";
    char *end;
    errno = 0;
    *number = strtoull(*text, &end, 0);
    if (errno || end == *text || **text == '-')
        return false;
    const char *found = unit && *end ? strchr(units, *end) : NULL;
    unsigned bits = found ? 10 * (unsigned)(found - units + 1) : 0;
    if (*number > UINT64_MAX >> bits)
        return false;
    *number <<= bits;
    *text = found ? end + 1 : end;
    return true;
}

bool input_read_range(const char *text, uint64_t *start, uint64_t *size)
{
    const char *at = text;
    if (read_number(&at, false, start) && *at++ == ',' && read_number(&at, true, size) && !*at && *size > 0 &&
        *size <= INPUT_COPY_MAX && *start <= INT64_MAX - *size)
        return true;
    fprintf(stderr, "plogcat: --mem takes ADDRESS,SIZE of up to 16M, like 0x7100000,64K, not %s\n", text);
    return false;
}

bool input_open_memory(struct input *in, uint64_t start, uint64_t size)
{
    *in = (struct input){ .name = MEMORY_DEVICE };
    int fd = open(MEMORY_DEVICE, O_RDONLY);
    if (fd < 0)
        return complain(in);
    bool ok = copy(in, fd, (off_t)start, (size_t)size) || complain(in);
    close(fd);
    return ok;
}

void input_pass(const struct input *in, size_t *passed, size_t at)
{
    size_t start = *passed / INPUT_PASS_STEP * INPUT_PASS_STEP, end = at / INPUT_PASS_STEP * INPUT_PASS_STEP;
    if (!in->mapped || end <= start)
        return;
    madvise((void *)(uintptr_t)(in->data + start), end - start, MADV_DONTNEED);
    *passed = end;
}

void input_close(struct input *in)
{
    if (in->mapped)
        munmap((void *)(uintptr_t)in->data, in->size);
    else if (in->copies.data)
        copies_free(&in->copies);
    else
        free((void *)(uintptr_t)in->data);
    in->data = NULL;
}
