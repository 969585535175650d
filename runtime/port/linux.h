/*
 * Port for Linux: the ring in a mapped file, or in memory handed over; any number of threads.
 */
#if !defined(__linux__)
#error "the spec's target is linux, but this compiler is for another system: change the target in the spec, or the compiler"
#endif

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sched.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define PLOG_HOSTED 1

typedef uint16_t plog_used;
typedef uint64_t plog_clock_t;
typedef bool plog_mask;

/* Another process may read the mapped file at any time, so the order must hold on other cores too. */
#define plog_barrier() __atomic_thread_fence(__ATOMIC_RELEASE)

#if PLOG_LOCK == PLOG_LOCK_THREADS
#define PLOG_LOCK_REFUSES 1

/* A spin lock: it is held for the few dozen instructions of a record, and needs no initialising, so it works in a
   constructor and in a signal handler. A thread that already holds it (a signal in the middle of a record) is refused. */
static bool plog_spin;
static __thread volatile bool plog_inside;

static inline plog_mask plog_lock(void)
{
    if (plog_inside)
        return false;
    plog_inside = true;
    while (__atomic_test_and_set(&plog_spin, __ATOMIC_ACQUIRE))
        sched_yield();
    return true;
}

static inline void plog_unlock(plog_mask mask)
{
    if (!mask)
        return;
    __atomic_clear(&plog_spin, __ATOMIC_RELEASE);
    plog_inside = false;
}

/* In the child of a fork. Whoever held the lock is another thread, and is not there any more; if it is this one, then a signal handler
   forked in the middle of a record, and the record's end releases it. */
static inline void plog_unlock_forked(void)
{
    if (!plog_inside)
        __atomic_clear(&plog_spin, __ATOMIC_RELEASE);
}
#else
#define plog_unlock_forked() ((void)0)
#endif

#if PLOG_CLOCK == PLOG_CLOCK_NS
static inline plog_clock_t plog_ns(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (plog_clock_t)now.tv_sec * 1000000000u + (plog_clock_t)now.tv_nsec;
}
#endif
