#include "table_json.h"

#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "memory.h"

bool table_refuse(struct loader *l, const char *format, ...)
{
    char reason[160];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(reason, sizeof reason, format, arguments);
    va_end(arguments);
    if (l->what)
        snprintf(l->why, 256, "%s %zu: %s", l->what, l->index, reason);
    else
        snprintf(l->why, 256, "%s", reason);
    return false;
}

bool table_no_memory(struct loader *l)
{
    return table_refuse(l, "out of memory");
}

json_object *table_get(struct loader *l, json_object *from, const char *key, json_type type)
{
    json_object *value;
    if (!json_object_object_get_ex(from, key, &value)) {
        table_refuse(l, "\"%s\" is missing", key);
        return NULL;
    }
    if (!json_object_is_type(value, type)) {
        table_refuse(l, "\"%s\" is not a JSON %s", key, json_type_to_name(type));
        return NULL;
    }
    return value;
}

bool table_has(json_object *from, const char *key)
{
    return json_object_object_get_ex(from, key, NULL);
}

bool table_get_number(struct loader *l, json_object *from, const char *key, uint64_t min, uint64_t max, uint64_t *out)
{
    json_object *value = table_get(l, from, key, json_type_int);
    if (!value)
        return false;
    *out = json_object_get_uint64(value);
    if (json_object_get_int64(value) < 0 || *out < min || *out > max)
        return table_refuse(l, "\"%s\" is out of range", key);
    return true;
}

bool table_get_number32(struct loader *l, json_object *from, const char *key, uint32_t min, uint32_t max, uint32_t *out)
{
    uint64_t number;
    if (!table_get_number(l, from, key, min, max, &number))
        return false;
    *out = (uint32_t)number;
    return true;
}

bool table_get_flag(struct loader *l, json_object *from, const char *key, bool *out)
{
    *out = false;
    if (!table_has(from, key))
        return true;
    json_object *value = table_get(l, from, key, json_type_boolean);
    if (!value)
        return false;
    *out = json_object_get_boolean(value);
    return true;
}

bool table_is_name(const char *text, size_t size)
{
    if (size == 0 || size > TABLE_NAME_MAX || (text[0] >= '0' && text[0] <= '9'))
        return false;
    for (size_t i = 0; i < size; i++) {
        char c = text[i];
        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'))
            return false;
    }
    return true;
}

bool table_get_name(struct loader *l, json_object *from, const char *key, const char **out)
{
    json_object *value = table_get(l, from, key, json_type_string);
    if (!value)
        return false;
    *out = json_object_get_string(value);
    if (!table_is_name(*out, (size_t)json_object_get_string_len(value)))
        return table_refuse(l, "\"%s\" is no name", key);
    return true;
}

bool table_get_word(struct loader *l, json_object *from, const char *key, const char *const *words, unsigned *out)
{
    json_object *value = table_get(l, from, key, json_type_string);
    if (!value)
        return false;
    for (*out = 0; words[*out]; ++*out)
        if (strcmp(json_object_get_string(value), words[*out]) == 0)
            return true;
    return table_refuse(l, "\"%s\" is none of its values", key);
}

bool table_get_hash(struct loader *l, json_object *from, const char *key, uint32_t *out)
{
    json_object *value = table_get(l, from, key, json_type_string);
    if (!value)
        return false;
    const char *text = json_object_get_string(value);
    if (strlen(text) != 8 || strspn(text, "0123456789abcdef") != 8)
        return table_refuse(l, "\"%s\" is not eight hex digits", key);
    *out = (uint32_t)strtoul(text, NULL, 16);
    return true;
}

bool memory_is_needed;

/* Whether it would take json-c more memory than a table is worth: three bytes, "{},", take it 800. */
static bool is_too_large(const char *json, size_t size)
{
    size_t objects = 0, commas = 0;
    bool text = false;
    if (size > TABLE_BYTES_MAX || size > INT_MAX)
        return true;
    for (size_t at = 0; at < size; at++) {
        if (json[at] == '"')
            text = !text;
        else if (text)
            at += json[at] == '\\';
        else if (json[at] == '{' || json[at] == '[')
            objects++;
        else if (json[at] == ',')
            commas++;
    }
    return objects > TABLE_OBJECTS_MAX || commas > TABLE_COMMAS_MAX;
}

static json_object *parse(const char *json, size_t size, char *why)
{
    if (is_too_large(json, size)) {
        snprintf(why, 256, "it is too large");
        return NULL;
    }
    json_tokener *tokener = json_tokener_new_ex(16);
    if (!tokener) {
        snprintf(why, 256, "out of memory");
        return NULL;
    }
    json_tokener_set_flags(tokener, JSON_TOKENER_STRICT | JSON_TOKENER_VALIDATE_UTF8);
    json_object *root = json_tokener_parse_ex(tokener, json, (int)size);
    enum json_tokener_error error = json_tokener_get_error(tokener);
    if (!root) {
        snprintf(why, 256, "it is no JSON (%s, at byte %zu); give the NAME.json that plogen wrote",
                 error == json_tokener_continue ? "it ends too early" : json_tokener_error_desc(error),
                 json_tokener_get_parse_end(tokener));
    } else {
        for (size_t at = json_tokener_get_parse_end(tokener); at < size; at++) {
            if (!strchr(" \t\r\n", json[at]) || !json[at]) {
                snprintf(why, 256, "it goes on after its JSON, at byte %zu", at);
                json_object_put(root);
                root = NULL;
                break;
            }
        }
    }
    json_tokener_free(tokener);
    return root;
}

json_object *json_parse(const char *json, size_t size, char why[static 256])
{
    memory_is_needed = true;
    json_object *root = parse(json, size, why);
    memory_is_needed = false;
    return root;
}
