/* Empties a ring. */
#ifndef CLEAR_H
#define CLEAR_H

#include <stdbool.h>

/* Overwrites a file or a device that holds a ring with zeros, after asking on the terminal, unless `sure`. Returns the
   exit status. */
int clear_ring(const char *path, bool sure);

#endif
