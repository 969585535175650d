/* own FILE: too early a record, a trace, a record with a null pointer, one that a reset is told after, and a crash. */
#include <stdlib.h>

#include "own.h"
#include "plog_crash.h"

int main(int argc, char **argv)
{
    const uint8_t at[2] = { 1, 2 };

    log_hello(0, at);
    if (argc != 2 || plog_init_file(argv[1], PLOG_CAUSE_UNKNOWN) < 0 || plog_catch_signals() != 0)
        return 2;
    log_hello(1, NULL);
    plog_backtrace();
    log_hello(2, at);
    plog_going_down(PLOG_CAUSE_SOFTWARE);
    log_hello(3, at);
    abort();
}
