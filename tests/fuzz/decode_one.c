#define _GNU_SOURCE
#include "decode_one.h"

#include <json-c/json.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include <wchar.h>

#include "../../decoder/decode.h"
#include "../../decoder/output.h"

static struct output output;
static struct history history;

const struct tables *fuzz_tables(void)
{
    static struct tables tables;
    if (tables.count == 0)
        tables_add(&tables, "tests/fuzz/tables");
    if (tables.count == 0)
        abort(); /* to be run in the project's folder */
    return &tables;
}

static int fuzz_fd = -1;

const char *fuzz_file(const void *data, size_t size)
{
    static char path[32];
    fuzz_fd = memfd_create("fuzz", 0);
    if (fuzz_fd < 0 || write(fuzz_fd, data, size) != (ssize_t)size)
        abort();
    snprintf(path, sizeof path, "/proc/self/fd/%d", fuzz_fd);
    return path;
}

void fuzz_close(void)
{
    close(fuzz_fd);
}

static unsigned long records; /* shown so far; of the ring's own those of crashes and traces only */

static void say_records(void)
{
    printf("records=%lu\n", records);
}

static void count_record(struct json_object *line)
{
    struct json_object *event;
    const char *name = json_object_object_get_ex(line, "event", &event) ? json_object_get_string(event) : NULL;
    records += name && (strncmp(name, "plog.", 5) != 0 || strcmp(name, "plog.crash") == 0 || strcmp(name, "plog.trace") == 0);
}

static void check_line(const char *line, size_t size)
{
    struct json_tokener *parser = json_tokener_new_ex(100);
    json_tokener_set_flags(parser, JSON_TOKENER_STRICT | JSON_TOKENER_VALIDATE_UTF8);
    struct json_object *object = json_tokener_parse_ex(parser, line, (int)size);
    if (!json_object_is_type(object, json_type_object) || json_tokener_get_parse_end(parser) != size)
        abort();
    count_record(object);
    json_object_put(object);
    json_tokener_free(parser);
}

static void check_characters(const char *text, size_t size)
{
    mbstate_t state = { 0 };
    wchar_t character;
    for (size_t at = 0; at < size;) {
        size_t length = mbrtowc(&character, text + at, size - at, &state);
        if (length == 0 || length > size - at)
            abort();
        if ((character < 0x20 && character != '\n') || (character >= 0x7F && character < 0xA0))
            abort();
        at += length;
    }
}

static void check_printed(const char *text, size_t size)
{
    check_characters(text, size);
    if (size > 0 && text[size - 1] != '\n')
        abort();
    for (const char *end = text + size; output.json && text < end;) {
        const char *line = memchr(text, '\n', (size_t)(end - text));
        check_line(text, (size_t)(line - text));
        text = line + 1;
    }
}

struct history *print_begin(bool json, struct firmwares *firmwares)
{
    if (output.fd == 0) {
        setlocale(LC_CTYPE, "C.UTF-8");
        output.fd = memfd_create("printed", 0);
        atexit(say_records);
    }
    output_open(&output, output.fd, json);
    output.firmwares = firmwares;
    memset(&history, 0, sizeof history);
    history.output = &output;
    return &history;
}

void print_end(void)
{
    output_flush(&output);
    if (output.error)
        abort();
    off_t size = lseek(output.fd, 0, SEEK_CUR);
    if (size > 0) {
        char *text = mmap(NULL, (size_t)size, PROT_READ, MAP_SHARED, output.fd, 0);
        if (text == MAP_FAILED)
            abort();
        check_printed(text, (size_t)size);
        munmap(text, (size_t)size);
    }
    if (ftruncate(output.fd, 0) != 0 || lseek(output.fd, 0, SEEK_SET) != 0)
        abort();
}

void decode_one(const struct tables *tables, struct firmwares *firmwares, const uint8_t *data, size_t size)
{
    const struct input in = { .name = "fuzz", .data = data, .size = size };
    for (int json = 0; json < 2; json++) {
        decode(&in, tables, print_begin(json, firmwares));
        print_end();
    }
}
