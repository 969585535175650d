/* A table's types, and the arguments and fields that are of them. */
#ifndef TABLE_TYPES_H
#define TABLE_TYPES_H

#include "table_json.h"

/* Fills table->types. */
bool table_read_types(struct loader *l, json_object *root);

/* Reads the arguments of a message or the fields of a struct. *size_min gets the bytes they take at least. */
bool table_read_fields(struct loader *l, json_object *from, struct field **out, size_t *count, uint64_t *size_min);

/* Frees what finds types by their names: when all fields are read. */
void table_forget_types(struct loader *l);

#endif
