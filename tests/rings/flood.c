/*
 * flood order FILE      errors and infos turn and turn about, less than fits; n counts both
 * flood ties FILE       the same with a clock that ticks once in four records
 * flood fits FILE       a million infos, and between them as many errors as their ring has room for; prints how many
 * flood over FILE       one error more than that
 *
 * With the .c that plogen wrote included, so that the room is known here.
 */
#include "kept.c"

#include <stdio.h>
#include <string.h>

#define INFOS 1000000u
#define ERROR_ROOM 14u /* what log_bad() wants to have: 1 + 9 + 4 bytes */

static uint64_t now;
static unsigned calls, calls_in_a_tick = 1;

uint64_t plog_user_clock(void)
{
    now += ++calls % calls_in_a_tick == 0;
    return now;
}

static void log_in_turns(void)
{
    for (unsigned n = 0; n < 100; n += 2) {
        log_beat(n);
        log_bad(n + 1);
    }
}

/* Whether the next error evicts none. */
static bool has_room(void)
{
    const plog_header *open = plog_states[PLOG_KEEP].open;

    return open->used <= PLOG_BLOCK_SIZE - ERROR_ROOM || plog_after(PLOG_KEEP, open)->used == 0;
}

/* Returns the number of errors, too_many of them more than there is room for. */
static unsigned flood(unsigned too_many)
{
    unsigned errors = 0;

    for (unsigned i = 0; i < INFOS; i++) {
        log_beat(i);
        if (i % 1000 != 0)
            continue;
        if (!has_room() && too_many == 0)
            continue;
        too_many -= !has_room();
        log_bad(errors++);
    }
    return errors;
}

int main(int count, char **arguments)
{
    const char *what = count == 3 ? arguments[1] : "";

    if (count != 3 || plog_init_file(arguments[2], PLOG_CAUSE_PIN) != PLOG_OK)
        return 2;
    if (strcmp(what, "ties") == 0)
        calls_in_a_tick = 4;
    if (strcmp(what, "order") == 0 || strcmp(what, "ties") == 0)
        log_in_turns();
    else
        printf("%u\n", flood(strcmp(what, "over") == 0 ? 1 : 0));
    return 0;
}
