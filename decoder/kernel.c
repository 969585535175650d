#include "kernel.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "decode.h"
#include "input.h"
#include "ramoops.h"

/* Lines are printed as messages of a table that plogcat itself has, so that all that is said of messages goes for them. */
static const struct table kernel_table = { .project = "kernel", .clock = true, .hz = 1000000 };

static const char keys[2][2 * BUFFER_PADDING] = { ",\"text\":", ",\"file\":" };

static struct field arguments[] = {
    { .name = "text", .key = { keys[0], 8 }, .basic = BASIC_STR, .wire = WIRE_RUN, .shape = SHAPE_UP_TO },
    { .name = "file", .key = { keys[1], 8 }, .basic = BASIC_STR, .wire = WIRE_RUN, .shape = SHAPE_UP_TO },
};

static struct piece pieces[] = {
    { .literal = "", .has_value = true, .argument = 0, .field = &arguments[0], .format = { .precision = -1 } },
};

/* By the kernel's priorities, 0 (emergency) to 7 (debug). */
static const char *const levels[] = { "fatal", "fatal", "fatal", "error", "warn", "info", "info", "debug" };

struct line {
    const char *level; /* NULL: it does not say */
    bool time_known;
    uint64_t microseconds;
    const char *text;
    size_t size;
};

/* Reads decimal digits; returns how many there were. */
static size_t read_digits(const char *text, size_t size, uint64_t *number)
{
    size_t i = 0;
    for (*number = 0; i < size && i < 12 && text[i] >= '0' && text[i] <= '9'; i++)
        *number = 10 * *number + (uint64_t)(text[i] - '0');
    return i;
}

static void skip(struct line *line, size_t size)
{
    line->text += size;
    line->size -= size;
}

/* "<6>": facility and priority, which is the low three bits. */
static void read_level(struct line *line)
{
    uint64_t number;
    size_t digits = line->size > 0 && line->text[0] == '<' ? read_digits(line->text + 1, line->size - 1, &number) : 0;
    if (digits == 0 || digits + 1 >= line->size || line->text[digits + 1] != '>')
        return;
    line->level = levels[number & 7];
    skip(line, digits + 2);
}

/* "[    2.512583] ": seconds since the kernel's start. */
static void read_time(struct line *line)
{
    uint64_t seconds, micro;
    size_t at = 1;
    if (line->size < 2 || line->text[0] != '[')
        return;
    while (at < line->size && line->text[at] == ' ')
        at++;
    size_t digits = read_digits(line->text + at, line->size - at, &seconds);
    at += digits;
    if (digits == 0 || at >= line->size || line->text[at] != '.' ||
        read_digits(line->text + at + 1, line->size - at - 1, &micro) != 6)
        return;
    at += 7;
    if (at >= line->size || line->text[at] != ']')
        return;
    line->time_known = true;
    line->microseconds = seconds * 1000000 + micro;
    skip(line, at + 1 + (at + 1 < line->size && line->text[at + 1] == ' '));
}

static void print_line(struct history *h, const char *file, const struct line *line)
{
    const struct message message = {
        .name = "kernel", .kind = MESSAGE_PLAIN, .level = line->level, .arguments = arguments, .argument_count = 2,
        .pieces = pieces, .piece_count = 1,
    };
    struct record *r = &h->record;
    r->kind = RECORD_MESSAGE;
    r->message = &message;
    r->nulls = 0;
    r->any_cut = false;
    for (uint32_t i = 0; i <= 2; i++)
        r->starts[i] = i;
    r->values[0] = (struct value){ .as.bytes = (const uint8_t *)line->text, .length = (uint32_t)line->size };
    r->values[1] = (struct value){ .as.bytes = (const uint8_t *)file, .length = (uint32_t)strlen(file) };
    output_event(h->output, &(struct event){
        .kind = EVENT_MESSAGE, .table = &kernel_table, .record = r,
        .time_known = line->time_known, .ticks = line->microseconds,
    });
}

/* Takes the first line away from what is left. */
static struct line next_line(const char **text, size_t *size)
{
    const char *end = memchr(*text, '\n', *size);
    struct line line = { .text = *text, .size = end ? (size_t)(end - *text) : *size };
    size_t used = line.size + (end != NULL);
    *text += used;
    *size -= used;
    read_level(&line);
    read_time(&line);
    return line;
}

void kernel_lines(struct history *h, const char *file, const char *text, size_t size)
{
    while (size > 0) {
        struct line line = next_line(&text, &size);
        if (line.size > 0)
            print_line(h, file, &line);
    }
}

/* The files of pstore that are text. */
static bool is_text(const char *name)
{
    return strncmp(name, "dmesg-", 6) == 0 || strncmp(name, "console-", 8) == 0 || strncmp(name, "pmsg-", 5) == 0;
}

/* Whether what has another name is the kernel's, nevertheless: text, and one line at least begins as the kernel's do. */
static bool is_log(const char *text, size_t size)
{
    bool found = size == 0;
    if (memchr(text, '\0', size))
        return false;
    while (size > 0 && !found) {
        struct line line = next_line(&text, &size);
        found = line.level || line.time_known;
    }
    return found;
}

static int print_text(const struct input *in, const char *name, struct history *h)
{
    const char *text = in->size > 0 ? (const char *)in->data : "";
    if (!is_text(name) && !is_log(text, in->size)) {
        fprintf(stderr, "plogcat: %s: neither memory of ramoops nor a log of the kernel's; --kernel takes /sys/fs/pstore, one of its files, or an image "
                "of the memory that ramoops has\n", in->name);
        return EXIT_UNUSABLE;
    }
    kernel_lines(h, name, text, in->size);
    return EXIT_CLEAN;
}

static int print_file(const char *path, struct history *h)
{
    struct input in;
    if (!input_open(&in, path))
        return EXIT_UNUSABLE;
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    bool was_damaged = h->damaged;
    h->damaged = false;
    int status = ramoops_print(&in, name, h) > 0 ? EXIT_CLEAN : print_text(&in, name, h);
    if (h->damaged)
        status = EXIT_DAMAGE;
    h->damaged |= was_damaged;
    input_close(&in);
    return status;
}

static int is_taken(const struct dirent *entry)
{
    return is_text(entry->d_name);
}

static int print_directory(const char *path, struct dirent **entries, int count, struct history *h)
{
    int status = EXIT_CLEAN;
    for (int i = 0; i < count; i++) {
        size_t size = strlen(path) + strlen(entries[i]->d_name) + 2;
        char *name = malloc(size);
        if (name)
            snprintf(name, size, "%s/%s", path, entries[i]->d_name);
        if (!name || print_file(name, h) != EXIT_CLEAN)
            status = EXIT_DAMAGE;
        free(name);
        free(entries[i]);
    }
    return status;
}

int kernel_print(const char *path, struct history *h)
{
    struct stat about;
    struct dirent **entries;
    if (stat(path, &about) != 0 || !S_ISDIR(about.st_mode))
        return print_file(path, h);
    int count = scandir(path, &entries, is_taken, alphasort);
    if (count < 0) {
        perror(path);
        return EXIT_UNUSABLE;
    }
    int status = print_directory(path, entries, count, h);
    free(entries);
    return status;
}
