#include "stores.h"

#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

static uint8_t *begin;
static size_t length;
static unsigned long left;  /* stores up to the one that is cut; 0 when it was seen */
static unsigned long count; /* of all stores to the region */
static unsigned wanted;     /* bytes of it that are done */
static bool pending;        /* it was seen, and ends with whatever comes next */
static size_t place;
static unsigned width;
static uint8_t *before;     /* the region as it was before it */
static bool was_cut;
static jmp_buf out;

static void cut(void)
{
    uint8_t done[8];
    memcpy(done, begin + place, wanted);
    memcpy(begin, before, length);
    memcpy(begin + place, done, wanted);
    pending = false;
}

/* Called before a store. */
static void store(void *at, unsigned size)
{
    if (!begin || (uint8_t *)at < begin || (uint8_t *)at >= begin + length)
        return;
    count++;
    if (pending) {
        cut();
        longjmp(out, 1);
    }
    if (left == 0 || --left > 0)
        return;
    place = (size_t)((uint8_t *)at - begin);
    width = size;
    memcpy(before, begin, length);
    pending = true;
}

bool stores_run(void (*function)(void), uint8_t *region, size_t size, unsigned long cut_at, unsigned torn)
{
    before = realloc(before, size);
    if (!before)
        abort();
    begin = region;
    length = size;
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
    begin = NULL;
    return was_cut && width > torn;
}

unsigned long stores_count(void)
{
    return count;
}

size_t stores_place(void)
{
    return place;
}

unsigned stores_width(void)
{
    return width;
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

/* The device's memcpy(): a byte at a time, where the region is written to and watched. */
void *stores_memcpy(void *to, const void *from, size_t size);
void *stores_memcpy(void *to, const void *from, size_t size)
{
    if (!begin)
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

/* One thread: an atomic access is like another, and none of them is to the region. */
void __tsan_atomic_thread_fence(int order);
void __tsan_atomic_thread_fence(int order)
{
    (void)order;
}

uint32_t __tsan_atomic32_load(const volatile uint32_t *at, int order);
uint32_t __tsan_atomic32_load(const volatile uint32_t *at, int order)
{
    (void)order;
    return *at;
}

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
