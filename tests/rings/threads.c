/*
 * threads RING STREAM: eight threads log on four cores' rings while another drains them all to STREAM, and go on a little when it has stopped.
 * The writers wait for the reader, so that nothing is overwritten.
 */
#include <pthread.h>
#include <sched.h>
#include <stdio.h>

#include "cores.h"

enum { WRITERS = 8, EACH = 4000, AHEAD = 300 };

static unsigned written, drained; /* records; the bytes of a chunk tell how many it has at most */
static bool stopped;
static FILE *stream;

static bool to_stream(void *user, const void *bytes, size_t length)
{
    (void)user;
    return fwrite(bytes, 1, length, stream) == length;
}

static void *drain(void *user)
{
    bool last;

    do {
        unsigned before = __atomic_load_n(&written, __ATOMIC_ACQUIRE);

        last = __atomic_load_n(&stopped, __ATOMIC_ACQUIRE);
        while (plog_drain(to_stream, NULL, SIZE_MAX) > 0)
            continue;
        __atomic_store_n(&drained, before, __ATOMIC_RELEASE);
    } while (!last);
    return user;
}

static void *write_records(void *user)
{
    unsigned writer = (unsigned)(uintptr_t)user;

    for (uint32_t n = 0; n < EACH; n++) {
        while (__atomic_load_n(&written, __ATOMIC_ACQUIRE) - __atomic_load_n(&drained, __ATOMIC_ACQUIRE) > AHEAD)
            sched_yield();
        if (n % 10 == 9)
            log_bad((uint8_t)writer, n);
        else
            log_beat((uint8_t)writer, n);
        __atomic_fetch_add(&written, 1, __ATOMIC_ACQ_REL);
    }
    return user;
}

int main(int count, char **arguments)
{
    pthread_t writers[WRITERS], reader;

    if (count != 3 || !(stream = fopen(arguments[2], "wb")))
        return 2;
    log_bad(9, 0); /* before the start: counted */
    if (plog_init_file(arguments[1], PLOG_CAUSE_PIN) != PLOG_OK || pthread_create(&reader, NULL, drain, NULL) != 0)
        return 2;
    for (uintptr_t i = 0; i < WRITERS; i++)
        if (pthread_create(&writers[i], NULL, write_records, (void *)i) != 0)
            return 2;
    for (unsigned i = 0; i < WRITERS; i++)
        pthread_join(writers[i], NULL);
    __atomic_store_n(&stopped, true, __ATOMIC_RELEASE);
    pthread_join(reader, NULL);
    fclose(stream);
    return plog_lost() == 0 ? 0 : 1;
}
