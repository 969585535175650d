/*
 * A routing service whose log lies in a memory-mapped file, and which dies: of abort(), and then the log has where that was called, or
 * of a SIGKILL it can't even see coming. Either way the file holds every record that was logged.
 *
 *     router RING abort|kill
 */
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "router.h"

#define NEIGHBOUR 7u
#define ROUTES 5u

/* One thread keeps the routes ... */
static void *keep_routes(void *unused)
{
    (void)unused;
    for (uint32_t i = 0; i < ROUTES; i++) {
        const log_prefix4 to = {.addr = 0x0A000000u + (i << 8), .len = 24};

        log_rib_route_add(&to, 0xC0A80001u, 10u + i, LOG_PROTO_BGP);
    }
    log_recompute_begin(ROUTES);
    log_routes(ROUTES);
    log_recompute_end();
    return NULL;
}

/* ... and one talks to the neighbour. */
static void *talk_to_peer(void *unused)
{
    static const uint8_t nlri[] = {24, 10, 0, 4, 0};

    (void)unused;
    log_peer_session_up(NEIGHBOUR, 90);
    log_peer_update(NEIGHBOUR, nlri, sizeof nlri);
    return NULL;
}

static int start_log(const char *path)
{
    plog_status status = plog_init_file(path, PLOG_CAUSE_UNKNOWN);

    if (status == PLOG_OK)
        return 0;
    if (status == PLOG_IO)
        perror(path);
    else
        fprintf(stderr, "%s: the log can't start in it (plog_status %d)\n", path, (int)status);
    return 1;
}

int main(int argc, char **argv)
{
    pthread_t routes, peer;
    bool aborts;

    if (argc != 3 || (strcmp(argv[2], "abort") != 0 && strcmp(argv[2], "kill") != 0)) {
        fprintf(stderr, "usage: router RING abort|kill\n");
        return 2;
    }
    aborts = strcmp(argv[2], "abort") == 0;
    if (start_log(argv[1]) != 0)
        return 1;
    if (plog_catch_signals() != 0)
        perror("router: crashes will not be logged");

    if (pthread_create(&routes, NULL, keep_routes, NULL) != 0 || pthread_create(&peer, NULL, talk_to_peer, NULL) != 0)
        return 1;
    pthread_join(routes, NULL);
    pthread_join(peer, NULL);

    log_peer_session_down(NEIGHBOUR, aborts ? "hold timer expired" : "administrator");
    if (aborts)
        abort();
    raise(SIGKILL);
    return 1;
}
