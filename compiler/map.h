/* A table from words to pointers. */
#ifndef MAP_H
#define MAP_H

#include <stddef.h>

struct map_entry {
    const char *key;
    void *value;
};

struct map { /* starts as {0} */
    struct map_entry *entries;
    size_t used, capacity;
};

/* The value put for `key`, or NULL. */
void *map_get(const struct map *map, const char *key);

/* Puts `value`, not NULL, unless the key is already there: then nothing changes and the older value is returned. */
void *map_put(struct map *map, const char *key, void *value);

#endif
