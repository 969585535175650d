/* Eight threads log while one drains; built with the thread sanitizer, too. */
#include "ring.c"
#include "device.h"

#include <pthread.h>

enum { WRITERS = 8, EACH = 2000 };

static struct stream stream;
static unsigned data_came; /* calls of the hook */

/* The writers wait for the reader, so that it is never lapped: no record may be missing. */
static unsigned written, taken;

void plog_on_data(void)
{
    __atomic_fetch_add(&data_came, 1, __ATOMIC_RELAXED);
}

static void *write_records(void *user)
{
    uint32_t writer = (uint32_t)(uintptr_t)user;

    for (uint32_t i = 0; i < EACH; i++) {
        while (__atomic_load_n(&written, __ATOMIC_ACQUIRE) - __atomic_load_n(&taken, __ATOMIC_ACQUIRE) > 1000)
            sched_yield();
        __atomic_fetch_add(&written, 1, __ATOMIC_RELAXED);
        log_mark(writer << 16 | i);
    }
    return NULL;
}

static void check_order(void)
{
    uint32_t next[WRITERS] = { 0 };

    for (size_t i = 0; i < stream.history.count; i++) {
        const struct record *record = &stream.history.records[i];

        if (record->id == MARK)
            ck_assert_uint_eq(record->value & 0xFFFF, next[record->value >> 16]++);
    }
    for (unsigned i = 0; i < WRITERS; i++)
        ck_assert_uint_eq(next[i], EACH);
}

START_TEST(every_record_is_drained_once_and_in_order)
{
    pthread_t writers[WRITERS];
    size_t seen = 0;

    boot(PLOG_CAUSE_PIN);
    stream_begin(&stream, &geometry);
    for (uintptr_t i = 0; i < WRITERS; i++)
        ck_assert_int_eq(pthread_create(&writers[i], NULL, write_records, (void *)i), 0);
    while (seen < WRITERS * EACH) {
        plog_drain(to_stream, &stream, SIZE_MAX);
        seen = stream.history.count - 1;
        __atomic_store_n(&taken, (unsigned)seen, __ATOMIC_RELEASE);
    }
    for (unsigned i = 0; i < WRITERS; i++)
        pthread_join(writers[i], NULL);
    ck_assert(!stream.wrong);
    check_order();
    ck_assert_uint_eq(plog_lost(), 0);
    ck_assert_uint_eq(data_came, WRITERS * EACH);
}
END_TEST

enum { ROUNDS = 3, A_LAP = PLOG_REGION_SIZE / 3 }; /* records that fill the ring, whatever their sizes */

static bool stop;

static void *write_on(void *user)
{
    uint32_t writer = (uint32_t)(uintptr_t)user;

    for (uint32_t i = 0; !__atomic_load_n(&stop, __ATOMIC_RELAXED); i++) {
        log_mark(writer << 24 | i);
        __atomic_fetch_add(&written, 1, __ATOMIC_RELAXED);
    }
    return NULL;
}

/* Each writer's numbers rise. */
static void check_rising(uint32_t *next)
{
    for (size_t i = 0; i < stream.history.count; i++) {
        uint32_t value = stream.history.records[i].value, number = value & 0xFFFFFF;

        if (stream.history.records[i].id != MARK)
            continue;
        ck_assert_uint_lt(value >> 24, WRITERS);
        ck_assert_uint_ge(number, next[value >> 24]);
        next[value >> 24] = number + 1;
    }
    stream.history.count = 0;
}

/* What was granted is overwritten, again and again, before it is copied; and a part is drained while all log. */
START_TEST(what_is_overwritten_while_it_is_drained_is_not_shown)
{
    pthread_t writers[WRITERS];
    uint32_t next[WRITERS] = { 0 };

    boot(PLOG_CAUSE_PIN);
    stream_begin(&stream, &geometry);
    for (uintptr_t i = 0; i < WRITERS; i++)
        ck_assert_int_eq(pthread_create(&writers[i], NULL, write_on, (void *)i), 0);
    for (unsigned i = 0; i < ROUNDS; i++) {
        uint8_t chunk[PLOG_CHUNK_SIZE];
        plog_grant grant;
        unsigned begun;

        while (!plog_read(&grant))
            sched_yield();
        begun = __atomic_load_n(&written, __ATOMIC_RELAXED);
        while (__atomic_load_n(&written, __ATOMIC_RELAXED) - begun < A_LAP)
            sched_yield();
        ck_assert(!plog_make_chunk(chunk, &grant, grant.length < sizeof chunk - PLOG_AROUND ? grant.length : sizeof chunk - PLOG_AROUND));
        plog_drain(to_stream, &stream, 1000);
        check_rising(next);
    }
    __atomic_store_n(&stop, true, __ATOMIC_RELAXED);
    for (unsigned i = 0; i < WRITERS; i++)
        pthread_join(writers[i], NULL);
    ck_assert(!stream.wrong);
}
END_TEST

int main(void)
{
    return suite_run("threads", (const TTest *const[]){ every_record_is_drained_once_and_in_order, what_is_overwritten_while_it_is_drained_is_not_shown, NULL }, power_on);
}
