/*
 * Logs into reserved memory, and has the kernel panic while it does.
 *
 *     guest ADDRESS
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "ring.h"

#define RECORDS 5u

static int panic(void)
{
    int trigger = open("/proc/sysrq-trigger", O_WRONLY);

    return trigger < 0 || write(trigger, "c", 1) != 1;
}

int main(int argc, char **argv)
{
    plog_status status = argc == 2 ? plog_init_memory(strtoull(argv[1], NULL, 0), PLOG_CAUSE_UNKNOWN) : PLOG_IO;

    if (status != PLOG_OK) {
        perror("guest");
        return 1;
    }
    log_started("guest");
    for (uint32_t i = 0; i < RECORDS; i++)
        log_parent(i, 2 * i);
    log_last_words("about to panic", 0);
    return panic();
}
