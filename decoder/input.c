#include "input.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static bool complain(const struct input *in)
{
    fprintf(stderr, "plogcat: %s: %s\n", in->name, strerror(errno));
    return false;
}

static bool map(struct input *in, int fd)
{
    struct stat status;
    if (fstat(fd, &status) != 0 || !S_ISREG(status.st_mode) || status.st_size <= 0 ||
        (uintmax_t)status.st_size > SIZE_MAX)
        return false;
    void *data = mmap(NULL, (size_t)status.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
    if (data == MAP_FAILED)
        return false;
    in->data = data;
    in->size = (size_t)status.st_size;
    in->mapped = true;
    return true;
}

static bool read_all(struct input *in, int fd)
{
    uint8_t *data = NULL;
    size_t capacity = 0;
    for (;;) {
        if (in->size == capacity) {
            capacity = capacity ? 2 * capacity : 65536;
            uint8_t *more = capacity <= INPUT_STREAM_MAX ? realloc(data, capacity) : NULL;
            if (!more) {
                errno = capacity <= INPUT_STREAM_MAX ? ENOMEM : EFBIG;
                break;
            }
            data = more;
            in->data = data;
        }
        ssize_t got = read(fd, data + in->size, capacity - in->size);
        if (got == 0)
            return true;
        if (got > 0)
            in->size += (size_t)got;
        else if (errno != EINTR)
            break;
    }
    complain(in);
    input_close(in);
    return false;
}

bool input_open(struct input *in, const char *path)
{
    bool standard = strcmp(path, "-") == 0;
    *in = (struct input){ .name = standard ? "standard input" : path };
    int fd = standard ? STDIN_FILENO : open(path, O_RDONLY);
    if (fd < 0)
        return complain(in);
    bool ok = map(in, fd) || read_all(in, fd);
    if (!standard)
        close(fd);
    return ok;
}

void input_close(struct input *in)
{
    if (in->mapped)
        munmap((void *)(uintptr_t)in->data, in->size);
    else
        free((void *)(uintptr_t)in->data);
    in->data = NULL;
}
