/*
 * drained TABLE RING ROUNDS SEED: in each round a process starts the log in the file RING and drains into a pipe what the rounds before have left; then eight threads log, and the
 * first one drains, until it is killed at a random moment. The writers wait for the drain, so that nothing is overwritten. Each has told, in shared memory, which
 * of its records were logged. After ROUNDS_AT_ONCE rounds a process drains the rest, and is not killed. All records must have come through the pipe, once as plogcat
 * shows them: what was not released when a process was killed comes again. Then the file begins anew.
 */
#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "../../decoder/chunks.h"
#include "../../decoder/output.h"
#include "kill.h"
#include "marks.h"

enum { ROUNDS_AT_ONCE = 50, BOOTS = ROUNDS_AT_ONCE + 2, /* from 1 on, with the last one */
        AHEAD = 40, LOGS_MOST = 300, COMPLAINTS_MOST = 10 }; /* AHEAD: records of a writer that are not drained */

/* Of each boot and writer: records that log_mark() has returned from. */
static volatile uint32_t (*told)[WRITERS];

/* The process's own: how many of these were drained, at least; and the pipe. */
static volatile uint32_t handed_over[WRITERS];
static volatile uint32_t *told_now;
static int outlet;

static struct tables tables;
static struct output output; /* nothing is written to it */
static struct history history = { .output = &output };

/* Of each boot and writer: the record that comes next. */
static uint32_t next[BOOTS][WRITERS];
static bool begun[BOOTS];
static unsigned boots;
static uint8_t *stream;
static size_t stream_size, stream_room;
static unsigned long long records, lost, wrong;

static void *write_records(void *user)
{
    uint32_t writer = (uint32_t)(uintptr_t)user;

    for (uint32_t n = 1;; n++) {
        while (n - handed_over[writer] > AHEAD)
            sched_yield();
        log_mark((uint8_t)writer, n, check_of(writer, n));
        told_now[writer] = n;
    }
    return NULL;
}

/* The pipe takes a chunk as a whole, at once. That others run meanwhile gives the kill time to come before it or between it and the release. */
static bool send_chunk(void *user, const void *bytes, size_t length)
{
    bool sent;

    (void)user;
    sched_yield();
    sent = write(outlet, bytes, length) == (ssize_t)length;
    sched_yield();
    return sent;
}

static void start(const char *path)
{
    if (plog_init_file(path, PLOG_CAUSE_UNKNOWN) != PLOG_OK)
        _exit(1);
    plog_drain(send_chunk, NULL, SIZE_MAX); /* what the boots before have left */
}

static _Noreturn void log_and_drain(void)
{
    uint32_t logged[WRITERS];
    pthread_t thread;

    for (uintptr_t i = 0; i < WRITERS; i++)
        if (pthread_create(&thread, NULL, write_records, (void *)i) != 0)
            _exit(1);
    for (;;) {
        for (uint32_t i = 0; i < WRITERS; i++)
            logged[i] = told_now[i];
        plog_drain(send_chunk, NULL, SIZE_MAX);
        for (uint32_t i = 0; i < WRITERS; i++)
            handed_over[i] = logged[i];
    }
}

static void complain(unsigned long long *count, const char *what, unsigned boot, uint32_t writer, uint32_t n)
{
    if (lost + wrong < COMPLAINTS_MOST)
        fprintf(stderr, "boot %u, writer %u, record %u: %s\n", boot, (unsigned)writer, (unsigned)n, what);
    ++*count;
}

static void show(unsigned boot, const struct value *values)
{
    uint32_t writer = (uint32_t)values[0].as.number, n = (uint32_t)values[1].as.number;

    if (writer >= WRITERS || values[2].as.number != check_of(writer, n)) {
        complain(&wrong, "a wrong value", boot, writer, n);
    } else {
        if (n != next[boot][writer])
            complain(n < next[boot][writer] ? &wrong : &lost, "not the record behind the last one", boot, writer, n);
        next[boot][writer] = n + 1;
        records++;
    }
}

/* Takes the place of decoder/output.c's. */
void __wrap_output_event(struct output *o, const struct event *e);
void __wrap_output_event(struct output *o, const struct event *e)
{
    (void)o;
    if (e->kind == EVENT_LOST)
        complain(&lost, "something was overwritten", 0, 0, 0);
    else if (e->kind != EVENT_MESSAGE && e->kind != EVENT_BOOT)
        complain(&wrong, e->kind == EVENT_DAMAGE ? e->reason : "an event that nobody has logged", 0, 0, 0);
    else if (!e->boot_known || e->boot == 0 || e->boot > boots)
        complain(&wrong, "a boot that there was not", e->boot, 0, 0);
    else if (e->kind == EVENT_BOOT)
        begun[e->boot] = true;
    else
        show(e->boot, e->record->values);
}

/* Reads what is in the pipe when the process has ended. */
static void take_all(int inlet)
{
    ssize_t size;

    do {
        if (stream_room - stream_size < 65536) {
            stream_room += 1048576;
            stream = realloc(stream, stream_room);
            if (!stream)
                exit(1);
        }
        size = read(inlet, stream + stream_size, stream_room - stream_size);
        if (size < 0)
            exit(1);
        stream_size += (size_t)size;
    } while (size > 0);
}

static uint32_t logged_now(void)
{
    uint32_t sum = 0;

    for (uint32_t writer = 0; writer < WRITERS; writer++)
        sum += told_now[writer];
    return sum;
}

/* Until so many records are logged, and a little more, or for a second. */
static void live(uint32_t logs)
{
    for (unsigned waits = 0; logged_now() < logs && waits < 10000; waits++)
        nanosleep(&(struct timespec){ .tv_nsec = 100000 }, NULL);
    nanosleep(&(struct timespec){ .tv_nsec = rand() % 100000 }, NULL);
}

static void round_of(const char *path, bool last)
{
    struct pollfd first = { .events = POLLIN };
    int ends[2];
    pid_t child;

    told_now = told[++boots];
    if (pipe(ends) != 0 || (child = fork()) < 0)
        exit(1);
    if (child == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL); /* else its threads log on where this test ends early */
        close(ends[0]);
        outlet = ends[1];
        start(path);
        if (last)
            _exit(0);
        log_and_drain();
    }
    close(ends[1]);
    first.fd = ends[0];
    if (!last) {
        if (poll(&first, 1, -1) != 1) /* until the boot, or what was left, is drained */
            exit(1);
        live((uint32_t)rand() % LOGS_MOST);
        kill(child, SIGKILL);
    }
    waitpid(child, NULL, 0);
    take_all(ends[0]);
    close(ends[0]);
}

static void check_boot(unsigned boot)
{
    if (!begun[boot])
        complain(&lost, "the boot's own record is missing", boot, 0, 0);
    for (uint32_t writer = 0; writer < WRITERS; writer++) {
        uint32_t last = next[boot][writer] - 1;

        if (last < told[boot][writer])
            complain(&lost, "a record is missing that was logged", boot, writer, last + 1);
        else if (last > told[boot][writer] + 1)
            complain(&wrong, "a record that was not logged yet", boot, writer, last);
    }
}

/* What has come through the pipe. */
static void check(void)
{
    struct unknown unknown = { .count = 0 };
    struct input drained = { .name = "the stream", .data = stream, .size = stream_size };

    for (unsigned boot = 0; boot <= boots; boot++)
        for (uint32_t writer = 0; writer < WRITERS; writer++)
            next[boot][writer] = 1;
    memset(begun, 0, sizeof begun);
    chunks_print(&drained, &tables, &history, &unknown);
    for (unsigned boot = 1; boot <= boots; boot++)
        check_boot(boot);
}

static void begin_anew(const char *path)
{
    if (unlink(path) != 0 && errno != ENOENT)
        exit(2);
    memset((void *)(uintptr_t)told, 0, BOOTS * sizeof *told);
    boots = 0;
    stream_size = 0;
}

int main(int argc, char **argv)
{
    unsigned rounds;
    bool good;

    if (argc != 5)
        return 2;
    rounds = (unsigned)strtoul(argv[3], NULL, 10);
    srand((unsigned)strtoul(argv[4], NULL, 10));
    tables_add(&tables, argv[1]);
    told = mmap(NULL, BOOTS * sizeof *told, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (told == MAP_FAILED)
        return 2;
    begin_anew(argv[2]);
    for (unsigned i = 1; i <= rounds; i++) {
        round_of(argv[2], false);
        if (boots == ROUNDS_AT_ONCE || i == rounds) {
            round_of(argv[2], true);
            check();
            begin_anew(argv[2]);
        }
    }
    good = lost == 0 && wrong == 0 && records > 0;
    printf("drained: points=%u records=%llu lost=%llu false=%llu\n", rounds, records, lost, wrong);
    printf("%d passed, %d failed\n", good, !good);
    return good ? 0 : 1;
}
