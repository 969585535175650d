/*
 * The kernel's own log as pstore keeps it: /sys/fs/pstore with its files, one of them, or an image of the ramoops region.
 *
 * Each line is an event "kernel" in the order the kernel wrote it, with its time stamp and its level if it has them. Lines are not
 * sorted by time: a console's log holds several boots, and each of them begins at 0 again.
 */
#ifndef KERNEL_H
#define KERNEL_H

#include "history.h"

/* Prints a file, or the files of a directory in the order of their names. Returns the exit status. */
int kernel_print(const char *path, struct history *h);

/* Prints text that is the kernel's, line by line; `file` says where it is from. */
void kernel_lines(struct history *h, const char *file, const char *text, size_t size);

#endif
