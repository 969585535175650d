#include "stores.h"

#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

#define MEMORIES_MAX 2u

static struct memory {
    uint8_t *begin;
    size_t size;
    uint8_t *before; /* as it was before the store that is cut */
} memories[MEMORIES_MAX];
static unsigned memory_count;

static bool running;
static unsigned long left;  /* stores up to the one that is cut; 0 when it was seen */
static unsigned long count; /* of all stores */
static unsigned wanted;     /* bytes of it that are done */
static bool pending;        /* it was seen, and ends with whatever comes next */
static uint8_t *place;
static unsigned width;
static bool was_cut;
static jmp_buf out;

void stores_watch(uint8_t *begin, size_t size)
{
    struct memory m = { begin, size, malloc(size) };
    if (memory_count == MEMORIES_MAX || !m.before)
        abort();
    memories[memory_count++] = m;
}

static void cut(void)
{
    uint8_t done[8];
    memcpy(done, place, wanted);
    for (unsigned i = 0; i < memory_count; i++)
        memcpy(memories[i].begin, memories[i].before, memories[i].size);
    memcpy(place, done, wanted);
    pending = false;
}

static bool is_watched(const uint8_t *at)
{
    for (unsigned i = 0; i < memory_count; i++)
        if (at >= memories[i].begin && at < memories[i].begin + memories[i].size)
            return true;
    return false;
}

/* Called before a store. */
static void store(void *at, unsigned size)
{
    if (!running || !is_watched(at))
        return;
    count++;
    if (pending) {
        cut();
        longjmp(out, 1);
    }
    if (left == 0 || --left > 0)
        return;
    place = at;
    width = size;
    for (unsigned i = 0; i < memory_count; i++)
        memcpy(memories[i].before, memories[i].begin, memories[i].size);
    pending = true;
}

bool stores_run(void (*function)(void), unsigned long cut_at, unsigned torn)
{
    running = true;
    left = cut_at;
    count = 0;
    wanted = torn;
    pending = false;
    width = 0;
    was_cut = true;
    if (setjmp(out) == 0) {
        function();
        was_cut = pending;
        if (pending)
            cut(); /* it was the last */
    }
    running = false;
    return was_cut && width > torn;
}

unsigned long stores_count(void)
{
    return count;
}

const uint8_t *stores_place(void)
{
    return place;
}

/* What the compiler calls. */

void __tsan_init(void);
void __tsan_init(void)
{
}

#define WRITE(name, size) \
    void name(void *at);  \
    void name(void *at)   \
    {                     \
        store(at, size);  \
    }
#define READ(name)              \
    void name(const void *at);  \
    void name(const void *at)   \
    {                           \
        (void)at;               \
    }
WRITE(__tsan_write1, 1)
WRITE(__tsan_write2, 2)
WRITE(__tsan_write4, 4)
WRITE(__tsan_write8, 8)
WRITE(__tsan_unaligned_write2, 2)
WRITE(__tsan_unaligned_write4, 4)
WRITE(__tsan_unaligned_write8, 8)
READ(__tsan_read1)
READ(__tsan_read2)
READ(__tsan_read4)
READ(__tsan_read8)
READ(__tsan_unaligned_read2)
READ(__tsan_unaligned_read4)
READ(__tsan_unaligned_read8)
READ(__tsan_func_entry)

void __tsan_write_range(void *at, unsigned long size);
void __tsan_write_range(void *at, unsigned long size)
{
    store(at, (unsigned)size);
}

/* The device's memcpy(): a byte at a time, where memory is written to and watched. */
void *stores_memcpy(void *to, const void *from, size_t size);
void *stores_memcpy(void *to, const void *from, size_t size)
{
    if (!running)
        return memcpy(to, from, size);
    for (size_t i = 0; i < size; i++) {
        store((uint8_t *)to + i, 1);
        ((uint8_t *)to)[i] = ((const uint8_t *)from)[i];
    }
    return to;
}

void __tsan_read_range(const void *at, unsigned long size);
void __tsan_read_range(const void *at, unsigned long size)
{
    (void)at;
    (void)size;
}

void __tsan_func_exit(void);
void __tsan_func_exit(void)
{
}

/* One thread: an atomic access is like another, and none of them is to memory that is watched. */
void __tsan_atomic_thread_fence(int order);
void __tsan_atomic_thread_fence(int order)
{
    (void)order;
}

#define ATOMIC(bits)                                                                              \
    uint##bits##_t __tsan_atomic##bits##_load(const volatile uint##bits##_t *at, int order);         \
    uint##bits##_t __tsan_atomic##bits##_load(const volatile uint##bits##_t *at, int order)          \
    {                                                                                             \
        (void)order;                                                                              \
        return *at;                                                                               \
    }                                                                                             \
    void __tsan_atomic##bits##_store(volatile uint##bits##_t *at, uint##bits##_t value, int order);  \
    void __tsan_atomic##bits##_store(volatile uint##bits##_t *at, uint##bits##_t value, int order)   \
    {                                                                                             \
        (void)order;                                                                              \
        *at = value;                                                                              \
    }
ATOMIC(8)
ATOMIC(32)

uint32_t __tsan_atomic32_fetch_add(volatile uint32_t *at, uint32_t value, int order);
uint32_t __tsan_atomic32_fetch_add(volatile uint32_t *at, uint32_t value, int order)
{
    (void)order;
    *at += value;
    return *at - value;
}

uint32_t __tsan_atomic32_fetch_sub(volatile uint32_t *at, uint32_t value, int order);
uint32_t __tsan_atomic32_fetch_sub(volatile uint32_t *at, uint32_t value, int order)
{
    return __tsan_atomic32_fetch_add(at, -value, order);
}
