/*
 * Many files at once: as many processes as there are cores decode them, each with what was read before it started (the tables), and the output
 * comes in the order of the files. It waits for its turn in temporary files, which take as much room in $TMPDIR as there is output.
 */
#ifndef FLEET_H
#define FLEET_H

#include <stddef.h>

/* Prints one file on standard output and standard error; returns its exit status. */
typedef int fleet_task(void *user, const char *path);

/* Runs the task for each file. Returns the worst exit status of all. */
int fleet_run(const char *const *paths, size_t count, fleet_task *task, void *user);

#endif
