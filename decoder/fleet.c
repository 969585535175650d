#define _GNU_SOURCE 1 /* sched_getaffinity() */
#include "fleet.h"

#include <errno.h>
#include <sched.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

#include "decode.h"

/* What a worker tells when it is through with a file: up to where its output goes now. */
struct report {
    off_t output, messages;
    int status;
};

struct worker {
    pid_t pid;              /* -1: it could not be started */
    int reports;            /* pipe */
    FILE *output, *messages;
    struct report last;     /* what was passed on already */
};

struct fleet {
    const char *const *paths;
    size_t count;
    fleet_task *task;
    void *user;
    size_t worker_count;
    struct worker *workers;
};

static bool write_all(int fd, const char *data, size_t size)
{
    while (size > 0) {
        ssize_t written = write(fd, data, size);
        if (written < 0 && errno != EINTR)
            return false;
        if (written > 0) {
            data += written;
            size -= (size_t)written;
        }
    }
    return true;
}

static bool read_report(int fd, struct report *report)
{
    ssize_t got;
    do
        got = read(fd, report, sizeof *report); /* comes in one piece: it is smaller than PIPE_BUF */
    while (got < 0 && errno == EINTR);
    return got == (ssize_t)sizeof *report;
}

/* A worker's life: every worker_count-th file. */
static void work(const struct fleet *fleet, size_t index, int reports)
{
    const struct worker *self = &fleet->workers[index];
    if (dup2(fileno(self->output), STDOUT_FILENO) < 0 || dup2(fileno(self->messages), STDERR_FILENO) < 0)
        return;
    for (size_t i = index; i < fleet->count; i += fleet->worker_count) {
        struct report report = { .status = fleet->task(fleet->user, fleet->paths[i]) };
        report.output = lseek(STDOUT_FILENO, 0, SEEK_CUR);
        report.messages = lseek(STDERR_FILENO, 0, SEEK_CUR);
        if (!write_all(reports, (const char *)&report, sizeof report))
            return;
    }
}

static void start(struct fleet *fleet, size_t index)
{
    struct worker *w = &fleet->workers[index];
    int ends[2];
    *w = (struct worker){ .pid = -1, .reports = -1, .output = tmpfile(), .messages = tmpfile() };
    if (!w->output || !w->messages || pipe(ends) != 0)
        return;
    w->pid = fork();
    if (w->pid == 0) {
        close(ends[0]);
        work(fleet, index, ends[1]);
        _exit(0);
    }
    close(ends[1]);
    w->reports = ends[0];
}

/* Copies what a worker wrote between two places. */
static bool pass_on(FILE *from, off_t at, off_t end, int to)
{
    char part[65536];
    while (at < end) {
        size_t size = end - at < (off_t)sizeof part ? (size_t)(end - at) : sizeof part;
        ssize_t got = pread(fileno(from), part, size, at);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0 || !write_all(to, part, (size_t)got))
            return false;
        at += got;
    }
    return true;
}

/* Waits for one file's report and prints what belongs to it. */
static int finish(struct worker *w, const char *path)
{
    struct report report;
    if (w->pid < 0 || !read_report(w->reports, &report)) {
        fprintf(stderr, "plogcat: %s: not decoded: its process %s\n", path, w->pid < 0 ? "could not be started" : "ended too early");
        return EXIT_UNUSABLE;
    }
    if (!pass_on(w->output, w->last.output, report.output, STDOUT_FILENO) ||
        !pass_on(w->messages, w->last.messages, report.messages, STDERR_FILENO)) {
        fprintf(stderr, "plogcat: standard output: %s\n", strerror(errno));
        return -1;
    }
    w->last = report;
    return report.status;
}

static void stop(struct worker *w)
{
    if (w->reports >= 0)
        close(w->reports); /* one that still works notices by it */
    if (w->pid > 0)
        waitpid(w->pid, NULL, 0);
    if (w->output)
        fclose(w->output);
    if (w->messages)
        fclose(w->messages);
}

/* Those that this process may use, of which a container may have fewer than the machine; where that can't be told, as beyond 1,024, all. */
static size_t count_cores(void)
{
    cpu_set_t usable;
    if (sched_getaffinity(0, sizeof usable, &usable) == 0)
        return (size_t)CPU_COUNT(&usable);
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    return cores < 1 ? 1 : (size_t)cores;
}

int fleet_run(const char *const *paths, size_t count, fleet_task *task, void *user)
{
    size_t cores = count_cores();
    struct fleet fleet = { .paths = paths, .count = count, .task = task, .user = user };
    fleet.worker_count = cores < count ? cores : count;
    fleet.workers = calloc(fleet.worker_count, sizeof *fleet.workers);
    if (!fleet.workers) {
        fprintf(stderr, "plogcat: out of memory\n");
        return EXIT_UNUSABLE;
    }
    fflush(NULL);
    for (size_t i = 0; i < fleet.worker_count; i++)
        start(&fleet, i);
    int worst = EXIT_CLEAN;
    for (size_t i = 0; i < count; i++) {
        int status = finish(&fleet.workers[i % fleet.worker_count], paths[i]);
        if (status < 0 || status > worst)
            worst = status < 0 ? EXIT_UNUSABLE : status;
        if (status < 0)
            break;
    }
    for (size_t i = 0; i < fleet.worker_count; i++)
        stop(&fleet.workers[i]);
    free(fleet.workers);
    return worst;
}
