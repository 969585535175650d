#include "map.h"

#include <stdint.h>
#include <string.h>

#include "arena.h"

static size_t hash(const char *key)
{
    uint64_t value = 0xCBF29CE484222325u; /* FNV-1a */
    for (; *key; key++)
        value = (value ^ (unsigned char)*key) * 0x100000001B3u;
    return (size_t)(value ^ value >> 32);
}

/* The entry of `key`, or the free one where it belongs. */
static struct map_entry *find(const struct map *map, const char *key)
{
    size_t i = hash(key) & (map->capacity - 1);
    while (map->entries[i].key && strcmp(map->entries[i].key, key) != 0)
        i = (i + 1) & (map->capacity - 1);
    return &map->entries[i];
}

static void grow(struct map *map)
{
    struct map old = *map;
    map->capacity = old.capacity ? 2 * old.capacity : 64;
    map->entries = arena_alloc(map->capacity * sizeof *map->entries);
    for (size_t i = 0; i < old.capacity; i++)
        if (old.entries[i].key)
            *find(map, old.entries[i].key) = old.entries[i];
}

void *map_get(const struct map *map, const char *key)
{
    return map->capacity ? find(map, key)->value : NULL;
}

void *map_put(struct map *map, const char *key, void *value)
{
    if (2 * (map->used + 1) > map->capacity)
        grow(map);
    struct map_entry *entry = find(map, key);
    if (entry->key)
        return entry->value;
    *entry = (struct map_entry){key, value};
    map->used++;
    return NULL;
}
