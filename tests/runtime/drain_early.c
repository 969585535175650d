/*
 * A bootloader that shares the application's ring: hands out what was not drained yet, and goes. It never starts its
 * own log, so it leaves no boot behind. On a microcontroller the region is where the linker put it; here it is a file.
 */
#include "loader.c"

#include <stdio.h>

static bool to_output(void *user, const void *bytes, size_t length)
{
    (void)user;
    return fwrite(bytes, 1, length, stdout) == length;
}

int main(int count, char **arguments)
{
    int file = count == 2 ? open(arguments[1], O_RDWR) : -1;
    void *region = mmap(NULL, PLOG_REGION_SIZE, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);

    if (region == MAP_FAILED)
        return 1;
    plog_region = (plog_block *)region;
    plog_drain(to_output, NULL, SIZE_MAX);
    return 0;
}
