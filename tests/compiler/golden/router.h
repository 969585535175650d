/*
 * router.h: the log functions of "router". Written by plogen from router.plog: change that file, not this one.
 *
 * Where they may be called from, and how the log is started and read out: plog.h.
 */
#ifndef ROUTER_H
#define ROUTER_H

#include "plog.h" /* in plogen's folder runtime/, which must be on the include path: -I .../runtime */

#if PLOG_RUNTIME < 1
#error "router.h needs a newer runtime: take the runtime/ folder that came with your plogen"
#elif PLOG_RUNTIME > 1
#error "router.h is older than this runtime: run plogen again, the plogen that came with the runtime"
#endif

#ifdef __cplusplus
extern "C" {
#endif

typedef enum {
    LOG_PROTO_STATIC_ROUTE = 0,
    LOG_PROTO_OSPF = 1,
    LOG_PROTO_BGP = 2,
    LOG_PROTO_RIP = 3
} log_proto;

typedef struct {
    uint32_t addr;
    uint8_t len;
} log_prefix4;

void log_rib_route_add(const log_prefix4 *to, uint32_t via, uint32_t metric, log_proto from);
void log_rib_route_del(const log_prefix4 *to, log_proto from);
void log_rib_table_high(uint32_t used, uint32_t limit);
void log_peer_session_down(uint32_t peer, const char *reason);
void log_peer_session_up(uint32_t peer, uint16_t hold);
void log_peer_update(uint32_t peer, const uint8_t *nlri, size_t nlri_len);
void log_recompute_begin(uint32_t dirty);
void log_recompute_end(void);
void log_routes(uint32_t value);

#ifdef __cplusplus
}
#endif

#endif
