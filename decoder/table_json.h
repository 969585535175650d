/* Reads values out of a table's JSON, and says why what is not as it should be is refused. */
#ifndef TABLE_JSON_H
#define TABLE_JSON_H

#include <json-c/json.h>

#include "table.h"

/* What is being read, for the reason when it is refused. */
struct loader {
    struct table *table;
    char *why;
    const char *what; /* "message", "type" or NULL for the table itself */
    size_t index;
    void *types;      /* by name: for table_types.c */
};

/* Both return false. */
bool __attribute__((format(printf, 2, 3))) table_refuse(struct loader *l, const char *format, ...);
bool table_no_memory(struct loader *l);

/* The value of a key, which must be there and of this JSON type. */
json_object *table_get(struct loader *l, json_object *from, const char *key, json_type type);
bool table_has(json_object *from, const char *key);

bool table_get_number(struct loader *l, json_object *from, const char *key, uint64_t min, uint64_t max, uint64_t *out);
bool table_get_number32(struct loader *l, json_object *from, const char *key, uint32_t min, uint32_t max, uint32_t *out);
bool table_get_flag(struct loader *l, json_object *from, const char *key, bool *out); /* false if it is not there */

/* Names are what C takes for names, so that they need no escaping anywhere. */
bool table_is_name(const char *text, size_t size);
bool table_get_name(struct loader *l, json_object *from, const char *key, const char **out);

/* Which of the words (up to NULL) the key's string is. */
bool table_get_word(struct loader *l, json_object *from, const char *key, const char *const *words, unsigned *out);

/* Eight hex digits. */
bool table_get_hash(struct loader *l, json_object *from, const char *key, uint32_t *out);

/* NULL, with the reason in why, if it is no JSON or too large. */
json_object *json_parse(const char *json, size_t size, char why[static 256]);

#endif
