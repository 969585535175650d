/* Runs the tests of one program. Each test runs in a process of its own, on a region that was just powered on. */
#ifndef SUITE_H
#define SUITE_H

#include <check.h>

/* tests ends with NULL. Returns main's status. */
int suite_run(const char *name, const TTest *const *tests, void (*power_on)(void));

#endif
