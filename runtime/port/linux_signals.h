/*
 * The signals of a crash on Linux: the log's handler, those that were there before it, and the stack they run on. Included by linux_crash.h.
 * Sources: signal-safety(7), sigaction(2), sigaltstack(2), signal(7), rt_tgsigqueueinfo(2), getauxval(3); abort(3).
 */
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/auxv.h>
#include <sys/syscall.h>
#include <ucontext.h>

#ifndef PLOG_SIGNAL_STACK
#define PLOG_SIGNAL_STACK 65536 /* bytes of the stack that a thread is given */
#endif
#define PLOG_SIGNAL_ROOM 8192u /* bytes of it that the log's handler takes at most, besides what the kernel puts there */

#ifndef AT_MINSIGSTKSZ
#define AT_MINSIGSTKSZ 51
#endif

static const int plog_signals[] = { SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGTRAP };
#define PLOG_SIGNALS (sizeof plog_signals / sizeof plog_signals[0])

static struct sigaction plog_before[PLOG_SIGNALS]; /* what was there */
static bool plog_catching;                         /* all of them */

static pid_t plog_crasher;  /* the thread that is logging its crash; 0: none */
static bool plog_again;     /* it has crashed once more meanwhile */
static bool plog_in_record; /* it came in a record of its thread, so that nothing may return there */
#if PLOG_LOCK == PLOG_LOCK_THREADS
static bool plog_has_lock;  /* it holds the lock: that record does, or the crash itself */
#endif
static bool plog_ending;    /* by plog_reset(): the signal that it takes is no crash of its own */

/* With the record of the reset of this cause, or PLOG_CAUSE_UNKNOWN: whether the process ends is not known. */
static void plog_log_signal(const siginfo_t *info, const ucontext_t *context, plog_cause cause);

/* In the child of a fork: a thread that was at it is the parent's. */
static void plog_crash_forked(void)
{
    plog_crasher = 0;
}

/* Comes when the handler returns, and does what it does without one. It tells what the first one told, also to a core dump. */
static void plog_end_by(int signo, siginfo_t *info)
{
    signal(signo, SIG_DFL);
    syscall(SYS_rt_tgsigqueueinfo, getpid(), (pid_t)syscall(SYS_gettid), signo, info);
}

/* Crashed while logging a crash: that is counted, and the process ends here. */
__attribute__((noreturn)) static void plog_crash_again(int signo)
{
    sigset_t one;

    if (!plog_again) {
        plog_again = true;
        plog_log_second();
    }
    signal(signo, SIG_DFL);
    sigemptyset(&one);
    sigaddset(&one, signo);
    pthread_sigmask(SIG_UNBLOCK, &one, NULL);
    for (;;)
        raise(signo);
}

/* Logs it. One thread at a time; a fault meanwhile is let in, so that it is counted. Returns with everyone held off. */
static void plog_take_crash(int signo, const siginfo_t *info, const ucontext_t *context, plog_cause cause)
{
    const struct timespec moment = { 0, 1000000 };
    pid_t me = (pid_t)syscall(SYS_gettid);
    pid_t other = 0;
    sigset_t faults;
    sigset_t before;
    unsigned i;

    while (!__atomic_compare_exchange_n(&plog_crasher, &other, me, false, __ATOMIC_ACQUIRE, __ATOMIC_ACQUIRE)) {
        if (other == me)
            plog_crash_again(signo);
        nanosleep(&moment, NULL); /* most likely it ends the process */
        other = 0;
    }
    sigemptyset(&faults);
    for (i = 0; i < PLOG_SIGNALS; i++)
        if (plog_signals[i] != SIGABRT) /* which abort() lets in by itself; others send it */
            sigaddset(&faults, plog_signals[i]);
    pthread_sigmask(SIG_UNBLOCK, &faults, &before);
    plog_log_signal(info, context, cause);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
}

/* Whether the thread is in a record. */
static bool plog_is_inside(void)
{
#if PLOG_LOCK == PLOG_LOCK_THREADS
    return plog_inside;
#else
    return false;
#endif
}

/* A signal that came by itself, from an instruction. */
static bool plog_is_fault(const siginfo_t *info)
{
    return info->si_code > 0;
}

/* The process may go on: so does the log. A record that a signal was sent to still has its lock. */
static void plog_let_go(const siginfo_t *info)
{
#if PLOG_LOCK == PLOG_LOCK_THREADS
    if (!plog_in_record || plog_is_fault(info)) {
        if (plog_has_lock)
            __atomic_clear(&plog_spins[plog_core()].held, __ATOMIC_RELEASE);
        plog_inside = false;
    }
#else
    (void)info;
#endif
    __atomic_store_n(&plog_crasher, 0, __ATOMIC_RELEASE);
}

void plog_crash(int signo, const void *info, const void *context)
{
    int why = errno;

    if (!plog_ending) {
        plog_take_crash(signo, (const siginfo_t *)info, (const ucontext_t *)context, PLOG_CAUSE_UNKNOWN);
        plog_let_go((const siginfo_t *)info);
    }
    errno = why;
}

enum plog_kind { PLOG_DEFAULT, PLOG_IGNORED, PLOG_FUNCTION };

static enum plog_kind plog_kind_of(const struct sigaction *action)
{
    if ((action->sa_flags & SA_SIGINFO) != 0)
        return PLOG_FUNCTION;
    return action->sa_handler == SIG_DFL ? PLOG_DEFAULT : action->sa_handler == SIG_IGN ? PLOG_IGNORED : PLOG_FUNCTION;
}

/* Calls the handler of before, as the kernel would have. */
static void plog_call(struct sigaction *before, int signo, siginfo_t *info, void *context)
{
    struct sigaction action = *before;
    sigset_t mask;
    int i;

    if (((unsigned)action.sa_flags & SA_RESETHAND) != 0) {
        before->sa_flags = 0;
        before->sa_handler = SIG_DFL;
    }

    sigemptyset(&mask);
    for (i = 1; i < 65; i++)
        if (sigismember(&((const ucontext_t *)context)->uc_sigmask, i) == 1 || sigismember(&action.sa_mask, i) == 1
            || (i == signo && (action.sa_flags & SA_NODEFER) == 0))
            sigaddset(&mask, i);
    pthread_sigmask(SIG_SETMASK, &mask, NULL);
    if ((action.sa_flags & SA_SIGINFO) != 0)
        action.sa_sigaction(signo, info, context);
    else
        action.sa_handler(signo);
}

/* Whether the signal ends the process as soon as it is let in: a handler has raised it without one. */
static bool plog_ends_next(int signo)
{
    struct sigaction now;
    sigset_t pending;

    sigaction(signo, NULL, &now);
    sigpending(&pending);
    return plog_kind_of(&now) == PLOG_DEFAULT && sigismember(&pending, signo) == 1;
}

/* The handler. All signals are blocked, but those that plog_take_crash() lets in. */
static void plog_on_signal(int signo, siginfo_t *info, void *context)
{
    plog_cause cause = signo == SIGABRT ? PLOG_CAUSE_PANIC : PLOG_CAUSE_FAULT;
    int why = errno;
    unsigned i = 0;
    enum plog_kind kind;
    bool logs;

    while (plog_signals[i] != signo)
        i++;
    kind = plog_kind_of(&plog_before[i]);
    if (kind == PLOG_IGNORED && !plog_is_fault(info))
        return;
    logs = kind == PLOG_DEFAULT || plog_is_fault(info) || !plog_is_inside(); /* else the handler of before may return to a record */
    if (logs)
        plog_take_crash(signo, info, (const ucontext_t *)context, kind == PLOG_FUNCTION ? PLOG_CAUSE_UNKNOWN : cause);
    if (kind == PLOG_FUNCTION) {
        bool broken = logs && plog_in_record;

        if (logs)
            plog_let_go(info);
        plog_call(&plog_before[i], signo, info, context);
        if (broken)
            kind = PLOG_DEFAULT;
        if (broken || (logs && plog_ends_next(signo)))
            plog_going_down(cause);
    }
    if (kind != PLOG_FUNCTION)
        plog_end_by(signo, info);
    errno = why;
}

/* abort() without the log's handler, which would log it once more, but with that of before. */
__attribute__((weak)) void plog_reset(void)
{
    unsigned i;

    plog_ending = true;
    for (i = 0; i < PLOG_SIGNALS; i++)
        if (plog_signals[i] == SIGABRT && plog_catching)
            sigaction(SIGABRT, &plog_before[i], NULL);
    abort();
}

/* Below the stack is a page that can't be written. */
#define PLOG_STACK_MAPPED (PLOG_SIGNAL_STACK + (size_t)sysconf(_SC_PAGESIZE))

static pthread_key_t plog_stack_key; /* what the thread was given, as it was mapped */

/* At the thread's end. */
static void plog_take_stack(void *mapped)
{
    stack_t stack;

    if (sigaltstack(NULL, &stack) == 0 && stack.ss_sp == (char *)mapped + sysconf(_SC_PAGESIZE)) {
        stack.ss_flags = SS_DISABLE;
        sigaltstack(&stack, NULL);
    }
    munmap(mapped, PLOG_STACK_MAPPED);
}

/* For the calling thread, unless it has one that is large enough. */
static int plog_give_stack(void)
{
    const size_t page = (size_t)sysconf(_SC_PAGESIZE);
    char *mapped;
    stack_t stack;

    if (sigaltstack(NULL, &stack) == 0 && (stack.ss_flags & SS_DISABLE) == 0
        && stack.ss_size >= getauxval(AT_MINSIGSTKSZ) + PLOG_SIGNAL_ROOM)
        return 0;
    mapped = (char *)mmap(NULL, PLOG_STACK_MAPPED, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (mapped == MAP_FAILED)
        return -1;
    stack.ss_flags = 0;
    stack.ss_size = PLOG_SIGNAL_STACK;
    stack.ss_sp = mapped + page;
    if (mprotect(stack.ss_sp, stack.ss_size, PROT_READ | PROT_WRITE) == 0 && sigaltstack(&stack, NULL) == 0) {
        errno = pthread_setspecific(plog_stack_key, mapped);
        if (errno == 0)
            return 0;
        stack.ss_flags = SS_DISABLE;
        sigaltstack(&stack, NULL);
    }
    munmap(mapped, PLOG_STACK_MAPPED);
    return -1;
}

/* Once a process: a handler that was installed over the log's since may call it, and is not to be called by it. */
static int plog_catch_all(void)
{
    struct sigaction action;
    unsigned i;

    errno = pthread_key_create(&plog_stack_key, plog_take_stack);
    if (errno != 0)
        return -1;
    memset(&action, 0, sizeof action);
    action.sa_sigaction = plog_on_signal;
    action.sa_flags = SA_SIGINFO | SA_ONSTACK;
    sigfillset(&action.sa_mask);
    for (i = 0; i < PLOG_SIGNALS; i++) /* before the first one can come */
        sigaction(plog_signals[i], NULL, &plog_before[i]);
    for (i = 0; i < PLOG_SIGNALS; i++)
        sigaction(plog_signals[i], &action, NULL);
    plog_catching = true;
    return 0;
}

int plog_catch_signals(void)
{
    static pthread_mutex_t one_at_a_time = PTHREAD_MUTEX_INITIALIZER;
    int failed;

    pthread_mutex_lock(&one_at_a_time);
    failed = plog_catching ? 0 : plog_catch_all();
    pthread_mutex_unlock(&one_at_a_time);
    return failed ? failed : plog_give_stack();
}
