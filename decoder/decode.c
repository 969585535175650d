#include "decode.h"

#include <stdio.h>
#include <stdlib.h>

#include "advice.h"
#include "backup.h"
#include "chunks.h"
#include "image.h"
#include "unknown.h"

/* A stream may begin with other bytes, and a dump of memory may hold a chunk. But a stream holds no block as it stands
   in memory, so what holds one is a dump. */
static int decode_ring(const struct input *in, const struct tables *tables, struct history *h)
{
    struct unknown unknown = { .count = 0 };
    size_t found = image_print(in, tables, h, &unknown);
    if (found == 0)
        found = chunks_print(in, tables, h, &unknown);
    if (found == 0)
        unknown_search(&unknown, tables, in, 0, in->size);
    const char *advice = h->decoded ? "" : advice_on(in);
    if (unknown.count > 0 && *advice == '\0')
        unknown_report(&unknown, tables, in->name);
    else if (found == 0)
        fprintf(stderr, "plogcat: %s: no ring and no chunk found%s\n", in->name,
                *advice ? advice : "; is it the memory from plog_region_start on (by nm of the firmware), its bytes in their order?");
    if (!h->decoded)
        return EXIT_UNUSABLE;
    return h->damaged || unknown.count > 0 ? EXIT_DAMAGE : EXIT_CLEAN;
}

int decode(const struct input *in, const struct tables *tables, struct history *h)
{
    struct input ring;
    if (!backup_unpack(in, tables, &ring))
        return decode_ring(in, tables, h);
    int status = decode_ring(&ring, tables, h);
    free((void *)(uintptr_t)ring.data);
    return status;
}
