#include "table.h"

#include <stdlib.h>

#include <json-c/json.h>

/* Memory of a table, freed with it. */
struct part {
    struct part *next;
    max_align_t memory[];
};

void *table_alloc(struct table *t, size_t count, size_t size)
{
    if (size > 0 && count > (SIZE_MAX - sizeof(struct part)) / size)
        return NULL;
    struct part *part = calloc(1, sizeof *part + count * size);
    if (!part)
        return NULL;
    part->next = t->parts;
    t->parts = part;
    return part->memory;
}

void table_free(struct table *t)
{
    if (!t)
        return;
    while (t->parts) {
        struct part *next = t->parts->next;
        free(t->parts);
        t->parts = next;
    }
    json_object_put(t->json);
    free(t->path);
    free(t);
}
