#include "steps.h"

#include <check.h>
#include <sched.h>
#include <signal.h>
#include <stdbool.h>
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

/* Each step switches from one process to the other, which takes half the time on one and the same core. */
static void stay_on_this_core(void)
{
    cpu_set_t core;

    CPU_ZERO(&core);
    CPU_SET((size_t)sched_getcpu(), &core);
    ck_assert_int_eq(sched_setaffinity(0, sizeof core, &core), 0);
}

void steps_take(struct steps *steps, void (*function)(void), const uint8_t *region, size_t size)
{
    pid_t child;
    int status;

    stay_on_this_core();
    child = fork();
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

void steps_hold_back(struct steps *steps, size_t word)
{
    uint8_t *ram = (uint8_t *)malloc(2 * steps->size), *last = ram + steps->size;
    size_t held = steps->size; /* where the word that is held back begins; size: none is */

    ck_assert_ptr_nonnull(ram);
    memcpy(ram, steps->states, steps->size);
    memcpy(last, steps->states, steps->size);
    for (size_t i = 1; i < steps->count; i++) {
        uint8_t *state = steps->states + i * steps->size;
        size_t from, to;

        for (from = 0; last[from] == state[from]; from++)
            ;
        for (to = steps->size; last[to - 1] == state[to - 1]; to--)
            ;
        memcpy(last, state, steps->size);
        for (size_t at = from / word * word; at < to; at += word) {
            size_t most = at + word < steps->size ? word : steps->size - at;
            bool fills = word == 4 && from / word * word == at && to <= at + word && from < at + 2 && to > at + 2; /* of both halves */

            if (!fills && at != held) {
                if (held < steps->size) /* pushed out: what it was when the core stored elsewhere */
                    memcpy(ram + held, last + held, held + word < steps->size ? word : steps->size - held);
                held = at;
            } else if (fills) {
                memcpy(ram + at, last + at, most);
            }
        }
        memcpy(state, ram, steps->size);
    }
    free(ram);
}

const uint8_t *steps_state(const struct steps *steps, size_t i)
{
    return steps->states + i * steps->size;
}

void steps_free(struct steps *steps)
{
    free(steps->states);
}
