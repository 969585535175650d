#include "output.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "arena.h"
#include "diagnostic.h"

static bool holds(FILE *file, const char *text, size_t length)
{
    char part[16384];
    size_t size;
    while ((size = fread(part, 1, sizeof part, file)) > 0) {
        if (size > length || memcmp(part, text, size) != 0)
            return false;
        text += size;
        length -= size;
    }
    return length == 0 && !ferror(file);
}

static bool is_current(const struct output_file *file)
{
    FILE *stream = fopen(file->path, "rb");
    if (!stream)
        return false;
    bool same = holds(stream, file->text, file->length);
    fclose(stream);
    return same;
}

bool output_check(const struct output_file *files, size_t count)
{
    bool current = true;
    for (size_t i = 0; i < count; i++) {
        if (is_current(&files[i]))
            continue;
        bool missing = access(files[i].path, F_OK) != 0;
        error_general("%s is %s; run plogen without --check", files[i].path, missing ? "missing" : "stale");
        current = false;
    }
    return current;
}

static bool make_one_folder(const char *path)
{
    struct stat status;
    if (mkdir(path, 0777) == 0 || (errno == EEXIST && stat(path, &status) == 0 && S_ISDIR(status.st_mode)))
        return true;
    error_general("cannot create folder %s: %s", path, strerror(errno));
    return false;
}

bool output_make_folder(const char *path)
{
    char *part = arena_strdup(path);
    for (char *slash = strchr(part + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        if (!make_one_folder(part))
            return false;
        *slash = '/';
    }
    return make_one_folder(part);
}

/* Creates a file that was not there, next to the one it will replace. */
static const char *create_temporary(const struct output_file *file, int *descriptor)
{
    for (unsigned attempt = 0;; attempt++) {
        const char *path = arena_printf("%s.%ld.%u.tmp", file->path, (long)getpid(), attempt);
        *descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL, 0666);
        if (*descriptor >= 0 || errno != EEXIST)
            return path;
    }
}

static bool write_all(int descriptor, const char *text, size_t length)
{
    while (length > 0) {
        ssize_t written = write(descriptor, text, length);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return false;
        text += written;
        length -= (size_t)written;
    }
    return true;
}

/* Returns the temporary file's path, or NULL after a diagnostic. */
static const char *write_temporary(const struct output_file *file)
{
    int descriptor;
    const char *path = create_temporary(file, &descriptor);
    if (descriptor < 0) {
        error_general("cannot write %s: %s", file->path, strerror(errno));
        return NULL;
    }
    bool good = write_all(descriptor, file->text, file->length);
    int cause = errno;
    if (close(descriptor) != 0 && good) {
        good = false;
        cause = errno;
    }
    if (good)
        return path;
    unlink(path);
    error_general("cannot write %s: %s", file->path, strerror(cause));
    return NULL;
}

/* What stands between one output and its new text. */
struct replacement {
    const struct output_file *file;
    const char *temporary; /* the new text, or NULL when it is in place */
    const char *old;       /* what was there before, under another name, or NULL */
};

/* Keeps the old file under a second name, so that it can be put back. Where there are no hard links it is
   moved there: then it is missing for a moment. */
static bool keep_old(struct replacement *replacement)
{
    const char *path = replacement->file->path;
    const char *old = arena_printf("%s.old", replacement->temporary);
    struct stat status;
    if (lstat(path, &status) != 0)
        return errno == ENOENT;
    if (S_ISDIR(status.st_mode)) {
        errno = EISDIR;
        return false;
    }
    if (link(path, old) != 0 && rename(path, old) != 0)
        return false;
    replacement->old = old;
    return true;
}

static bool put_in_place(struct replacement *replacement)
{
    const char *path = replacement->file->path;
    if (!keep_old(replacement) || rename(replacement->temporary, path) != 0) {
        error_general("cannot replace %s: %s", path, strerror(errno));
        return false;
    }
    replacement->temporary = NULL;
    return true;
}

/* Renaming a file onto another name of itself does nothing, so the old name is removed in any case. */
static void undo(struct replacement *replacement)
{
    bool replaced = !replacement->temporary;
    if (!replaced)
        unlink(replacement->temporary);
    if (replacement->old) {
        rename(replacement->old, replacement->file->path);
        unlink(replacement->old);
    } else if (replaced) {
        unlink(replacement->file->path);
    }
}

static bool replace_all(struct replacement *replacements, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!put_in_place(&replacements[i]))
            return false;
    for (size_t i = 0; i < count; i++)
        if (replacements[i].old)
            unlink(replacements[i].old);
    return true;
}

bool output_write(const struct output_file *files, size_t count)
{
    struct replacement *replacements = arena_alloc(count * sizeof *replacements);
    size_t started = 0;
    bool good = true;
    for (size_t i = 0; i < count && good; i++) {
        if (is_current(&files[i]))
            continue;
        struct replacement *replacement = &replacements[started];
        replacement->file = &files[i];
        replacement->temporary = write_temporary(&files[i]);
        good = replacement->temporary != NULL;
        started += good;
    }
    if (good && replace_all(replacements, started))
        return true;
    for (size_t i = 0; i < started; i++)
        undo(&replacements[i]);
    return false;
}
