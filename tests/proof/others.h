/*
 * Whoever else logs, reads or clears, as a user's lock lets them: whenever the lock is taken, the log is in any state that such a call may leave
 * behind, and whenever it is given back, such a state must have been left. So nothing is assumed of the order of calls, and what holds holds
 * beside interrupts that log.
 */
#ifndef OTHERS_H
#define OTHERS_H

static int others_left; /* which of any_log()'s cases: the analyser keeps them apart */

#define BY_ENDS (PART == 1 || PART == 3) /* the cases in which no block need be open are kept apart by where both blocks end */

static int others_first, others_second; /* any_used() of each block */

/* There is no such block, or there is room for the boot's record, or not. */
static unsigned any_used(int kind)
{
    static const unsigned from[] = { 0, PLOG_HEADER_SIZE, PLOG_BLOCK_END - PLOG_BOOT_SIZE + 1, PLOG_BLOCK_END + 1, PLOG_REPLACED };

    return Frama_C_unsigned_int_interval(from[kind], kind == 3 ? (plog_used)-1 : from[kind + 1] - 1);
}

/* Any content of the region. */
static void any_region(void)
{
    Frama_C_make_unknown((char *)plog_region, sizeof plog_region);
#if BY_ENDS
    others_first = Frama_C_interval(0, 3);
    others_second = Frama_C_interval(0, 3);
    plog_region[0].header.used = (plog_used)any_used(others_first);
    plog_region[1].header.used = (plog_used)any_used(others_second);
#endif
}

static void any_times(void)
{
    plog_states[0].last = any();
    plog_states[0].origin = any();
    plog_states[0].time = any();
#if PLOG_DROP
    plog_states[0].boot = (uint16_t)any();
#endif
    plog_silences[0] = (plog_halves)any();
}

/* A block is open, and its committed end lies within it; or what stands in a block's place. */
static void any_log(void)
{
    any_region();
    any_times();
    others_left = Frama_C_interval(0, 4);
    if (others_left < 4)
        others_whole = true;
    switch (others_left) {
    case 0:
        plog_states[0].open = &plog_region[0].header;
        plog_region[0].header.used = (plog_used)Frama_C_unsigned_int_interval(PLOG_HEADER_SIZE, PLOG_BLOCK_END);
        break;
    case 1:
        plog_states[0].open = &plog_region[1].header;
        plog_region[1].header.used = (plog_used)Frama_C_unsigned_int_interval(PLOG_HEADER_SIZE, PLOG_BLOCK_END);
        break;
    case 2:
        plog_states[0].open = (plog_header *)&plog_silent;
        break;
#if PLOG_DROP
    case 3:
        plog_states[0].open = PLOG_NO_BLOCK;
        break;
#endif
    default:
        plog_states[0].open = PLOG_NOT_STARTED;
    }
}

static void check_log(void)
{
    plog_header *open = plog_states[0].open;

    if (open == &plog_region[0].header) {
        /*@ assert first: PLOG_HEADER_SIZE <= plog_region[0].header.used <= PLOG_BLOCK_END; */
    } else if (open == &plog_region[1].header) {
        /*@ assert second: PLOG_HEADER_SIZE <= plog_region[1].header.used <= PLOG_BLOCK_END; */
    } else if (open != PLOG_NOT_STARTED && open != (plog_header *)&plog_silent) {
#if PLOG_DROP
        /*@ assert none: open == (plog_header *)&plog_no_room; */
#else
        /*@ assert none: \false; */
#endif
    }
}

static bool alone; /* nobody else logs yet */

uint32_t plog_user_lock(void)
{
    if (!alone)
        any_log();
    return any();
}

void plog_user_unlock(uint32_t held)
{
    (void)held;
    check_log();
}

#endif
