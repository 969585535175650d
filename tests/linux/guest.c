/*
 * Logs into reserved memory, and then, its log open, has the kernel panic, or starts itself again.
 *
 *     guest ADDRESS [panic|again]
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "ring.h"

#define RECORDS 5u

static int panic_kernel(void)
{
    int trigger = open("/proc/sysrq-trigger", O_WRONLY);

    return trigger < 0 || write(trigger, "c", 1) != 1;
}

/* The same program, at the same address. */
static int run_again(char **argv)
{
    pid_t child = fork();

    if (child == 0) {
        execl(argv[0], argv[0], argv[1], (char *)NULL);
        _exit(1);
    }
    return child < 0 || waitpid(child, NULL, 0) < 0;
}

int main(int argc, char **argv)
{
    plog_status status = argc > 1 ? plog_init_memory(strtoull(argv[1], NULL, 0), PLOG_CAUSE_UNKNOWN) : PLOG_IO;

    if (status != PLOG_OK) {
        printf("plog_status %d, %s\n", (int)status, strerror(errno));
        return 1;
    }
    log_started("guest");
    for (uint32_t i = 0; i < RECORDS; i++)
        log_parent(i, 2 * i);
    if (argc == 2)
        return 0;
    if (strcmp(argv[2], "again") == 0)
        return run_again(argv);
    log_last_words("about to panic", 0);
    return panic_kernel();
}
