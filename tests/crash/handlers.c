/*
 * handlers RING SCENARIO [RING]: a process that has signal handlers of its own, before the log's or in its place.
 */
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "handlers.h"

#define APART __attribute__((noinline, noclone)) static

enum { HANDLED = 7, WRONG = 9 }; /* statuses that the process ends with */

static const char *scenario;
static const char *second_ring;
static volatile bool clock_fails;
static volatile int calls;
static char *page;             /* that a handler may make readable */
static sigjmp_buf before_it;
static volatile int sink;

/* One unit a call; a crash, if it was asked for, and one in each attempt to log that. */
uint64_t plog_user_clock(void)
{
    static uint64_t now;

    if (clock_fails)
        *(volatile int *)0x4321 = 1;
    return now += 10;
}

static bool is(const char *name)
{
    return strcmp(scenario, name) == 0;
}

static void check(bool right)
{
    if (!right)
        _exit(WRONG);
}

APART void crash(void)
{
    *(volatile int *)0x1234 = 1;
    sink++;
}

static void install(int signo, void (*plain)(int), void (*full)(int, siginfo_t *, void *), int flags)
{
    struct sigaction action;

    memset(&action, 0, sizeof action);
    if (full)
        action.sa_sigaction = full;
    else
        action.sa_handler = plain;
    action.sa_flags = flags | (full ? SA_SIGINFO : 0);
    sigaddset(&action.sa_mask, SIGUSR1);
    sigaction(signo, &action, NULL);
}

static void ends(int signo)
{
    check(signo == (is("panicked") ? SIGABRT : SIGSEGV));
    _exit(HANDLED);
}

/* What the kernel tells, and with the mask that it would have. */
static void looks(int signo, siginfo_t *info, void *context)
{
    sigset_t now;

    check(signo == SIGSEGV && info->si_signo == SIGSEGV && info->si_addr == (void *)0x1234 && context != NULL);
    pthread_sigmask(SIG_BLOCK, NULL, &now);
    check(sigismember(&now, SIGSEGV) == 1 && sigismember(&now, SIGUSR1) == 1 && sigismember(&now, SIGUSR2) == 0);
    _exit(HANDLED);
}

static void repairs(int signo, siginfo_t *info, void *context)
{
    (void)signo, (void)context;
    check(++calls < 10 && (char *)info->si_addr == page);
    mprotect(page, 4096, PROT_READ);
}

static void jumps(int signo)
{
    (void)signo;
    siglongjmp(before_it, 1);
}

static void returns(int signo)
{
    (void)signo;
    calls++;
    log_went_on();
}

static void raises(int signo)
{
    signal(signo, SIG_DFL);
    raise(signo);
}

/* In the place of the log's handler. */
static void own(int signo, siginfo_t *info, void *context)
{
    plog_crash(signo, info, context);
    if (is("own twice"))
        plog_crash(signo, info, context);
    log_went_on();
    if (is("own default")) {
        signal(signo, SIG_DFL);
        return;
    }
    _exit(HANDLED);
}

static void *logs(void *unused)
{
    (void)unused;
    log_named("another thread");
    return NULL;
}

static void log_in_a_thread(void)
{
    pthread_t thread;

    pthread_create(&thread, NULL, logs, NULL);
    pthread_join(thread, NULL);
}

APART int recurse(int depth)
{
    volatile char frame[256];

    frame[depth % 256] = (char)depth;
    return depth < 0 ? 0 : recurse(depth + 1) + frame[(depth + 1) % 256];
}

/* A thread that brings a stack for signals with it. */
static void *with_stack(void *size)
{
    stack_t stack, now;

    memset(&stack, 0, sizeof stack);
    stack.ss_size = (size_t)(uintptr_t)size;
    stack.ss_sp = mmap(NULL, stack.ss_size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    sigaltstack(&stack, NULL);
    check(plog_catch_signals() == 0 && sigaltstack(NULL, &now) == 0);
    check((now.ss_sp == stack.ss_sp) == is("large stack"));
    sink = recurse(0);
    return NULL;
}

static void *with_handlers(void *unused)
{
    stack_t stack;

    (void)unused;
    check(plog_catch_signals() == 0 && plog_catch_signals() == 0 && sigaltstack(NULL, &stack) == 0);
    *(volatile char *)stack.ss_sp = 1; /* its lowest byte is there */
    return NULL;
}

static void *crashes(void *unused)
{
    (void)unused;
    plog_catch_signals();
    crash();
    return NULL;
}

/* How many lines of the kernel's list of mappings there are. */
static int mappings(void)
{
    FILE *maps = fopen("/proc/self/maps", "r");
    int lines = 0, c;

    while ((c = getc(maps)) != EOF)
        lines += c == '\n';
    fclose(maps);
    return lines;
}

static void run_threads(void *(*function)(void *), void *argument, int count)
{
    pthread_t threads[8];

    for (int i = 0; i < count; i++)
        pthread_create(&threads[i], NULL, function, argument);
    for (int i = 0; i < count; i++)
        pthread_join(threads[i], NULL);
}

static void many_threads(void)
{
    int before;

    run_threads(with_handlers, NULL, 8); /* the threads' own stacks are kept for the next ones */
    before = mappings();
    for (int i = 0; i < 50; i++)
        run_threads(with_handlers, NULL, 8);
    check(mappings() < before + 8);
}

/* The child's end, which its parent compares with what it would be without the log. */
static void in_a_child(void (*function)(void), int signo)
{
    int status;
    pid_t child = fork();

    if (child == 0) {
        function();
        _exit(0);
    }
    waitpid(child, &status, 0);
    check(WIFSIGNALED(status) && WTERMSIG(status) == signo);
}

static void log_and_crash(void)
{
    check(plog_init_file(second_ring, PLOG_CAUSE_UNKNOWN) == PLOG_OK);
    log_named("child");
    crash();
}

/* A handler that forks, as crash reporters do. */
static void reports(int signo)
{
    pid_t child = fork();

    (void)signo;
    if (child == 0) {
        check(plog_init_file(second_ring, PLOG_CAUSE_UNKNOWN) == PLOG_OK);
        log_named("reporter");
        log_in_a_thread();
        _exit(0);
    }
    waitpid(child, NULL, 0);
    log_went_on();
    _exit(HANDLED);
}

/* In the middle of a record, which its text's page ends. */
static void log_from_page(void)
{
    log_named(page - 4);
}

static void install_first(void)
{
    if (is("plain") || is("panicked"))
        install(is("plain") ? SIGSEGV : SIGABRT, ends, NULL, 0);
    else if (is("full"))
        install(SIGSEGV, NULL, looks, SA_ONSTACK);
    else if (is("repaired") || is("in a record"))
        install(SIGSEGV, NULL, repairs, 0);
    else if (is("jumped") || is("recovered"))
        install(SIGSEGV, jumps, NULL, SA_NODEFER);
    else if (is("raised"))
        install(SIGSEGV, raises, NULL, 0);
    else if (is("once"))
        install(SIGSEGV, returns, NULL, (int)SA_RESETHAND);
    else if (is("ignored") || is("ignored fault"))
        signal(is("ignored") ? SIGABRT : SIGSEGV, SIG_IGN);
    else if (is("handled"))
        install(SIGTRAP, returns, NULL, 0);
    else if (is("reported"))
        install(SIGSEGV, reports, NULL, 0);
    else if (strncmp(scenario, "own", 3) == 0)
        install(SIGSEGV, NULL, own, 0);
}

static void run(void)
{
    if (is("repaired")) {
        sink = page[0];
        log_in_a_thread();
    } else if (is("in a record")) {
        log_from_page();
    } else if (is("jumped")) {
        for (volatile int i = 0; i < 3; i++)
            if (sigsetjmp(before_it, 1) == 0)
                crash();
        log_in_a_thread();
    } else if (is("recovered")) {
        if (sigsetjmp(before_it, 1) == 0)
            crash();
        exit(0);
    } else if (is("ignored")) {
        raise(SIGABRT);
    } else if (is("handled")) {
        raise(SIGTRAP);
        check(calls == 1);
    } else if (is("sent")) {
        kill(getpid(), SIGSEGV);
    } else if (is("panicked")) {
        plog_panic("with a handler");
    } else if (is("twice") || is("own failing")) {
        clock_fails = true;
        crash();
    } else if (is("small stack") || is("large stack")) {
        run_threads(with_stack, (void *)(uintptr_t)(is("small stack") ? 8192 : 262144), 1);
    } else if (is("many threads")) {
        many_threads();
    } else if (is("at once")) {
        run_threads(crashes, NULL, 8);
    } else if (is("child")) {
        in_a_child(crash, SIGSEGV);
    } else if (is("child's log")) {
        in_a_child(log_and_crash, SIGSEGV);
    } else {
        crash();
    }
}

int main(int count, char **arguments)
{
    if (count < 3 || plog_init_file(arguments[1], PLOG_CAUSE_UNKNOWN) != PLOG_OK)
        return 2;
    scenario = arguments[2];
    second_ring = arguments[3];
    page = (char *)mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) + 4096;
    memset(page - 4, 'a', 4);
    mprotect(page, 4096, PROT_NONE);
    log_ready(scenario);
    install_first();
    if (strncmp(scenario, "own", 3) != 0 && plog_catch_signals() != 0)
        return 2;
    run();
    log_went_on();
    return 0;
}
