/* What a program that reads what a firmware has drained counts and says. */
#ifndef VERDICTS_H
#define VERDICTS_H

#include <stdint.h>

extern uint64_t lost, wrong;

/* Each says on stderr what, and where that is; not if much is. */
void is_lost(const char *what);
void is_wrong(const char *what);

/* The program's own: says where it is. */
void tell_place(void);

#endif
