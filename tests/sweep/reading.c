/* See reading.h. */
#include "reading.h"

#include "firmware.h"

#define LINE_TAKES 50u /* bytes at a time; a frame has up to 166 */

static size_t peeked; /* bytes of records in the chunk, which are still in the ring */
static bool same;     /* as the grant's */
static const uint8_t *unreleased; /* of the chunk's, in the ring */

void reading_copy(volatile uint8_t *to, const void *bytes, size_t length)
{
    const uint8_t *from = (const uint8_t *)bytes;

    while (length-- > 0)
        *to++ = *from++;
}

static bool take(void *user, const void *bytes, size_t length)
{
    (void)user;
    hand_over(bytes, length);
    return true;
}

void reading_drain(size_t max)
{
    plog_drain(take, NULL, max);
}

/* Bytes before a chunk's records: docs/FORMAT.md, section 8. */
static size_t before_records(const uint8_t *chunk)
{
    uint8_t tag = chunk[3];
    size_t header = (tag & 4u) != 0 ? 32u : (tag & 2u) != 0 ? 18u : 20u;

    return 4u + ((tag & 0x20u) != 0 ? 1u : 0u) + header + ((tag & 8u) != 0 ? 2u : 0u);
}

/* Refuses the chunk, so that its records are not released. */
static bool peek_chunk(void *user, const void *bytes, size_t length)
{
    const uint8_t *chunk = (const uint8_t *)bytes;
    size_t before = before_records(chunk);
    plog_grant grant;
    size_t i;

    (void)user;
    peeked = length - before;
    same = plog_read(&grant) && grant.length >= peeked;
    for (i = 0; same && i < peeked; i++)
        same = grant.bytes[i] == chunk[before + i];
    unreleased = grant.bytes;
    hand_over(bytes, length);
    return false;
}

bool reading_peek(void)
{
    peeked = 0;
    plog_drain(peek_chunk, NULL, SIZE_MAX);
    return peeked > 0;
}

static bool release(size_t length)
{
    plog_grant grant;

    /* else they were overwritten, and others are the oldest */
    if (!plog_read(&grant) || grant.bytes != unreleased || grant.length < length)
        return false;
    unreleased += length;
    return plog_release(&grant, length) == PLOG_OK;
}

bool reading_release(void)
{
    size_t first = peeked / 2u;

    return same && release(first) && release(peeked - first);
}

static size_t send(void *user, const void *bytes, size_t length)
{
    size_t taken = length < LINE_TAKES ? length : LINE_TAKES;

    (void)user;
    hand_over(bytes, taken);
    return taken;
}

void reading_poll(size_t max)
{
    size_t sent;

    while (max > 0 && (sent = plog_poll(send, NULL, max)) > 0)
        max -= sent;
}
