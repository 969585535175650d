#include "steps.h"

#include <check.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/wait.h>
#include <unistd.h>

static void keep(struct steps *steps, const uint8_t *region)
{
    steps->states = (uint8_t *)realloc(steps->states, (steps->count + 1) * steps->size);
    ck_assert_ptr_nonnull(steps->states);
    memcpy(steps->states + steps->count * steps->size, region, steps->size);
    steps->count++;
}

static void be_stepped(void (*function)(void))
{
    if (ptrace(PTRACE_TRACEME, 0, NULL, NULL) != 0)
        _exit(1);
    raise(SIGSTOP);
    function();
    _exit(0);
}

void steps_take(struct steps *steps, void (*function)(void), const uint8_t *region, size_t size)
{
    pid_t child = fork();
    int status;

    ck_assert_int_ge(child, 0);
    if (child == 0)
        be_stepped(function);
    *steps = (struct steps){ .size = size };
    keep(steps, region);
    for (;;) {
        ck_assert_int_eq(waitpid(child, &status, 0), child);
        if (!WIFSTOPPED(status))
            break;
        if (memcmp(steps_state(steps, steps->count - 1), region, size) != 0)
            keep(steps, region);
        ck_assert_int_eq(ptrace(PTRACE_SINGLESTEP, child, NULL, NULL), 0);
    }
    ck_assert(WIFEXITED(status));
    ck_assert_int_eq(WEXITSTATUS(status), 0);
}

const uint8_t *steps_state(const struct steps *steps, size_t i)
{
    return steps->states + i * steps->size;
}

void steps_free(struct steps *steps)
{
    free(steps->states);
}
