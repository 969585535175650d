/* Ids: what the spec gives is taken first, the rest get the smallest free ones in order of declaration. */
#include <inttypes.h>
#include <string.h>

#include "check.h"
#include "diagnostic.h"

struct ids {
    struct message *owner[ID_MAX + 2];
    bool reserved[ID_MAX + 2];
};

static void take_reserved(struct ids *ids, const struct spec *spec)
{
    for (const struct id_range *range = spec->reserved; range; range = range->next)
        memset(ids->reserved + range->first, true, range->last - range->first + 1);
}

static struct place reserved_at(const struct spec *spec, uint32_t id)
{
    const struct id_range *range = spec->reserved;
    while (id < range->first || id > range->last)
        range = range->next;
    return range->at;
}

static void take_given(struct ids *ids, const struct spec *spec)
{
    for (struct message *message = spec->messages; message; message = message->next) {
        if (!message->id_given)
            continue;
        const struct message *owner = ids->owner[message->id];
        bool second = message->kind == MESSAGE_END;
        const char *remark = second ? " (a span takes two ids)" : "";
        if (owner) {
            error_at(message->id_at, "id %" PRIu32 " of '%s' is taken by '%s'%s", message->id, message->name.text,
                     owner->name.text, remark);
            note_at(owner->id_at, "'%s' takes it here", owner->name.text);
        } else if (ids->reserved[message->id]) {
            error_at(message->id_at, "id %" PRIu32 " of '%s' is reserved%s", message->id, message->name.text, remark);
            note_at(reserved_at(spec, message->id), "reserved here");
        } else {
            ids->owner[message->id] = message;
        }
    }
}

static bool is_free(const struct ids *ids, uint32_t id)
{
    return id <= ID_MAX && !ids->owner[id] && !ids->reserved[id];
}

static void take(struct ids *ids, struct message *message, uint32_t id)
{
    message->id = id;
    ids->owner[id] = message;
}

/* A span's end follows its begin in the list. */
static void number_rest(struct ids *ids, const struct spec *spec)
{
    uint32_t next = 1, next_pair = 1; /* nothing is free before */
    for (struct message *message = spec->messages; message; message = message->next) {
        if (message->id_given || message->kind == MESSAGE_END)
            continue;
        bool pair = message->kind == MESSAGE_BEGIN;
        uint32_t *id = pair ? &next_pair : &next;
        while (*id <= ID_MAX && !(is_free(ids, *id) && (!pair || is_free(ids, *id + 1))))
            ++*id;
        if (*id > ID_MAX) {
            error_at(message->name.at, "no id is left for '%s'; there are %u", message->name.text, ID_MAX);
            return;
        }
        take(ids, message, *id);
        if (pair)
            take(ids, message->next, *id + 1);
    }
}

static void sort_by_id(const struct ids *ids, struct spec *spec)
{
    struct message **end = &spec->messages;
    for (uint32_t id = 1; id <= ID_MAX; id++)
        if (ids->owner[id]) {
            *end = ids->owner[id];
            end = &ids->owner[id]->next;
        }
    *end = NULL;
}

void check_ids(struct spec *spec)
{
    struct ids *ids = arena_alloc(sizeof *ids);
    take_reserved(ids, spec);
    take_given(ids, spec);
    if (error_count() > 0)
        return;
    number_rest(ids, spec);
    if (error_count() == 0)
        sort_by_id(ids, spec);
}
