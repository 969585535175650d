/*
 * Logs into reserved memory. With "panic" it has the kernel panic then, its log open.
 *
 *     guest ADDRESS [panic]
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "ring.h"

#define RECORDS 5u

static int panic_kernel(void)
{
    int trigger = open("/proc/sysrq-trigger", O_WRONLY);

    return trigger < 0 || write(trigger, "c", 1) != 1;
}

int main(int argc, char **argv)
{
    plog_status status = argc > 1 ? plog_init_memory(strtoull(argv[1], NULL, 0), PLOG_CAUSE_UNKNOWN) : PLOG_IO;

    if (status != PLOG_OK) {
        perror("guest");
        return 1;
    }
    log_started("guest");
    for (uint32_t i = 0; i < RECORDS; i++)
        log_parent(i, 2 * i);
    if (argc == 2)
        return 0;
    log_last_words("about to panic", 0);
    return panic_kernel();
}
