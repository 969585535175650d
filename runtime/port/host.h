/*
 * Port for any machine with a GCC or a Clang, and no operating system in particular: unit tests and simulators. The ring lies in plain
 * memory; one thread at a time logs, or "lock user" sees to it.
 */
#define PLOG_HOSTED 1

typedef uint16_t plog_used;
typedef uint64_t plog_clock_t;
typedef uint32_t plog_mask;

/* Who looks at the ring is this thread, or was stopped with it in a debugger: only the compiler is held back. */
#define plog_barrier() __asm__ volatile("" ::: "memory")
