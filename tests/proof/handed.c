/*
 * What WP is to prove: what plog_drain() and plog_poll() hand over lies in their buffers, however much is granted and taken, and neither hands over more
 * than max. What they call is taken by contracts, of which parts.c shows what is asked here.
 */
#include "machine.h"

/* The reader's. It may say anything. */
/*@ requires handed: length > 0 && \valid_read(bytes + (0 .. length - 1));
    assigns \nothing; */
static bool plog_any_sink(void *user, const uint8_t *bytes, size_t length);

/*@ requires handed: length > 0 && \valid_read(bytes + (0 .. length - 1));
    assigns \nothing; */
static size_t plog_any_output(void *user, const uint8_t *bytes, size_t length);

/* With ALONE, nobody else logs: nothing is overwritten while it is copied. Then plog_drain() comes to an end, too. */
#if ALONE
#define DRAIN_ENDS loop variant max - total;
#define COPIED ensures copied: \result;
#else
#define DRAIN_ENDS
#define COPIED
#endif

#include "proof.c"

/*@ requires \valid(grant);
    assigns *grant;
    ensures \result ==> grant->length > 0; */
bool plog_read(plog_grant *grant);

/*@ requires room: \valid(chunk + (0 .. PLOG_HEADER_SIZE + 4 + length - 1));
    requires granted: length <= grant->length;
    assigns chunk[0 .. PLOG_HEADER_SIZE + 4 + length - 1];
    COPIED */
static bool plog_make_chunk(uint8_t *chunk, const plog_grant *grant, size_t length);

/*@ requires granted: length <= grant->length;
    assigns *grant; */
plog_status plog_release(plog_grant *grant, size_t length);

/*@ requires taken: plog_frame.at == plog_frame.size;
    assigns plog_frame;
    ensures frame: \result ==> plog_frame.at == 0 && 0 < plog_frame.size <= sizeof(plog_frame.bytes);
    ensures none: !\result ==> plog_frame.at == plog_frame.size == \old(plog_frame.size); */
static bool plog_next_frame(void);

/*@ assigns plog_frame.grant, plog_frame.edge; */
static void plog_end_frame(void);

/*@ ensures most: \result <= max; */
size_t plog_drain(plog_sink *sink, void *user, size_t max);

/*@ requires frame: plog_frame.at <= plog_frame.size <= sizeof(plog_frame.bytes);
    ensures frame: plog_frame.at <= plog_frame.size <= sizeof(plog_frame.bytes);
    ensures most: \result <= max; */
size_t plog_poll(plog_output *output, void *user, size_t max);
