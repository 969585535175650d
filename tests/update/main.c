/* FIRST COUNT: logs the numbers from FIRST on into the ring file "update.ring", as the firmware that VERSION names. */
#include <stdlib.h>

#if VERSION == 1
#include "v1.h"
#define LOG log_old
#elif VERSION == 2
#include "v2.h"
#define LOG log_new
#else
#include "v3.h"
#define LOG log_new
#endif

int main(int count, char **words)
{
    uint32_t first, times;

    if (count != 3 || plog_init_file("update.ring", PLOG_CAUSE_SOFTWARE) != PLOG_OK)
        return 1;
    first = (uint32_t)atoi(words[1]);
    times = (uint32_t)atoi(words[2]);
    for (uint32_t i = 0; i < times; i++)
        LOG(first + i);
    return 0;
}
