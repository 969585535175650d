#include "source.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "arena.h"
#include "diagnostic.h"
#include "utf8.h"

/* Far more than any spec needs; keeps line and column numbers within 32 bits. */
#define LARGEST_SOURCE (256u << 20)

static bool is_directory(FILE *file)
{
    struct stat status;
    return fstat(fileno(file), &status) == 0 && S_ISDIR(status.st_mode);
}

static bool read_all(FILE *file, const char *name, struct text *bytes)
{
    char part[65536];
    size_t size;
    while ((size = fread(part, 1, sizeof part, file)) > 0) {
        text_append(bytes, part, size);
        if (bytes->length > LARGEST_SOURCE) {
            error_general("%s is larger than 256 MiB: is it a spec?", name);
            return false;
        }
    }
    if (ferror(file)) {
        error_general("cannot read %s: %s", name, strerror(errno));
        return false;
    }
    return true;
}

static bool read_file(const char *path, const char *name, struct text *bytes)
{
    FILE *file = strcmp(path, "-") == 0 ? stdin : fopen(path, "rb");
    if (!file) {
        error_general("cannot open %s: %s", name, strerror(errno));
        return false;
    }
    bool good = false;
    if (is_directory(file))
        error_general("%s is a directory; give the path of a spec file", name);
    else
        good = read_all(file, name, bytes);
    if (file != stdin)
        fclose(file);
    return good;
}

static void find_lines(struct source *source)
{
    unsigned count = 1;
    for (size_t i = 0; i < source->length; i++)
        count += source->text[i] == '\n';
    size_t *lines = arena_alloc(count * sizeof *lines);
    unsigned line = 1;
    for (size_t i = 0; i < source->length; i++)
        if (source->text[i] == '\n')
            lines[line++] = i + 1;
    source->lines = lines;
    source->line_count = count;
}

/* Only the first offence is told: a file in another encoding would have thousands. */
static bool check_text(const struct source *source)
{
    struct place at = {1, 1, 1};
    size_t i = 0;
    while (i < source->length) {
        uint32_t character;
        size_t size = utf8_decode(source->text + i, source->length - i, &character);
        if (size == 0) {
            error_at(at, "byte 0x%02X is not valid UTF-8; save the spec as UTF-8",
                     (unsigned char)source->text[i]);
            return false;
        }
        if (character == 0) {
            error_at(at, "a NUL byte: this is not a text file");
            return false;
        }
        at.column += (unsigned)size;
        if (character == '\n') {
            at.line++;
            at.column = 1;
        }
        i += size;
    }
    return true;
}

bool source_load(struct source *source, const char *path)
{
    const char *name = strcmp(path, "-") == 0 ? "<stdin>" : path;
    struct text bytes = {0};
    text_append(&bytes, "", 0);
    if (!read_file(path, name, &bytes))
        return false;
    if (bytes.length == 0) {
        error_general("%s is empty; a spec begins with \"project NAME;\"", name);
        return false;
    }
    size_t mark = bytes.length >= 3 && memcmp(bytes.data, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    source->name = name;
    source->text = bytes.data + mark;
    source->length = bytes.length - mark;
    find_lines(source);
    diagnostic_source(source);
    return check_text(source);
}

const char *source_line(const struct source *source, unsigned number, size_t *length)
{
    const char *start = source->text + source->lines[number - 1];
    size_t size = strcspn(start, "\n");
    if (size > 0 && start[size - 1] == '\r')
        size--;
    *length = size;
    return start;
}
