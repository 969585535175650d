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
#define PLOG_SYSTEM 1

typedef uint16_t plog_used;
typedef uint64_t plog_clock_t;
#if PLOG_CORES > 1
typedef uint8_t plog_mask; /* 1 + the core whose lock is held; 0 is none */
#else
typedef bool plog_mask;
#endif

#if PLOG_CORES > 1
/* A thread keeps to one of the rings, whatever core it runs on: they get theirs in turn, at their first record. */
static inline unsigned plog_core(void)
{
    static unsigned given;
    static __thread unsigned mine; /* 0: none yet */

    if (mine == 0)
        mine = 1 + __atomic_fetch_add(&given, 1u, __ATOMIC_RELAXED) % PLOG_CORES;
    return mine - 1;
}
#endif

#if PLOG_BACKTRACE
#ifdef __cplusplus
extern "C" {
#endif

/* From the linker: where the program's own code is. What is called in a shared library is not shown. */
extern const uint8_t __executable_start[] __attribute__((visibility("hidden")));
extern const uint8_t etext[] __attribute__((visibility("hidden")));

#ifdef __cplusplus
}
#endif

/* A program may be loaded anywhere: its addresses count from its first byte. */
#define plog_as_linked(address) ((const void *)((uintptr_t)(address) - (uintptr_t)__executable_start))
#endif

/* Another process may read the mapped file at any time, so the order must hold on other cores too. */
#define plog_barrier() __atomic_thread_fence(__ATOMIC_RELEASE)

#if PLOG_LOCK == PLOG_LOCK_THREADS
#define PLOG_LOCK_REFUSES 1

/* A spin lock: it is held for the few dozen instructions of a record, and needs no initialising, so it works in a
   constructor and in a signal handler. A thread that already holds it (a signal in the middle of a record) is refused. */
static struct {
    bool held;
} __attribute__((aligned(64))) plog_spins[PLOG_CORES]; /* in a cache line each */
static __thread volatile bool plog_inside;

#define PLOG_LOCKS_CORES 1

static inline plog_mask plog_lock_of(unsigned core)
{
    if (plog_inside)
        return 0;
    plog_inside = true;
    while (__atomic_test_and_set(&plog_spins[core].held, __ATOMIC_ACQUIRE))
        sched_yield();
    return (plog_mask)(core + 1u);
}

/* The lock of the thread's own rings. */
static inline plog_mask plog_lock(void)
{
    return plog_lock_of(plog_core());
}

static inline void plog_unlock(plog_mask mask)
{
    if (!mask)
        return;
    __atomic_clear(&plog_spins[PLOG_CORES > 1 ? mask - 1 : 0].held, __ATOMIC_RELEASE);
    plog_inside = false;
}

/* In the child of a fork. Whoever held the lock is another thread, and is not there any more; if it is this one, then a signal handler
   forked in the middle of a record, and the record's end releases it. */
static inline void plog_unlock_forked(void)
{
    unsigned core;

    for (core = 0; core < PLOG_CORES; core++)
        if (!plog_inside || core != plog_core())
            __atomic_clear(&plog_spins[core].held, __ATOMIC_RELEASE);
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
