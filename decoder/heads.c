#include "heads.h"

#include "render.h"

void head_as_text(struct buffer *out, const char *level, const char *module, const char *name)
{
    buffer_add_text(out, "  ");
    buffer_add_text(out, level ? level : "-");
    buffer_add_text(out, "  ");
    if (module) {
        buffer_add_text(out, module);
        buffer_add_char(out, '.');
    }
    buffer_add_text(out, name);
    buffer_add_text(out, "  ");
}

static void add_name(struct buffer *out, const char *key, const char *name)
{
    buffer_add_text(out, key);
    if (name)
        buffer_add_char(out, '"');
    buffer_add_text(out, name ? name : "null");
    if (name)
        buffer_add_char(out, '"');
}

void head_as_json(struct buffer *out, const char *level, const char *module, const char *name)
{
    add_name(out, ",\"level\":", level);
    add_name(out, ",\"module\":", module);
    add_name(out, ",\"event\":", name);
    buffer_add_text(out, ",\"text\":\"");
}

static void key_as_json(struct buffer *out, const char *name)
{
    buffer_add_text(out, ",\"");
    buffer_add_text(out, name);
    buffer_add_text(out, "\":");
}

/* Moves what stands in the buffer to the table. */
static bool keep(struct table *t, struct buffer *b, struct head *head)
{
    char *data = b->full ? NULL : table_alloc(t, b->size + BUFFER_PADDING, 1);
    if (!data)
        return false;
    memcpy(data, b->data, b->size);
    *head = (struct head){ .data = data, .size = b->size };
    buffer_clear(b);
    return true;
}

static bool prepare_keys(struct table *t, struct buffer *b, struct field *fields, size_t count)
{
    bool good = true;
    for (size_t i = 0; i < count && good; i++) {
        key_as_json(b, fields[i].name);
        good = keep(t, b, &fields[i].key);
    }
    return good;
}

bool heads_prepare(struct table *t)
{
    struct buffer b = { 0 };
    bool good = true;
    for (size_t i = 0; i < t->message_count && good; i++) {
        struct message *m = &t->messages[i];
        head_as_text(&b, m->level, m->module, m->name);
        good = keep(t, &b, &m->text_head);
        head_as_json(&b, m->level, m->module, m->name);
        good = good && keep(t, &b, &m->json_head) && prepare_keys(t, &b, m->arguments, m->argument_count);
        m->text_max = render_limit(m);
        m->text_clean = render_is_clean(m);
    }
    for (size_t i = 0; i < t->type_count && good; i++)
        good = prepare_keys(t, &b, t->types[i].fields, t->types[i].field_count);
    buffer_free(&b);
    return good;
}
