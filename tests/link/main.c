/* A program that logs, and with HEAP allocates: what matters is where the linker puts it. */
#ifdef HEAP
#include <stdlib.h>
#endif

#include "link.h"

volatile uint32_t plog_ticks;

int initialised = 1, zeroed[20];
void *volatile taken;

int main(void)
{
    plog_init(PLOG_CAUSE_UNKNOWN);
    log_started((uint32_t)initialised);
#ifdef HEAP
    taken = malloc(100);
#endif
    return zeroed[3];
}

#ifdef START
void START(void)
{
    main();
    for (;;)
        ;
}
#endif
