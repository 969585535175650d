/* Logs one of everything and writes the records out: two builds that should write the same bytes are compared by it. */
#include "ring.c"

#include <stdio.h>

static uint32_t region[PLOG_REGION_SIZE / 4];

int main(void)
{
    plog_init_region(region, sizeof region, PLOG_CAUSE_PIN);
    for (uint32_t i = 0; i < 32; i++) {
        log_mark(i);
        log_number(UINT32_MAX >> i);
        log_byte((uint8_t)i);
    }
    log_text("a text");
    log_text(NULL);
    log_none();
    /* Without the headers: where a block ends differs with the room that a record's stores may take. */
    for (unsigned block = 0; block < PLOG_BLOCKS; block++)
        if (plog_whole(plog_at(0, block)))
            fwrite(plog_at(0, block) + 1, 1, plog_at(0, block)->used - PLOG_HEADER_SIZE, stdout);
    return 0;
}
