/* The set of tables that were given. */
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "table.h"

static char *read_all(FILE *file, size_t *size)
{
    char *data = NULL;
    size_t capacity = 0;
    *size = 0;
    for (;;) {
        if (*size == capacity) {
            capacity = capacity ? 2 * capacity : 65536;
            char *more = capacity <= 4 * TABLE_BYTES_MAX ? realloc(data, capacity) : NULL;
            if (!more) {
                free(data);
                errno = capacity > 4 * TABLE_BYTES_MAX ? EFBIG : ENOMEM;
                return NULL;
            }
            data = more;
        }
        size_t got = fread(data + *size, 1, capacity - *size, file);
        if (got == 0)
            break;
        *size += got;
    }
    if (ferror(file)) {
        free(data);
        return NULL;
    }
    return data;
}

/* The first place in by_schema of this schema or one above it. */
static size_t first_from(const struct tables *all, uint32_t schema24)
{
    size_t low = 0, high = all->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if ((all->by_schema[middle]->schema & 0xFFFFFF) < schema24)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

void tables_add_table(struct tables *all, struct table *t)
{
    const struct table *other = tables_find(all, t->schema & 0xFFFFFF);
    if (other) {
        if (other->schema != t->schema)
            fprintf(stderr,
                    "plogcat: %s (schema %08x) and %s (schema %08x) look the same in a dump: only the first is used\n",
                    other->path, (unsigned)other->schema, t->path, (unsigned)t->schema);
        table_free(t);
        return;
    }
    struct table **at = realloc(all->at, (all->count + 1) * sizeof *at);
    if (at)
        all->at = at;
    struct table **by_schema = realloc(all->by_schema, (all->count + 1) * sizeof *by_schema);
    if (by_schema)
        all->by_schema = by_schema;
    if (!at || !by_schema) {
        fprintf(stderr, "plogcat: %s: out of memory\n", t->path);
        table_free(t);
        return;
    }
    size_t place = first_from(all, t->schema & 0xFFFFFF);
    memmove(by_schema + place + 1, by_schema + place, (all->count - place) * sizeof *by_schema);
    by_schema[place] = t;
    at[all->count++] = t;
}

/* Other JSON than tables is passed over in silence if it was not asked for by name. */
static void add_file(struct tables *all, const char *path, bool by_name)
{
    char why[256];
    size_t size;
    FILE *file = fopen(path, "rb");
    char *json = file ? read_all(file, &size) : NULL;
    if (!json) {
        fprintf(stderr, "plogcat: %s: %s\n", path, strerror(errno));
    } else {
        struct table *t = table_read(json, size, path, why);
        if (t)
            tables_add_table(all, t);
        else if (by_name || strcmp(why, TABLE_FOREIGN) != 0)
            fprintf(stderr, "plogcat: %s: not usable as a table: %s\n", path, why);
        free(json);
    }
    if (file)
        fclose(file);
}

static int is_json(const struct dirent *entry)
{
    size_t length = strlen(entry->d_name);
    return length > 5 && strcmp(entry->d_name + length - 5, ".json") == 0;
}

/* In order of their names, so that the same directory gives the same messages. */
static void add_directory(struct tables *all, const char *path)
{
    struct dirent **entries;
    int count = scandir(path, &entries, is_json, alphasort);
    if (count < 0) {
        fprintf(stderr, "plogcat: %s: %s\n", path, strerror(errno));
        return;
    }
    if (count == 0)
        fprintf(stderr, "plogcat: %s: no .json file in this directory\n", path);
    for (int i = 0; i < count; i++) {
        size_t size = strlen(path) + strlen(entries[i]->d_name) + 2;
        char *name = malloc(size);
        if (name) {
            snprintf(name, size, "%s/%s", path, entries[i]->d_name);
            add_file(all, name, false);
        }
        free(name);
        free(entries[i]);
    }
    free(entries);
}

void tables_add(struct tables *all, const char *path)
{
    struct stat status;
    if (stat(path, &status) == 0 && S_ISDIR(status.st_mode))
        add_directory(all, path);
    else
        add_file(all, path, true);
}

void tables_free(struct tables *all)
{
    for (size_t i = 0; i < all->count; i++)
        table_free(all->at[i]);
    free(all->at);
    free(all->by_schema);
    *all = (struct tables){ 0 };
}

const struct table *tables_find(const struct tables *all, uint32_t schema24)
{
    size_t place = first_from(all, schema24);
    bool found = place < all->count && (all->by_schema[place]->schema & 0xFFFFFF) == schema24;
    return found ? all->by_schema[place] : NULL;
}
