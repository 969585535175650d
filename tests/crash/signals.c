/*
 * signals RING SCENARIO: a process that comes to a crash through functions inside one another.
 */
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "signals.h"

#if defined(__x86_64__)
#define ILLEGAL "ud2"
#define TRAP "int3"
#elif defined(__riscv)
#define ILLEGAL "unimp"
#define TRAP "ebreak"
#else
#define ILLEGAL "udf #0"
#define TRAP "brk #0"
#endif

#define INNER __attribute__((noinline, noclone)) static

static const char *scenario;
static volatile int sink;
static volatile int zero;
static char *volatile no_text;

static bool is(const char *name)
{
    return strcmp(scenario, name) == 0;
}

INNER int recurse(int depth)
{
    volatile char frame[256];

    frame[depth % 256] = (char)depth;
    return depth < 0 ? 0 : recurse(depth + 1) + frame[(depth + 1) % 256];
}

/* Past the end of a file that is mapped: the kernel has nothing to put there. */
static void touch_nothing(void)
{
    char name[] = "/tmp/plog-crash-XXXXXX";
    int file = mkstemp(name);
    volatile char *map;

    unlink(name);
    map = (volatile char *)mmap(NULL, 4096, PROT_READ, MAP_SHARED, file, 0);
    sink = map[0];
}

/* What is panicked with: texts as they may stand in a program, and what is none that never changes. */
static const char unended[4] __attribute__((section("unended_texts"))) = {'n', 'o', ' ', 'e'};
static char changing[] = "as it was when the program started";
#define TENFOLD(text) text text text text text text text text text text
static const struct {
    const char *scenario, *text;
} panics[] = {
    {"panic", "the innermost panics"},
    {"escaped", "red \033[31m, a line\nand \xFF"},
    {"empty", ""},
    {"long", TENFOLD(TENFOLD("twelve bytes"))},
    {"unended", unended},
    {"changing", changing},
    {"nothing", NULL},
    {"nowhere", (const char *)0xFFFFFFFFFFFFFFF0u},
};

INNER void panic_if_told(void)
{
    changing[0] = 'A';
    for (unsigned i = 0; i < sizeof panics / sizeof panics[0]; i++)
        if (is(panics[i].scenario))
            plog_panic(panics[i].text);
}

/* Its call is its last instruction: were it a jump, this function would not be seen. */
INNER void give_up(uint16_t count)
{
    log_gave_up(count, scenario);
}

INNER void give_up_often(void)
{
    for (uint16_t i = 1; i <= 100; i++)
        give_up(i);
}

INNER void innermost(void)
{
    void (*volatile nowhere)(void) = NULL;

    if (is("SIGSEGV"))
        *(volatile int *)0x1234 = 1;
    else if (is("null"))
        nowhere();
    else if (is("library"))
        sink = (int)strlen(no_text);
    else if (is("noncanonical"))
        *(volatile int *)(UINTPTR_MAX / 2) = 1;
    else if (is("SIGBUS"))
        touch_nothing();
    else if (is("SIGFPE"))
        sink = sink / zero;
    else if (is("SIGILL"))
        __asm__ volatile(ILLEGAL);
    else if (is("SIGTRAP"))
        __asm__ volatile(TRAP);
    else if (is("SIGABRT"))
        abort();
    else if (is("overflow"))
        sink = recurse(0);
    else if (is("assert"))
        plog_assert(zero == 1);
    else if (is("asked"))
        plog_backtrace();
    else if (is("fatal"))
        give_up_often();
    else
        panic_if_told();
    sink++;
}

INNER void middle(int count)
{
    volatile int locals[6] = {count};

    innermost();
    sink += locals[count % 6];
}

INNER void outer(int count)
{
    for (int i = 0; i < count; i++) {
        middle(i);
        sink += i;
    }
}

INNER void *workload(void *unused)
{
    (void)unused;
    if (plog_catch_signals() != 0)
        return NULL;
    outer(zero + 1);
    sink++;
    return NULL;
}

int main(int count, char **arguments)
{
    pthread_t thread;

    if (count < 3 || plog_init_file(arguments[1], PLOG_CAUSE_UNKNOWN) != PLOG_OK)
        return 2;
    scenario = arguments[2];
    log_ready(scenario);
    if (count > 3) { /* in a thread of its own */
        pthread_create(&thread, NULL, workload, NULL);
        pthread_join(thread, NULL);
    } else {
        workload(NULL);
        sink++;
    }
    log_went_on();
    return 0;
}
