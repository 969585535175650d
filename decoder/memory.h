/* json-c 0.16 does not look at all of what it allocates: json_tokener_parse_ex() gives a key that it could not copy to json_object_object_add_ex(), which
   crashes; and a value that it could not make becomes null. */
#ifndef MEMORY_H
#define MEMORY_H

#include <stdbool.h>

/* While it is set, an allocation that fails, whoever asks for it, ends plogcat: it says so, and its status is 2. To be set around json-c's calls, while there
   is one thread. Only memory.c heeds it, which is plogcat's and not the library's. */
extern bool memory_is_needed;

#endif
