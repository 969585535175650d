#include "template.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "diagnostic.h"

static const char *built_in(const char *file)
{
    for (const struct built_in *t = built_in_templates; t->file; t++)
        if (strcmp(t->file, file) == 0)
            return t->text;
    return NULL;
}

static const char *read_template(const char *directory, const char *file)
{
    const char *path = arena_printf("%s/%s", directory, file);
    struct text text = {0};
    char piece[4096];
    FILE *from = fopen(path, "rb");

    if (!from) {
        error_general("cannot read the template %s: %s", path, strerror(errno));
        return NULL;
    }
    text_puts(&text, "");
    for (size_t n; (n = fread(piece, 1, sizeof piece, from)) > 0;)
        text_append(&text, piece, n);
    if (ferror(from)) {
        error_general("cannot read the template %s: %s", path, strerror(errno));
        text.data = NULL;
    }
    fclose(from);
    return text.data;
}

static const char *value_of(const struct replacement *replacements, const char *name, size_t length)
{
    for (; replacements->name; replacements++)
        if (strlen(replacements->name) == length && memcmp(replacements->name, name, length) == 0)
            return replacements->value;
    return NULL;
}

/* "@name@" at the begin of text: its length with both @, else 0. */
static size_t placeholder_length(const char *text)
{
    size_t n = 1;

    if (*text != '@')
        return 0;
    while ((text[n] >= 'a' && text[n] <= 'z') || text[n] == '_')
        n++;
    return n > 1 && text[n] == '@' ? n + 1 : 0;
}

static void append_block(struct text *out, const char *block, const char *indent, size_t indent_length)
{
    while (*block != '\0') {
        size_t n = strcspn(block, "\n");

        if (n > 0)
            text_append(out, indent, indent_length);
        text_append(out, block, n);
        text_puts(out, "\n");
        block += n + (block[n] == '\n');
    }
}

/* One line of a template, in the middle of which names may stand. Returns false for a name that is not in the list. */
static bool fill_line(struct text *out, const char *line, size_t length, const struct replacement *replacements,
                      const char **unknown)
{
    const char *end = line + length;

    while (line < end) {
        size_t n = placeholder_length(line);

        if (n > 0) {
            const char *value = value_of(replacements, line + 1, n - 2);

            if (!value) {
                *unknown = arena_copy(line, n);
                return false;
            }
            text_puts(out, value);
            line += n;
        } else {
            const char *next = memchr(line + 1, '@', (size_t)(end - line - 1));

            n = (size_t)((next ? next : end) - line);
            text_append(out, line, n);
            line += n;
        }
    }
    return true;
}

bool template_fill(struct text *out, const char *directory, const char *file, const struct replacement *replacements)
{
    const char *line = directory ? read_template(directory, file) : built_in(file);
    const char *unknown = NULL;
    unsigned number = 1;

    if (!line)
        return false;
    for (; *line != '\0'; number++) {
        size_t length = strcspn(line, "\n");
        size_t indent = strspn(line, " ");
        size_t name = placeholder_length(line + indent);
        const char *value = name > 0 ? value_of(replacements, line + indent + 1, name - 2) : NULL;
        const char *next = line + length + (line[length] == '\n');

        if (value && indent + name == length) {
            append_block(out, value, line, indent);
            if (*value == '\0' && *next == '\n')
                next++;
        } else if (fill_line(out, line, length, replacements, &unknown)) {
            text_puts(out, "\n");
        } else {
            error_general("%s:%u: the template has %s, which means nothing here", file, number, unknown);
            return false;
        }
        line = next;
    }
    return true;
}
