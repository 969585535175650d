/*
 * The firmware of README.md's first lines, on the host: each run is a boot, with the RAM of the run before in ram.bin. With an argument it makes the
 * call that stands there (FRONT_CALL), 0.482315 s after the boot.
 */
#include <stdio.h>

#include "motor.h"

static uint64_t now;

uint64_t plog_user_clock(void)
{
    return now;
}

int main(int argc, char **argv)
{
    static uint32_t ram[2048 / sizeof(uint32_t)];
    FILE *image = fopen("ram.bin", "a+b");

    (void)argv;
    if (!image || (fread(ram, sizeof ram, 1, image) != 1 && ferror(image)))
        return 1;
    if (plog_init_region(ram, sizeof ram, PLOG_CAUSE_WATCHDOG) != PLOG_OK)
        return 1;
    now = 34726680; /* at 72 MHz */
    if (argc > 1)
        FRONT_CALL
    return !freopen("ram.bin", "wb", image) || fwrite(ram, sizeof ram, 1, image) != 1 || fclose(image) != 0;
}
