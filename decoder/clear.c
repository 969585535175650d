#include "clear.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "decode.h"
#include "unknown.h"

static int complain(const char *path, const char *why)
{
    fprintf(stderr, "plogcat: %s: %s\n", path, why);
    return EXIT_UNUSABLE;
}

/* Whether what is here can be thrown away: a ring of any schema, and not any file that was named by mistake. */
static bool holds_ring(const char *path)
{
    static const struct tables none;
    struct unknown found = { .count = 0 };
    struct input in;
    if (!input_open(&in, path))
        return false;
    unknown_search(&found, &none, &in, 0, in.size);
    input_close(&in);
    if (found.count == 0)
        complain(path, "no ring found; nothing was changed");
    return found.count > 0;
}

static bool agreed(const char *path, off_t size)
{
    if (!isatty(STDIN_FILENO)) {
        complain(path, "--clear asks before it does; where there is no terminal, say --yes");
        return false;
    }
    fprintf(stderr, "plogcat: empty %s, all %lld bytes? The records are lost. [y/N] ", path, (long long)size);
    int answer = getchar();
    return answer == 'y' || answer == 'Y';
}

static bool write_zeros(int fd, off_t size)
{
    static const char zeros[4096];
    for (off_t at = 0; at < size;) {
        size_t part = size - at < (off_t)sizeof zeros ? (size_t)(size - at) : sizeof zeros;
        ssize_t written = pwrite(fd, zeros, part, at);
        if (written > 0)
            at += written;
        else if (written == 0 || errno != EINTR)
            return false;
    }
    return true;
}

static int clear_fd(int fd, const char *path, bool sure)
{
    off_t size = lseek(fd, 0, SEEK_END);
    if (size < 0)
        return complain(path, strerror(errno));
    if (!holds_ring(path) || (!sure && !agreed(path, size)))
        return EXIT_UNUSABLE;
    if (flock(fd, LOCK_EX | LOCK_NB) != 0)
        return complain(path, errno == EWOULDBLOCK ? "a program has its log in it: stop it first, or let it call plog_clear()"
                                                   : strerror(errno));
    return write_zeros(fd, size) ? EXIT_CLEAN : complain(path, strerror(errno));
}

int clear_ring(const char *path, bool sure)
{
    int fd = open(path, O_RDWR);
    if (fd < 0)
        return complain(path, strerror(errno));
    int status = clear_fd(fd, path, sure);
    close(fd);
    return status;
}
