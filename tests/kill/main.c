/*
 * kill TABLE RING ROUNDS SEED: in each round a process starts the log in the file RING, and eight of its threads log as fast as they can. A random moment
 * later it is killed; in every second round plogcat's reader reads the file some times shortly before, while it is written. Each thread has told, in shared memory, which of its records were
 * logged. The ring must hold an unbroken row of each thread's records, up to the last one that it told or the one behind that.
 */
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "../../decoder/image.h"
#include "../../decoder/output.h"
#include "kill.h"

enum { WRITERS = 8, READINGS = 20, COMPLAINTS_MOST = 10 };

/* Of each writer: records that log_mark() has returned from. */
static volatile uint32_t *told;

static struct tables tables;
static struct output output; /* nothing is written to it */
static struct history history = { .output = &output };
static uint32_t next[WRITERS]; /* what must come next; 0: anything may */
static uint16_t boots;         /* of the process that runs */
static bool in_use;             /* the process was not killed yet */
static uint64_t records, readings, lost, wrong; /* readings: in use */

static uint64_t check_of(uint32_t writer, uint32_t n)
{
    return (n * 8ull + writer) * 0x9E3779B97F4A7C15ull >> (n % 50u);
}

static void complain(const char *what, uint32_t writer, uint32_t n)
{
    if (lost + wrong < COMPLAINTS_MOST)
        fprintf(stderr, "boot %u, writer %u, record %u: %s\n", (unsigned)boots, (unsigned)writer, (unsigned)n, what);
}

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

/* Takes the place of decoder/output.c's. */
void __wrap_output_event(struct output *o, const struct event *e);
void __wrap_output_event(struct output *o, const struct event *e)
{
    const struct value *values = e->kind == EVENT_MESSAGE ? e->record->values : NULL;
    uint32_t writer, n;

    (void)o;
    if (e->kind == EVENT_DAMAGE && in_use) {
        memset(next, 0, sizeof next); /* a block was opened anew while it was copied, and plogcat says so */
    } else if (e->kind == EVENT_DAMAGE) {
        complain(e->reason, 0, 0);
        wrong++;
    }
    if (!values || e->boot != boots)
        return;
    writer = (uint32_t)values[0].as.number;
    n = (uint32_t)values[1].as.number;
    if (writer >= WRITERS || values[2].as.number != check_of(writer, n)) {
        complain(in_use ? "a wrong value, read in use" : "a wrong value", writer, n);
        wrong++;
        return;
    }
    if (next[writer] != 0 && n != next[writer]) {
        complain(in_use ? "not the record behind the last one, read in use" : "not the record behind the last one", writer, n);
        lost++;
    }
    next[writer] = n + 1;
    records++;
}

static void read_ring(const char *path)
{
    struct unknown unknown = { .count = 0 };
    struct input in;

    memset(next, 0, sizeof next);
    if (!input_open(&in, path))
        exit(1);
    image_print(&in, &tables, &history, &unknown);
    input_close(&in);
}

/* After the kill. */
static void check_ends(void)
{
    for (uint32_t writer = 0; writer < WRITERS; writer++) {
        uint32_t last = next[writer] - 1;

        if (next[writer] == 0)
            continue; /* the others have overwritten all of it, or it has logged nothing */
        if (last < told[writer]) {
            complain("a record is missing that was logged", writer, told[writer]);
            lost++;
        } else if (last > told[writer] + 1) {
            complain("a record that was not logged yet", writer, last);
            wrong++;
        }
    }
}

static void round_of(const char *path, unsigned round)
{
    struct timespec pause = { .tv_nsec = rand() % 2000 * 1000 };
    int ready[2];
    char byte;
    pid_t child;

    memset((void *)(uintptr_t)told, 0, WRITERS * sizeof *told);
    if (pipe(ready) != 0 || (child = fork()) < 0)
        exit(1);
    if (child == 0) {
        run(path, ready[1]);
        _exit(1);
    }
    close(ready[1]);
    if (read(ready[0], &byte, 1) != 1)
        exit(1);
    close(ready[0]);
    boots++;
    nanosleep(&pause, NULL);
    in_use = true;
    for (unsigned i = 0; round % 2 == 1 && i < READINGS; i++, readings++)
        read_ring(path);
    kill(child, SIGKILL);
    waitpid(child, NULL, 0);
    in_use = false;
    read_ring(path);
    check_ends();
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
