/*
 * plog_frame.c: what is drained, in frames for a line that takes a few bytes at a time, may lose some, and carries other things besides.
 * Included by plog.c. docs/FORMAT.md section 8 has the bytes.
 */
#ifndef PLOG_RING_H
#error "plog_frame.c is compiled as a part of the .c that plogen writes: leave it out of your build, and add that file"
#endif

#define PLOG_FRAME_CRC 4u
#define PLOG_FRAME_CHUNK 1u /* where the chunk stands: its "plg" makes room for the first code and the frame's number */
#define PLOG_FRAME_SIZE (PLOG_FRAME_CHUNK + PLOG_CHUNK_SIZE + PLOG_FRAME_CRC + 1u)
#define PLOG_FRAME_LAST 0x3FFFu    /* the highest number; after it comes 1 */
#define PLOG_FRAME_BEGINS 0x8000u  /* with the number: the chunk begins with the begin of a record */

/* The frame on its way. Its records stay in the ring until all of it was taken. */
static struct {
    plog_grant grant;    /* the chunk's bytes and what follows them in their block */
    size_t length;       /* how many are the chunk's */
    const uint8_t *edge; /* where a record is known to begin in the ring: the last frame, taken whole, ended a grant there */
    uint16_t number;     /* of the next frame; the first since the start has 0 */
    uint8_t at;          /* bytes that were taken, and all there are */
    uint8_t size;
    uint8_t bytes[PLOG_FRAME_SIZE];
} plog_frame;

/* Consistent overhead byte stuffing (Cheshire and Baker, IEEE/ACM Transactions on Networking 7(2), 1999): each zero becomes the
   distance to the next. With fewer than 254 bytes between at and end that is all; *at is the first distance. */
static void plog_stuff(uint8_t *at, uint8_t *end)
{
    uint8_t *byte;

    for (byte = at + 1; byte != end; byte++)
        if (*byte == 0) {
            *at = (uint8_t)(byte - at);
            at = byte;
        }
    *at = (uint8_t)(end - at);
}

/* Makes the next frame. False if nothing is left, or what is was overwritten meanwhile. */
static bool plog_next_frame(void)
{
    uint8_t *content = plog_frame.bytes + 2;
    uint8_t *end;
    uint16_t number;
    uint32_t crc = UINT32_MAX;
    const uint8_t *at;

    if (!plog_read(&plog_frame.grant))
        return false;
    plog_frame.length = plog_frame.grant.length;
    if (plog_frame.length > PLOG_CHUNK_SIZE - PLOG_AROUND)
        plog_frame.length = PLOG_CHUNK_SIZE - PLOG_AROUND;
    if (!plog_make_chunk(plog_frame.bytes + PLOG_FRAME_CHUNK, &plog_frame.grant, plog_frame.length))
        return false;
    number = (uint16_t)(plog_frame.number | (plog_frame.grant.bytes == plog_frame.edge ? PLOG_FRAME_BEGINS : 0u));
    plog_frame.number = plog_frame.number == PLOG_FRAME_LAST ? 1u : (uint16_t)(plog_frame.number + 1u);
    __builtin_memcpy(content, &number, sizeof number);
    end = plog_frame.bytes + PLOG_FRAME_CHUNK + PLOG_AROUND + plog_frame.length;
    for (at = content; at != end; at++)
        crc = plog_crc(crc, *at, 8);
    crc = ~crc;
    __builtin_memcpy(end, &crc, sizeof crc);
    end += sizeof crc;
    plog_stuff(content - 1, end);
    plog_frame.bytes[0] = *end = 0;
    plog_frame.at = 0;
    plog_frame.size = (uint8_t)(end + 1 - plog_frame.bytes);
    return true;
}

/* All of the frame was taken. If its block was overwritten since, the copy that was taken is still good. */
static void plog_end_frame(void)
{
    bool released = plog_release(&plog_frame.grant, plog_frame.length) == PLOG_OK;

    plog_frame.edge = released && plog_frame.grant.length == 0 ? plog_frame.grant.bytes : NULL;
}

size_t plog_poll(plog_output *output, void *user, size_t max)
{
    size_t total = 0;

    while (total < max && (plog_frame.at != plog_frame.size || plog_next_frame())) {
        size_t left = (size_t)(plog_frame.size - plog_frame.at);
        size_t most = max - total < left ? max - total : left;
        size_t taken = output(user, plog_frame.bytes + plog_frame.at, most);

        if (taken > most) /* a driver's "error" as a number */
            taken = 0;
        plog_frame.at = (uint8_t)(plog_frame.at + taken);
        total += taken;
        if (plog_frame.at == plog_frame.size)
            plog_end_frame();
        if (taken < most)
            break;
    }
    return total;
}
