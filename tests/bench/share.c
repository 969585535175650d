/*
 * Prints which share of the ring, in percent, is records that a decoder can read, on average over many records of the nine calls, in random order, round
 * a full ring. Wanted is the layout of a microcontroller: build it with "optimize size", which leaves out the room for stores past a record's end.
 */
#include <stdio.h>

#include "library.c"

#include "calls.h"

#define RECORDS 100000

volatile uint32_t bench_ticks;
static unsigned long long sum, times;

static void look(void)
{
    const plog_header *newest = plog_states[0].open;

    for (unsigned i = 0; i < PLOG_BLOCKS; i++)
        if (plog_counts(plog_at(0, i), newest))
            sum += plog_at(0, i)->used - PLOG_HEADER_SIZE;
    times++;
}

#define WRAP(name, parameters, call, arguments) static void log_the_##name parameters { call; }
CALLS(WRAP)

#define LOG(name, parameters, call, arguments) static void log_##name##_now(void) { log_the_##name arguments; }
CALLS(LOG)

#define ENTRY(name, parameters, call, arguments) log_##name##_now,
static void (*const calls[])(void) = { CALLS(ENTRY) };

/* Xorshift (Marsaglia, Xorshift RNGs, 2003): the triple 13, 17, 5. */
static uint32_t random_word(void)
{
    static uint32_t word = 1;

    word ^= word << 13;
    word ^= word >> 17;
    return word ^= word << 5;
}

int main(void)
{
    plog_init(PLOG_CAUSE_POWER_ON);
    for (unsigned i = 0; i < RECORDS; i++) {
        bench_ticks += 100;
        calls[random_word() % (sizeof calls / sizeof calls[0])]();
        if (i >= RECORDS / 10)
            look();
    }
    printf("%.1f\n", 100.0 * (double)sum / ((double)times * PLOG_REGION_SIZE));
    return 0;
}
