/* Plain ISO C: logs into memory of its own, and writes what stands there, and what is drained, to the files region.bin and frames.bin. */
#include <stdio.h>

#include "host.h"

volatile uint64_t plog_ticks;
static uint32_t memory[512];

static size_t to_file(void *user, const void *bytes, size_t length)
{
    return fwrite(bytes, 1, length, (FILE *)user);
}

int main(void)
{
    FILE *region = fopen("region.bin", "wb");
    FILE *frames = fopen("frames.bin", "wb");
    uint32_t n;

    if (!region || !frames)
        return 1;
    log_step(99, NULL); /* before the start: counted */
    if (plog_init_region((char *)memory + 1, sizeof memory, PLOG_CAUSE_PIN) != PLOG_MISALIGNED
        || plog_init_region(memory, sizeof memory - 4, PLOG_CAUSE_PIN) != PLOG_TOO_SMALL
        || plog_init_region(memory, sizeof memory + 4, PLOG_CAUSE_PIN) != PLOG_TOO_LARGE
        || plog_init_region(memory, sizeof memory, PLOG_CAUSE_PIN) != PLOG_OK
        || plog_init(PLOG_CAUSE_PIN) != PLOG_ALREADY)
        return 1;
    for (n = 0; n < 50; n++) {
        plog_ticks += 10;
        log_step(n, (const void *)(uintptr_t)0xFEDCBA9876543210u);
    }
    log_named("five!");
    log_named("longer");
    log_named(NULL);
    fwrite(memory, 1, sizeof memory, region);
    plog_poll(to_file, frames, SIZE_MAX);
    return fclose(region) != 0 || fclose(frames) != 0;
}
