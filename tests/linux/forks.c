/*
 * Forks while it logs, in ways that must leave the ring as if it had not.
 *
 *     forks RING threads      many forks while two threads log; the children log, too
 *     forks RING signals      a signal handler forks, mostly in the middle of a record
 *     forks RING own OTHER    the child starts a log of its own in OTHER
 *     forks RING orphan       is killed, and leaves a child that prints "gone" when its input ends
 *     forks RING once         logs one record
 *     forks RING busily       prints "ready", and logs until it is killed
 *
 * Each ends by itself within ALARM seconds.
 */
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include "ring.h"

#define FORKS 60
#define RECORDS 50u
#define ALARM 20

static volatile bool over;

static void log_as_parent(uint32_t number)
{
    log_parent(number, 2 * number);
}

/* What a child does that knows nothing of the log. */
static void log_as_child(void)
{
    for (uint32_t i = 0; i < RECORDS; i++)
        log_child(i);
}

static void *log_on(void *unused)
{
    (void)unused;
    for (uint32_t i = 0; !over; i++)
        log_as_parent(i);
    return NULL;
}

/* Whether the child ended well. */
static bool ended_well(pid_t child)
{
    int status;

    return child > 0 && waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

static int fork_among_threads(void)
{
    pthread_t loggers[2];
    int bad = 0;

    for (int i = 0; i < 2; i++)
        if (pthread_create(&loggers[i], NULL, log_on, NULL) != 0)
            return 1;
    for (int i = 0; i < FORKS; i++) {
        pid_t child = fork();

        if (child == 0) {
            alarm(ALARM);
            log_as_child();
            _exit(0);
        }
        bad += !ended_well(child);
    }
    over = true;
    for (int i = 0; i < 2; i++)
        pthread_join(loggers[i], NULL);
    return bad != 0;
}

static volatile sig_atomic_t forks, bad_forks;
static volatile sig_atomic_t is_child;

static void on_timer(int number)
{
    pid_t child = fork();

    (void)number;
    if (child == 0) {
        is_child = 1;
        return;
    }
    forks++;
    bad_forks += !ended_well(child);
}

/* The child comes back from the handler into the record that was interrupted, ends it, and logs more. */
static int fork_in_handlers(void)
{
    struct itimerval often = {.it_interval = {0, 500}, .it_value = {0, 500}};
    struct sigaction action;

    memset(&action, 0, sizeof action);
    action.sa_handler = on_timer;
    action.sa_flags = SA_RESTART;
    sigaction(SIGVTALRM, &action, NULL);
    setitimer(ITIMER_VIRTUAL, &often, NULL);
    for (uint32_t i = 0; forks < FORKS && !is_child; i++)
        log_as_parent(i);
    if (is_child) {
        log_as_child();
        _exit(0);
    }
    return bad_forks != 0;
}

static int start_own(const char *other)
{
    pid_t child = fork();

    if (child == 0) {
        alarm(ALARM);
        log_as_child();
        _exit(plog_init_file(other, PLOG_CAUSE_UNKNOWN) != PLOG_OK || (log_as_child(), false));
    }
    log_as_parent(1);
    return !ended_well(child);
}

/* The child lets go of the ring's file when it first runs, so the parent waits for that. */
static int leave_orphan(void)
{
    int running[2];
    char byte = 0;

    if (pipe(running) != 0)
        return 1;
    if (fork() == 0) {
        if (write(running[1], &byte, 1) != 1)
            return 1;
        while (read(STDIN_FILENO, &byte, 1) > 0)
            ;
        puts("gone");
        return 0;
    }
    log_as_parent(1);
    if (read(running[0], &byte, 1) == 1)
        raise(SIGKILL);
    return 1;
}

int main(int argc, char **argv)
{
    const char *way = argc > 2 ? argv[2] : "";
    plog_status status = plog_init_file(argv[1], PLOG_CAUSE_UNKNOWN);

    alarm(ALARM);
    if (status != PLOG_OK) {
        printf("plog_status %d\n", (int)status);
        return 2;
    }
    log_started("forks");
    if (strcmp(way, "threads") == 0)
        return fork_among_threads();
    if (strcmp(way, "signals") == 0)
        return fork_in_handlers();
    if (strcmp(way, "own") == 0)
        return start_own(argv[3]);
    if (strcmp(way, "orphan") == 0)
        return leave_orphan();
    if (strcmp(way, "busily") == 0) {
        puts("ready");
        fflush(stdout);
        log_on(NULL);
    }
    return 0;
}
