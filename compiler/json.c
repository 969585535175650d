#include "json.h"

#include <inttypes.h>
#include <string.h>

static void new_line(struct json *json)
{
    static const char spaces[] = "                "; /* nothing is nested deeper */

    if (json->pretty) {
        text_puts(&json->text, "\n");
        text_append(&json->text, spaces, 2 * json->depth);
    }
}

/* What stands before a value. */
static void begin(struct json *json, const char *key)
{
    if (json->begun)
        text_puts(&json->text, ",");
    if (json->depth > 0)
        new_line(json);
    json->begun = true;
    if (key) {
        text_puts(&json->text, "\"");
        text_puts(&json->text, key);
        text_puts(&json->text, json->pretty ? "\": " : "\":");
    }
}

void json_open(struct json *json, const char *key, char bracket)
{
    begin(json, key);
    text_append(&json->text, &bracket, 1);
    json->depth++;
    json->begun = false;
}

void json_close(struct json *json, char bracket)
{
    json->depth--;
    new_line(json);
    text_append(&json->text, &bracket, 1);
    json->begun = true;
}

static void escape(struct text *out, char c)
{
    static const char letters[] = "\"\\\b\f\n\r\t";
    const char *letter = strchr(letters, c);

    if (letter)
        text_printf(out, "\\%c", "\"\\bfnrt"[letter - letters]);
    else
        text_printf(out, "\\u%04x", (unsigned)c);
}

static bool is_plain(char c)
{
    return (unsigned char)c >= 0x20 && c != '"' && c != '\\';
}

void json_text(struct json *json, const char *key, const char *value)
{
    begin(json, key);
    if (!value) {
        text_puts(&json->text, "null");
        return;
    }
    text_puts(&json->text, "\"");
    while (*value) {
        size_t plain = 0;

        while (is_plain(value[plain]))
            plain++;
        text_append(&json->text, value, plain);
        value += plain;
        if (*value)
            escape(&json->text, *value++);
    }
    text_puts(&json->text, "\"");
}

void json_number(struct json *json, const char *key, uint64_t value)
{
    begin(json, key);
    text_printf(&json->text, "%" PRIu64, value);
}

void json_flag(struct json *json, const char *key, bool value)
{
    begin(json, key);
    text_puts(&json->text, value ? "true" : "false");
}
