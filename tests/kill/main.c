/*
 * kill TABLE RING ROUNDS SEED: in each round a process starts the log in the file RING, and eight of its threads log as fast as they can. A random moment
 * later it is killed: in every fourth round while it starts the log, in some of these in an empty file. In every second round plogcat's reader reads the
 * file some times shortly before, while it is written. Each thread has told, in shared memory, which of its records were logged. The ring must hold all
 * of them that no newer ones have overwritten (rows.h), up to the last one that was told or the one behind that; of the boots before, too.
 */
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "../../decoder/image.h"
#include "../../decoder/output.h"
#include "kill.h"
#include "rows.h"

enum { READINGS = 20, LOGS_MOST = 2000, STARTS_MOST = 400 }; /* microseconds until the kill */

/* Of each writer: records that log_mark() has returned from. */
static volatile uint32_t *told;

static struct tables tables;
static struct output output; /* nothing is written to it */
static struct history history = { .output = &output };
static uint64_t readings; /* in use */

static void *write_records(void *user)
{
    uint32_t writer = (uint32_t)(uintptr_t)user;

    for (uint32_t n = 1;; n++) {
        log_mark((uint8_t)writer, n, check_of(writer, n));
        told[writer] = n;
    }
    return NULL;
}

static void run(const char *path, int ready)
{
    pthread_t thread;

    if (plog_init_file(path, PLOG_CAUSE_UNKNOWN) != PLOG_OK || write(ready, "r", 1) != 1)
        _exit(1);
    for (uintptr_t i = 1; i < WRITERS; i++)
        if (pthread_create(&thread, NULL, write_records, (void *)i) != 0)
            _exit(1);
    write_records(NULL);
}

/* Returns whether there is a ring. */
static bool read_ring(const char *path, bool in_use)
{
    struct unknown unknown = { .count = 0 };
    struct input in;
    bool found;

    rows_begin(in_use);
    if (!input_open(&in, path))
        exit(1);
    found = image_print(&in, &tables, &history, &unknown) == 1;
    input_close(&in);
    return found;
}

static void wait_until_started(int ready)
{
    char byte;

    if (read(ready, &byte, 1) != 1)
        exit(1);
}

static void sleep_below(long microseconds)
{
    nanosleep(&(struct timespec){ .tv_nsec = rand() % microseconds * 1000 }, NULL);
}

static void round_of(const char *path, unsigned round)
{
    bool starting = round % 4 == 2, empty = round % 16 == 2;
    int ready[2];
    pid_t child;

    memset((void *)(uintptr_t)told, 0, WRITERS * sizeof *told);
    if (empty) {
        rows_restart();
        if (truncate(path, 0) != 0)
            exit(1);
    }
    if (pipe(ready) != 0 || (child = fork()) < 0)
        exit(1);
    if (child == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL); /* else its threads log on where this test ends early */
        run(path, ready[1]);
        _exit(1);
    }
    close(ready[1]);
    if (!starting)
        wait_until_started(ready[0]);
    sleep_below(starting ? STARTS_MOST : LOGS_MOST);
    for (unsigned i = 0; round % 2 == 1 && i < READINGS; i++, readings++)
        if (!read_ring(path, true))
            rows_no_ring();
    kill(child, SIGKILL);
    waitpid(child, NULL, 0);
    close(ready[0]);
    if (!read_ring(path, false) && !empty)
        rows_no_ring();
    rows_check(told, !starting);
}

int main(int argc, char **argv)
{
    unsigned rounds;

    if (argc != 5)
        return 2;
    rounds = (unsigned)strtoul(argv[3], NULL, 10);
    srand((unsigned)strtoul(argv[4], NULL, 10));
    tables_add(&tables, argv[1]);
    told = mmap(NULL, WRITERS * sizeof *told, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (told == MAP_FAILED || (unlink(argv[2]) != 0 && errno != ENOENT))
        return 2;
    for (unsigned i = 0; i < rounds; i++)
        round_of(argv[2], i);
    printf("kill: points=%llu records=%llu readings=%llu lost=%llu false=%llu\n", (unsigned long long)(rounds + readings), (unsigned long long)records,
           (unsigned long long)readings, (unsigned long long)lost, (unsigned long long)wrong);
    printf("%d passed, %d failed\n", lost == 0 && wrong == 0 && records > 0, !(lost == 0 && wrong == 0 && records > 0));
    return lost == 0 && wrong == 0 && records > 0 ? 0 : 1;
}
