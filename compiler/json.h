/*
 * Writes JSON into a text, piece by piece: a tree of objects would take more memory and time than all the rest of plogen.
 * A value in an object is named by its key; one in an array, and the outermost, by NULL.
 */
#ifndef JSON_H
#define JSON_H

#include <stdbool.h>
#include <stdint.h>

#include "arena.h"

struct json {
    struct text text;
    bool pretty;    /* a line for each value, else all in one and without spaces */
    unsigned depth;
    bool begun;     /* a value stands before in the same array or object */
};

void json_open(struct json *json, const char *key, char bracket);  /* '{' or '[' */
void json_close(struct json *json, char bracket);                  /* '}' or ']' */
void json_text(struct json *json, const char *key, const char *value); /* NULL: null. Else UTF-8 */
void json_number(struct json *json, const char *key, uint64_t value);
void json_flag(struct json *json, const char *key, bool value);

#endif
